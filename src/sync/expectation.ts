/** What must hold after a plan was carried out. Pure. */
import type { StoredKeys } from '../list/index.ts';
import type { VerificationSummary } from '../result.ts';
import type { Mode } from '../settings.ts';
import type { Refused } from './applied.ts';
import type { Comparison } from './overlap.ts';
import type { Plan } from './plan.ts';
import { keysToVerify, lookable } from './sample.ts';

/** Keys of each kind of change that are looked up. */
const CHANGES_SAMPLE = 10;

export interface Expectation {
  members: ExpectedCount;
  /** Keys to look up: some that must be members, and some that must not. */
  present: readonly string[];
  absent: readonly string[];
}

/** The member counts that are right. */
type ExpectedCount = NonNullable<VerificationSummary['expectedMembers']>;

/**
 * @param before members right before the change, if they could be counted
 * @param refused keys that LaunchDarkly did not take
 */
export function expectationOf(
  mode: Mode,
  plan: Exclude<Plan, { kind: 'nothing' }>,
  keys: StoredKeys,
  before: number | undefined,
  comparison: Comparison,
  refused: readonly Refused[],
): Expectation {
  const { min, max } = expectedCount(mode, keys.count, before, comparison);
  const left = Map.groupBy(refused, ({ kind }) => kind);
  const more = (left.get('remove')?.length ?? 0) - (left.get('add')?.length ?? 0);
  const taken = (key: string): boolean => !refused.some((one) => one.key === key);
  // Keys that were added first, since a random key of a long list was hardly just added.
  const added = comparison.difference?.missing.sample.slice(0, CHANGES_SAMPLE) ?? [];
  const listed = keysToVerify(mode === 'remove' ? [] : added, keys).filter(taken);
  const removed = plan.kind === 'change' ? plan.removals.sample.filter(lookable).slice(0, CHANGES_SAMPLE) : [];
  return {
    members: { min: Math.max(0, min + more), ...(max !== undefined && { max: max + more }) },
    present: mode === 'remove' ? [] : listed,
    absent: mode === 'remove' ? listed : removed.filter(taken),
  };
}

function expectedCount(mode: Mode, keys: number, before: number | undefined, { overlap }: Comparison): ExpectedCount {
  if (mode === 'replace') return { min: keys, max: keys };
  if (before === undefined) return { min: mode === 'merge' ? keys : 0 };
  // What look-ups say of the overlap is not certain.
  const { min, max } = overlap.by === 'export' ? overlap : { min: 0, max: Math.min(before, keys) };
  return mode === 'merge'
    ? { min: before + keys - max, max: before + keys - min }
    : { min: before - max, max: before - min };
}
