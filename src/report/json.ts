/**
 * What machines read: the outputs, as `action.yml` names them but in camelCase, and the report: docs/report.schema.json
 * describes it, docs/report.md explains it.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunResult, TargetResult } from '../result.ts';
import { messageOf, onlyOf, targetMessage } from './describe.ts';
import { statusOf, verifiedOf } from './outcome.ts';

/** Some fields of an object, if there is one; what does not apply or is unknown is null. */
export const pick = <T extends object, Name extends keyof T>(from: T | undefined, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, from?.[name] ?? null])) as {
    [Each in Name]-?: Exclude<T[Each], undefined> | null;
  };

const MEMBERS = ['membersBefore', 'membersAfter', 'added', 'removed'] as const;
const LIST = ['rows', 'keys', 'duplicates', 'invalidRows'] as const;
/** What many targets have together. */
const COUNTS = [...LIST, 'bytes', 'files', 'parts', ...MEMBERS] as const;
type Count = (typeof COUNTS)[number];
/** What only one target has. */
const SINGLE = ['httpStatus', 'approvalRequestId', 'snapshotPath', 'segmentUrl'] as const;

/** One object of the output `results`, and the head of a target in the report. */
export const resultOf = (target: TargetResult) => ({
  ...pick(target, ['projectKey', 'environmentKey', 'segmentKey', 'mode', 'strategy', 'dryRun', 'status']),
  errorCode: target.failure?.code ?? null,
  message: targetMessage(target),
  verified: verifiedOf(target),
  ...pick(target, SINGLE),
  importId: target.importIds.at(-1) ?? null,
  importIds: target.importIds,
  ...pick(target.list, LIST),
  files: target.list?.files.length ?? null,
  ...wholeOf(target),
  ...pick(target, MEMBERS),
});

/** Of several targets the worst. */
export function allVerified({ targets }: RunResult): boolean | null {
  const each = targets.map(verifiedOf);
  return [false, null, true].find((verified) => each.includes(verified)) ?? null;
}

/** What only a list has that was read to its end. */
function wholeOf({ list, parts }: TargetResult) {
  if (!list?.sha256) return { bytes: null, sha256: null, parts: null };
  return { bytes: list.bytes, sha256: list.sha256, parts: parts.length };
}

/** How the whole run ended, for outputs and report. */
const endOf = (run: RunResult) => ({
  status: statusOf(run),
  // That of the run's own failure, else of the first target that failed.
  errorCode: (run.failure ?? run.targets.find((target) => target.failure)?.failure)?.code ?? null,
  message: messageOf(run),
  verified: allVerified(run),
});

/** All outputs of the import action; those that do not apply are null. */
export function outputsOf(run: RunResult) {
  const results = run.targets.map(resultOf);
  return {
    ...endOf(run),
    ...(Object.fromEntries(COUNTS.map((name) => [name, sumOf(name, results)])) as Record<Count, number | null>),
    ...pick(onlyOf(results), [...SINGLE, 'importId', 'sha256']),
    results: JSON.stringify(results),
  };
}

/** The sum of what is known; of additions and removals, if all are. */
function sumOf(name: Count, results: readonly ReturnType<typeof resultOf>[]): number | null {
  const known = results.map((result) => result[name]).filter((value) => value !== null);
  const partial = (name === 'added' || name === 'removed') && known.length < results.length;
  return known.length === 0 || partial ? null : known.reduce((total, value) => total + value, 0);
}

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

/** Writes the report to a new folder in `RUNNER_TEMP`, readable by its owner only, and gives its path. */
export async function writeReport(report: object, runnerTemp: string | undefined): Promise<string> {
  const folder = await mkdtemp(join(runnerTemp || tmpdir(), 'launchdarkly-segment-import-report-'));
  const path = join(folder, 'report.json');
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  return path;
}
