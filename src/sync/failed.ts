/**
 * How an error becomes a failed result.
 */
import { type ApiError, Failure } from '../failure.ts';
import type { FailureSummary } from '../result.ts';
import { redactAll } from './redact.ts';
import type { TargetRun } from './run.ts';
import { describeState } from './state.ts';

/**
 * Notes in the result why a target failed and what the segment holds now, unless the target has ended before: how it
 * ended is never overwritten. Never rejects.
 * @param error whatever was thrown; what is no Failure is a bug, or a machine in trouble
 */
export async function noteFailure(run: TargetRun, error: unknown): Promise<void> {
  const { result } = run;
  if (result.status !== 'failed' || result.failure !== undefined) return;
  const { signal } = run.shared;
  const failure = toFailure(signal.aborted ? signal.reason : error);
  const summary = { ...summariseFailure(failure), state: describeState(run) };
  // At once, since redacting what LaunchDarkly said may take longer than a cancelled run has.
  result.failure = summary;
  const api = await redactApi(run, failure.api);
  if (api !== undefined) result.failure = { ...summary, api };
}

/** A failure for people and machines. What LaunchDarkly said is left out: it must be redacted first. */
export function summariseFailure(failure: Failure): FailureSummary {
  const { code, message, advice } = failure;
  return { code, message, ...(advice !== undefined && { advice }) };
}

/** What was thrown, as a Failure. The text of an unexpected error is not shown: nobody knows what is in it. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code, syscall, stack } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (code !== undefined && syscall !== undefined) {
    return new Failure('runner_error', `The runner's disk or system refused an operation: ${code} (${syscall}).`, {
      advice: 'Check that the folder in RUNNER_TEMP exists, is writable and has free space for the list.',
      cause: error,
    });
  }
  const name = error instanceof Error ? error.name : typeof error;
  const frames = stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 3)
    .map((line) => line.trim());
  return new Failure(
    'internal_error',
    `Something happened that this action does not expect: ${[name, ...(frames ?? [])].join(' ')}`,
    {
      advice: 'This is a bug in the action; please report it with this message.',
      cause: error,
    },
  );
}

async function redactApi(run: TargetRun, api: ApiError | undefined): Promise<ApiError | undefined> {
  if (api === undefined) return undefined;
  const names = (['code', 'message', 'id'] as const).filter((name) => api[name] !== undefined);
  try {
    const texts = await redactAll(
      names.map((name) => api[name]!),
      [run.list, run.members].filter((list) => list !== undefined),
    );
    return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
  } catch {
    // A list cannot be read again, so nobody can tell whether a key is in there.
    return undefined;
  }
}
