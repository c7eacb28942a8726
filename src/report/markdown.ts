/**
 * GitHub-flavoured Markdown in which text from outside stays text, and documents that keep a limit of bytes.
 * What could be markup becomes an entity, which no Markdown or HTML parser takes for markup, inside tables neither.
 */
import { clip, oneLine, visible } from './plain.ts';

/** Bytes of a text in UTF-8. */
export const size = (text: string): number => Buffer.byteLength(text);

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;
const entities = (text: string): string => text.replace(/[&<>"'*_`[\]\\|~#$@^]/g, entity);

// GitHub looks for mentions, references, addresses and :emoji: in the text after entities are resolved: an invisible word
// joiner (U+2060) keeps it from finding any. Only its own documentation and LaunchDarkly's may become links.
const LOOKED_FOR = /@|#(?=\w)|\bGH-(?=\d)|\bwww(?=\.)|\b[a-z][a-z0-9+.-]*:(?=\/\/)|:(?=[\w+-]+:)/gi;
const OWN_LINKS = /https:\/\/(?:docs\.github\.com|launchdarkly\.com\/docs)\//y;
function unlinked(text: string): string {
  return text.replace(LOOKED_FOR, (match, index: number) => {
    OWN_LINKS.lastIndex = index;
    return OWN_LINKS.test(text) ? match : `${match}\u2060`;
  });
}

/** Text from outside in running text, also at the start of a paragraph; line feeds become line breaks. */
export const prose = (text: string): string =>
  inner(text.trimStart()).replace(
    /^(?:[-+=]|\d+[.)](?=\s|$))/,
    (start) => start.slice(0, -1) + entity(start.slice(-1)),
  );

const inner = (text: string): string => entities(unlinked(visible(text))).replaceAll('\n', '<br>');

/** As `prose`, but what stands between backticks is in code type: for texts of our own that may quote others. */
export const rich = (text: string): string =>
  text
    .split(/`([^`\n]+)`/)
    .map((piece, index) => (index % 2 === 1 ? code(piece) : index === 0 ? prose(piece) : inner(piece)))
    .join('');

/** A name from outside, in code type, on one line, its middle cut out beyond `max` characters. */
export const code = (text: string, max = 200): string => `<code>${entities(unlinked(clip(oneLine(text), max)))}</code>`;

/** A link, or only its label if the address is not http(s). The label is Markdown. */
export function link(label: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\//.test(url)) return label;
  return `<a href="${entities(oneLine(url))}">${label}</a>`;
}

/** What stays visible of something folded, and its body. Both are Markdown; the title is one line. */
export const folded = (title: string, body: string, open = false): string =>
  `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;

export interface Column {
  title: string;
  /** Right-aligned. */
  number?: boolean;
}

/**
 * A table of Markdown cells that takes at most `maxBytes` bytes: rows that no longer fit are counted in a last row.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], maxBytes: number): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const lines = [
    line(columns.map((column) => column.title)),
    `|${columns.map((column) => (column.number ? '--:' : ':--')).join('|')}|`,
  ];
  const more = (left: number): string => line([`… and ${left} more`, ...columns.slice(1).map(() => '')]);
  let left = maxBytes - size(lines.join('\n')) - size(more(rows.length)) - 2;
  for (const [index, row] of rows.entries()) {
    const text = line(row);
    left -= size(text) + 1;
    if (left < 0) {
      lines.push(more(rows.length - index));
      break;
    }
    lines.push(text);
  }
  return lines.join('\n');
}

/** Joins blocks with blank lines while they fit into `maxBytes`; `more` says how many did not. */
export function joinWithin(blocks: readonly string[], maxBytes: number, more: (left: number) => string): string {
  const whole = blocks.filter((block) => block !== '');
  const taken: string[] = [];
  let left = maxBytes - size(more(whole.length)) - 2;
  for (const [index, block] of whole.entries()) {
    left -= size(block) + 2;
    if (left < 0) {
      taken.push(more(whole.length - index));
      break;
    }
    taken.push(block);
  }
  return taken.join('\n\n');
}
