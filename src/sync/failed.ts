/** How an error becomes a failure that people and machines may see. */
import { Failure } from '../failure.ts';
import type { FailureSummary } from '../result.ts';
import type { Secrets } from './redact.ts';
import { showableTexts } from './showable.ts';

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
  const frames = stack?.match(/(?<=^\s+)at .+/gm)?.slice(0, 3) ?? [];
  const message = `Something happened that this action does not expect: ${[name, ...frames].join(' ')}`;
  return new Failure('internal_error', message, {
    advice: 'This is a bug in the action; please report it with this message.',
    cause: error,
  });
}

/** What was thrown as it may be shown. Without `secrets`, what LaunchDarkly said is left out. */
export async function summarise(error: unknown, secrets?: Secrets): Promise<FailureSummary> {
  const { code, message, advice, api } = toFailure(error);
  const shown = api && secrets && (await showableTexts(secrets, api));
  // A run that was cancelled, before or meanwhile, ends by that and not by what else went wrong.
  const { aborted = false, reason } = secrets?.signal ?? {};
  if (aborted && error !== reason) return await summarise(reason);
  return { code, message, advice, api: shown };
}
