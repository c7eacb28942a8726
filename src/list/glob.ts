/** Globs: patterns in, paths out. What a walk looks at is counted and bounded, and cancelling the run ends it. */
import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import nodePath from 'node:path';
import { alternatives, matcher, outOfBounds } from './pattern.ts';

/** Names and directories that are looked at for all patterns of a list. */
export const MOST_NAMES = 10_000_000;
/** After so many, signals are let in. */
const NAMES_AT_ONCE = 10_000;

export class Globs {
  readonly #workspace: string;
  readonly #signal: AbortSignal | undefined;
  #names = 0;

  constructor(workspace: string, signal?: AbortSignal) {
    this.#workspace = workspace;
    this.#signal = signal;
  }

  /**
   * What a pattern matches: `*`, `?`, `[…]`, `{a,b}`, `{1..9}` and `**`. Wildcards match no name that begins with a dot
   * unless the dot is written, and `**` follows no links.
   *
   * @returns absolute paths, unsorted
   * @throws ListFailure `invalid_input` beyond the bounds; a system error for a directory that cannot be read
   */
  async find(pattern: string): Promise<string[]> {
    const found = new Set<string>();
    // A backslash separates on every system: workflows are written on one and run on another.
    for (const alternative of alternatives(pattern.replaceAll('\\', '/'))) {
      for (const path of await this.#walk(pattern, alternative)) found.add(path);
    }
    return [...found];
  }

  async #walk(pattern: string, alternative: string): Promise<Set<string>> {
    const { root } = nodePath.parse(alternative);
    const segments = alternative
      .slice(root.length)
      .split('/')
      .filter(
        (segment, index, all) => segment !== '' && segment !== '.' && !(segment === '**' && all[index - 1] === '**'),
      );
    const wantsDirectories = alternative.endsWith('/');
    if (segments.at(-1) === '**' && !wantsDirectories) segments.push('*');
    let places = new Set([nodePath.resolve(this.#workspace, root)]);
    for (const [index, segment] of segments.entries()) {
      const last = index === segments.length - 1;
      const next = new Set<string>();
      if (segment === '**') await this.#addBelow(pattern, places, next);
      else if (/[*?[]/.test(segment)) {
        const matches = matcher(segment);
        for (const place of places) {
          for await (const entry of this.#entries(pattern, place)) {
            if (!last && !entry.isDirectory() && !entry.isSymbolicLink()) continue;
            if (matches(entry.name)) next.add(nodePath.join(place, entry.name));
          }
        }
      } else {
        for (const place of places) {
          await this.#count(pattern);
          const path = nodePath.join(place, segment);
          if (!last || (await ifPresent(lstat(path)))) next.add(path);
        }
      }
      places = next;
    }
    if (wantsDirectories) {
      for (const place of places) if (!(await ifPresent(stat(place)))?.isDirectory()) places.delete(place);
    }
    return places;
  }

  /** Adds directories, and those in them to any depth. */
  async #addBelow(pattern: string, directories: Iterable<string>, to: Set<string>): Promise<void> {
    const open = [...directories];
    for (const directory of open) to.add(directory);
    for (let directory = open.pop(); directory !== undefined; directory = open.pop()) {
      for await (const entry of this.#entries(pattern, directory)) {
        const path = nodePath.join(directory, entry.name);
        if (!entry.isDirectory() || entry.name.startsWith('.') || to.has(path)) continue;
        to.add(path);
        open.push(path);
      }
    }
  }

  async *#entries(pattern: string, directory: string): AsyncGenerator<Dirent, void, undefined> {
    await this.#count(pattern);
    this.#signal?.throwIfAborted();
    for (const entry of (await ifPresent(readdir(directory, { withFileTypes: true }))) ?? []) {
      await this.#count(pattern);
      yield entry;
    }
  }

  async #count(pattern: string): Promise<void> {
    if (++this.#names > MOST_NAMES) {
      throw outOfBounds(
        pattern,
        `leads through more than ${MOST_NAMES.toLocaleString('en')} names`,
        'Name the directory of the list.',
      );
    }
    if (this.#names % NAMES_AT_ONCE !== 0) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal?.throwIfAborted();
  }
}

/** What was asked of the file system, or undefined if there is nothing of that name. */
export async function ifPresent<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes(code)) return undefined;
    throw error;
  }
}
