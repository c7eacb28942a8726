/**
 * Temporary files, and how keys are stored in them. Tidying up never throws, and never changes how a run ended: what could
 * not be removed is a warning.
 */
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withGrace } from '../grace.ts';
import type { SegmentSettings, Target } from './context.ts';

/** What tidying up needs to know of the run. */
export type Tidying = Pick<Target<SegmentSettings>, 'warn' | 'signal'>;

/** What the multipart framing around a part's bytes may take: boundaries, headers, the longest file name. */
const MULTIPART_ALLOWANCE = 4_096;

/**
 * What one part of a list may hold: https://launchdarkly.com/docs/home/flags/list-based-segments. For an upload's whole
 * request body LaunchDarkly says "40 MB" and not which, so the smaller reading.
 */
const PART_LIMITS = { keys: 1_000_000, bytes: 40_000_000 - MULTIPART_ALLOWANCE };

/** How keys are stored for a target, in parts that each fit an upload. */
export const storageOf = ({ folder, signal }: Target<SegmentSettings>) => ({
  tempDirectory: folder,
  limits: PART_LIMITS,
  signal,
});

/** Makes a folder in the run's own folder, and that one if needed. A missing RUNNER_TEMP is not made: nobody would remove it. */
export async function makeFolder(path: string): Promise<void> {
  const mode = 0o700;
  await mkdir(dirname(path), { mode }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await mkdir(path, { recursive: true, mode });
}

/** How long a disk that does not answer is waited for once the run is cancelled, in milliseconds. */
const GRACE_MS = 500;

/**
 * Removes a file, or a folder with everything in it. Never rejects.
 * @param where it is, as a warning names it
 */
export async function remove(
  path: string,
  { warn, signal }: Tidying,
  where = 'the folder that RUNNER_TEMP names',
): Promise<void> {
  try {
    await withGrace(rm(path, { recursive: true, force: true }), signal, GRACE_MS);
  } catch (error) {
    const why = error === signal.reason ? 'it took too long' : (error as NodeJS.ErrnoException).code;
    warn(`Temporary files could not be removed (${why}): keys may stay in ${where}.`);
  }
}
