/** Work that may never end by itself, such as a read of a disk that does not answer. */

/** How long a part of a run has to end by itself after a cancellation, in milliseconds. */
const GRACE_MS = 2_000;

/**
 * Waits for some work; once the run is cancelled, no longer than that.
 * @returns what the work gives
 * @throws what it throws, or the signal's reason when time is over: then nobody waits for the work any more
 */
export async function withGrace<T>(work: Promise<T>, signal: AbortSignal, milliseconds = GRACE_MS): Promise<T> {
  let giveUp = (_reason: unknown): void => {};
  // Not Promise.withResolvers: a failure because Node is too old to have it is published through this function.
  const over = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  let timer: NodeJS.Timeout | undefined;
  const hurry = (): void => {
    timer = setTimeout(() => giveUp(signal.reason), milliseconds);
  };
  if (signal.aborted) hurry();
  else signal.addEventListener('abort', hurry);
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', hurry);
  }
}
