/**
 * What both actions share, from the first signal handler to the exit code: the only place that decides it, and the one
 * catch. What an action itself does is in main.ts and export-main.ts.
 */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as actions from '@actions/core';
import { Failure } from './failure.ts';
import { withGrace } from './grace.ts';
import { DEFAULTS } from './inputs/defaults.ts';
import { type Core, type Env, plainCore } from './report/core.ts';
import { runUrlOf } from './report/github.ts';
import type { Log } from './report/log.ts';
import type { PublishContext } from './report/publish.ts';
import type { FailureSummary } from './result.ts';
import type { Surroundings } from './sync/context.ts';
import { summarise } from './sync/showable.ts';
import { remove } from './sync/temporary.ts';
import { duration } from './words.ts';

/** Where an action runs. */
export interface Host extends Omit<Surroundings, 'baseUri' | 'listen'> {
  core: Core;
  env: Env;
  /** The text of an input, untrimmed. */
  input: (name: string) => string;
  temp: string;
}

/** An action, step by step. */
export interface Action<Settings extends Pick<Surroundings, 'baseUri'>, Result> {
  /** Inputs that are masked before anything can be printed. */
  secrets: readonly string[];
  /** Reads the inputs. */
  load(host: Host): Promise<Settings>;
  openLog(core: Core, settings: Settings): Log;
  work(settings: Settings, shared: Surroundings): Promise<Result>;
  /** The result of a run that ends without one. */
  failed(failure: FailureSummary): Result;
  hasFailed(result: Result): boolean;
  /** For people and machines. Never rejects. Without settings the inputs were not valid. */
  publish(result: Result, context: PublishContext, settings: Settings | undefined): Promise<void>;
}

/** How long after a cancelled run is reported the process is ended, whatever still goes on, in milliseconds. */
const LINGER_MS = 500;

/** @param seconds since the process began */
const cancelled = (seconds: number): Failure =>
  new Failure('cancelled', `The run was cancelled after ${duration(seconds)}.`, {
    advice:
      "If nobody cancelled it: the job's `timeout-minutes` may be shorter than this step needs, or a newer run of the same " +
      '`concurrency` group took its place.',
  });

/**
 * Runs an action: inputs in; outputs, annotations, summary and exit code out.
 * @param environment as a GitHub runner sets it; elsewhere, inputs only
 */
export async function runAction<Settings extends Pick<Surroundings, 'baseUri'>, Result>(
  environment: Env,
  action: Action<Settings, Result>,
): Promise<void> {
  const cancellation = new AbortController();
  const { signal } = cancellation;
  const cancel = (): void => cancellation.abort(cancelled(performance.now() / 1000));
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  const host = hostOf(environment, signal);
  const { core, env, tempDirectory } = host;
  const warnings: string[] = [];
  let settings: Settings | undefined;
  let log: Log | undefined;
  let result: Result;
  try {
    for (const name of action.secrets) host.mask(host.input(name).trim());
    requireNode(process.versions.node);
    settings = await withGrace(action.load(host), signal);
    log = action.openLog(core, settings);
    result = await action.work(settings, { ...host, baseUri: settings.baseUri, listen: log.listen });
    await remove(tempDirectory, { warn: (text) => warnings.push(text), signal });
  } catch (error) {
    result = action.failed(await summarise(error));
  }
  log?.close();
  await action.publish(result, { core, env, log, warnings, signal }, settings);
  process.off('SIGINT', cancel).off('SIGTERM', cancel);
  // Not process.exit: outputs may still be on their way, and libuv crashes on it on Windows.
  if (action.hasFailed(result)) process.exitCode = 1;
  // By then only what never returns keeps the process alive.
  if (signal.aborted) setTimeout(endProcess, LINGER_MS).unref();
}

/** Older versions lack functions that the action calls. */
function requireNode(version: string): void {
  if (Number.parseInt(version, 10) >= 22) return;
  const message = `This action needs Node 22 or later, and this is Node ${version}.`;
  const advice = "Run it with Node 24, which it is tested with. GitHub's `node24` runners have it.";
  throw new Failure('runner_error', message, { advice });
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

function hostOf(environment: Env, signal: AbortSignal): Host {
  const inActions = environment.GITHUB_ACTIONS === 'true';
  // Elsewhere nobody reads the files of outputs and summary.
  const env = inActions ? environment : { ...environment, GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' };
  const temp = env.RUNNER_TEMP || tmpdir();
  const core = inActions ? actions : plainCore(env, DEFAULTS, (text) => process.stdout.write(text));
  const tokens: string[] = [];
  return {
    core,
    env,
    input: (name) => core.getInput(name, { trimWhitespace: false }),
    workspace: env.GITHUB_WORKSPACE || process.cwd(),
    temp,
    tempDirectory: join(temp, `launchdarkly-segment-import-${randomUUID()}`),
    runUrl: runUrlOf(env),
    signal,
    tokens,
    mask(secret) {
      if (secret === '') return;
      tokens.push(secret);
      core.setSecret(secret);
    },
  };
}
