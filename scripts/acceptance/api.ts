import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text as textOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** One answer of LaunchDarkly. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body, if it is JSON; else empty. */
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is the question
  json: any;
}

export interface ApiOptions {
  /** LaunchDarkly's address, without a final slash. */
  baseUri: string;
  token: string;
  /** Ends every request and every wait. */
  signal: AbortSignal;
}

const VERSION = '20240415';
const JSON_TYPE = 'application/json';
const SEMANTIC_PATCH = `${JSON_TYPE}; domain-model=launchdarkly.semanticpatch`;
const MOST_TRIES = 10;
const REQUEST_MS = 600_000;

/** LaunchDarkly's REST API, and what its answers say about rate limits. Repeats only what was refused with 429. */
export class Api {
  readonly #options: ApiOptions;
  /** Headers about limits that were seen, by name, each with its latest value. */
  readonly limits = new Map<string, string>();
  /** How far `X-Ratelimit-Reset` lay ahead of this machine's clock, in milliseconds, each time. */
  readonly resets: number[] = [];
  refusals = 0;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  get origin(): string {
    return new URL(this.#options.baseUri).origin;
  }

  get(path: string, version = VERSION): Promise<Answer> {
    return this.#send('GET', path, { headers: { 'ld-api-version': version } });
  }

  delete(path: string): Promise<Answer> {
    return this.#send('DELETE', path);
  }

  post(path: string, body?: unknown): Promise<Answer> {
    if (body === undefined) return this.#send('POST', path);
    return this.#send('POST', path, { headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(body) });
  }

  /** Sends a semantic patch. */
  patch(path: string, body: unknown): Promise<Answer> {
    return this.#send('PATCH', path, { headers: { 'content-type': SEMANTIC_PATCH }, body: JSON.stringify(body) });
  }

  /** Sends a key list as the action does: `mode`, `waitOnApprovals`, `file`. */
  upload(path: string, mode: 'merge' | 'replace', list: string): Promise<Answer> {
    const form = new FormData();
    form.append('mode', mode);
    form.append('waitOnApprovals', 'false');
    form.append('file', new Blob([list], { type: 'text/csv' }), 'list.csv');
    return this.#send('POST', path, { body: form });
  }

  /** Downloads a file, with the token only from LaunchDarkly itself. The link is a credential: it is in no error. */
  async download(link: URL): Promise<Answer> {
    const headers = link.origin === this.origin ? this.#headers() : {};
    try {
      return await this.#read(await fetch(link, { headers, redirect: 'manual', signal: this.#signal() }));
    } catch {
      throw new Error('The link of the export could not be read.');
    }
  }

  /** Like `get`, with the path as it is: `fetch` takes `%2E%2E` for a step upwards. */
  getRaw(path: string): Promise<Answer> {
    return this.#patiently(() => this.#sendRaw(path));
  }

  async #sendRaw(path: string): Promise<Answer> {
    const { protocol, hostname, port, pathname } = new URL(this.#options.baseUri);
    const send = protocol === 'https:' ? httpsRequest : httpRequest;
    const target = { hostname, port, path: pathname.replace(/\/$/, '') + path };
    const request = send({ ...target, headers: this.#headers(), signal: this.#signal() }).end();
    const [answer]: IncomingMessage[] = await once(request, 'response');
    return this.#read(
      new Response((await textOf(answer!)) || null, {
        status: answer!.statusCode!,
        headers: new Headers(answer!.headers as Record<string, string>),
      }),
    );
  }

  #headers(): Record<string, string> {
    return {
      authorization: this.#options.token,
      'ld-api-version': VERSION,
      'user-agent': 'launchdarkly-segment-import-acceptance',
    };
  }

  #signal(): AbortSignal {
    return AbortSignal.any([this.#options.signal, AbortSignal.timeout(REQUEST_MS)]);
  }

  #send(method: string, path: string, extra: { headers?: Record<string, string>; body?: string | FormData } = {}) {
    const headers = { ...this.#headers(), ...extra.headers };
    const url = this.#options.baseUri + path;
    return this.#patiently(async () =>
      this.#read(await fetch(url, { method, ...extra, headers, redirect: 'manual', signal: this.#signal() })),
    );
  }

  async #patiently(attempt: () => Promise<Answer>): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const answer = await attempt();
      this.#note(answer.headers);
      if (answer.status !== 429 || tries === MOST_TRIES) return answer;
      this.refusals++;
      await sleep(Math.min(60_000, pause(answer.headers)), undefined, { signal: this.#options.signal });
    }
  }

  async #read(response: Response): Promise<Answer> {
    const text = await response.text();
    const { status, headers } = response;
    return { status, headers, text, json: parse(headers, text) };
  }

  #note(headers: Headers): void {
    for (const [name, value] of headers) if (/^(x-ratelimit-|retry-after$)/.test(name)) this.limits.set(name, value);
    const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
    if (!Number.isNaN(reset)) this.resets.push(reset - Date.now());
  }
}

function parse(headers: Headers, text: string): unknown {
  if (!headers.get('content-type')?.startsWith(JSON_TYPE)) return {};
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** @returns milliseconds to wait after a 429 */
function pause(headers: Headers): number {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  if (!Number.isNaN(seconds)) return seconds * 1000;
  const reset = Number(headers.get('x-ratelimit-reset') ?? Number.NaN);
  return reset > Date.now() ? reset - Date.now() : 10_000;
}
