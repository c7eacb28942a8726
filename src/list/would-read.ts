/**
 * Whether patterns would read files that need not be there yet. They match as in glob.ts, in a time that no pattern and no
 * number of patterns can stretch.
 */
import nodePath from 'node:path';
import { number } from '../words.ts';
import { ListFailure } from './failure.ts';
import { alternatives, matcher, WILDCARD } from './glob.ts';

/** Patterns without braces, and comparisons of a pattern that has wildcards with a file. */
const MOST_PATTERNS = 1_000_000;
const MOST_COMPARISONS = 5_000_000;

const ANY_NAMES = Symbol();
type Step = ((name: string) => boolean) | typeof ANY_NAMES;

/**
 * Those of some files that a pattern would read: by their own names, or by the name of their folder.
 * @param patterns as `findFiles` takes them
 * @param files absolute paths
 * @throws ListFailure `invalid_input` if there is too much to compare
 */
export function wouldRead(patterns: Iterable<string>, workspace: string, files: readonly string[]): Set<string> {
  const plain = new Set<string>();
  const globs = new Set<string>();
  for (const pattern of new Set(patterns)) {
    // What exists under exactly this name wins over what a glob matches.
    plain.add(nodePath.resolve(workspace, pattern));
    for (const alternative of withoutBraces(pattern)) {
      (WILDCARD.test(alternative) ? globs : plain).add(nodePath.resolve(workspace, alternative));
      if (plain.size + globs.size > MOST_PATTERNS) throw tooMany(`${number(MOST_PATTERNS)} patterns`);
    }
  }
  if (globs.size * files.length > MOST_COMPARISONS) throw tooMany(`${number(MOST_COMPARISONS / files.length)} globs`);
  const found = new Set(files.filter((file) => plain.has(file) || plain.has(nodePath.dirname(file))));
  for (const glob of globs) {
    const start = glob.slice(0, glob.search(WILDCARD));
    const candidates = files.filter((file) => file.startsWith(start));
    if (candidates.length === 0) continue;
    const steps = glob.split(nodePath.sep).map(stepOf);
    for (const file of candidates) if (leadTo(steps, file.split(nodePath.sep))) found.add(file);
  }
  return found;
}

const tooMany = (what: string): ListFailure =>
  new ListFailure('invalid_input', `The lists have more than ${what} to compare with the files to be written.`, {
    advice: 'Split the targets over several steps.',
  });

/** None of a pattern that is beyond the bounds: no list is read by it. */
function withoutBraces(pattern: string): string[] {
  try {
    return alternatives(pattern);
  } catch {
    return [];
  }
}

function stepOf(step: string): Step {
  if (step === '**') return ANY_NAMES;
  const matches = WILDCARD.test(step) ? matcher(step) : undefined;
  // A folder above the workspace may have such a name.
  return (name) => name === step || matches?.(name) === true;
}

/** Whether steps lead through all names of a path, or through all but the last. */
function leadTo(steps: readonly Step[], names: readonly string[]): boolean {
  /** Whether the steps so far match so many names. */
  let matched = [true, ...names.map(() => false)];
  for (const step of steps) {
    let before = false;
    matched = matched.map((here, index) => {
      const name = names[index - 1] ?? '';
      if (step === ANY_NAMES) before = here || (before && !name.startsWith('.'));
      else before = index > 0 && matched[index - 1] === true && step(name);
      return before;
    });
  }
  return matched.at(-1) === true || matched.at(-2) === true;
}
