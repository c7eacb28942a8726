/** Real servers on loopback, and clients that talk to them. */
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import net, { type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import { Failure } from '../../src/failure.ts';
import {
  type ClientObserver,
  Deadline,
  LaunchDarklyClient,
  type RequestFailure,
} from '../../src/launchdarkly/index.ts';

export const REF = { projectKey: 'web', environmentKey: 'production', segmentKey: 'beta' };
export const TOKEN = 'api-5f0c4b1e-secret';
/** Why a run that is cancelled ends. */
export const CANCELLED = new Failure('cancelled', 'The run was cancelled.');
export const SEGMENT_PATH = '/api/v2/segments/web/production/beta';

const cleanups: (() => void | Promise<void>)[] = [];

/** For `afterEach`: ends all servers and clients of the test. */
export async function cleanUp(): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}

export interface Served {
  origin: string;
  port: number;
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: Buffer; complete: boolean }[];
  connections: Socket[];
}

/** A web server that records whole requests, then lets `answer` answer. */
export async function serve(
  answer: (request: Served['requests'][number], response: ServerResponse) => void,
): Promise<Served> {
  return await serveRaw((request, response, served) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('error', () => {});
    request.on('close', () => {
      const record = {
        method: request.method!,
        url: request.url!,
        headers: request.headers,
        body: Buffer.concat(chunks),
        complete: request.complete,
      };
      served.requests.push(record);
      if (request.complete) answer(record, response);
    });
  });
}

/** A web server whose listener does everything itself. */
export async function serveRaw(
  listener: (request: IncomingMessage, response: ServerResponse, served: Served) => void,
): Promise<Served> {
  const served: Served = { origin: '', port: 0, requests: [], connections: [] };
  const server = http.createServer(((request, response) =>
    listener(request, response, served)) satisfies RequestListener);
  return await listen(server, served);
}

/** A server that speaks bytes. */
export async function serveBytes(onSocket: (socket: Socket) => void): Promise<Served> {
  const served: Served = { origin: '', port: 0, requests: [], connections: [] };
  return await listen(net.createServer(onSocket), served);
}

export async function listen(
  server: net.Server,
  served: Served,
  protocol = 'http',
  host = '127.0.0.1',
): Promise<Served> {
  server.on('connection', (socket: Socket) => {
    served.connections.push(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  served.port = (server.address() as AddressInfo).port;
  served.origin = `${protocol}://${host}:${served.port}`;
  cleanups.push(async () => {
    for (const socket of served.connections) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return served;
}

export function clientFor(
  baseUri: string,
  options: { milliseconds?: number; cancellation?: AbortSignal; observer?: ClientObserver } = {},
): LaunchDarklyClient {
  const deadline = new Deadline(options.milliseconds ?? 20_000, options.cancellation);
  const client = new LaunchDarklyClient({
    baseUri,
    ref: REF,
    accessToken: TOKEN,
    userAgent: 'test/1',
    deadline,
    observer: options.observer ?? {},
  });
  cleanups.push(() => client[Symbol.dispose]());
  return client;
}

/** A file that can be opened again and again: this text, or so many bytes. */
export function fileOf(content: string | number): { bytes: number; open(): Readable } {
  if (typeof content === 'string')
    return { bytes: Buffer.byteLength(content), open: () => Readable.from([Buffer.from(content)]) };
  const chunk = Buffer.alloc(65_536, 'a-key-of-the-list\n');
  return {
    bytes: content,
    open: () => {
      let missing = content;
      return new Readable({
        read() {
          this.push(missing > 0 ? chunk.subarray(0, missing) : null);
          missing -= chunk.length;
        },
      });
    },
  };
}

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<RequestFailure> {
  try {
    await promise;
  } catch (error) {
    return error as RequestFailure;
  }
  throw new Error('It did not reject.');
}

/** Makes timers and clocks run up to `factor` times as fast; while the process is held up, they stand still. */
export function fastTime(factor: number): void {
  const real = globalThis.setTimeout;
  const pause = Math.max(1, Math.min(5, 1_000 / factor));
  let over = false;
  const beat = (): void => {
    if (over) return;
    jest.advanceTimersByTime(pause * factor);
    real(beat, pause);
  };
  jest.useFakeTimers({ doNotFake: ['hrtime', 'nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'] });
  real(beat, pause);
  cleanups.push(() => {
    over = true;
    jest.useRealTimers();
  });
}

/** Waits for something that a server sees a moment later. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
