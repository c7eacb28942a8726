/**
 * One request and one answer over one connection, by @actions/http-client, whose traps are handled here:
 * whatever happens, this ends (in time), and it never takes half a request or half an answer for a whole one.
 */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { HttpClient } from '@actions/http-client';
import { Failure } from '../failure.ts';
import { type RequestHead, send } from './http-client.ts';
import { type Upload, unreadable } from './multipart.ts';
import { Stalled } from './network.ts';
import { plural } from './values.ts';

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

const seconds = (milliseconds: number): string => plural(milliseconds / 1_000, 'second');

export interface ExchangeOptions extends RequestHead {
  body: string | Upload | undefined;
  signal: AbortSignal;
  /** Called as bytes of an upload leave, with how many have gone so far. */
  onUpload?: ((sent: number) => void) | undefined;
  /** Called when nothing is under way any more. */
  onFinish(): void;
}

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
  readonly #options: ExchangeOptions;
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

  constructor(client: HttpClient, options: ExchangeOptions) {
    this.#http = client;
    this.#options = options;
    this.#failed.promise.catch(() => {});
  }

  /** Whether an idle connection was used again (its server may have closed it meanwhile). */
  get reused(): boolean {
    return this.#request?.reusedSocket ?? false;
  }

  /** Sends the request. Resolves when the answer's head is there; rejects with what went wrong. */
  async start(): Promise<void> {
    const { signal } = this.#options;
    try {
      if (signal.aborted) throw signal.reason;
      signal.addEventListener('abort', this.#abort);
      this.#watch();
      const message = await this.#orFailed(Promise.race([this.#send(), this.#switched.promise]));
      this.#message = message;
      this.status = message.statusCode ?? 0;
      this.headers = message.headers;
      this.sent = true;
      this.#moved(LIMITS.idle);
      this.bodySent = await this.#orFailed(this.#wholeBodyLeft());
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
    const what = `the answer of ${this.#options.url.host} had no end after ${seconds(LIMITS.wholeAnswer)}`;
    const timer = setTimeout(() => this.fail(new Stalled(what)), LIMITS.wholeAnswer);
    const read = async (): Promise<string> => {
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of this.body()) {
        chunks.push(chunk);
        length += chunk.length;
        if (length > LIMITS.answerBytes) break;
      }
      return Buffer.concat(chunks).toString();
    };
    try {
      return await this.#orFailed(read());
    } catch (error) {
      throw this.#reason ?? error;
    } finally {
      clearTimeout(timer);
      this.finish();
    }
  }

  /** The answer's body in chunks. Throws if it breaks off. The caller calls `finish` in the end. */
  async *body(): AsyncGenerator<Buffer, void, void> {
    const message = this.#message;
    // 101 Switching Protocols: what follows is no body.
    if (message === undefined || this.status < 200) return;
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
    this.#options.signal.removeEventListener('abort', this.#abort);
    const whole = this.#message?.complete && this.#request?.writableFinished && this.bodySent;
    if (!whole || this.#connect) this.#request?.destroy();
    this.#body?.destroy();
    // The tunnel through a proxy is out of the reach of both the request (until it stands) and HttpClient.dispose().
    this.#connect?.destroy();
    this.#connect?.socket?.destroy();
    this.#options.onFinish();
  }

  #send(): Promise<IncomingMessage> {
    const { body } = this.#options;
    const upload = typeof body === 'object' ? body.open() : undefined;
    this.#body = upload;
    // First of all listeners: on 'close', http-client ends the request as if nothing had happened.
    upload?.once('error', (error: NodeJS.ErrnoException) =>
      this.fail(error instanceof Failure ? error : unreadable(error.code ?? 'its file is gone')),
    );
    const answer = send(this.#http, this.#options, typeof body === 'object' ? upload : body, {
      onRequest: (request) => {
        this.#request = request;
        this.#followRequest(request);
      },
      onConnect: (connect) => {
        this.#connect = connect;
      },
    });
    upload?.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      this.#moved();
      this.#options.onUpload?.(this.bytes);
    });
    return answer;
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

  /** An answer may come while the body is still flowing. It is taken; the rest of the body is not sent. */
  async #wholeBodyLeft(): Promise<boolean> {
    const [{ body }, upload, request] = [this.#options, this.#body, this.#request];
    if (typeof body !== 'object' || upload === undefined || request === undefined) return true;
    if (this.bytes < body.length) {
      upload.unpipe(request);
      upload.pause();
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

  readonly #abort = (): void => this.fail(this.#options.signal.reason);

  #moved(limit = this.#idleLimit): void {
    this.#idleLimit = limit;
    this.#lastByte = performance.now();
  }

  /** One timer that looks again, rather than a new one for each chunk. */
  #watch(): void {
    const idle = performance.now() - this.#lastByte;
    if (idle >= this.#idleLimit) {
      const what = `no byte moved to or from ${this.#options.url.host} for ${seconds(this.#idleLimit)}`;
      this.fail(new Stalled(what));
    } else this.#timer = setTimeout(() => this.#watch(), Math.min(this.#idleLimit - idle, LIMITS.idle) + 1);
  }
}
