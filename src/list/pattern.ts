/**
 * One pattern: what its braces stand for, and which names match. Not everybody who writes a pattern owns the runner, so
 * braces are bounded before they are expanded, and matching never goes back further than to the last `*`.
 */
import { ListFailure } from './failure.ts';

/** No path is longer on Linux. */
export const MOST_CHARACTERS = 4096;
/** Patterns that the braces of one may stand for. */
export const MOST_ALTERNATIVES = 1000;

/** As Node's glob has it: names are compared as most file systems of the platform do. */
const fold: (text: string) => string = ['win32', 'darwin'].includes(process.platform)
  ? (text) => text.toLowerCase()
  : (text) => text;

export function outOfBounds(pattern: string, what: string, advice: string): ListFailure {
  const shown = pattern.length > 100 ? `${pattern.slice(0, 100)}…` : pattern;
  return new ListFailure('invalid_input', `csv-path: \`${shown}\` ${what}.`, { advice });
}

/**
 * The patterns without braces that a pattern stands for.
 * @throws ListFailure `invalid_input` beyond the bounds
 */
export function alternatives(pattern: string): string[] {
  if (pattern.length > MOST_CHARACTERS) {
    throw outOfBounds(pattern, `has more than ${MOST_CHARACTERS} characters`, 'Write one path or glob per line.');
  }
  return expanded(pattern, pattern);
}

/** @param whole for messages, where `pattern` is a part of it */
function expanded(pattern: string, whole: string): string[] {
  const bounded = (count: number): void => {
    if (count <= MOST_ALTERNATIVES) return;
    throw outOfBounds(
      whole,
      `stands for more than ${MOST_ALTERNATIVES} patterns`,
      'Use `*` instead of some of the braces.',
    );
  };
  for (let open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', open + 1)) {
    const group = groupAt(pattern, open, bounded);
    if (!group) continue;
    const before = pattern.slice(0, open);
    const after = expanded(pattern.slice(group.end), whole);
    const all: string[] = [];
    for (const option of group.options) {
      const middles = expanded(option, whole);
      bounded(all.length + middles.length * after.length);
      for (const middle of middles) for (const rest of after) all.push(before + middle + rest);
    }
    return all;
  }
  return [pattern];
}

/** The options of the braces that open here, if they close and have any: else they are characters as others. */
function groupAt(
  pattern: string,
  open: number,
  bounded: (count: number) => void,
): { options: string[]; end: number } | undefined {
  const options: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '{') depth++;
    else if (character === ',' && depth === 1) {
      options.push(pattern.slice(from, at));
      from = at + 1;
    } else if (character === '}' && --depth === 0) {
      options.push(pattern.slice(from, at));
      const all = options.length > 1 ? options : range(options[0]!, bounded);
      return all && { options: all, end: at + 1 };
    }
  }
  return undefined;
}

/** `1..12`, or `01..12` with zeros in front. */
function range(text: string, bounded: (count: number) => void): string[] | undefined {
  const [, first, last] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(text) ?? [];
  if (first === undefined || last === undefined) return undefined;
  const count = Math.abs(Number(last) - Number(first)) + 1;
  bounded(count);
  const width = /^0\d/.test(first) || /^0\d/.test(last) ? Math.max(first.length, last.length) : 1;
  const step = Number(last) < Number(first) ? -1 : 1;
  return Array.from({ length: count }, (_, index) => String(Number(first) + step * index).padStart(width, '0'));
}

const STAR = '*';
/** What one character, or with STAR any number of them, must be. */
type Token = typeof STAR | ((character: string) => boolean);

/** Tells whether a name is matched, in at most as many steps as its length times the pattern's. */
export function matcher(segment: string): (name: string) => boolean {
  const tokens = tokensOf([...fold(segment)]);
  return (name) => {
    if (name.startsWith('.') && !segment.startsWith('.')) return false;
    const characters = [...fold(name)];
    let token = 0;
    // Where to go on if what follows the last star does not match: it takes one character more.
    let star = -1;
    let taken = 0;
    for (let at = 0; at < characters.length; ) {
      const wanted = tokens[token];
      if (wanted === STAR) {
        star = token++;
        taken = at;
      } else if (wanted?.(characters[at]!)) {
        token++;
        at++;
      } else if (star >= 0) {
        token = star + 1;
        at = ++taken;
      } else return false;
    }
    while (tokens[token] === STAR) token++;
    return token === tokens.length;
  };
}

function tokensOf(characters: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    const set = character === '[' ? setAt(characters, at) : undefined;
    if (set) {
      tokens.push(set.has);
      at = set.end;
    } else if (character === '?') tokens.push(() => true);
    else if (character !== STAR) tokens.push((other) => other === character);
    else if (tokens.at(-1) !== STAR) tokens.push(STAR);
  }
  return tokens;
}

/** The characters between brackets: single ones, ranges, or with `!` or `^` all others. Without its end it is none. */
function setAt(
  characters: readonly string[],
  open: number,
): { has: (character: string) => boolean; end: number } | undefined {
  const negated = ['!', '^'].includes(characters[open + 1]!);
  const start = open + (negated ? 2 : 1);
  // A bracket that comes first is one of the characters.
  const end = characters.indexOf(']', start + 1);
  if (end < 0) return undefined;
  const ranges: [string, string][] = [];
  for (let at = start; at < end; at++) {
    const isRange = characters[at + 1] === '-' && at + 2 < end;
    ranges.push([characters[at]!, characters[isRange ? at + 2 : at]!]);
    if (isRange) at += 2;
  }
  return { has: (other) => ranges.some(([from, to]) => from <= other && other <= to) !== negated, end };
}
