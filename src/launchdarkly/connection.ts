/**
 * One request and one answer over one connection, by @actions/http-client, whose traps are handled here:
 * whatever happens, this ends (in time), and it never takes half a request or half an answer for a whole one.
 */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { Failure } from '../failure.ts';
import { count } from '../words.ts';
import type { ClientObserver } from './call.ts';
import { type RequestHead, send } from './http-client.ts';
import { type Upload, unreadable } from './multipart.ts';
import { Stalled } from './network.ts';

/** All limits of a single exchange, in milliseconds, bytes and characters. */
const LIMITS = {
  /** No byte moved in either direction. */
  idle: 60_000,
  /** The whole upload is sent, and its answer is being waited for. */
  answer: 300_000,
  /** An answer that is kept in memory, in characters. */
  answerLength: 1_048_576,
  /** From its head to its end. */
  wholeAnswer: 120_000,
  /** An answer that is read while it arrives: what is slower, in bytes per millisecond, counts as not moving. */
  slowest: 0.25,
};

export interface ExchangeOptions extends RequestHead {
  text: string | undefined;
  upload: Upload | undefined;
  signal: AbortSignal;
  observer: Pick<ClientObserver, 'onUpload'>;
}

/** A request on its way, its answer, and everything that has to be cleaned up after it. */
export class Exchange {
  status = 0;
  headers: IncomingHttpHeaders = {};
  /** The server may have got the whole request, even if no answer came: the connection stood, and the body was no failure. */
  sent = false;
  /** Bytes of the upload that have been handed to the connection. */
  bytes = 0;
  /** False for an answer that came before the whole upload had left. */
  bodySent = true;

  readonly #options: ExchangeOptions;
  /** Aborts when this ends, by what went wrong if anything did. */
  readonly #end = new AbortController();
  #request: ClientRequest | undefined;
  #connect: ClientRequest | undefined;
  #body: Readable | undefined;
  #message: IncomingMessage | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /** Whether an idle connection was used again whose server may have closed it meanwhile. */
  get stale(): boolean {
    return this.status === 0 && this.#request?.reusedSocket === true;
  }

  /** Sends the request. Resolves when the answer's head is there; rejects with what went wrong. */
  async start(): Promise<void> {
    const { signal } = this.#options;
    const end = this.#end.signal;
    const { promise: failed, reject } = Promise.withResolvers<never>();
    signal.throwIfAborted();
    signal.addEventListener('abort', () => this.#fail(signal.reason), { signal: end });
    end.addEventListener('abort', () => reject(end.reason));
    this.#watch(LIMITS.idle);
    try {
      // Giving up must not depend on the request noticing it: without a socket it does not notice.
      await Promise.race([this.#begin(), failed]);
    } catch (error) {
      this.#fail(error);
      throw end.reason;
    }
  }

  /**
   * The answer's body, cut off after `LIMITS.answerLength` (no JSON that is wanted is so long). Rejects if it breaks off, or
   * has no end in time.
   */
  async text(): Promise<string> {
    const timer = setTimeout(() => {
      const limit = count(LIMITS.wholeAnswer / 1_000, 'second');
      this.#fail(new Stalled(`the answer of ${this.#options.url.host} had no end after ${limit}`));
    }, LIMITS.wholeAnswer);
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of this.body()) {
        text += decoder.decode(chunk, { stream: true });
        if (text.length > LIMITS.answerLength) break;
      }
      return text;
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
    let patience = LIMITS.idle;
    let since = performance.now();
    try {
      for await (const chunk of message as AsyncIterable<Buffer>) {
        // While the reader is busy with the chunk, nobody can expect bytes to move.
        clearTimeout(this.#timer);
        const earned = chunk.length / LIMITS.slowest;
        patience = Math.min(LIMITS.idle, patience + earned - (performance.now() - since));
        yield chunk;
        since = performance.now();
        this.#watch(LIMITS.idle, patience);
      }
      if (!message.complete) throw Object.assign(new Error('The answer broke off.'), { code: 'ECONNRESET' });
    } catch (error) {
      this.#fail(error);
      throw this.#end.signal.reason;
    }
  }

  /** Lets go of everything. A connection goes back to its pool only after a whole request and a whole answer. */
  finish(): void {
    this.#end.abort();
    clearTimeout(this.#timer);
    const whole = this.#message?.complete && this.#request?.writableFinished && this.bodySent;
    if (!whole || this.#connect) this.#request?.destroy();
    this.#body?.destroy();
    // Neither the request (until the tunnel stands) nor HttpClient.dispose() can end the tunnel through a proxy.
    this.#connect?.destroy();
    this.#connect?.socket?.destroy();
  }

  async #begin(): Promise<void> {
    const { text, upload } = this.#options;
    this.#body = upload && this.#open(upload);
    const message = await send(this.#options, this.#body ?? text, (request) => {
      if (request.method === 'CONNECT') this.#connect = request;
      else this.#follow(request);
    });
    this.#message = message;
    this.status = message.statusCode ?? 0;
    this.headers = message.headers;
    this.sent = true;
    this.#watch(LIMITS.idle);
    this.bodySent = await this.#wholeBodyLeft();
  }

  #open(upload: Upload): Readable {
    const body = upload.open();
    // Must be the first listener: on 'close', http-client ends the request as if nothing had happened.
    body.once('error', (error: NodeJS.ErrnoException) => {
      this.sent = false;
      this.#fail(error instanceof Failure ? error : unreadable(error.code ?? 'it was changed meanwhile'));
    });
    body.on('data', (chunk: Buffer) => {
      this.bytes += chunk.length;
      this.#watch(LIMITS.idle);
      this.#options.observer.onUpload?.({ sent: this.bytes, total: upload.length });
    });
    return body;
  }

  #follow(request: ClientRequest): void {
    this.#request = request;
    const connected = (): void => {
      this.sent = true;
      this.#watch(LIMITS.idle);
    };
    request.once('socket', (socket) => {
      if (request.reusedSocket) connected();
      else if (socket instanceof TLSSocket) socket.once('secureConnect', connected);
      else if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
    // 101 Switching Protocols, which nobody asked for, and which http-client does not notice.
    request.once('upgrade', (message, socket) => {
      socket.destroy();
      request.emit('response', message);
    });
    request.once('finish', () => this.#watch(this.#body ? LIMITS.answer : LIMITS.idle));
  }

  /** An answer may come while the body is still flowing. It is taken; the rest of the body is not sent. */
  async #wholeBodyLeft(): Promise<boolean> {
    const [{ upload }, body, request] = [this.#options, this.#body, this.#request];
    if (!upload || !body || !request) return true;
    if (this.bytes < upload.length) {
      body.unpipe(request);
      body.pause();
      return false;
    }
    if (!request.writableFinished && !request.closed)
      await new Promise((resolve) => request.once('finish', resolve).once('close', resolve));
    return request.writableFinished;
  }

  /** Gives up, whatever stage the exchange is in. What went wrong first counts. */
  #fail(reason: unknown): void {
    this.#end.abort(reason);
    this.finish();
  }

  /** Gives up after this many milliseconds, unless called again before: it is called whenever bytes move. */
  #watch(limit: number, milliseconds = limit): void {
    clearTimeout(this.#timer);
    // Events may still arrive for a finished exchange, such as the end of a request that was cut off.
    if (this.#end.signal.aborted) return;
    this.#timer = setTimeout(() => {
      const what = `no byte moved to or from ${this.#options.url.host} for ${count(limit / 1_000, 'second')}`;
      this.#fail(new Stalled(what));
    }, milliseconds);
  }
}
