/**
 * GitHub-flavoured Markdown in which text from outside stays text, and documents that keep a limit of bytes.
 * What could be markup becomes an entity, which no Markdown or HTML parser takes for markup, inside tables neither.
 */
import { number } from '../words.ts';
import { oneLine, short, visible } from './plain.ts';

/** Bytes of a text in UTF-8. */
export const size = (text: string): number => Buffer.byteLength(text);

const entity = (character: string): string => `&#${character.charCodeAt(0)};`;
const entities = (text: string): string => text.replace(/[&<>"'*_`[\]\\|~#$@^]/g, entity);

// GitHub looks for mentions, references, addresses and :emoji: in the text after entities are resolved: an invisible word
// joiner (U+2060) keeps it from finding any. Only its own documentation and LaunchDarkly's may become links.
const OWN_LINK = /(?<!\w)https:\/\/(?:docs\.github\.com|launchdarkly\.com\/docs)\//;
const LOOKED_FOR = /@|#(?=\w)|GH-(?=\d)|www(?=\.)|:(?=\/\/)|:(?=(?:100|1234|[\w+-]*[a-z][\w+-]*):)/;
const LINK_OR_LOOKED_FOR = new RegExp(`(${OWN_LINK.source})|${LOOKED_FOR.source}`, 'gi');
const unlinked = (text: string): string =>
  text.replace(LINK_OR_LOOKED_FOR, (match, own: string | undefined) => (own === undefined ? `${match}\u2060` : match));

/** Text from outside in running text, also at the start of a paragraph; line feeds become line breaks. */
export const prose = (text: string): string =>
  inner(visible(text).trimStart()).replace(
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
export const code = (text: string, max = 200): string => `<code>${entities(unlinked(short(text, max)))}</code>`;

/** A link, or only its label if the address is not http(s). The label is Markdown. */
export function link(label: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\//.test(url)) return label;
  return `<a href="${entities(oneLine(url))}">${label}</a>`;
}

/** What stays visible of something folded, and its body. Both are Markdown; the title is one line. */
export const folded = (title: string, body: string, open = false): string =>
  `<details${open ? ' open' : ''}><summary>${title}</summary>\n\n${body}\n\n</details>`;

/** What stands below each title: Markdown or a number, or undefined if it is not known. */
export type Columns<Item> = Readonly<Record<string, (item: Item, index: number) => string | number | undefined>>;

/**
 * A table with one row for each item, in at most `maxBytes` bytes: items whose rows no longer fit are counted in a last row.
 * A column of which nothing is known is left out; one that begins with a digit is flush right.
 */
export function table<Item>(columns: Columns<Item>, items: readonly Item[], maxBytes: number): string {
  const shown = Object.entries(columns).flatMap(([title, of]) => {
    const first = items.find((item) => of(item, 0) !== undefined);
    return first === undefined ? [] : [{ title, of, align: /^\d/.test(`${of(first, 0)}`) ? '--:' : ':--' }];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const cell = (value: string | number = ''): string => (typeof value === 'number' ? number(value) : value);
  const row = (item: Item, index: number): string => line(shown.map(({ of }) => cell(of(item, index))));
  const more = (left: number): string => line([`… and ${number(left)} more`, ...shown.slice(1).map(() => '')]);
  const head = `${line(shown.map(({ title }) => title))}|${shown.map(({ align }) => align).join('|')}|\n`;
  return items.length === 0 ? '' : (head + within(items, row, maxBytes - size(head), more)).trimEnd();
}

/** The texts of all items while they fit into `maxBytes`; `more` says how many did not. */
export function within<Item>(
  items: readonly Item[],
  textOf: (item: Item, index: number) => string,
  maxBytes: number,
  more: (left: number) => string,
): string {
  let taken = '';
  let left = maxBytes - size(more(items.length));
  for (const [index, item] of items.entries()) {
    const text = textOf(item, index);
    left -= size(text);
    if (left < 0) return taken + more(items.length - index);
    taken += text;
  }
  return taken;
}
