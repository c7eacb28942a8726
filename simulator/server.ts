import type { AddressInfo } from 'node:net';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance } from 'fastify';
import { type Role, Tokens } from './access.ts';
import { Behaviours, type RouteName, type Rule } from './behaviours.ts';
import { badRequest, notFound, Refusal } from './errors.ts';
import { IMPORT_STEPS } from './imports.ts';
import type { Steps } from './lifecycle.ts';
import { RateLimit, type RateLimitOptions } from './rate-limit.ts';
import type { RequestRecord } from './requests.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { contextRoutes } from './routes/contexts.ts';
import { environmentRoutes } from './routes/environments.ts';
import { exportRoutes } from './routes/exports.ts';
import { importRoutes } from './routes/imports.ts';
import { patchRoutes } from './routes/patch.ts';
import { segmentRoutes } from './routes/segments.ts';
import { type Context, cannedAnswer, defineRoutes, refusalAnswer, send } from './routing.ts';
import { State } from './state.ts';
import { type Storage, startStorage } from './storage.ts';
import { MAX_BODY_BYTES, receiveUpload } from './upload.ts';

/** The version of the API that requests must name. */
export const API_VERSION = '20240415';
const versionOf = (route: string | undefined) => (route === 'GET approval-settings' ? 'beta' : API_VERSION);

export interface SimulatorOptions {
  /** Default: any free port. */
  port?: number;
  host?: string;
  /** PEM texts; with them it speaks https. */
  tls?: { key: string; cert: string };
  /** The access token that works. Default: a random one. */
  token?: string;
  /** What that token may do. Default: what it may without a special role. */
  role?: Partial<Role>;
  /** How long each answer takes, beside others at the same time. Default: no time. */
  latencyMs?: number;
  /** The statuses of an import that nothing holds up. Default: complete at once. */
  importSteps?: Steps;
  /** The status of an import that waits for approval. */
  pendingStatus?: 'pending_approval' | 'ready';
  /** Most keys in one `POST contexts` (default: no limit), and the status for more. */
  contextsLimit?: { keys: number; status: 400 | 413 };
  /** The most members that can be exported. Default: 10 million, as documented. */
  exportLimit?: number;
  /** Whether segments have a link to their page for people. Default: yes. */
  siteLinks?: boolean;
  rateLimit?: RateLimitOptions;
  /** Called when a request has been dealt with. */
  onRequest?: (record: RequestRecord) => void;
}

export interface Simulator {
  /** Origin, without a final slash. */
  readonly url: string;
  readonly token: string;
  /** All tokens that work: more can be made, and what they may can be changed. */
  readonly tokens: Tokens;
  readonly state: State;
  /** Every request, in order of arrival. */
  readonly requests: RequestRecord[];
  /** The other origin, which exported files are kept on. */
  readonly storage: Storage;
  /** The requests to one route, in order of arrival. */
  seen(route: RouteName): RequestRecord[];
  /** Makes it misbehave. @returns a function that takes the rule back */
  behave(rule: Rule): () => void;
  close(): Promise<void>;
}

/** Records every request from its first byte to its last, however it ends. */
function record(app: FastifyInstance, requests: RequestRecord[], options: SimulatorOptions): void {
  const connections = new WeakMap<object, number>();
  let connectionCount = 0;
  app.addHook('onRequest', async (request, reply) => {
    const { raw } = request;
    if (!connections.has(raw.socket)) connections.set(raw.socket, ++connectionCount);
    const entry: RequestRecord = {
      number: requests.length + 1,
      method: request.method,
      url: raw.url!,
      headers: raw.headers,
      connection: connections.get(raw.socket)!,
      startedAt: Date.now(),
      bodyBytes: 0,
      complete: false,
    };
    const { name } = request.routeOptions.config;
    if (name) entry.route = name;
    requests.push(entry);
    request.record = entry;
    reply.raw.once('close', () => {
      entry.finishedAt = Date.now();
      entry.complete = raw.complete;
      if (reply.raw.headersSent) entry.status = reply.raw.statusCode;
      options.onRequest?.(entry);
    });
  });
  app.addHook('preParsing', async (request, _reply, payload) => {
    // An extra listener on a paused stream: counts whatever the parser reads, and starts nothing.
    payload.on('data', (chunk: Buffer) => {
      request.record.bodyBytes += chunk.length;
    });
    payload.pause();
  });
  app.addHook('preHandler', async (request) => {
    if (request.body !== undefined) request.record.json = request.body;
  });
}

/** Starts a LaunchDarkly to practise on: the routes that an import needs, with a memory. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', port = 0, tls, latencyMs = 0 } = options;
  const tokens = new Tokens();
  const token = tokens.add(options.role, options.token);
  const state = new State();
  const behaviours = new Behaviours();
  const requests: RequestRecord[] = [];
  const rateLimit = new RateLimit(options.rateLimit);
  const storage = await startStorage(state, host, tls);
  const app = fastify({
    ...(tls && { https: tls }),
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 65_536 },
  }) as FastifyInstance;

  record(app, requests, options);
  app.addHook('onRequest', async (request, reply) => {
    request.rule = behaviours.match(request.record.route, request.record.url);
    const canned = request.rule.early && cannedAnswer(request.rule);
    if (canned) return send(reply, canned);
    const { authorization = '' } = request.headers;
    reply.headers(rateLimit.take(request.record.route ?? '', authorization));
    request.role = tokens.roleOf(authorization);
    const version = versionOf(request.record.route);
    if (request.headers['ld-api-version'] !== version) throw badRequest(`LD-API-Version must be ${version}`);
    return undefined;
  });
  app.register(multipart, { limits: { fileSize: Number.POSITIVE_INFINITY } });
  app.addHook('preHandler', async (request) => {
    if (request.record.route !== 'POST import') return;
    request.received = await receiveUpload(request, !request.rule.storeQuotes);
  });
  app.setNotFoundHandler((_request, reply) => send(reply, refusalAnswer(notFound())));
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const clientError = error.statusCode !== undefined && error.statusCode < 500;
    const refusal = error instanceof Refusal ? error : clientError ? badRequest(error.message) : undefined;
    return send(reply, refusalAnswer(refusal ?? new Refusal(500, 'internal_service_error', error.message)));
  });

  let url = '';
  const context: Context = {
    state,
    origin: () => url,
    storageOrigin: () => storage.url,
    contextsLimit: options.contextsLimit ?? { keys: Number.POSITIVE_INFINITY, status: 400 },
    exportLimit: options.exportLimit ?? 10_000_000,
    siteLinks: options.siteLinks ?? true,
    importSteps: options.importSteps ?? IMPORT_STEPS,
    pendingStatus: options.pendingStatus ?? 'pending_approval',
  };
  app.register(async (routes) => {
    const define = defineRoutes(routes, latencyMs);
    segmentRoutes(define, context);
    patchRoutes(define, context);
    contextRoutes(define, context);
    importRoutes(define, context);
    exportRoutes(define, context);
    environmentRoutes(define, context);
    approvalRoutes(define, context);
  });

  await app.listen({ host, port });
  url = `${tls ? 'https' : 'http'}://${host}:${(app.server.address() as AddressInfo).port}`;
  return {
    url,
    token,
    tokens,
    state,
    requests,
    storage,
    seen: (route) => requests.filter((one) => one.route === route),
    behave: (rule) => behaviours.add(rule),
    close: async () => {
      await app.close();
      await storage.close();
    },
  };
}
