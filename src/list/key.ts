/**
 * What is a key, and what is a header cell: the rules, in tables. docs/lists.md shows the same tables; a test keeps
 * both equal. Pure.
 */
import { isUtf8 } from 'node:buffer';
import type { ProblemKind } from '../result.ts';
import { DELETE, HAS_CONTROL, HAS_NON_ASCII, SPACE, TAB } from './bytes.ts';
import type { Window } from './window.ts';

/** First cells that `header: auto` takes for a header row. Compared without case, spaces, `_` and `-`. */
export const HEADER_WORDS: readonly string[] = [
  'account id',
  'account key',
  'anonymous id',
  'client id',
  'contact id',
  'context',
  'context key',
  'customer id',
  'customer key',
  'device id',
  'distinct id',
  'e-mail',
  'e-mail address',
  'external id',
  'guid',
  'id',
  'key',
  'keys',
  'member id',
  'member key',
  'organization id',
  'profile id',
  'subject id',
  'tenant id',
  'uid',
  'user',
  'user email',
  'user id',
  'user key',
  'user name',
  'uuid',
  'visitor id',
];

/** What exports write where there is no value. Compared exactly, so that a key such as `none` or `nan` survives. */
export const PLACEHOLDERS: readonly string[] = ['null', 'NULL', 'undefined', 'NaN', 'None', '\\N', '#N/A', '(null)'];

/** A header cell as it is compared. */
export const normalise = (cell: string): string => cell.trim().toLowerCase().replace(/[ _-]/g, '');

const headerWords = new Set(HEADER_WORDS.map(normalise));

/** Whether a first row's key cell names a column rather than being a key. Takes the cell as text, trimmed or not. */
export function isHeaderWord(cell: string): boolean {
  return headerWords.has(normalise(cell));
}

const placeholders = new Set(PLACEHOLDERS);
const longestPlaceholder = Math.max(...PLACEHOLDERS.map((text) => text.length));
/** By first byte: most keys are told from a placeholder without making a string of them. */
const startsPlaceholder = new Uint8Array(256);
for (const text of PLACEHOLDERS) startsPlaceholder[text.charCodeAt(0)] = 1;

/** Whether a key, as the bytes [start, end), is an export's placeholder for nothing. */
export function isPlaceholder(bytes: Buffer, start: number, end: number): boolean {
  return (
    end - start <= longestPlaceholder &&
    startsPlaceholder[bytes[start]!] === 1 &&
    placeholders.has(bytes.toString('latin1', start, end))
  );
}

/** A field that may be a key: the bytes [start, end), with HAS_ bits of them and maybe of what was trimmed off. */
export interface Field {
  window: Window;
  start: number;
  end: number;
  flags: number;
}

/** U+0000 to U+001F, and U+007F. */
const isControl = (byte: number): boolean => byte < SPACE || byte === DELETE;

/** Judges a key. Returns the problem with it, or undefined for a key that can be sent. */
export function keyProblem({ window, start, end, flags }: Field): ProblemKind | undefined {
  const { bytes } = window;
  if (start >= end) return 'empty_key';
  const knownUtf8 = (flags & HAS_NON_ASCII) === 0 || end <= window.validUtf8;
  if (!knownUtf8 && !isUtf8(bytes.subarray(start, end))) return 'invalid_utf8';
  if ((flags & HAS_CONTROL) !== 0 && bytes.subarray(start, end).some(isControl)) return 'control_character';
  if (isPlaceholder(bytes, start, end)) return 'placeholder';
  return undefined;
}

/** Takes spaces and tabs off both ends of a field. Returns whether there were any. */
export function trim(field: Pick<Field, 'window' | 'start' | 'end'>): boolean {
  const { window, start, end } = field;
  const { bytes } = window;
  while (field.start < field.end && isPadding(bytes[field.start]!)) field.start++;
  while (field.end > field.start && isPadding(bytes[field.end - 1]!)) field.end--;
  return field.start > start || field.end < end;
}

const isPadding = (byte: number): boolean => byte === SPACE || byte === TAB;

/** The key that a normalised line holds: the line without its LF. */
export function keyOf(line: string): string {
  return line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
}
