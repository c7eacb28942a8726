/** Patterns in, files out: which files make the list, and in which order. */
import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import nodePath, { type PlatformPath } from 'node:path';
import { ListFailure, notRegular, unreadable } from './failure.ts';
import { Globs, ifPresent } from './glob.ts';

export interface ListFile {
  /** Absolute. */
  path: string;
  /** As people should see it: relative to the workspace where possible. */
  shown: string;
  /** Size on disk when it was found. */
  bytes: number;
}

/**
 * How a path is shown: relative to the workspace if it is inside, else absolute; always with forward slashes, which is
 * what GitHub's annotations take on every system.
 */
export function shownPath(path: string, workspace: string, platform: PlatformPath = nodePath): string {
  const relative = platform.relative(workspace, path);
  const inside = relative !== '' && !/^\.\.([\\/]|$)/.test(relative) && !platform.isAbsolute(relative);
  return (inside ? relative : path).split(platform.sep).join('/');
}

/** The stats of what a path leads to, or undefined where there is nothing. */
async function statOf(path: string, shown: string): Promise<Stats | undefined> {
  try {
    return await ifPresent(stat(path));
  } catch (error) {
    throw unreadable(shown, error);
  }
}

/** The files that one line of `csv-path` stands for: absolute paths, unsorted. */
async function expand(
  pattern: string,
  workspace: string,
  globs: Globs,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  // What exists under exactly this name wins, so a file name may hold characters that are special in a glob.
  const literal = nodePath.resolve(workspace, pattern);
  const found = await statOf(literal, shownPath(literal, workspace));
  if (found) return found.isDirectory() ? ownFiles(literal, workspace) : [literal];

  const directories: string[] = [];
  const files: string[] = [];
  for (const match of await matched(pattern, workspace, globs, signal)) {
    signal?.throwIfAborted();
    const kind = await statOf(match, shownPath(match, workspace));
    (kind?.isDirectory() ? directories : files).push(match);
  }
  // `out/*` means the files in out/; only a glob that finds nothing but directories (`exports/day=*`) means theirs.
  if (files.length > 0) return files;
  return (await Promise.all(directories.map((directory) => ownFiles(directory, workspace)))).flat();
}

/** A directory that cannot be read may hold a part of the list, so it is an error. */
async function matched(
  pattern: string,
  workspace: string,
  globs: Globs,
  signal: AbortSignal | undefined,
): Promise<string[]> {
  try {
    return await globs.find(pattern);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ListFailure) throw error;
    throw unreadable(shownPath((error as NodeJS.ErrnoException).path ?? workspace, workspace), error);
  }
}

/** A directory's own files, without the markers and checksums that exporters leave there (`_SUCCESS`, `.part-0.crc`). */
async function ownFiles(directory: string, workspace: string): Promise<string[]> {
  try {
    const names = (await readdir(directory)).filter((name) => !/^[._]/.test(name));
    const paths = names.map((name) => nodePath.join(directory, name));
    const kinds = await Promise.all(paths.map((path) => statOf(path, shownPath(path, workspace))));
    return paths.filter((_, index) => !kinds[index]?.isDirectory());
  } catch (error) {
    throw error instanceof ListFailure ? error : unreadable(shownPath(directory, workspace), error);
  }
}

/**
 * Finds the files of a list: each once (also if several patterns or links lead to it), sorted by path.
 *
 * @param patterns paths, directories and globs, absolute or relative to the workspace
 * @param signal aborting rejects with its reason
 * @throws ListFailure `invalid_input` for a pattern that matches no file or is beyond the bounds, `invalid_csv` for a
 *   match that is no readable regular file
 */
export async function findFiles(
  patterns: readonly string[],
  workspace: string,
  signal?: AbortSignal,
): Promise<ListFile[]> {
  const globs = new Globs(workspace, signal);
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const found = await expand(pattern, workspace, globs, signal);
    if (found.length === 0) {
      throw new ListFailure('invalid_input', `csv-path: \`${pattern}\` matches no file in ${workspace}.`, {
        advice:
          'Check the path and that an earlier step of the same job made or downloaded the file. ' +
          'Names that begin with `_` or `.` count only if they are written out.',
      });
    }
    for (const path of found) paths.add(path);
  }
  const files = new Map<string, ListFile>();
  // By code unit, so that the order does not depend on the runner's locale.
  for (const path of [...paths].sort()) {
    signal?.throwIfAborted();
    const shown = shownPath(path, workspace);
    const found = await statOf(path, shown);
    if (found && !found.isFile()) throw notRegular(shown);
    if (!found) {
      throw new ListFailure('invalid_csv', 'the link leads to no file.', {
        position: { file: shown },
        advice: 'Write the list to a regular file first.',
      });
    }
    const identity = await realpath(path);
    if (!files.has(identity)) files.set(identity, { path, shown, bytes: found.size });
  }
  return [...files.values()];
}
