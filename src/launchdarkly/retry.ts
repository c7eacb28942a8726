/** When a request is sent again, and when it is not: pure decisions. */
import type { IncomingHttpHeaders } from 'node:http';

/** What one attempt came to, as far as repeating it is concerned. */
export type Outcome =
  | { kind: 'answer'; status: number; headers: IncomingHttpHeaders }
  /** `stale`: the server had closed an idle connection that was used again. */
  | { kind: 'no_answer'; retryable: boolean; stale: boolean };

/** What earlier attempts of the same request came to. */
export interface History {
  conflicts: number;
  rateLimits: number;
  /** 5xx answers and lost or refused connections since LaunchDarkly last made sense. */
  outages: number;
  /** When the first of these ended, in milliseconds. */
  outageSince?: number;
}

export const FRESH: History = { conflicts: 0, rateLimits: 0, outages: 0 };

export interface Repeat {
  /** Milliseconds to wait before the next attempt. */
  wait: number;
  /** The server named the time: coming earlier is no use. */
  mandated: boolean;
  history: History;
}

/** An outage that lasts longer than this is not waited for. */
const LONGEST_OUTAGE = 300_000;
const CONFLICT = { first: 5_000, longest: 60_000 };
const OUTAGE = { first: 1_000, longest: 30_000 };
const RATE_LIMIT = { first: 1_000, longest: 30_000 };
/** LaunchDarkly's windows are ten seconds; a reset further away than this is a clock that is wrong. */
const LONGEST_WINDOW = 60_000;

/**
 * Decides what follows an attempt that did not succeed.
 * @param now milliseconds since the epoch
 * @returns the wait before the next attempt, or undefined to give up
 */
export function decide(outcome: Outcome, history: History, now: number): Repeat | undefined {
  if (outcome.kind === 'answer') {
    if (outcome.status === 409) return afterConflict(history);
    if (outcome.status === 429) return afterRateLimit(outcome.headers, history, now);
    return outcome.status >= 500 ? afterOutage(history, now) : undefined;
  }
  if (!outcome.retryable) return undefined;
  if (outcome.stale && history.outages === 0) return { ...afterOutage(history, now)!, wait: 0 };
  return afterOutage(history, now);
}

function afterConflict(history: History): Repeat {
  return {
    wait: backoff(CONFLICT, history.conflicts),
    mandated: false,
    history: { ...FRESH, conflicts: history.conflicts + 1, rateLimits: history.rateLimits },
  };
}

function afterRateLimit(headers: IncomingHttpHeaders, history: History, now: number): Repeat {
  const told = rateLimitEnd(headers, now) - now;
  return {
    wait: told > 0 ? told + Math.random() * 1_000 : backoff(RATE_LIMIT, history.rateLimits),
    mandated: told > 0,
    history: { ...FRESH, conflicts: history.conflicts, rateLimits: history.rateLimits + 1 },
  };
}

function afterOutage(history: History, now: number): Repeat | undefined {
  const outageSince = history.outageSince ?? now;
  if (now - outageSince >= LONGEST_OUTAGE) return undefined;
  return {
    wait: backoff(OUTAGE, history.outages),
    mandated: false,
    history: { ...history, outages: history.outages + 1, outageSince },
  };
}

/** Doubles from `first` to `longest`; jitter takes off up to half, so that many runs do not come back together. */
function backoff({ first, longest }: { first: number; longest: number }, earlier: number): number {
  return Math.min(longest, first * 2 ** earlier) * (1 - Math.random() / 2);
}

/**
 * When a rate limit ends, in milliseconds since the epoch; 0 if the answer does not say.
 * `Retry-After` holds seconds or a date, `X-Ratelimit-Reset` milliseconds since the epoch, which may lie in the past:
 * https://launchdarkly.com/docs/api#rate-limiting
 */
function rateLimitEnd(headers: IncomingHttpHeaders, now: number): number {
  const retryAfter = headers['retry-after']?.trim();
  if (retryAfter) {
    const end = /^\d+(\.\d+)?$/.test(retryAfter) ? now + Number(retryAfter) * 1_000 : httpDate(retryAfter);
    if (end > 0) return end;
  }
  const reset = Number(headers['x-ratelimit-reset']);
  return reset > 0 ? Math.min(reset, now + LONGEST_WINDOW) : 0;
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7. Date.parse alone takes almost anything for a date. */
function httpDate(text: string): number {
  return /^[a-z]{3,9}, .*\d:\d\d:\d\d GMT$/i.test(text) ? Date.parse(text) : Number.NaN;
}
