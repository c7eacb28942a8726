/**
 * One request and one answer over one connection, by @actions/http-client, whose traps are handled here:
 * whatever happens, this ends (in time), and it never takes half a request or half an answer for a whole one.
 */
import http, {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { HttpClient } from '@actions/http-client';
import { Failure } from '../failure.ts';
import { LONGEST_TIMER } from './deadline.ts';
import { type Upload, unreadable } from './multipart.ts';
import { Stalled } from './network.ts';

/** All limits of a single exchange, in milliseconds and bytes. */
const LIMITS = {
  /** No byte moved in either direction. */
  idle: 60_000,
  /** The whole upload is sent, and its answer is being waited for. */
  answer: 300_000,
  /** An answer that is kept in memory. */
  answerBytes: 1_048_576,
  /** From its head to its end. */
  wholeAnswer: 120_000,
  /** An answer that is read while it arrives: what is slower, in bytes per millisecond, counts as not moving. */
  slowest: 0.25,
};

export interface Order {
  method: 'GET' | 'POST';
  /** Its origin is whom the request goes to. */
  url: URL;
  /** What stands on the request line: path and query, encoded. It is not normalised, so that keys like `..` survive. */
  path: string;
  headers: OutgoingHttpHeaders;
  body: string | Upload | undefined;
  signal: AbortSignal;
  /** Called as bytes of an upload leave, with how many have gone so far. */
  onUpload?: ((sent: number) => void) | undefined;
  /** Called when nothing is under way any more. */
  onFinish(): void;
}

/** Makes a client; `keepAlive` as a pool of connections, without it for one exchange on a connection of its own. */
export function newHttpClient(userAgent: string, keepAlive: boolean): HttpClient {
  // A redirect would take the token and an empty body elsewhere. The socket timeout's message holds the path, and Stalled
  // replaces it.
  return new HttpClient(userAgent, [], { allowRedirects: false, keepAlive, socketTimeout: LONGEST_TIMER });
}

/** For http-client an empty string is a body too, and a `Content-Length` of 0. */
const NO_BODY = null as unknown as string;

/** A request on its way, its answer, and everything that has to be cleaned up after it. */
export class Exchange {
  status = 0;
  headers: IncomingHttpHeaders = {};
  /** The connection stood, so that the server may have got the request, even if no answer came. */
  sent = false;
  /** Bytes of the upload that have been handed to the connection. */
  bytes = 0;
  /** False for an answer that came before the whole upload had left. */
  bodySent = true;

  readonly #http: HttpClient;
  readonly #order: Order;
  readonly #failed = Promise.withResolvers<never>();
  /** The head of a `101 Switching Protocols`, which nobody asked for, and which http-client does not notice. */
  readonly #switched = Promise.withResolvers<IncomingMessage>();
  #reason: unknown;
  #request: ClientRequest | undefined;
  #connect: ClientRequest | undefined;
  #body: Readable | undefined;
  #message: IncomingMessage | undefined;
  #timer: NodeJS.Timeout | undefined;
  #idleLimit = LIMITS.idle;
  #lastByte = performance.now();

  constructor(client: HttpClient, order: Order) {
    this.#http = client;
    this.#order = order;
    this.#failed.promise.catch(() => {});
  }

  /** Whether an idle connection was used again (its server may have closed it meanwhile). */
  get reused(): boolean {
    return this.#request?.reusedSocket ?? false;
  }

  /** Sends the request. Resolves when the answer's head is there; rejects with what went wrong. */
  async start(): Promise<void> {
    const { signal, body } = this.#order;
    try {
      if (signal.aborted) throw signal.reason;
      signal.addEventListener('abort', this.#abort);
      this.#watch();
      const message = await this.#orFailed(
        Promise.race([this.#send().then((response) => response.message), this.#switched.promise]),
      );
      this.#message = message;
      this.status = message.statusCode ?? 0;
      this.headers = message.headers;
      this.sent = true;
      this.#moved(LIMITS.idle);
      if (typeof body === 'object') this.bodySent = await this.#orFailed(this.#wholeBodyLeft(body.length));
    } catch (error) {
      this.finish();
      throw this.#reason ?? error;
    }
  }

  /**
   * The answer's body, cut off after `LIMITS.answerBytes` (no JSON that is wanted is so long). Rejects if it breaks off, or
   * has no end in time.
   */
  async text(): Promise<string> {
    const timer = setTimeout(() => this.fail(new Stalled(LIMITS.wholeAnswer, true)), LIMITS.wholeAnswer);
    try {
      const chunks: Buffer[] = [];
      let length = 0;
      await this.#orFailed(
        (async () => {
          for await (const chunk of this.body()) {
            chunks.push(chunk);
            length += chunk.length;
            if (length > LIMITS.answerBytes) break;
          }
        })(),
      );
      return Buffer.concat(chunks).toString();
    } catch (error) {
      throw this.#reason ?? error;
    } finally {
      clearTimeout(timer);
      this.finish();
    }
  }

  /** The answer's body in chunks. Throws if it breaks off. The caller calls `finish` in the end. */
  async *body(): AsyncGenerator<Buffer, void, void> {
    const message = this.#message!;
    // 101 Switching Protocols: what follows is no body.
    if (this.status < 200) return;
    try {
      for await (const chunk of message as AsyncIterable<Buffer>) {
        const idle = Math.max(0, performance.now() - this.#lastByte - chunk.length / LIMITS.slowest);
        // While the reader is busy with the chunk, nobody can expect bytes to move.
        this.#moved(Number.POSITIVE_INFINITY);
        yield chunk;
        this.#moved(LIMITS.idle);
        this.#lastByte -= idle;
      }
    } catch (error) {
      throw this.#reason ?? error;
    }
    if (this.#reason) throw this.#reason;
    if (!message.complete) throw Object.assign(new Error('The answer broke off.'), { code: 'ECONNRESET' });
  }

  /** Gives up, whatever stage the exchange is in. */
  fail(reason: unknown): void {
    this.#reason ??= reason;
    this.#failed.reject(this.#reason);
    this.finish();
  }

  /** Lets go of everything. A connection goes back to its pool only after a whole request and a whole answer. */
  finish(): void {
    clearTimeout(this.#timer);
    this.#order.signal.removeEventListener('abort', this.#abort);
    const whole = this.#message?.complete && this.#request?.writableFinished && this.bodySent;
    if (!whole || this.#connect) this.#request?.destroy();
    this.#body?.destroy();
    // The tunnel through a proxy is out of the reach of both the request (until it stands) and HttpClient.dispose().
    this.#connect?.destroy();
    this.#connect?.socket?.destroy();
    this.#order.onFinish();
  }

  #send(): ReturnType<HttpClient['requestRaw']> {
    const { url, path, method, headers, body } = this.#order;
    const httpModule = url.protocol === 'https:' ? https : http;
    const agent = this.#http.getAgent(url.href);
    this.#followTunnel(agent);
    const options = { ...urlToHttpOptions(url), path, method, headers, agent };
    options.host = options.hostname;
    options.port ||= url.protocol === 'https:' ? 443 : 80;
    // The request itself is needed to end it: http-client keeps it to itself, but lets the module be chosen that makes it.
    const request = ((...args: Parameters<typeof https.request>) => {
      this.#request = httpModule.request(...args);
      this.#followRequest(this.#request);
      return this.#request;
    }) as typeof https.request;
    const info = { options, parsedUrl: url, httpModule: { ...https, request } };
    if (typeof body !== 'object') return this.#http.requestRaw(info, body ?? (method === 'GET' ? NO_BODY : ''));
    this.#body = body.open();
    // First of all listeners: on 'close', http-client ends the request as if nothing had happened.
    this.#body.once('error', (error) => {
      this.fail(
        error instanceof Failure ? error : unreadable((error as NodeJS.ErrnoException).code ?? 'its file is gone'),
      );
    });
    const response = this.#http.requestRaw(info, this.#body);
    this.#body.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      this.#moved();
      this.#order.onUpload?.(this.bytes);
    });
    return response;
  }

  #followRequest(request: ClientRequest): void {
    const connected = (): void => {
      this.sent = true;
      this.#moved();
    };
    request.once('socket', (socket) => {
      if (request.reusedSocket) connected();
      else if (socket instanceof TLSSocket) socket.once('secureConnect', connected);
      else if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
    request.once('upgrade', (message, socket) => {
      socket.destroy();
      this.#switched.resolve(message);
    });
    request.once('finish', () => this.#moved(this.#body ? LIMITS.answer : LIMITS.idle));
  }

  /** Keeps hold of the CONNECT request by which the `tunnel` package, http-client's proxy agent, makes a connection. */
  #followTunnel(agent: object): void {
    const tunnel = agent as { request?: typeof http.request; proxyOptions?: { proxyAuth?: string } };
    const connect = tunnel.request;
    if (!connect) return;
    const { proxyAuth, ...proxy } = tunnel.proxyOptions ?? {};
    tunnel.proxyOptions = proxy;
    tunnel.request = ((...args: Parameters<typeof http.request>) => {
      this.#connect = connect(...args);
      // Done here, since the package does it by the deprecated `new Buffer`, which Node reports in the step's log.
      if (proxyAuth)
        this.#connect.setHeader('Proxy-Authorization', `Basic ${Buffer.from(proxyAuth).toString('base64')}`);
      return this.#connect;
    }) as typeof http.request;
  }

  /** An answer may come while the body is still flowing. It is taken; the rest of the body is not sent. */
  async #wholeBodyLeft(total: number): Promise<boolean> {
    const request = this.#request!;
    if (this.bytes < total) {
      this.#body!.unpipe(request);
      this.#body!.pause();
      return false;
    }
    if (!request.writableFinished && !request.closed) {
      const { promise, resolve } = Promise.withResolvers<void>();
      request.once('finish', resolve).once('close', resolve);
      await promise;
    }
    return request.writableFinished;
  }

  /** Being given up must not depend on the request noticing it: without a socket it does not. */
  async #orFailed<T>(promise: Promise<T>): Promise<T> {
    return await Promise.race([promise, this.#failed.promise]);
  }

  readonly #abort = (): void => this.fail(this.#order.signal.reason);

  #moved(limit = this.#idleLimit): void {
    this.#idleLimit = limit;
    this.#lastByte = performance.now();
  }

  /** One timer that looks again, rather than a new one for each chunk. */
  #watch(): void {
    const idle = performance.now() - this.#lastByte;
    if (idle >= this.#idleLimit) this.fail(new Stalled(this.#idleLimit));
    else this.#timer = setTimeout(() => this.#watch(), Math.min(this.#idleLimit - idle, LIMITS.idle) + 1);
  }
}
