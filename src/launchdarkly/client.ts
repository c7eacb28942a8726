/** LaunchDarkly's REST API: token, headers, connections and errors of every request. */
import { Readable } from 'node:stream';
import { getProxyUrl, type HttpClient } from '@actions/http-client';
import { Failure } from '../failure.ts';
import { type Failed, type Success, sendUntilSuccess } from './attempts.ts';
import type { Answer, Call } from './call.ts';
import { Exchange } from './connection.ts';
import type { Deadline } from './deadline.ts';
import { type About, answeredTooEarly, failureOfAnswer, unexpected } from './errors.ts';
import { newHttpClient } from './http-client.ts';
import { causeOfError } from './network.ts';
import { Pace } from './rate-limit.ts';
import { RequestFailure } from './request-failure.ts';
import { prefixOf } from './resources.ts';
import { parseJson } from './values.ts';

/** https://launchdarkly.com/docs/api#versioning */
const API_VERSION = '20240415';

/** Progress leaves by these. Nothing given to them ever holds a context key, a token or a credential link. */
export interface ClientObserver {
  onRequest?(event: { method: string; path: string; attempt: number }): void;
  onAnswer?(event: { method: string; path: string; status: number; milliseconds: number }): void;
  /** Nothing is sent for a while: completes "Waiting {seconds} s to {what}: {why}". `until` is when the wait ends. */
  onWait?(event: { what: string; why: string; seconds: number; until: Date }): void;
  onUpload?(event: { sent: number; total: number }): void;
}

export interface ClientOptions {
  /** LaunchDarkly's origin, with a path prefix on some private hosts; no trailing slash. */
  baseUri: string;
  /** Sent bare in `Authorization`, to `baseUri`'s origin only. */
  accessToken: string;
  userAgent: string;
  deadline: Deadline;
  observer?: ClientObserver;
}

export class LaunchDarklyClient {
  readonly baseUri: string;
  readonly deadline: Deadline;
  readonly #options: ClientOptions;
  readonly #observer: ClientObserver;
  readonly #pool: HttpClient;
  readonly #pace: Pace;
  readonly #open = new Set<Exchange>();

  constructor(options: ClientOptions) {
    this.baseUri = options.baseUri;
    this.deadline = options.deadline;
    this.#options = options;
    this.#observer = options.observer ?? {};
    this.#pool = newHttpClient(options.userAgent, true);
    this.#pace = Pace.of(new URL(options.baseUri).origin, options.accessToken);
  }

  /**
   * Sends a request, again where that may help, until it succeeds.
   * @param read gives what is wanted of the answer, or undefined where that is not in it
   * @param otherwise what such an answer is: `no segment`
   * @throws RequestFailure; whatever `beforeAttempt` throws
   */
  async request<T>(call: Call, otherwise: string, read: (answer: Answer) => T | undefined): Promise<T> {
    const { value, ...sent } = await this.#send(call, async (exchange) => {
      const { status, headers } = exchange;
      return { status, headers, text: await exchange.text() };
    });
    const json = parseJson(value.text);
    const wanted = read({ ...value, ...sent, json });
    if (wanted !== undefined) return wanted;
    const what = value.text !== '' && json === undefined ? 'no JSON' : otherwise;
    const failure = unexpected(value, this.#locate(call).about, what);
    throw new RequestFailure(failure, { ...sent, reached: 'unknown', httpStatus: value.status });
  }

  /** Gives the answer's body while it arrives. Read it to the end or destroy it; it fails (`Failure`) if it breaks off. */
  async requestStream(call: Call): Promise<Readable> {
    const { value } = await this.#send(call, async (exchange) => {
      const stream = Readable.from(this.#chunks(exchange, call), { objectMode: false, highWaterMark: 262_144 });
      return stream.once('close', () => exchange.finish());
    });
    return value;
  }

  /** Ends all requests under way and closes all connections. */
  [Symbol.dispose](): void {
    for (const exchange of this.#open)
      exchange.fail(new Failure('cancelled', 'The connection was closed by this run.'));
    this.#pool.dispose();
  }

  async #send<T>(call: Call, read: (exchange: Exchange) => Promise<T>): Promise<Success<T>> {
    const { deadline } = this;
    return await sendUntilSuccess(call, {
      deadline,
      pace: this.#locate(call).own ? this.#pace : undefined,
      send: (attempt) => this.#attempt(call, attempt, read),
      onWait: (why, milliseconds) => {
        const until = new Date(Date.now() + Math.min(milliseconds, deadline.remaining()));
        this.#observer.onWait?.({ what: call.purpose.doing, why, seconds: Math.ceil(milliseconds / 1_000), until });
      },
    });
  }

  async #attempt<T>(
    call: Call,
    attempt: number,
    read: (exchange: Exchange) => Promise<T>,
  ): Promise<{ value: T } | Failed> {
    const { method = 'GET', expect = [200], json, upload } = call;
    const { url, path, shown, own, about } = this.#locate(call);
    const exchange = new Exchange(this.#connectionsFor(call, about), {
      method,
      url,
      path,
      headers: this.#headers(call, own),
      body: upload ?? (json === undefined ? undefined : JSON.stringify(json)),
      signal: this.deadline.signal,
      onFinish: () => this.#open.delete(exchange),
      onUpload: upload && ((sent) => this.#observer.onUpload?.({ sent, total: upload.length })),
    });
    const started = performance.now();
    this.#observer.onRequest?.({ method, path: shown, attempt });
    this.#open.add(exchange);
    try {
      await exchange.start();
      const { status, headers, bodySent } = exchange;
      this.#observer.onAnswer?.({ method, path: shown, status, milliseconds: Math.round(performance.now() - started) });
      if (own) this.#pace.note(status, headers);
      if (expect.includes(status) && bodySent) return { value: await read(exchange) };
      // The status says what matters; a server that refuses a body may well cut its own answer short.
      const answer = { status, headers, text: await exchange.text().catch(() => '') };
      return {
        failure: bodySent || status >= 300 ? failureOfAnswer(answer, about) : answeredTooEarly(status, about),
        reached: status >= 300 && status < 500 ? 'answered' : 'unknown',
        httpStatus: status,
        outcome: { kind: 'answer', status, headers },
      };
    } catch (error) {
      const { status, sent, bytes, reused } = exchange;
      const { failure, retryable } = causeOfError(error, about, upload && sent ? [bytes, upload.length] : undefined);
      // A file that could not be read to its end was not sent to its end either.
      const arrived = sent && !(error instanceof Failure && error.code !== 'cancelled');
      return {
        failure,
        reached: arrived ? 'unknown' : 'not_sent',
        httpStatus: (arrived && status) || undefined,
        outcome: { kind: 'no_answer', retryable, stale: reused && status === 0 },
      };
    }
  }

  async *#chunks(exchange: Exchange, call: Call): AsyncGenerator<Buffer, void, void> {
    try {
      yield* exchange.body();
    } catch (error) {
      throw causeOfError(error, this.#locate(call).about).failure;
    }
  }

  /** Whom a call goes to, and whether that is LaunchDarkly; its path on the request line, and as it may be shown. */
  #locate({ path, shownPath, purpose }: Call) {
    const base = new URL(this.baseUri);
    const url = path instanceof URL ? path : base;
    const prefix = path instanceof URL ? '' : prefixOf(this.baseUri);
    const proxy = URL.parse(proxyFor(url));
    return {
      url,
      path: path instanceof URL ? path.pathname + path.search : prefix + path,
      shown: prefix + (shownPath ?? (path instanceof URL ? path.pathname : path)),
      own: url.origin === base.origin,
      about: {
        ...purpose,
        host: url.host,
        proxy: proxy ? `${proxy.hostname}:${proxy.port || (proxy.protocol === 'https:' ? 443 : 80)}` : undefined,
      },
    };
  }

  #headers({ json, upload }: Call, own: boolean): Record<string, string> {
    const { accessToken, userAgent } = this.#options;
    return {
      'User-Agent': this.#pool.userAgent ?? userAgent,
      ...(own && { Authorization: accessToken, 'LD-API-Version': API_VERSION, Accept: 'application/json' }),
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...(upload && { 'Content-Type': upload.contentType, 'Content-Length': String(upload.length) }),
    };
  }

  /**
   * An idle connection may be dead without our knowing. Where that would leave unclear what happened, and for other
   * hosts, a new one is made. (Through a proxy http-client makes a new one each time, if asked each time.)
   */
  #connectionsFor({ upload, repeat, path }: Call, { proxy }: About): HttpClient {
    const pooled = !upload && repeat !== 'after_refusal' && !(path instanceof URL) && !proxy;
    return pooled ? this.#pool : newHttpClient(this.#options.userAgent, false);
  }
}

function proxyFor(url: URL): string {
  try {
    return getProxyUrl(url.href);
  } catch {
    return '';
  }
}
