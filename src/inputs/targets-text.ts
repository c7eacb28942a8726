/** Reads the bytes of a targets file, if it is one and not too large. */
import { constants, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '../failure.ts';
import { number } from '../words.ts';

/** docs/targets.md says it. */
const MOST_BYTES = 250_000;

/**
 * The text of a targets file. Nothing else is waited for, such as a pipe that nobody writes to.
 * @param path as the person wrote it
 * @throws Failure `invalid_input` for what is no file or too large
 */
export async function readText(path: string, workspace: string): Promise<string> {
  const unreadable = (why: string | undefined, cause?: unknown): Failure =>
    new Failure('invalid_input', `The targets file \`${path}\` could not be read (${why}).`, {
      advice: 'Check `targets-path`: it is relative to the workspace. Does the job check out the repository first?',
      cause,
    });
  try {
    // Windows has no O_NONBLOCK, and no pipes among its files.
    await using handle = await open(resolve(workspace, path), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!(await handle.stat()).isFile()) throw unreadable('it is not a regular file');
    const bytes = Buffer.concat(await handle.createReadStream({ end: MOST_BYTES }).toArray());
    if (bytes.length <= MOST_BYTES) return bytes.toString();
  } catch (error) {
    throw error instanceof Failure ? error : unreadable((error as NodeJS.ErrnoException).code, error);
  }
  throw new Failure('invalid_input', `The targets file \`${path}\` has more than ${number(MOST_BYTES)} bytes.`, {
    advice: 'Let globs in `csv-path` stand for many files, or split the targets over several steps.',
  });
}
