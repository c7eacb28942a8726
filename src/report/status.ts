/** How a run ended, for programs to branch on. Pure. */
import type { ErrorCode } from '../failure.ts';
import type { RunResult, Status, TargetResult } from '../result.ts';

const WORST_FIRST: readonly Status[] = ['failed', 'pending_approval', 'submitted', 'complete', 'unchanged', 'dry_run'];

/** The status of a whole run: the worst of its targets. */
export function statusOf(run: RunResult): Status {
  if (run.failure || run.targets.length === 0) return 'failed';
  return WORST_FIRST.find((status) => run.targets.some((target) => target.status === status)) ?? 'failed';
}

/** The code of the run's own failure, else of the first target that failed; null where nothing failed. */
export const errorCodeOf = (run: RunResult): ErrorCode | null =>
  run.failure?.code ?? run.targets.find((target) => target.failure)?.failure?.code ?? null;

/** Whether the segment was seen to hold what it should: false also if that could not be seen, null if nobody looked. */
export function verifiedOf({ status, verification, added }: TargetResult): boolean | null {
  // Additions are known exactly where the members were: nothing to change was seen, then.
  if (status === 'unchanged') return added === undefined ? null : true;
  if (verification === undefined || verification.verdict === 'skipped') return null;
  return verification.verdict === 'passed';
}

/** Of several targets the worst. */
export function allVerified({ targets }: RunResult): boolean | null {
  const each = targets.map(verifiedOf);
  if (each.includes(false)) return false;
  return each.length === 0 || each.includes(null) ? null : true;
}
