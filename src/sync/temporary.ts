/**
 * Temporary files. Tidying up never throws, and never changes how a run ended: what could not be removed is a warning.
 */
import { rm } from 'node:fs/promises';

/** Takes a sentence that a person should see. */
export type Warn = (text: string) => void;

/** Removes a file, or a folder with everything in it. Never rejects. */
export async function remove(path: string, warn: Warn): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    warn(`Temporary files could not be removed (${code}): keys may stay in the folder that RUNNER_TEMP names.`);
  }
}

/** For `await using`: at the end of the block the file or folder is removed. */
export const removedAtEnd = (path: string, warn: Warn): AsyncDisposable => ({
  [Symbol.asyncDispose]: () => remove(path, warn),
});
