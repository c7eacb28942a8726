/**
 * What would happen, decided from counts alone: how the parts are sent, and whether a replace removes too much.
 * Pure: nothing here reads, sends or waits.
 */
import { Failure } from '../failure.ts';
import type { GuardSummary } from '../result.ts';
import type { Mode, TargetSettings } from '../settings.ts';

/** One upload takes at most so many keys: https://launchdarkly.com/docs/home/flags/list-based-segments */
export const MOST_KEYS_PER_UPLOAD = 1_000_000;

/** One upload's whole request body; LaunchDarkly says "40 MB" and not which, so the smaller reading. */
export const MOST_BYTES_PER_UPLOAD = 40_000_000;

/** What the multipart framing around a part's bytes may take: boundaries, headers, the longest file name. */
export const MULTIPART_ALLOWANCE = 4_096;

/** What one part of a list may hold. */
export const PART_LIMITS = { keys: MOST_KEYS_PER_UPLOAD, bytes: MOST_BYTES_PER_UPLOAD - MULTIPART_ALLOWANCE };

/** Keys that are looked up before a replace; a shorter list is looked up whole. */
export const GUARD_SAMPLE = 50;

/** The guard errs on the side of going on with a probability of one in a thousand. */
const GUARD_ALPHA = 0.001;

/**
 * The mode of each upload of a list, in order.
 * @param parts uploads that the list needs
 * @param membersBefore the segment's members now, if known
 * @throws Failure `partial_replace_refused`, or `invalid_input` where an approval would be needed for each part
 */
export function uploadModes(target: TargetSettings, parts: number, membersBefore: number | undefined): Mode[] {
  if (parts > 1 && target.waitOnApprovals) {
    throw new Failure('invalid_input', `The list needs ${parts} uploads, and only one can wait for approval.`, {
      advice:
        'Lists for `wait-on-approvals` must fit one upload: 1,000,000 keys and 40 MB. ' +
        'Split the list over several segments, or import without approval.',
    });
  }
  if (target.mode === 'merge' || parts <= 1) return Array<Mode>(parts).fill(target.mode);
  if (membersBefore === 0) return Array<Mode>(parts).fill('merge');
  if (target.allowPartialReplace) return ['replace', ...Array<Mode>(parts - 1).fill('merge')];
  const holds = membersBefore === undefined ? 'is not known to be empty' : `has ${count(membersBefore, 'member')}`;
  throw new Failure(
    'partial_replace_refused',
    `The list needs ${parts} uploads, and the segment ${holds}: a replace in parts would leave out members that should stay until the last part is in.`,
    {
      advice:
        'Set `strategy: delta`, which sends only the difference and never takes a staying member out. ' +
        'Or set `allow-partial-replace: true` if the segment may lack most of its members for a while.',
    },
  );
}

/** What is known when the guard judges. */
export interface GuardFacts {
  /** Distinct keys of the list. */
  keys: number;
  membersBefore: number;
  maxRemovalPercent: number;
  /** Looked-up keys of the list; absent before the look-ups. */
  sample?: { size: number; members: number };
  /** Removals that `delta` computed; replaces both estimates. */
  exactRemovals?: number;
}

/**
 * Judges a replace: `blocked` if more than the allowed share of the members would go, by the counts alone, or
 * even by the most favourable reading of the sample.
 */
export function judgeRemovals(facts: GuardFacts): GuardSummary {
  const { keys, membersBefore, maxRemovalPercent, sample, exactRemovals } = facts;
  const allowed = (membersBefore * maxRemovalPercent) / 100;
  const removalsByCount = exactRemovals ?? Math.max(0, membersBefore - keys);
  const summary: GuardSummary = { maxRemovalPercent, removalsByCount, verdict: 'passed' };
  if (exactRemovals === undefined && sample !== undefined) {
    summary.sampled = sample.size;
    summary.sampledMembers = sample.members;
    summary.removalsBySample = leastRemovals(keys, membersBefore, sample);
  }
  if (removalsByCount > allowed || (summary.removalsBySample ?? 0) > allowed) summary.verdict = 'blocked';
  return summary;
}

/** The fewest removals that a sample of the list leaves plausible; exact where it is the whole list. */
function leastRemovals(keys: number, membersBefore: number, sample: { size: number; members: number }): number {
  const whole = sample.size >= keys;
  const staying = whole ? sample.members : Math.ceil(upperBound(sample.members, sample.size, GUARD_ALPHA) * keys);
  return Math.max(0, membersBefore - staying);
}

/**
 * The one-sided Clopper-Pearson upper bound: the largest share at which so few successes in so many trials still
 * have the probability `alpha`. Sampling is without repetition, which makes the bound only more careful.
 * @param alpha the chance of a true share above the bound, such as 0.001
 */
export function upperBound(successes: number, trials: number, alpha: number): number {
  if (successes >= trials) return 1;
  let low = successes / trials;
  let high = 1;
  // 60 halvings reach the last bit of a double.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(successes, trials, middle) > alpha) low = middle;
    else high = middle;
  }
  return high;
}

/** P(X <= successes) of a binomial distribution. */
function atMost(successes: number, trials: number, share: number): number {
  let term = (1 - share) ** trials;
  let sum = term;
  for (let hits = 1; hits <= successes; hits += 1) {
    term *= ((trials - hits + 1) / hits) * (share / (1 - share));
    sum += term;
  }
  return sum;
}

/**
 * The Failure of a blocked replace: the numbers, and both ways on.
 * @param exact the removals are known to the last one (delta)
 */
export function guardFailure(guard: GuardSummary, keys: number, membersBefore: number, exact = false): Failure {
  const removals = Math.max(guard.removalsByCount, guard.removalsBySample ?? 0);
  const share = membersBefore === 0 ? 0 : (removals / membersBefore) * 100;
  const bySample = guard.removalsBySample !== undefined && guard.removalsBySample > guard.removalsByCount;
  const least = Math.min(100, Math.ceil(share));
  // The next run draws another sample: what would have let this one pass may not let that one.
  const limit =
    bySample && guard.sampled! < keys ? `100\` (no guard; ${least} is the least that could do)` : `${least}\``;
  const found = bySample
    ? ` Of ${count(guard.sampled!, 'key')} of the list that ${was(guard.sampled!)} looked up, ${guard.sampledMembers} ${guard.sampledMembers === 1 ? 'is a member' : 'are members'} now: it may be another list or the wrong column.`
    : '';
  return new Failure(
    'guard_blocked',
    `This replace would remove ${exact ? '' : 'at least '}${count(removals, 'member')} of ${membersBefore.toLocaleString('en-US')} (${percent(share)}%), and ` +
      `\`max-removal-percent\` allows ${guard.maxRemovalPercent}%. The list has ${count(keys, 'key')}.${found}`,
    {
      advice:
        'If the list is wrong, correct the export (is it complete, is `key-column` right?) and run again. ' +
        `If the removals are meant, set \`max-removal-percent: ${limit} for this run.`,
    },
  );
}

/** The member counts that are right after an import. */
export function expectedMembers(
  mode: Mode,
  keys: number,
  membersBefore: number | undefined,
): { min: number; max?: number } {
  if (mode === 'replace') return { min: keys, max: keys };
  if (membersBefore === undefined) return { min: keys };
  return { min: Math.max(membersBefore, keys), max: membersBefore + keys };
}

/** Rounded up, so that a share just above the limit does not look like the limit. */
const percent = (value: number): number => Math.ceil(value * 100 - 1e-9) / 100;

/** To follow a noun. */
export const was = (number: number): string => (number === 1 ? 'was' : 'were');

/** A number with its noun: `1 key`, `2,000 keys`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
