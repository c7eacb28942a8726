/** Patterns in, files out: which files make the list, and in which order. */
import { readdir, realpath, stat } from 'node:fs/promises';
import nodePath, { type PlatformPath } from 'node:path';
import { irregular, ListFailure, unreadable } from './failure.ts';
import { Globs, ifPresent, isDirectory } from './glob.ts';

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
  const files = new Map<string, ListFile>();
  try {
    for (const pattern of patterns) {
      const found = await expand(pattern, workspace, globs, signal);
      if (found.length === 0) {
        const what = `\`${pattern}\` matches no file in ${workspace}.`;
        throw new ListFailure('invalid_input', what, { hint: 'no_match' });
      }
      for (const path of found) paths.add(path);
    }
    // By code unit, so that the order does not depend on the runner's locale.
    for (const path of [...paths].sort()) {
      signal?.throwIfAborted();
      const shown = shownPath(path, workspace);
      const found = await ifPresent(stat(path));
      if (!found) throw irregular(shown, 'the link leads to no file.');
      if (!found.isFile()) throw irregular(shown);
      const identity = await realpath(path);
      if (!files.has(identity)) files.set(identity, { path, shown, bytes: found.size });
    }
  } catch (error) {
    signal?.throwIfAborted();
    // What cannot be looked at may hold a part of the list, so it is an error. The system's errors say what it was.
    const { path } = error as NodeJS.ErrnoException;
    throw path === undefined ? error : unreadable(shownPath(path, workspace), error);
  }
  return [...files.values()];
}

/** The files that one pattern stands for: absolute paths, unsorted. */
async function expand(pattern: string, workspace: string, globs: Globs, signal?: AbortSignal): Promise<string[]> {
  // What exists under exactly this name wins, so a file name may hold characters that are special in a glob.
  const literal = nodePath.resolve(workspace, pattern);
  const found = await ifPresent(stat(literal));
  if (found) return found.isDirectory() ? await ownFiles(literal) : [literal];

  const directories: string[] = [];
  const files: string[] = [];
  for (const match of await globs.find(pattern)) {
    signal?.throwIfAborted();
    ((await isDirectory(match)) ? directories : files).push(match);
  }
  // `out/*` means the files in out/; only a glob that finds nothing but directories (`exports/day=*`) means theirs.
  if (files.length > 0) return files;
  return (await Promise.all(directories.map(ownFiles))).flat();
}

/** A directory's own files, without the markers and checksums that exporters leave there (`_SUCCESS`, `.part-0.crc`). */
async function ownFiles(directory: string): Promise<string[]> {
  const names = await readdir(directory);
  const paths = names.filter((name) => !/^[._]/.test(name)).map((name) => nodePath.join(directory, name));
  const areDirectories = await Promise.all(paths.map(isDirectory));
  return paths.filter((_, index) => !areDirectories[index]);
}
