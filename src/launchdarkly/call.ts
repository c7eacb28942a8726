/** A call of LaunchDarkly's API: what is asked, where, and what comes back. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Purpose } from './errors.ts';
import type { Upload } from './multipart.ts';

export interface Call {
  method: 'GET' | 'POST';
  /** Below the base URI, encoded (see `apiPath`); or a whole URL, which gets the token only if it is on the same origin. */
  path: string | URL;
  /** The path as people may see it, where it differs. */
  shownPath?: string;
  json?: unknown;
  upload?: Upload;
  /** The statuses that mean success. */
  expect: readonly number[];
  purpose: Purpose;
  /** Whether doing it twice is the same as doing it once (default). If not, it is only repeated after a refusal. */
  idempotent?: boolean;
  /** Called right before each attempt; throwing ends the row. */
  beforeAttempt?(attempt: number): Promise<void>;
  /** Called after each attempt, also after one that the deadline or a cancellation ended. */
  afterAttempt?(attempted: Attempted): void;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** What an attempt came to. */
export type Attempted =
  /** LaunchDarkly cannot have got the request, or not all of it: it has done nothing. */
  | { kind: 'not_sent' }
  /** It may have been carried out: no answer says so or otherwise, or one that proves nothing (a 5xx, one that broke off). */
  | { kind: 'unknown'; status?: number }
  | { kind: 'answered'; status: number };

/** The encoded path of an API resource, for keys of any kind. */
export function apiPath(...segments: readonly string[]): string {
  return `/api/v2/${segments.map(encodeSegment).join('/')}`;
}

/** The URL of a link in an answer. One that is a path is below the base URI, whose prefix LaunchDarkly does not know. */
export function linkUrl(baseUri: string, href: string): URL | null {
  const prefix = new URL(baseUri).pathname.replace(/\/$/, '');
  const isBare = /^\/(?!\/)/.test(href) && !`${href}/`.startsWith(`${prefix}/`);
  return URL.parse(isBare ? prefix + href : href, `${baseUri}/`);
}

/** `.` and `..` are steps in a path, not names, and to many servers and proxies `%2E` is too: better not to ask for them. */
function encodeSegment(segment: string): string {
  const encoded = encodeURIComponent(segment.toWellFormed());
  return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
}
