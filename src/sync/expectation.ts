/** What must hold after a plan was carried out. Pure. */
import type { StoredKeys } from '../list/index.ts';
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
export interface ExpectedCount {
  min: number;
  max?: number;
}

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
  refused: Refused,
): Expectation {
  const { min, max } = expectedCount(mode, keys.count, before, comparison);
  const change = refused.remove.length - refused.add.length;
  const added = comparison.difference?.missing.sample.filter(lookable).slice(0, CHANGES_SAMPLE) ?? [];
  const removed = plan.kind === 'change' ? plan.removals : undefined;
  return {
    members: { min: Math.max(0, min + change), ...(max !== undefined && { max: max + change }) },
    // Keys that were added first, since a random key of a long list was hardly just added.
    present: mode === 'remove' ? [] : keysToVerify(added, keys).filter((key) => !refused.add.includes(key)),
    absent: (mode === 'remove'
      ? keysToVerify([], keys)
      : (removed?.sample.filter(lookable).slice(0, CHANGES_SAMPLE) ?? [])
    ).filter((key) => !refused.remove.includes(key)),
  };
}

function expectedCount(mode: Mode, keys: number, before: number | undefined, { overlap }: Comparison): ExpectedCount {
  if (mode === 'replace') return { min: keys, max: keys };
  if (before === undefined) return { min: mode === 'merge' ? keys : 0 };
  const exact = overlap.by === 'export' ? overlap.min : undefined;
  if (mode === 'merge')
    return exact === undefined
      ? { min: Math.max(before, keys), max: before + keys }
      : { min: before + keys - exact, max: before + keys - exact };
  return exact === undefined
    ? { min: Math.max(0, before - keys), max: before }
    : { min: before - exact, max: before - exact };
}
