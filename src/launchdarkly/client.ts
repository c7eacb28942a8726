/** LaunchDarkly's REST API: token, headers, deadline, repeats and errors of every request. */
import { Readable } from 'node:stream';
import { getProxyUrl, type HttpClient } from '@actions/http-client';
import { Failure } from '../failure.ts';
import type { Answer, Attempted, Call } from './call.ts';
import { Exchange, newHttpClient } from './connection.ts';
import { type Deadline, sleep, TimeOver } from './deadline.ts';
import { answeredTooEarly, failureOfAnswer, type Place, type Purpose, parseJson, unexpected } from './errors.ts';
import { causeOfError } from './network.ts';
import { decide, FRESH, type Outcome } from './retry.ts';

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

/** An attempt that was not success. */
interface Refused {
  failure: Failure;
  timeOver: boolean;
  outcome: Outcome;
  attempted: Attempted;
}

export class LaunchDarklyClient {
  readonly baseUri: string;
  readonly deadline: Deadline;
  readonly #origin: string;
  readonly #token: string;
  readonly #userAgent: string;
  readonly #observer: ClientObserver;
  readonly #pool: HttpClient;
  readonly #open = new Set<Exchange>();

  constructor({ baseUri, accessToken, userAgent, deadline, observer = {} }: ClientOptions) {
    this.baseUri = baseUri;
    this.deadline = deadline;
    this.#origin = new URL(baseUri).origin;
    this.#token = accessToken;
    this.#userAgent = userAgent;
    this.#observer = observer;
    this.#pool = newHttpClient(userAgent, true);
  }

  /**
   * Sends a request, again where that may help (see retry.ts), until it succeeds.
   * @throws Failure what the last attempt came to, also when time ends the row; `cancelled` at once on a cancellation
   */
  async request(call: Call): Promise<Answer> {
    return await this.#repeat(call, async (exchange) => ({
      status: exchange.status,
      headers: exchange.headers,
      text: await exchange.text(),
    }));
  }

  /** Like `request`, and the answer's body must be JSON. */
  async requestJson(call: Call): Promise<{ answer: Answer; json: unknown }> {
    const answer = await this.request(call);
    const json = parseJson(answer.text);
    if (json === undefined) throw this.unexpected(answer, call.purpose, 'no JSON');
    return { answer, json };
  }

  /** Like `request`, but gives the answer's body while it arrives. Read it to the end or destroy it; it fails (`Failure`) if it breaks off. */
  async requestStream(call: Call): Promise<Readable> {
    return await this.#repeat(call, async (exchange) => {
      const stream = Readable.from(this.#chunks(exchange, call), { objectMode: false, highWaterMark: 262_144 });
      return stream.once('close', () => exchange.finish());
    });
  }

  /** The failure for an answer whose status is right and whose content is not. `what` is what it is instead. */
  unexpected(answer: Answer, purpose: Purpose, what: string): Failure {
    return unexpected(answer, purpose, this.#place(new URL(this.baseUri)), what);
  }

  /** Ends all requests under way and closes all connections. */
  close(): void {
    for (const exchange of this.#open)
      exchange.fail(new Failure('cancelled', 'The connection was closed by this run.'));
    this.#pool.dispose();
  }

  async #repeat<T>(call: Call, read: (exchange: Exchange) => Promise<T>): Promise<T> {
    const { deadline } = this;
    const what = call.purpose.doing;
    let history = FRESH;
    let last: Failure | undefined;
    for (let attempt = 1; ; attempt++) {
      deadline.throwIfCancelled();
      if (deadline.over) throw timeIsUp(last, what, attempt - 1);
      await call.beforeAttempt?.(attempt).catch((error: unknown) => {
        // Cut short by the deadline, it says less than the refusal that this row waits out.
        const cutShort = deadline.over && error instanceof Failure && error.code === 'network_error';
        throw cutShort && last ? timeIsUp(last, what, attempt - 1) : error;
      });
      const result = await this.#attempt(call, attempt, read);
      call.afterAttempt?.(result.attempted);
      if ('value' in result) return result.value;
      deadline.throwIfCancelled();
      const { failure, outcome, attempted } = result;
      if (result.timeOver && last) throw timeIsUp(last, what, attempt);
      const once = call.idempotent === false && attempted.kind === 'unknown';
      const repeat = once ? undefined : decide(outcome, history, Date.now());
      if (!repeat) throw failure;
      // An answer that the deadline cut short says less than the one before.
      if (deadline.over) throw timeIsUp(!failure.api && last?.code === failure.code ? last : failure, what, attempt);
      const remaining = deadline.remaining();
      if (repeat.mandated && repeat.wait >= remaining) throw timeIsUp(failure, what, attempt, repeat.wait);
      last = failure;
      history = repeat.history;
      // Nobody told us how long to wait: near the end, rather ask once more than sit the time out.
      const wait = repeat.mandated ? repeat.wait : Math.min(repeat.wait, Math.max(remaining / 2, 1_000));
      if (wait > 0) {
        const until = new Date(Date.now() + Math.min(wait, remaining));
        this.#observer.onWait?.({ what, why: failure.message, seconds: Math.ceil(wait / 1_000), until });
        await sleep(wait, deadline);
      }
    }
  }

  async #attempt<T>(
    call: Call,
    attempt: number,
    read: (exchange: Exchange) => Promise<T>,
  ): Promise<{ value: T; attempted: Attempted } | Refused> {
    const { method, expect, purpose, upload } = call;
    const { url, path, shown } = this.#locate(call);
    const place = this.#place(url);
    const exchange = new Exchange(this.#connectionsFor(call, place), {
      method,
      url,
      path,
      headers: this.#headers(call, url),
      body: upload ?? (call.json === undefined ? undefined : JSON.stringify(call.json)),
      signal: this.deadline.signal,
      onFinish: () => this.#open.delete(exchange),
      onUpload: upload && ((sent) => this.#observer.onUpload?.({ sent, total: upload.length })),
    });
    const started = performance.now();
    this.#observer.onRequest?.({ method, path: shown, attempt });
    this.#open.add(exchange);
    try {
      await exchange.start();
      const { status } = exchange;
      this.#observer.onAnswer?.({ method, path: shown, status, milliseconds: Math.round(performance.now() - started) });
      if (expect.includes(status) && exchange.bodySent) {
        const value = await read(exchange);
        return { value, attempted: { kind: 'answered', status } };
      }
      return await refusal(exchange, purpose, place);
    } catch (error) {
      const sent = upload && exchange.sent ? { bytes: exchange.bytes, total: upload.length } : undefined;
      const { failure, retryable } = causeOfError(error, purpose, place, sent);
      const outcome: Outcome = { kind: 'no_answer', retryable, stale: exchange.reused && exchange.status === 0 };
      return { failure, timeOver: error instanceof TimeOver, outcome, attempted: withoutAnswer(exchange, error) };
    }
  }

  async *#chunks(exchange: Exchange, call: Call): AsyncGenerator<Buffer, void, void> {
    try {
      yield* exchange.body();
    } catch (error) {
      throw causeOfError(error, call.purpose, this.#place(this.#locate(call).url)).failure;
    }
  }

  #locate({ path, shownPath }: Call): { url: URL; path: string; shown: string } {
    if (path instanceof URL) return { url: path, path: path.pathname + path.search, shown: shownPath ?? path.pathname };
    const url = new URL(this.baseUri);
    const prefix = url.pathname.replace(/\/$/, '');
    return { url, path: prefix + path, shown: prefix + (shownPath ?? path) };
  }

  #headers(call: Call, url: URL): Record<string, string> {
    return {
      'User-Agent': this.#pool.userAgent ?? this.#userAgent,
      ...(url.origin === this.#origin && {
        Authorization: this.#token,
        'LD-API-Version': API_VERSION,
        Accept: 'application/json',
      }),
      ...(call.json !== undefined && { 'Content-Type': 'application/json' }),
      ...(call.upload && { 'Content-Type': call.upload.contentType, 'Content-Length': String(call.upload.length) }),
    };
  }

  /**
   * An idle connection may be dead without our knowing. Where that would leave unclear what happened, and for other
   * hosts, a new one is made. (Through a proxy http-client makes a new one each time, if asked each time.)
   */
  #connectionsFor(call: Call, place: Place): HttpClient {
    const pooled = !call.upload && call.idempotent !== false && !(call.path instanceof URL) && !place.proxy;
    return pooled ? this.#pool : newHttpClient(this.#userAgent, false);
  }

  #place(url: URL): Place {
    const proxy = URL.parse(proxyFor(url));
    return {
      host: url.host,
      proxy: proxy ? `${proxy.hostname}:${proxy.port || (proxy.protocol === 'https:' ? 443 : 80)}` : undefined,
    };
  }
}

/** What an attempt came to that ended with an error instead of a whole answer. */
function withoutAnswer({ sent, status }: Exchange, error: unknown): Attempted {
  // A file that could not be read to its end was not sent to its end either.
  const cutShort = error instanceof Failure && error.code !== 'cancelled';
  if (!sent || cutShort) return { kind: 'not_sent' };
  return { kind: 'unknown', ...(status > 0 && { status }) };
}

async function refusal(exchange: Exchange, purpose: Purpose, place: Place): Promise<Refused> {
  const { status, headers } = exchange;
  // The status says what matters; a server that refuses a body may well cut its own answer short.
  const text = await exchange.text().catch(() => '');
  const answer = { status, headers, text };
  const failure =
    exchange.bodySent || status >= 300
      ? failureOfAnswer(answer, purpose, place)
      : answeredTooEarly(status, purpose, place);
  const attempted: Attempted = { kind: status >= 300 && status < 500 ? 'answered' : 'unknown', status };
  return { failure, timeOver: false, outcome: { kind: 'answer', status, headers }, attempted };
}

function timeIsUp(last: Failure | undefined, what: string, attempts: number, wait?: number): Failure {
  if (!last)
    return new Failure('network_error', `The time allowed was over before LaunchDarkly could be asked to ${what}.`, {
      advice: 'Allow more time.',
    });
  const { code, message, advice, httpStatus, api } = last;
  const end =
    wait === undefined
      ? `The time allowed is over after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}.`
      : `LaunchDarkly asks to wait ${Math.ceil(wait / 1_000)} ${wait > 1_000 ? 'seconds' : 'second'}, which is longer than the time that is left.`;
  return new Failure(code, `${message} ${end}`, {
    ...(advice && { advice }),
    ...(httpStatus && { httpStatus }),
    ...(api && { api }),
  });
}

function proxyFor(url: URL): string {
  try {
    return getProxyUrl(url.href);
  } catch {
    return '';
  }
}
