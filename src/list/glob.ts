/**
 * Globs: patterns in, paths out. Not everybody who writes a pattern owns the runner: what braces stand for is bounded, matching
 * never goes back further than to the last `*`, what a walk visits is counted and bounded, and cancelling the run ends it.
 * No library does all that and also fails where a directory cannot be read, which may hold a part of the list.
 */
import type { Dirent } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import nodePath from 'node:path';
import { expand } from 'brace-expansion';
import { number } from '../words.ts';
import { type Hint, ListFailure } from './failure.ts';

/** No path is longer on Linux. */
export const MOST_CHARACTERS = 4096;
/** Patterns that the braces of one may stand for. */
export const MOST_ALTERNATIVES = 1000;
/** Names and directories that are looked at for all patterns of a list. */
export const MOST_NAMES = 10_000_000;
/** After this many names, pending signals are let in. */
const NAMES_AT_ONCE = 10_000;

/** What a name with none of them stands for is the name. */
export const WILDCARD = /[*?[]/;

/** As Node's glob has it: names are compared as most file systems of the platform do. */
const FLAGS = ['win32', 'darwin'].includes(process.platform) ? 'gisu' : 'gsu';

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
    for (const alternative of alternatives(pattern)) {
      for (const path of await this.#walk(pattern, alternative)) found.add(path);
    }
    return [...found];
  }

  async #walk(pattern: string, alternative: string): Promise<Set<string>> {
    const { root } = nodePath.parse(alternative);
    const wantsDirectories = alternative.endsWith('/');
    const segments = alternative.slice(root.length).split('/');
    const steps = segments.filter((segment) => segment !== '' && segment !== '.');
    if (steps.at(-1) === '**' && !wantsDirectories) steps.push('*');
    let places = new Set([nodePath.resolve(this.#workspace, root)]);
    for (const [index, step] of steps.entries()) {
      const last = index === steps.length - 1;
      const next = new Set<string>();
      if (step === '**' && steps[index - 1] === '**') continue;
      if (step === '**') await this.#addBelow(pattern, places, next);
      else if (WILDCARD.test(step)) {
        const matches = matcher(step);
        for (const place of places) {
          for await (const entry of this.#entries(pattern, place)) {
            if (!last && !entry.isDirectory() && !entry.isSymbolicLink()) continue;
            if (matches(entry.name)) next.add(nodePath.join(place, entry.name));
          }
        }
      } else {
        for (const place of places) {
          await this.#count(pattern);
          const path = nodePath.join(place, step);
          if (!last || (await ifPresent(lstat(path)))) next.add(path);
        }
      }
      places = next;
    }
    if (wantsDirectories) {
      for (const place of places) if (!(await isDirectory(place))) places.delete(place);
    }
    return places;
  }

  /** Adds directories, and those in them to any depth. */
  async #addBelow(pattern: string, directories: Iterable<string>, to: Set<string>): Promise<void> {
    for (const directory of directories) to.add(directory);
    // Iterating a set also gives what is added to it meanwhile.
    for (const directory of to) {
      for await (const entry of this.#entries(pattern, directory)) {
        if (entry.isDirectory() && !entry.name.startsWith('.')) to.add(nodePath.join(directory, entry.name));
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
      throw outOfBounds(pattern, `leads through more than ${number(MOST_NAMES)} names`, 'many_names');
    }
    if (this.#names % NAMES_AT_ONCE !== 0) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal?.throwIfAborted();
  }
}

/** The file system's answer, or undefined if nothing of that name exists. */
export async function ifPresent<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL'].includes(code)) return undefined;
    throw error;
  }
}

/** Whether a path leads to a directory. */
export async function isDirectory(path: string): Promise<boolean> {
  return (await ifPresent(stat(path)))?.isDirectory() === true;
}

function outOfBounds(pattern: string, what: string, hint: Hint): ListFailure {
  const shown = pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
  return new ListFailure('invalid_input', `\`${shown}\` ${what}.`, { hint });
}

/**
 * The patterns without braces that a pattern stands for.
 * @throws ListFailure `invalid_input` beyond the bounds
 */
export function alternatives(pattern: string): string[] {
  if (pattern.length > MOST_CHARACTERS) {
    throw outOfBounds(pattern, `has more than ${MOST_CHARACTERS} characters`, 'long_pattern');
  }
  // The library's own bound is off: beyond it, patterns would silently be left out.
  // A backslash separates on every system: workflows are written on one and run on another.
  const all = expand(pattern.replaceAll('\\', '/'), {
    max: MOST_ALTERNATIVES + 1,
    maxLength: Number.POSITIVE_INFINITY,
  });
  if (all.length <= MOST_ALTERNATIVES) return all;
  throw outOfBounds(pattern, `stands for more than ${MOST_ALTERNATIVES} patterns`, 'many_patterns');
}

/** Stars, a set of characters (a bracket that comes first is one of them), or one character. */
const TOKENS = /\*+|\[(?:([!^])|(?![!^]))(\][^\]]*|[^\]]+)\]|./gsu;

/**
 * Tells whether a name is matched. What stands between two stars is looked for from left to right: it has a fixed
 * length, so nothing is tried twice, and a name takes at most as many steps as its length times the pattern's.
 */
export function matcher(segment: string): (name: string) => boolean {
  const pieces = ['^'];
  for (const [token, negated, set] of segment.matchAll(TOKENS)) {
    if (token.startsWith('*')) pieces.push('');
    else if (set !== undefined) pieces.push(`${pieces.pop()}[${negated === undefined ? '' : '^'}${classOf(set)}]`);
    else pieces.push(pieces.pop() + (token === '?' ? '.' : literal(token)));
  }
  const expressions = [...pieces.slice(0, -1), `${pieces.at(-1)}$`].map((piece) => new RegExp(piece, FLAGS));
  return (name) => {
    if (name.startsWith('.') && !segment.startsWith('.')) return false;
    let at = 0;
    return expressions.every((expression) => {
      expression.lastIndex = at;
      const found = expression.test(name);
      at = expression.lastIndex;
      return found;
    });
  };
}

/** Single characters and ranges; a backwards range matches nothing. */
function classOf(set: string): string {
  const parts = [...set.matchAll(/(.)-(.)|./gsu)];
  return parts
    .map(([part, from, to]) => {
      if (from === undefined || to === undefined) return literal(part);
      return from <= to ? `${literal(from)}-${literal(to)}` : '';
    })
    .join('');
}

const literal = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;
