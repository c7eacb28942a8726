import type { ExportFormat } from './exports.ts';
import type { Effect } from './imports.ts';
import type { Steps } from './lifecycle.ts';
import type { RequestRecord } from './requests.ts';

export const ROUTE_NAMES = [
  'POST segment',
  'GET segments',
  'GET segment',
  'PATCH segment',
  'DELETE segment',
  'POST import',
  'GET import',
  'POST contexts',
  'GET context',
  'POST export',
  'GET export',
  'GET file',
  'GET environment',
  'GET approval-settings',
  'POST approval-request',
  'GET approval-requests',
  'GET approval-request',
  'POST review',
  'POST apply',
] as const;

export type RouteName = (typeof ROUTE_NAMES)[number];

/** An answer before it is sent. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a string as it is. */
  body?: unknown;
}

/** How to misbehave, and when. What is not given stays as it would be. */
export interface Rule {
  on: RouteName | '*';
  /** Only requests whose path contains this. */
  path?: string;
  /** Only these of the matching requests, counted from 1 since the rule was made. */
  nth?: number | readonly number[];
  /** Only so many of the matching requests, the first ones. */
  times?: number;

  /** Runs before the request is processed: the moment for another writer. */
  before?: (request: RequestRecord) => void | Promise<void>;
  /** Waits before the request is processed. */
  delayMs?: number;
  /** Answers this status with LaunchDarkly's error body, or `body`, and does not process the request. */
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Answers a web page, with status 200 unless `status` says otherwise. */
  html?: true;
  /** With `status`: answers while the body is still on its way. */
  early?: true;
  /** With `status` or `html`: processes the request all the same. */
  processed?: true;
  /** Breaks the connection instead of answering: before the request is processed, or after. */
  drop?: 'before' | 'after';
  /** Changes the answer to a processed request. A JSON body can be changed in place. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are arbitrary JSON
  edit?: (answer: Answer & { body?: any; headers: Record<string, string> }, request: RequestRecord) => void;
  /** Runs when the answer has been given to the network. */
  after?: (request: RequestRecord) => void | Promise<void>;

  /** POST import, POST export: the `Location` header. Default: relative. */
  location?: 'relative' | 'absolute' | 'none';
  /** POST import: the statuses that the import goes through. */
  steps?: Steps;
  /** POST import: what happens to the members at `complete`. */
  effect?: Effect;
  /** POST import: keys are stored with their quotes. */
  storeQuotes?: true;
  /** POST export: the file. */
  file?: ExportFormat;
}

interface Entry {
  rule: Rule;
  seen: number;
}

/** The rules that are in force. */
export class Behaviours {
  readonly #entries: Entry[] = [];

  /** @returns a function that takes the rule back */
  add(rule: Rule): () => void {
    const entry = { rule, seen: 0 };
    this.#entries.push(entry);
    return () => {
      const place = this.#entries.indexOf(entry);
      if (place >= 0) this.#entries.splice(place, 1);
    };
  }

  clear(): void {
    this.#entries.length = 0;
  }

  /** @returns one rule for this request, made of all that match; what a later one says wins */
  match(route: string | undefined, url: string): Partial<Rule> {
    const matching = this.#entries.filter(({ rule }) => {
      return (rule.on === '*' || rule.on === route) && (rule.path === undefined || url.includes(rule.path));
    });
    const merged: Partial<Rule> = {};
    for (const entry of matching) {
      entry.seen++;
      const { nth, times = Number.POSITIVE_INFINITY } = entry.rule;
      const wanted = nth === undefined || (typeof nth === 'number' ? [nth] : nth).includes(entry.seen);
      if (wanted && entry.seen <= times) Object.assign(merged, entry.rule);
    }
    return merged;
  }
}
