/** The guard: may so many members be removed, may so many be added? Pure. */
import type { Failure } from '../failure.ts';
import type { Bounds, GuardSummary } from '../result.ts';
import type { Mode, TargetSettings } from '../settings.ts';
import { mostAllowed } from '../words.ts';

/** Look-ups in all after each step, before an export is asked for, and after there was none. */
export const STEPS = [50, 100, 200, 400];
export const STEPS_WITHOUT_EXPORT = [800, 1_600, 3_200];

/** How often one bound of one step may be wrong: all steps together in one run of a thousand. */
export const ALPHA = 0.001 / (STEPS.length + STEPS_WITHOUT_EXPORT.length);

/** Keys of the list that are members now, and what shows it. */
export interface Overlap extends Bounds, Pick<GuardSummary, 'by' | 'sample'> {
  /** Why there is no export although the guard wanted one. */
  noExport?: Failure;
}

export type Limits = GuardSummary['limits'];

/** What is known when the limits are judged. */
export interface Change {
  mode: Mode;
  /** Distinct keys of the list. */
  keys: number;
  /** Members before. */
  before: number;
  /** Keys of the list that are members. */
  overlap: Bounds;
}

/** `open`: neither proved kept nor proved broken. */
export type Judgement = Exclude<GuardSummary['verdict'], 'off'>;

/** The limits that these settings set. */
export function limitsOf({ mode, maxRemovalPercent, maxAdditionPercent }: TargetSettings): Limits {
  return {
    removal: mode === 'merge' || maxRemovalPercent === 100 ? undefined : maxRemovalPercent,
    addition: mode === 'remove' ? undefined : maxAdditionPercent,
  };
}

/** Members that a change would remove. */
export function removalsOf({ mode, before, overlap: { min, max } }: Change): Bounds {
  if (mode === 'merge') return { min: 0, max: 0 };
  return mode === 'remove' ? { min, max } : { min: before - max, max: before - min };
}

/** Keys that a change would add. */
export function additionsOf({ mode, keys, overlap: { min, max } }: Change): Bounds {
  return mode === 'remove' ? { min: 0, max: 0 } : { min: keys - max, max: keys - min };
}

/** Whether all limits are proved kept, or one is proved broken. A segment without members is not guarded. */
export function judge(limits: Limits, change: Change): Judgement {
  if (change.before === 0) return 'kept';
  const judgements = [
    judgeOne(limits.removal, removalsOf(change), change.before),
    judgeOne(limits.addition, additionsOf(change), change.before),
  ];
  return judgements.find((one) => one === 'broken') ?? judgements.find((one) => one === 'open') ?? 'kept';
}

function judgeOne(limit: number | undefined, { min, max }: Bounds, before: number): Judgement {
  if (limit === undefined) return 'kept';
  const most = mostAllowed(limit, before);
  if (max <= most) return 'kept';
  return min > most ? 'broken' : 'open';
}
