/** The report for machines: docs/report.schema.json describes it, docs/report.md explains it. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult } from '../result.ts';
import { endOf, pick, resultOf } from './outputs.ts';

/** Everything that is known of a run, as one object. Pure. */
export const reportOf = (run: RunResult, runUrl = null as string | null) => ({
  version: 1 as const,
  ...endOf(run),
  // That of the run itself, before any target began.
  failure: run.failure ?? null,
  runUrl,
  targets: run.targets.map((target) => ({
    ...resultOf(target),
    ...pick(target, ['approvalUrl', 'failure', 'segment', 'guard', 'verification', 'warnings', 'timings']),
    trimmedKeys: target.list?.trimmedKeys ?? null,
    problemTotals: target.list?.problemTotals ?? {},
    problems: target.list?.problems ?? [],
    fileList: target.list?.files ?? [],
    uploads: target.parts,
  })),
});

export type Report = ReturnType<typeof reportOf>;

/** Writes the report to a new folder in `RUNNER_TEMP`, readable by its owner only, and gives its path. */
export async function writeReport(report: object, runnerTemp: string | undefined): Promise<string> {
  const folder = await mkdtemp(join(runnerTemp || tmpdir(), 'launchdarkly-segment-import-report-'));
  const path = join(folder, 'report.json');
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  return path;
}
