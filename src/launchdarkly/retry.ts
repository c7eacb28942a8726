/** When a request is sent again, and when it is not: pure decisions. */
import type { IncomingHttpHeaders } from 'node:http';
import { jitter, limitEnd } from './rate-limit.ts';

/** Growing waits, in milliseconds, for what may be better the next time. */
const WAITS = {
  conflict: { first: 5_000, longest: 60_000 },
  rateLimit: { first: 1_000, longest: 30_000 },
  /** A 5xx answer, or a connection that was lost or refused. */
  outage: { first: 1_000, longest: 30_000 },
};

/** An outage that lasts longer than this is not waited for. */
const LONGEST_OUTAGE = 300_000;

/** What may be better the next time, after an attempt that was no success. */
export interface Trouble {
  kind: keyof typeof WAITS;
  /** When LaunchDarkly says to come back, in milliseconds since the epoch; 0 if it does not. */
  back?: number;
  /** The server had closed an idle connection that was used again. */
  stale?: boolean;
}

/** How often earlier attempts of the same request met which trouble; outages since LaunchDarkly last made sense. */
export type History = Record<Trouble['kind'], number> & {
  /** When the first of the outages ended, in milliseconds. */
  outageSince: number | undefined;
};

export const FRESH: History = { conflict: 0, rateLimit: 0, outage: 0, outageSince: undefined };

export interface Repeat {
  /** Milliseconds to wait before the next attempt. */
  wait: number;
  /** The server named the time: coming earlier is no use. */
  mandated: boolean;
  history: History;
}

/** The trouble that an answer tells of; undefined if asking again is no use. */
export function troubleOf(status: number, headers: IncomingHttpHeaders, now: number): Trouble | undefined {
  if (status === 409) return { kind: 'conflict' };
  if (status === 429) return { kind: 'rateLimit', back: limitEnd(status, headers, now) };
  return status >= 500 ? { kind: 'outage' } : undefined;
}

/**
 * Decides what follows an attempt that met some trouble.
 * @param now milliseconds since the epoch
 * @returns the wait before the next attempt, or undefined to give up
 */
export function decide({ kind, back = 0, stale }: Trouble, history: History, now: number): Repeat | undefined {
  const outageSince = kind === 'outage' ? (history.outageSince ?? now) : undefined;
  if (outageSince !== undefined && now - outageSince >= LONGEST_OUTAGE) return undefined;
  const earlier = history[kind];
  const { first, longest } = WAITS[kind];
  // Jitter takes off up to half, so that many runs do not come back together.
  const growing = Math.min(longest, first * 2 ** earlier) * (1 - Math.random() / 2);
  const own = stale && earlier === 0 ? 0 : growing;
  const mandated = back > now;
  return {
    wait: mandated ? back - now + jitter() : own,
    mandated,
    history: { ...history, outage: 0, outageSince, [kind]: earlier + 1 },
  };
}
