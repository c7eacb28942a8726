/** The flat facts of a target that outputs, `results` and the JSON report share; docs/report.md describes them. Pure. */
import type { ErrorCode } from '../failure.ts';
import type { RunResult, Status, TargetResult } from '../result.ts';
import type { Mode, Strategy } from '../settings.ts';

/** One object of the output `results`. Where something does not apply or is unknown it is null. */
export interface Outcome {
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
  mode: Mode;
  strategy: Strategy;
  dryRun: boolean;
  status: Status;
  errorCode: ErrorCode | null;
  httpStatus: number | null;
  importId: string | null;
  importIds: readonly string[];
  approvalRequestId: string | null;
  rows: number | null;
  keys: number | null;
  duplicates: number | null;
  invalidRows: number | null;
  files: number | null;
  bytes: number | null;
  sha256: string | null;
  parts: number | null;
  membersBefore: number | null;
  membersAfter: number | null;
  added: number | null;
  removed: number | null;
  segmentUrl: string;
}

export function outcomeOf(target: TargetResult): Outcome {
  const { list } = target;
  return {
    projectKey: target.projectKey,
    environmentKey: target.environmentKey,
    segmentKey: target.segmentKey,
    mode: target.mode,
    strategy: target.strategy,
    dryRun: target.dryRun,
    status: target.status,
    errorCode: target.failure?.code ?? null,
    httpStatus: target.httpStatus ?? null,
    importId: target.importIds.at(-1) ?? null,
    importIds: target.importIds,
    approvalRequestId: target.approvalRequestId ?? null,
    rows: list?.rows ?? null,
    keys: list?.keys ?? null,
    duplicates: list?.duplicates ?? null,
    invalidRows: list?.invalidRows ?? null,
    files: list?.files.length ?? null,
    bytes: list?.bytes ?? null,
    sha256: list?.sha256 ?? null,
    parts: list ? target.parts.length : null,
    membersBefore: target.membersBefore ?? null,
    membersAfter: target.membersAfter ?? null,
    added: target.added ?? null,
    removed: target.removed ?? null,
    segmentUrl: target.segmentUrl,
  };
}

const WORST_FIRST: readonly Status[] = ['failed', 'pending_approval', 'submitted', 'complete', 'dry_run', 'unchanged'];

/** The status of a whole run: the worst of its targets. */
export function statusOf(run: RunResult): Status {
  if (run.failure || run.targets.length === 0) return 'failed';
  return WORST_FIRST.find((status) => run.targets.some((target) => target.status === status)) ?? 'failed';
}

/** The code of the run's own failure, else of the first target that failed; null where nothing failed. */
export const errorCodeOf = (run: RunResult): ErrorCode | null =>
  run.failure?.code ?? run.targets.find((target) => target.failure)?.failure?.code ?? null;
