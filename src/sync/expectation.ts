/** What must hold after a plan was carried out. Pure. */
import { lookable } from '../launchdarkly/index.ts';
import type { StoredKeys } from '../list/index.ts';
import type { VerificationSummary } from '../result.ts';
import type { Mode } from '../settings.ts';
import type { Applied, Refused } from './applied.ts';
import type { Overlap } from './limits.ts';
import type { Planned } from './plan.ts';

/** Keys that are looked up after a change. */
export const VERIFY_SAMPLE = 20;

/** Keys of each kind of change that are looked up. */
const CHANGES_SAMPLE = 10;

export interface Expectation {
  members: ExpectedCount;
  /** Excluded targets of a segment whose snapshot would not restore them. */
  excluded: number | undefined;
  /** Keys to look up: some that must be members, and some that must not. */
  present: readonly string[];
  absent: readonly string[];
  /** A mismatch fails the run, whatever the setting: nothing else shows success. */
  forced: boolean;
}

/** The member counts that are right. */
type ExpectedCount = NonNullable<VerificationSummary['expectedMembers']>;

export function expectationOf(
  mode: Mode,
  { list: { keys }, inspection, comparison }: Planned,
  { inspection: recheck = inspection, refused, mustVerify }: Applied,
): Expectation {
  const { overlap, difference, snapshot } = comparison;
  const taken = (key: string): boolean => !refused.some((one) => one.key === key);
  const some = (changed?: Pick<StoredKeys, 'sample'>): string[] =>
    changed?.sample.filter(lookable).slice(0, CHANGES_SAMPLE) ?? [];
  const [added, removed] = [some(difference?.missing), some(difference?.surplus)];
  // Changed keys first: a random key of a long list was hardly just changed.
  const listed = keysToVerify(mode === 'remove' ? removed : added, keys).filter(taken);
  return {
    members: expectedCount(mode, keys.count, recheck.segment?.includedCount, overlap, refused),
    excluded: snapshot && inspection.segment?.excludedCount,
    present: mode === 'remove' ? [] : listed,
    absent: mode === 'remove' ? listed : removed.filter(taken),
    forced: mustVerify,
  };
}

/** The keys of a list that are most likely to show that something went wrong, and others at random: at most VERIFY_SAMPLE. */
export function keysToVerify(
  first: StoredKeys['sample'],
  { representative = [], sample }: { representative?: readonly string[]; sample: StoredKeys['sample'] },
): string[] {
  const keys = new Set([...first, ...representative, ...sample]);
  return [...keys].filter(lookable).slice(0, VERIFY_SAMPLE);
}

function expectedCount(
  mode: Mode,
  keys: number,
  before: number | undefined,
  overlap: Overlap,
  refused: readonly Refused[],
): ExpectedCount {
  const notAdded = refused.filter(({ kind }) => kind === 'add').length;
  // The key of a refused removal may not have been a member.
  const notRemoved = refused.length - notAdded;
  if (mode === 'replace') return { min: keys - notAdded, max: keys - notAdded + notRemoved };
  if (before === undefined) return { min: mode === 'merge' ? keys - notAdded : 0 };
  // Look-ups do not tell the overlap for certain.
  const { min, max } = overlap.by === 'export' ? overlap : { min: 0, max: Math.min(before, keys) };
  return mode === 'merge'
    ? { min: before + keys - max - notAdded, max: before + keys - min - notAdded }
    : { min: before - max, max: Math.min(before, before - min + notRemoved) };
}
