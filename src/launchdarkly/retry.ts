/** When a request is sent again, and when it is not: pure decisions. */

/** Growing waits, in milliseconds, for what may be better the next time. */
const WAITS = {
  conflict: { first: 5_000, longest: 60_000 },
  /** Where LaunchDarkly names no time: else see Pace. */
  rateLimit: { first: 1_000, longest: 30_000 },
  /** A 5xx answer, or a connection that was lost or refused. */
  outage: { first: 1_000, longest: 30_000 },
};

/** An outage that lasts longer than this is not waited for. */
const LONGEST_OUTAGE = 300_000;

/** What may be better the next time, after an attempt that was no success. */
export interface Trouble {
  kind: keyof typeof WAITS;
  /** The server had closed an idle connection that was used again. */
  stale?: boolean;
}

/** How often earlier attempts of the same request met each trouble; outages count from LaunchDarkly's last good answer. */
export type History = Record<Trouble['kind'], number> & {
  /** When the first of the outages ended, in milliseconds. */
  outageSince: number | undefined;
};

export const FRESH: History = { conflict: 0, rateLimit: 0, outage: 0, outageSince: undefined };

/** The trouble that the status of an answer means; undefined if asking again is no use. */
export function troubleOf(status: number): Trouble | undefined {
  if (status === 409) return { kind: 'conflict' };
  if (status === 429) return { kind: 'rateLimit' };
  return status >= 500 ? { kind: 'outage' } : undefined;
}

/**
 * Decides what follows an attempt that met some trouble.
 * @param now milliseconds since the epoch
 * @returns the milliseconds to wait before the next attempt, or undefined to give up
 */
export function decide(
  { kind, stale }: Trouble,
  history: History,
  now: number,
): { wait: number; history: History } | undefined {
  const outageSince = kind === 'outage' ? (history.outageSince ?? now) : undefined;
  if (outageSince !== undefined && now - outageSince >= LONGEST_OUTAGE) return undefined;
  const earlier = history[kind];
  const { first, longest } = WAITS[kind];
  // Jitter takes off up to half, so that many runs do not come back together.
  const growing = Math.min(longest, first * 2 ** earlier) * (1 - Math.random() / 2);
  return {
    wait: stale && earlier === 0 ? 0 : growing,
    history: { ...history, outage: 0, outageSince, [kind]: earlier + 1 },
  };
}
