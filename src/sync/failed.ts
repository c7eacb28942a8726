/**
 * How an error becomes a failed result.
 */
import { Failure } from '../failure.ts';
import type { FailureSummary } from '../result.ts';
import type { TargetRun } from './run.ts';
import { showableError } from './showable.ts';
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
  const api = failure.api && (await showableError(run, failure.api));
  // A cancellation may have come meanwhile: then that is how the run ends.
  if (signal.aborted) result.failure = { ...summariseFailure(toFailure(signal.reason)), state: summary.state };
  else if (api !== undefined) result.failure = { ...summary, api };
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
