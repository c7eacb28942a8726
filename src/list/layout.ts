/**
 * How the file of a segment's members is laid out. LaunchDarkly does not document it, so it is found by the names in a
 * header row and by the cells below it; whether that was right shows when the members are counted and looked up.
 */
import { FieldReader } from './csv.ts';
import { ListFailure } from './failure.ts';
import { isHeaderWord, normalise } from './key.ts';
import { SAMPLE_BYTES } from './signature.ts';

export interface Layout {
  delimiter: string;
  /** Every row has so many. */
  columns: number;
  /** Whether the first row is a header row. */
  header: boolean;
  /** 1-based. */
  keyColumn: number;
  /** The column that says whether a row is a member, if there is one. */
  mark?: Mark | undefined;
}

interface Mark {
  /** 1-based. */
  column: number;
  /** What a cell says, see normalise(); undefined for one that says neither. */
  isMember: (cell: string) => boolean | undefined;
}

const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_ROWS = 100;

const IN = ['included', 'include'];
const OUT = ['excluded', 'exclude'];
const YES = ['true', 'yes', '1'];
const NO = ['false', 'no', '0'];

/** Header words beside those of lists, where a row has none of these. */
const MEMBER_WORDS = ['member', 'members', 'target', 'targets', 'targetkey', 'targetingkey'];

/**
 * Finds the layout. The key is under a header word or in the first column; the delimiter is a comma unless another one
 * makes a header row, or cells that say included or excluded.
 *
 * @param sample the file's first 64 KiB, or all of it
 * @param header where it is known that the first row is none
 */
export function layoutOf(sample: Buffer, header?: false): Layout {
  for (const delimiter of DELIMITERS) {
    const rows = firstRows(sample, delimiter);
    const layout = layoutBy(delimiter, rows, header);
    const { columns, mark } = layout;
    const tells = columns > 1 && (layout.header || mark !== undefined);
    if (tells && rows.every((row) => row.length === columns)) return layout;
  }
  return layoutBy(',', firstRows(sample, ','), header);
}

/** The layout in words: `2 columns with tabs between them, a header row`. */
export function describe({ delimiter, columns, header, mark }: Layout): string {
  if (columns === 0) return 'no rows';
  const between = delimiter === '\t' ? 'tabs' : `\`${delimiter}\``;
  return [
    columns === 1 ? 'one column' : `${columns} columns with ${between} between them`,
    header ? 'a header row' : 'no header row',
    ...(mark ? ['a column that marks excluded rows'] : []),
  ].join(', ');
}

function layoutBy(delimiter: string, rows: readonly string[][], known?: false): Layout {
  const [names = [], ...below] = rows;
  const columns = names.length;
  const column = known ?? namedColumn(names, below);
  if (column === undefined || column === false) {
    return { delimiter, columns, header: false, keyColumn: 1, mark: markIn(rows, 1) };
  }
  return { delimiter, columns, header: true, keyColumn: column, mark: markIn(below, column, names) };
}

/** The column that a header row names as the key's; undefined for other rows. */
function namedColumn(names: readonly string[], below: readonly string[][]): number | undefined {
  const words = names.length === 1 ? [...MEMBER_WORDS, ...IN] : MEMBER_WORDS;
  const tests: ((name: string, index: number) => boolean)[] = [
    // A column that is called a key is one; `id` and `email` may be other things about it.
    (name) => isHeaderWord(name) && /keys?$/.test(normalise(name)),
    // A context kind such as `user` is there again.
    (name, index) => isHeaderWord(name) && !below.some((row) => row[index] === name),
    (name) => words.includes(normalise(name)),
  ];
  const index = tests.map((test) => names.findIndex(test)).find((found) => found >= 0);
  return index === undefined ? undefined : index + 1;
}

/** The column that says which rows are members: by its name, by the words in it, or as the only one of its kind. */
function markIn(rows: readonly string[][], keyColumn: number, names?: readonly string[]): Mark | undefined {
  const columns = (rows[0] ?? []).map((_, index) => index + 1).filter((column) => column !== keyColumn);
  const has = (column: number, words: readonly string[]): boolean =>
    rows.every((row) => words.includes(normalise(row[column - 1] ?? '')));
  for (const column of columns) {
    const meaning = meaningOf(names?.[column - 1]);
    if (meaning !== undefined) return markOf(column, meaning, ['']);
    if (has(column, [...IN, ...OUT])) return markOf(column);
  }
  const [column, other] = names === undefined ? columns.filter((each) => has(each, [...YES, ...NO])) : [];
  return column !== undefined && other === undefined ? markOf(column, true) : undefined;
}

/** What a yes in a column of this name means: a member, the opposite, or undefined for other columns. */
function meaningOf(name = ''): boolean | undefined {
  const word = normalise(name).replace(/^is/, '');
  if ([...IN, 'member'].includes(word)) return true;
  return OUT.includes(word) ? false : undefined;
}

/**
 * @param yes what a yes means, where the column may hold one
 * @param blank cells that are a no
 */
function markOf(column: number, yes?: boolean, blank: string[] = []): Mark {
  const no = [...NO, ...blank];
  const [more, less] = yes === undefined ? [[], []] : yes ? [YES, no] : [no, YES];
  const known = new Map([
    ...[...IN, ...more].map((word) => [word, true] as const),
    ...[...OUT, ...less].map((word) => [word, false] as const),
  ]);
  return { column, isMember: (cell) => known.get(normalise(cell)) };
}

/** The cells of the first complete rows, as text. A sample that makes no sense has none. */
function firstRows(sample: Buffer, delimiter: string): string[][] {
  const reader = new FieldReader('', delimiter, 1);
  const rows: string[][] = [];
  try {
    reader.feed(sample);
    if (sample.length < SAMPLE_BYTES) reader.feed(undefined);
    for (let cells: string[] = []; rows.length < SAMPLE_ROWS && reader.next(cells) === 'row'; cells = [])
      rows.push(cells);
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
  }
  return rows;
}
