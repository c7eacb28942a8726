/** LaunchDarkly's REST API: token, headers, connections and errors of every request. */
import type { HttpClient } from '@actions/http-client';
import { sendUntilSuccess } from './attempts.ts';
import type { Attempts, Call, ClientObserver } from './call.ts';
import { Exchange } from './connection.ts';
import type { Deadline } from './deadline.ts';
import { type About, answeredTooEarly, failureOfAnswer, isHtml, type Received, unexpected } from './errors.ts';
import { newHttpClient, proxyOf } from './http-client.ts';
import { causeOfError } from './network.ts';
import { Pace } from './rate-limit.ts';
import { encodeElement, prefixOf, type SegmentRef } from './resources.ts';
import { troubleOf } from './retry.ts';
import { fields, parseJson, records } from './values.ts';

/** https://launchdarkly.com/docs/api#versioning */
const API_VERSION = '20240415';

/** Items of a list that are asked for at once. */
const PAGE = 100;
/** LaunchDarkly's default page size. A page with fewer is the last one, whatever was asked for. */
const DEFAULT_PAGE = 20;

export interface ClientOptions {
  /** LaunchDarkly's origin, with a path prefix on some private hosts; no trailing slash. */
  baseUri: string;
  /** What it is asked about. */
  ref: SegmentRef;
  /** Sent bare in `Authorization`, to `baseUri`'s origin only. */
  accessToken: string;
  userAgent: string;
  /** The client's own: it is ended with it. */
  deadline: Deadline;
  observer: ClientObserver;
}

/** Takes what is wanted from an answer whose status means success. */
type Read<T> = (exchange: Exchange, about: About, earlier: Attempts) => T | Promise<T>;

/** Asks about one segment. */
export class LaunchDarklyClient {
  readonly baseUri: string;
  readonly ref: SegmentRef;
  readonly deadline: Deadline;
  readonly #options: ClientOptions;
  readonly #pool: HttpClient;

  constructor(options: ClientOptions) {
    this.baseUri = options.baseUri;
    this.ref = options.ref;
    this.deadline = options.deadline;
    this.#options = options;
    this.#pool = newHttpClient(true, options.userAgent);
  }

  /**
   * Sends a request, again where that may help, until it succeeds.
   * @param otherwise what an answer is that lacks what is wanted: `no segment`
   * @param read gives what is wanted of the answer, or undefined where that is not in it
   * @throws RequestFailure; whatever `beforeAttempt` throws
   */
  async request<T>(
    call: Call,
    otherwise: string,
    read: (answer: Received & { json: unknown }, earlier: Attempts) => T | undefined,
  ): Promise<T> {
    return await this.#send(call, async (exchange, about, earlier) => {
      const { status, headers } = exchange;
      const text = await exchange.text();
      const answer = { status, headers, text, json: parseJson(text) };
      const wanted = isHtml(answer) ? undefined : read(answer, earlier);
      if (wanted !== undefined) return wanted;
      throw unexpected(answer, about, text !== '' && answer.json === undefined ? 'no JSON' : otherwise);
    });
  }

  /** The pages of a list, as long as somebody wants more of them. */
  async *pages(call: Call, filter: string): AsyncGenerator<Record<string, unknown>[], void, void> {
    for (let offset = 0; ; ) {
      const query = new URLSearchParams({ filter, limit: String(PAGE), offset: String(offset) });
      const page = await this.request({ ...call, path: `${call.path}?${query}` }, 'no list', ({ json }) => {
        const { items } = fields(json);
        return Array.isArray(items) ? items : undefined;
      });
      yield records(page);
      if (page.length < DEFAULT_PAGE) return;
      offset += page.length;
    }
  }

  /** Gives the answer's body while it arrives: chunks that end by a `Failure` if it breaks off. */
  async requestStream(call: Call): Promise<AsyncIterable<Buffer>> {
    return await this.#send(call, chunksOf);
  }

  /** Ends all requests under way and closes all connections. */
  [Symbol.dispose](): void {
    this.deadline.end();
    this.#pool.dispose();
  }

  async #send<T>(call: Call, read: Read<T>): Promise<T> {
    const { deadline, observer } = this.#options;
    const { head, shown, expect, about, pace, pooled } = requestOf(call, this.#options, this.#pool.userAgent);
    return await sendUntilSuccess(call, this.#options, pace, async (earlier) => {
      const client = pooled ? this.#pool : newHttpClient(false);
      const exchange = new Exchange({ ...head, client, signal: deadline.signal, observer });
      const started = performance.now();
      observer.onRequest?.({ ...shown, attempt: earlier.attempts + 1 });
      try {
        await exchange.start();
        const { status, headers, bodySent } = exchange;
        observer.onAnswer?.({ ...shown, status, milliseconds: Math.round(performance.now() - started) });
        pace.note(status, headers);
        if (expect.includes(status) && bodySent) return { value: await read(exchange, about, earlier) };
        // The status says what matters; a server that refuses a body may well cut its own answer short.
        const answer = { status, headers, text: await exchange.text().catch(() => '') };
        return {
          failure: bodySent || status >= 300 ? failureOfAnswer(answer, about) : answeredTooEarly(status, about),
          reached: status >= 300 && status < 500 ? 'answered' : 'unknown',
          httpStatus: status,
          trouble: troubleOf(status),
        };
      } catch (error) {
        const { status, sent, bytes, stale } = exchange;
        const { failure, retryable } = causeOfError(error, about, sent && head.upload && [bytes, head.upload.length]);
        return {
          failure,
          reached: sent ? 'unknown' : 'not_sent',
          httpStatus: (sent && status) || undefined,
          trouble: retryable ? { kind: 'outage', stale } : undefined,
        };
      }
    });
  }
}

/** What depends on the call alone, and is the same for all its attempts. */
function requestOf(
  { method = 'GET', path, secret, json, upload, expect = [200], doing, needs, repeat }: Call,
  { baseUri, ref, accessToken }: ClientOptions,
  userAgent: string | undefined,
) {
  const base = new URL(baseUri);
  const isLink = path instanceof URL;
  const url = isLink ? path : base;
  const below = isLink ? '' : prefixOf(baseUri) + path;
  const own = url.origin === base.origin;
  const proxy = proxyOf(url);
  return {
    head: {
      method,
      url,
      path: isLink ? path.pathname + path.search : below + (secret ? `/${encodeElement(secret)}` : ''),
      headers: {
        ...(userAgent && { 'User-Agent': userAgent }),
        ...(own && { Authorization: accessToken, 'LD-API-Version': API_VERSION, Accept: 'application/json' }),
        ...(json !== undefined && { 'Content-Type': 'application/json' }),
        ...(upload && { 'Content-Type': upload.contentType, 'Content-Length': String(upload.length) }),
      },
      text: json === undefined ? undefined : JSON.stringify(json),
      upload,
    },
    shown: { method, path: isLink ? '***' : below + (secret ? '/***' : '') },
    expect,
    about: { doing, needs, ref, host: url.host, proxy },
    pace: own ? Pace.of(base.origin, accessToken) : new Pace(),
    // An idle connection may be dead without our knowing. Where that would leave unclear what happened, and for other
    // hosts, a new one is made. (Through a proxy http-client makes a new one each time, if asked each time.)
    pooled: !upload && repeat !== 'after_refusal' && !isLink && !proxy,
  };
}

async function* chunksOf(exchange: Exchange, about: About): AsyncGenerator<Buffer, void, void> {
  try {
    yield* exchange.body();
  } catch (error) {
    throw causeOfError(error, about).failure;
  } finally {
    exchange.finish();
  }
}
