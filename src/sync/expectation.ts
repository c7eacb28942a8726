/** What must hold after a plan was carried out. Pure. */
import type { VerificationSummary } from '../result.ts';
import type { Mode } from '../settings.ts';
import type { Applied } from './applied.ts';
import type { Overlap } from './limits.ts';
import type { Plan, Planned } from './plan.ts';
import { keysToVerify, lookable } from './sample.ts';

/** Keys of each kind of change that are looked up. */
const CHANGES_SAMPLE = 10;

export interface Expectation {
  members: ExpectedCount;
  /** Excluded targets of a segment whose snapshot would not restore them. */
  excluded: number | undefined;
  /** Keys to look up: some that must be members, and some that must not. */
  present: readonly string[];
  absent: readonly string[];
  /** What is wrong ends the run, whatever the setting: nothing else shows success. */
  forced: boolean;
}

/** The member counts that are right. */
type ExpectedCount = NonNullable<VerificationSummary['expectedMembers']>;

export function expectationOf(
  mode: Mode,
  plan: Exclude<Plan, { kind: 'nothing' }>,
  { list: { keys }, inspection, comparison }: Planned,
  { inspection: recheck = inspection, refused, mustVerify }: Applied,
): Expectation {
  const { min, max } = expectedCount(mode, keys.count, recheck.segment?.includedCount, comparison.overlap);
  const more = refused.reduce((sum, { kind }) => sum + (kind === 'remove' ? 1 : -1), 0);
  const taken = (key: string): boolean => !refused.some((one) => one.key === key);
  // Keys that were added first, since a random key of a long list was hardly just added.
  const added = comparison.difference?.missing.sample.filter(lookable).slice(0, CHANGES_SAMPLE) ?? [];
  const listed = keysToVerify(mode === 'remove' ? [] : added, keys).filter(taken);
  const removed = plan.kind === 'change' ? plan.removals.sample.filter(lookable).slice(0, CHANGES_SAMPLE) : [];
  return {
    members: { min: Math.max(0, min + more), ...(max !== undefined && { max: max + more }) },
    excluded: comparison.snapshot && inspection.segment?.excludedCount,
    present: mode === 'remove' ? [] : listed,
    absent: mode === 'remove' ? listed : removed.filter(taken),
    forced: mustVerify,
  };
}

function expectedCount(mode: Mode, keys: number, before: number | undefined, overlap: Overlap): ExpectedCount {
  if (mode === 'replace') return { min: keys, max: keys };
  if (before === undefined) return { min: mode === 'merge' ? keys : 0 };
  // What look-ups say of the overlap is not certain.
  const { min, max } = overlap.by === 'export' ? overlap : { min: 0, max: Math.min(before, keys) };
  return mode === 'merge'
    ? { min: before + keys - max, max: before + keys - min }
    : { min: before - max, max: before - min };
}
