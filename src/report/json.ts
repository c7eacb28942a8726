/** The report for machines: docs/report.schema.json describes it, docs/report.md explains it. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FailureSummary, RunResult, Status, TargetResult } from '../result.ts';
import { errorCodeOf, type Outcome, outcomeOf, statusOf } from './outcome.ts';

interface TargetReport extends Outcome {
  approvalUrl: string | null;
  failure: FailureSummary | null;
  trimmedKeys: number | null;
  problemTotals: NonNullable<TargetResult['list']>['problemTotals'];
  problems: NonNullable<TargetResult['list']>['problems'];
  fileList: NonNullable<TargetResult['list']>['files'];
  uploads: TargetResult['parts'];
  segment: TargetResult['segment'] | null;
  guard: TargetResult['guard'] | null;
  verification: TargetResult['verification'] | null;
  warnings: readonly string[];
  timings: TargetResult['timings'];
}

export interface Report {
  version: 1;
  status: Status;
  errorCode: FailureSummary['code'] | null;
  /** The failure of the run itself, before any target began. */
  failure: FailureSummary | null;
  /** The workflow run, if it is one. */
  runUrl: string | null;
  targets: readonly TargetReport[];
}

/** Everything that is known of a run, as one object. Pure. */
export function reportOf(run: RunResult, runUrl?: string): Report {
  return {
    version: 1,
    status: statusOf(run),
    errorCode: errorCodeOf(run),
    failure: run.failure ?? null,
    runUrl: runUrl ?? null,
    targets: run.targets.map((target) => ({
      ...outcomeOf(target),
      approvalUrl: target.approvalUrl ?? null,
      failure: target.failure ?? null,
      trimmedKeys: target.list?.trimmedKeys ?? null,
      problemTotals: target.list?.problemTotals ?? {},
      problems: target.list?.problems ?? [],
      fileList: target.list?.files ?? [],
      uploads: target.parts,
      segment: target.segment ?? null,
      guard: target.guard ?? null,
      verification: target.verification ?? null,
      warnings: target.warnings,
      timings: target.timings,
    })),
  };
}

/** Writes the report to a new folder in `RUNNER_TEMP`, readable by its owner only, and gives its path. */
export async function writeReport(report: Report, runnerTemp: string | undefined): Promise<string> {
  const folder = await mkdtemp(join(runnerTemp || tmpdir(), 'launchdarkly-segment-import-report-'));
  const path = join(folder, 'report.json');
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  return path;
}
