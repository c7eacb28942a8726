/**
 * Text from outside (file names, API messages, names of segments and flags) made harmless for the log and for annotations:
 * it stays readable, and stays text.
 */

// Control characters but the line feed; line and paragraph separators; everything that reorders or hides text
// (bidirectional controls, zero-width characters, tags); lone surrogates.
const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu;

/** Shows unseen characters as escapes (`\u001b`); line feeds stay, CR LF is one of them, a tab is a space. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', ' ')
    .replace(UNSEEN, (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);
}

/** As `visible`, on one line. */
export const oneLine = (text: string): string => visible(text).replace(/\s*\n\s*/g, ' ');

/**
 * Makes sure that the runner finds no command in a text. It takes `::name::` at the start of a line (after white space)
 * and `##[name]` anywhere in it: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function harmless(text: string): string {
  return visible(text)
    .replace(/^(\s*):(?=:)/gm, '$1: ')
    .replaceAll('##[', '## [');
}

/** A name on one line, in at most `max` characters: what is longer loses its middle. */
export function short(text: string, max = 60): string {
  // A name may be huge: all but its ends is left aside first. A character is two code units at most.
  const ends = text.length > 4 * max ? text.slice(0, 2 * max) + text.slice(-2 * max) : text;
  const characters = [...oneLine(ends)];
  if (characters.length <= max) return characters.join('');
  const head = Math.ceil((max - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (max - 1 - head)).join('')}`;
}

/** Cuts a text off after `max` code units, but no character in two. */
export const cut = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** Breaks a text into lines of at most `width` characters, at spaces; a longer word keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const line = new RegExp(`\\S.{0,${width - 1}}(?= |$)|\\S+`, 'g');
  return text.split('\n').flatMap((each) => (each.length <= width ? [each] : (each.match(line) ?? [])));
}
