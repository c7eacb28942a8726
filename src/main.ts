/**
 * The run, top to bottom; the only place that decides the exit code.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Core from '@actions/core';
import { Failure } from './failure.ts';
import { Reader, readStep, readTarget, type Source, throwProblems } from './inputs.ts';
import { createLog, type Log } from './report/log.ts';
import { tell } from './report/report.ts';
import type { RunResult } from './result.ts';
import type { Settings } from './settings.ts';
import { summariseFailure, toFailure } from './sync/failed.ts';
import { syncAll } from './sync/queue.ts';
import { TargetRun } from './sync/run.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Runs the action: inputs in; outputs, annotations, summary and exit code out.
 * @param core @actions/core, or what stands in for it
 * @param env the environment as a GitHub runner sets it
 */
export async function main(core: typeof Core, env: Env): Promise<void> {
  const cancellation = new AbortController();
  const cancel = (): void => cancellation.abort(new Failure('cancelled', 'The run was cancelled.'));
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  let settings: Settings | undefined;
  let log: Log | undefined;
  let result: RunResult;
  try {
    settings = await loadSettings(core, env);
    log = createLog(core, settings.targets);
    result = await sync(core, settings, env, log, cancellation.signal);
  } catch (error) {
    result = { targets: [], failure: summariseFailure(toFailure(error)) };
  }
  log?.close();
  await tell(result, { core, env, settings, log, signal: cancellation.signal });
  process.off('SIGINT', cancel).off('SIGTERM', cancel);
  const failed = result.failure !== undefined || result.targets.some(({ status }) => status === 'failed');
  // Not process.exit: outputs may still be on their way, and libuv crashes on it on Windows.
  if (failed) process.exitCode = 1;
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

/** Syncs all targets, in a folder that is gone afterwards whatever happens. */
async function sync(
  core: typeof Core,
  settings: Settings,
  env: Env,
  log: Log,
  signal: AbortSignal,
): Promise<RunResult> {
  const tempDirectory = await mkdtemp(join(env.RUNNER_TEMP || tmpdir(), 'launchdarkly-segment-import-'));
  try {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
    const runUrl = server && repository && id ? `${server}/${repository}/actions/runs/${id}` : undefined;
    const shared = {
      baseUri: settings.baseUri,
      workspace: workspaceOf(env),
      tempDirectory,
      signal,
      listen: log.listen,
      mask: (secret: string): void => core.setSecret(secret),
      ...(runUrl !== undefined && { runUrl }),
    };
    const runs = settings.targets.map((target, index) => new TargetRun(index, target, shared));
    await syncAll(runs);
    return { targets: runs.map((run) => run.result) };
  } finally {
    await rm(tempDirectory, { recursive: true, force: true });
  }
}
