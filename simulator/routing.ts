import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from './access.ts';
import { type Answer, ROUTE_NAMES, type RouteName, type Rule } from './behaviours.ts';
import { errorBody, Refusal } from './errors.ts';
import type { Steps } from './lifecycle.ts';
import type { RequestRecord } from './requests.ts';
import type { State } from './state.ts';
import type { ReceivedUpload } from './upload.ts';

declare module 'fastify' {
  interface FastifyRequest {
    record: RequestRecord;
    /** What its token may do. */
    role: Role;
    /** What the rules want of this request. */
    rule: Partial<Rule>;
    received: ReceivedUpload;
  }
  interface FastifyContextConfig {
    name?: RouteName;
  }
}

/** What the routes need to know of the simulator. */
export interface Context {
  state: State;
  /** The API's own origin. */
  origin: () => string;
  /** The origin that exported files are kept on. */
  storageOrigin: () => string;
  /** Most keys in one `POST contexts`, and the status for more. */
  contextsLimit: { keys: number; status: 400 | 413 };
  /** The most members that can be exported. */
  exportLimit: number;
  /** Whether segments have a link to their page for people. */
  siteLinks: boolean;
  /** The statuses of an import that nothing holds up. */
  importSteps: Steps;
  /** The status of an import that waits for approval. */
  pendingStatus: string;
}

type Handler = (request: FastifyRequest) => Answer;

/** Defines a route: name, URL and what it answers when it behaves. */
export type Define = (name: RouteName, url: string, handler: Handler) => void;

export const refusalAnswer = (refusal: Refusal): Answer => ({
  status: refusal.status,
  headers: refusal.headers,
  body: { ...errorBody(refusal.status, randomUUID()), code: refusal.code, message: refusal.message },
});

const PAGE = '<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>';

/** @returns the answer that a rule wants in place of the real one, if it wants one */
export function cannedAnswer(rule: Partial<Rule>): Answer | undefined {
  const { status, html, headers = {}, body } = rule;
  if (html) return { status: status ?? 200, headers: { 'content-type': 'text/html', ...headers }, body: body ?? PAGE };
  if (status === undefined) return undefined;
  const usual = status >= 400 ? errorBody(status, randomUUID()) : undefined;
  return { status, headers, body: body ?? usual };
}

export async function send(reply: FastifyReply, { status, headers, body }: Answer): Promise<void> {
  reply.code(status).headers(headers ?? {});
  if (typeof body === 'object' && !Buffer.isBuffer(body)) reply.type('application/json');
  await reply.send(body);
}

function breakConnection(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.destroy();
}

async function serve(request: FastifyRequest, reply: FastifyReply, handler: Handler, latencyMs: number): Promise<void> {
  const { rule, record } = request;
  await rule.before?.(record);
  const delayMs = rule.delayMs ?? latencyMs;
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs).unref());
  if (rule.drop === 'before') return breakConnection(request, reply);
  const canned = cannedAnswer(rule);
  let answer = canned;
  if (!canned || rule.processed) {
    try {
      const real = handler(request);
      answer = canned ?? real;
      if (!canned && rule.headers) answer = { ...real, headers: { ...real.headers, ...rule.headers } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer = refusalAnswer(error);
    }
  }
  const final = { ...answer!, headers: { ...answer!.headers } };
  rule.edit?.(final, record);
  if (rule.drop === 'after') return breakConnection(request, reply);
  await send(reply, final);
  await rule.after?.(record);
}

/**
 * @param latencyMs how long an answer takes where no rule says otherwise
 * @returns a function that adds a route whose answers go through the rules
 */
export function defineRoutes(app: FastifyInstance, latencyMs: number): Define {
  return (name, url, handler) => {
    if (!ROUTE_NAMES.includes(name)) throw new Error(`No such route: ${name}`);
    app.route({
      method: name.split(' ')[0]!,
      url,
      config: { name },
      handler: (request, reply) => serve(request, reply, handler, latencyMs),
    });
  };
}
