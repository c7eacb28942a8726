/**
 * The run, top to bottom; the only place that decides the exit code.
 */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from '@actions/core';
import { Failure } from './failure.ts';
import { Reader, readStep, readTarget, type Source, throwProblems } from './inputs.ts';
import { createLog, type Log } from './report/log.ts';
import { tell } from './report/report.ts';
import type { FailureSummary } from './result.ts';
import type { Settings } from './settings.ts';
import { noteFailure, summariseFailure, toFailure } from './sync/failed.ts';
import { syncAll } from './sync/queue.ts';
import { type Surroundings, TargetRun } from './sync/run.ts';
import { remove, removedAtEnd } from './sync/temporary.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** After a signal a run has so many milliseconds to end by itself; then it is told as far as it is known. */
const GIVE_UP_MS = 2_500;
/** So many milliseconds after that is told, the process is ended, whatever still goes on. With those of tell() less than five seconds. */
const LINGER_MS = 500;

/** A run under way, as far as it has come. */
interface Run {
  settings?: Settings;
  log?: Log;
  targets: readonly TargetRun[];
  /** What ended it before there was any target. */
  failure?: FailureSummary;
  /** What a person should know and no target says. */
  warnings: string[];
  tempDirectory: string;
}

/**
 * Runs the action: inputs in; outputs, annotations, summary and exit code out.
 * @param core @actions/core, or what stands in for it
 * @param env the environment as a GitHub runner sets it
 */
export async function main(core: typeof Core, env: Env): Promise<void> {
  const tempDirectory = join(env.RUNNER_TEMP || tmpdir(), `launchdarkly-segment-import-${randomUUID()}`);
  const run: Run = { targets: [], warnings: [], tempDirectory };
  const cancellation = new AbortController();
  const overdue = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    if (cancellation.signal.aborted) return;
    cancellation.abort(new Failure('cancelled', 'The run was cancelled.'));
    timer = setTimeout(() => overdue.resolve(giveUp(run, cancellation.signal.reason)), GIVE_UP_MS);
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  await Promise.race([perform(run, core, env, cancellation.signal), overdue.promise]);
  run.log?.close();
  const { settings, log, failure, warnings } = run;
  // Copies: what goes on although it was given up changes nothing any more.
  const targets = run.targets.map(({ result }) => ({ ...result }));
  const result = { targets, ...(failure !== undefined && { failure }) };
  await tell(result, { core, env, settings, log, warnings, signal: cancellation.signal });
  process.off('SIGINT', cancel).off('SIGTERM', cancel);
  clearTimeout(timer);
  const failed = failure !== undefined || targets.some(({ status }) => status === 'failed');
  // Not process.exit: outputs may still be on their way, and libuv crashes on it on Windows.
  if (failed) process.exitCode = 1;
  // Only what never returns is still there then, and everything is told.
  if (cancellation.signal.aborted) setTimeout(endProcess, LINGER_MS).unref();
}

/** Everything but the telling. Never rejects. */
async function perform(run: Run, core: typeof Core, env: Env, signal: AbortSignal): Promise<void> {
  try {
    run.settings = await loadSettings(core, env);
    run.log = createLog(core, run.settings.targets);
    const shared = surroundings(run.settings, run.log, run.tempDirectory, core, env, signal);
    run.targets = run.settings.targets.map((target, index) => new TargetRun(index, target, shared));
    await mkdir(run.tempDirectory, { mode: 0o700 });
    await using _folder = removedAtEnd(run.tempDirectory, (text) => run.warnings.push(text));
    await syncAll(run.targets);
  } catch (error) {
    await fail(run, error);
  }
}

/** Ends what has not ended: every target that has no outcome yet, or the run where there is no target. */
async function fail(run: Run, error: unknown): Promise<void> {
  if (run.targets.length === 0) run.failure = summariseFailure(toFailure(error));
  await Promise.all(run.targets.map((target) => noteFailure(target, error)));
}

/** Goes on without what did not end after a signal, such as a read of a disk that does not answer. */
async function giveUp(run: Run, reason: unknown): Promise<void> {
  void remove(run.tempDirectory, (text) => run.warnings.push(text));
  await fail(run, reason);
}

/**
 * Ends the process with the exit code that was decided. Where it can, it becomes another process that ends at once:
 * process.exit waits for all of libuv's threads, and so for a read that never returns.
 */
function endProcess(): void {
  const code = Number(process.exitCode ?? 0);
  const env = { ...process.env, NODE_OPTIONS: '' };
  if (process.platform !== 'win32') {
    process.execve?.(process.execPath, [process.execPath, '-e', `process.exit(${code})`], env);
  }
  process.exit(code);
}

/** Reads all inputs; the secrets among them are masked before anything else can be printed. */
async function loadSettings(core: typeof Core, env: Env): Promise<Settings> {
  const accessToken = core.getInput('access-token');
  const githubToken = core.getInput('github-token');
  for (const secret of [accessToken, githubToken]) if (secret !== '') core.setSecret(secret);
  const source: Source = (name) => core.getInput(name, { trimWhitespace: false });
  const reader = new Reader(source);
  const step = readStep(reader);
  if (step.targetsPath === undefined) {
    const target = readTarget(reader, accessToken);
    throwProblems(reader.problems);
    return { ...step, targets: [target] };
  }
  throwProblems(reader.problems);
  // Loaded only here: the YAML parser would cost every other run a part of its start-up.
  const { loadTargets } = await import('./targets.ts');
  const mask = (secret: string): void => core.setSecret(secret);
  const targets = await loadTargets({ path: step.targetsPath, workspace: workspaceOf(env), step: source, env, mask });
  return { ...step, targets };
}

const workspaceOf = (env: Env): string => env.GITHUB_WORKSPACE || process.cwd();

/** What the targets share. */
function surroundings(
  { baseUri, githubToken, targets }: Settings,
  { listen }: Log,
  tempDirectory: string,
  core: typeof Core,
  env: Env,
  signal: AbortSignal,
): Surroundings {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return {
    baseUri,
    workspace: workspaceOf(env),
    tempDirectory,
    signal,
    listen,
    tokens: [githubToken, ...targets.map(({ accessToken }) => accessToken)],
    mask: (secret) => core.setSecret(secret),
    ...(server && repository && id && { runUrl: `${server}/${repository}/actions/runs/${id}` }),
  };
}
