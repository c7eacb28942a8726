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
  /** How many every row has. */
  columns: number;
  /** Whether the first row is a header row. */
  header: boolean;
  /** 1-based. */
  keyColumn: number;
  /** The column that says whether a row is a member, if there is one. */
  mark: Mark | undefined;
}

interface Mark {
  /** 1-based. */
  column: number;
  /** What a cell says, see normalise(): that the row is a member, or that it is not. */
  meanings: ReadonlyMap<string, boolean>;
}

const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_ROWS = 100;

/** Cells that say it by themselves, and cells that are an answer to the name of their column. */
const WORDS = new Map(Object.entries({ included: true, include: true, excluded: false, exclude: false }));
const ANSWERS = new Map(Object.entries({ true: true, yes: true, 1: true, false: false, no: false, 0: false }));

/** Header words beside those of lists, where a row has none of these. */
const MEMBER_WORDS = ['member', 'members', 'target', 'targets', 'targetkey', 'targetingkey'];

/**
 * Finds the layout. The key is under a header word or in the first column; the delimiter is a comma unless another one
 * makes a header row, or cells that say included or excluded.
 *
 * @param beginning the file's first 64 KiB at least, or all of it
 * @param header false if it is known that the first row is not a header
 */
export function layoutOf(beginning: Buffer, header?: false): Layout {
  for (const delimiter of DELIMITERS) {
    const rows = firstRows(beginning, delimiter);
    const layout = layoutBy(delimiter, rows, header);
    const { columns, mark } = layout;
    const isSure = columns > 1 && (layout.header || mark !== undefined);
    if (isSure && rows.every((row) => row.length === columns)) return layout;
  }
  return layoutBy(',', firstRows(beginning, ','), header);
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
  const named = known ?? namedColumn(names, below);
  const layout = { delimiter, columns: names.length, header: named !== false, keyColumn: named || 1 };
  return { ...layout, mark: layout.header ? markIn(below, layout.keyColumn, names) : markIn(rows, layout.keyColumn) };
}

/** The column that a header row names as the key's; false for other rows. */
function namedColumn(names: readonly string[], below: readonly string[][]): number | false {
  const words = names.length === 1 ? [...MEMBER_WORDS, 'included', 'include'] : MEMBER_WORDS;
  const tests: ((name: string, index: number) => boolean)[] = [
    // A column called a key is the key; `id` and `email` may be attributes of it.
    (name) => isHeaderWord(name) && /keys?$/.test(normalise(name)),
    // A context kind such as `user` may appear again below.
    (name, index) => isHeaderWord(name) && !below.some((row) => row[index] === name),
    (name) => words.includes(normalise(name)),
  ];
  const index = tests.map((test) => names.findIndex(test)).find((found) => found >= 0);
  return index !== undefined && index + 1;
}

/** The column that says which rows are members: by its name, by the words in it, or as the only one of its kind. */
function markIn(rows: readonly string[][], keyColumn: number, names?: readonly string[]): Mark | undefined {
  const columns = (rows[0] ?? []).map((_, index) => index + 1).filter((column) => column !== keyColumn);
  const has = (column: number, cells: Mark['meanings']): boolean =>
    rows.every((row) => cells.has(normalise(row[column - 1] ?? '')));
  for (const column of columns) {
    const name = normalise(names?.[column - 1] ?? '').replace(/^is/, '');
    const yes = name === 'member' || WORDS.get(name);
    // A blank cell is a no there.
    if (yes !== undefined) return { column, meanings: new Map([...WORDS, ...answers(yes), ['', !yes]]) };
    if (has(column, WORDS)) return { column, meanings: WORDS };
  }
  const [column, other] = names === undefined ? columns.filter((each) => has(each, ANSWERS)) : [];
  if (column === undefined || other !== undefined) return undefined;
  return { column, meanings: new Map([...WORDS, ...ANSWERS]) };
}

/** @param yes whether a yes means a member */
function answers(yes: boolean): [string, boolean][] {
  return [...ANSWERS].map(([cell, answer]) => [cell, answer === yes]);
}

/** The cells of the first complete rows, as text; none if they make no sense. */
function firstRows(beginning: Buffer, delimiter: string): string[][] {
  const reader = new FieldReader('', delimiter, 1);
  const rows: string[][] = [];
  try {
    reader.feed(beginning.subarray(0, SAMPLE_BYTES));
    if (beginning.length < SAMPLE_BYTES) reader.feed(undefined);
    for (let cells: string[] = []; rows.length < SAMPLE_ROWS && reader.next(cells) === 'row'; cells = [])
      rows.push(cells);
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
  }
  return rows;
}
