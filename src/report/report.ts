/** One result, told everywhere: outputs, annotations, job summary, JSON report, comment. */
import type { RunResult } from '../result.ts';
import type { Settings } from '../settings.ts';
import { annotate, annotationsOf } from './annotations.ts';
import { comment, commentOf, markerOf } from './comment.ts';
import type { Core } from './core.ts';
import { count, plural } from './format.ts';
import { runUrlOf } from './github.ts';
import { reportOf, writeReport } from './json.ts';
import type { Log } from './log.ts';
import { outputsOf } from './outputs.ts';
import { harmless } from './plain.ts';
import { summaryOf } from './summary.ts';
import { labelOf, tally, verdict } from './words.ts';

export interface TellContext {
  core: Core;
  env: Readonly<Record<string, string | undefined>>;
  /** Absent if the inputs were not valid. */
  settings?: Pick<Settings, 'targetsPath' | 'commentOnPr' | 'githubToken'> | undefined;
  /** The log of the run, closed. */
  log?: Pick<Log, 'annotated'> | undefined;
  /** What a person should know and no target says. */
  warnings?: readonly string[] | undefined;
  /** Aborts when the run is cancelled: ends the comment's requests, and waiting for a disk that does not answer. */
  signal?: AbortSignal | undefined;
}

/** So many milliseconds after a cancellation nothing is waited for any more. */
const PATIENCE_MS = 750;

/**
 * Tells people and machines what a run came to. Never throws, and never changes what the run came to: what cannot be
 * written is a warning. Leaves exactly one error annotation if the run failed, else exactly one notice; the exit code
 * is for the caller to set (`process.exitCode`, not `setFailed`, which would add an error of its own).
 */
export async function tell(run: RunResult, context: TellContext): Promise<void> {
  const { core, env, settings, log, warnings = [], signal } = context;
  const extra: string[] = [];
  const remarks: string[] = [];
  const attempt = async (what: string, action: () => unknown): Promise<void> => {
    try {
      await impatiently(action(), signal);
    } catch (error) {
      extra.push(`The ${what} could not be written: ${(error as Error).message}`);
    }
  };
  const runUrl = runUrlOf(env);

  let reportPath = '';
  await attempt('report', async () => {
    reportPath = await writeReport(reportOf(run, runUrl), env.RUNNER_TEMP);
  });
  // Without its file, @actions/core prints outputs to the log in a way that GitHub no longer accepts.
  if (env.GITHUB_OUTPUT) {
    await attempt('outputs', () => {
      for (const [name, value] of Object.entries(outputsOf(run, reportPath))) core.setOutput(name, value);
    });
  }
  if (env.GITHUB_STEP_SUMMARY) {
    await attempt('job summary', async () => {
      core.summary.addRaw(summaryOf(run));
      await core.summary.write();
    });
  }
  if (settings?.commentOnPr && !signal?.aborted) {
    const marker = markerOf(run, settings.targetsPath, env);
    const { githubToken } = settings;
    const told = await comment(commentOf(run, marker, runUrl), marker, { githubToken, env, signal });
    if (told.failed !== undefined) extra.push(told.failed);
    if (told.skipped !== undefined) remarks.push(told.skipped);
  }
  if (run.targets.length > 1) overview(run, core);
  annotate(
    core,
    annotationsOf(run, { annotated: log?.annotated ?? new Set(), extra: [...warnings, ...extra], remarks }),
  );
}

/** Waits for something, but not long once the run is cancelled. */
async function impatiently(work: unknown, signal: AbortSignal | undefined): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const hurry = (): void => {
    timer = setTimeout(() => reject(new Error('the disk did not answer in time.')), PATIENCE_MS);
  };
  if (signal?.aborted) hurry();
  else signal?.addEventListener('abort', hurry);
  try {
    await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', hurry);
  }
}

/** All targets below each other at the end of the log. */
function overview({ targets }: RunResult, core: Core): void {
  const cell = (value: number | undefined): string => (value === undefined ? '' : count(value)).padStart(12);
  const labels = targets.map((target) => labelOf(targets, target));
  const width = Math.min(40, Math.max(...labels.map((label) => label.length)));
  core.info(`${plural(targets.length, 'segment')}: ${tally(targets)}`);
  core.info(`  ${''.padEnd(width)}${'before'.padStart(12)}${'after'.padStart(12)}`);
  for (const [index, target] of targets.entries()) {
    const label = (labels[index] ?? '').padEnd(width);
    core.info(harmless(`  ${label}${cell(target.membersBefore)}${cell(target.membersAfter)}  ${verdict(target)}`));
  }
}
