/** When a request is sent again, and when it is not: pure decisions. */
import type { IncomingHttpHeaders } from 'node:http';
import { jitter, limitEnd } from './rate-limit.ts';

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
  const repeat = afterOutage(history, now);
  return repeat && outcome.stale && history.outages === 0 ? { ...repeat, wait: 0 } : repeat;
}

function afterConflict(history: History): Repeat {
  return {
    wait: backoff(CONFLICT, history.conflicts),
    mandated: false,
    history: { ...FRESH, conflicts: history.conflicts + 1, rateLimits: history.rateLimits },
  };
}

function afterRateLimit(headers: IncomingHttpHeaders, history: History, now: number): Repeat {
  const asked = limitEnd(headers, now) - now;
  return {
    wait: asked > 0 ? asked + jitter() : backoff(RATE_LIMIT, history.rateLimits),
    mandated: asked > 0,
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
