/**
 * How the file of a segment's members may be laid out. LaunchDarkly does not document it, so its first rows are read
 * for every layout that makes sense of them; which one is right shows when the members are counted and looked up.
 */
import { FieldReader } from './csv.ts';
import { ListFailure } from './failure.ts';
import { isHeaderWord } from './key.ts';

/** One way to read the file. */
export interface Layout {
  delimiter: string;
  /** Every row has so many. */
  columns: number;
  /** Whether the first row is a header row. */
  header: boolean;
  /** 1-based. */
  keyColumn: number;
  /** The column that says whether a row is a member, if there is one. */
  mark?: Mark;
}

export interface Mark {
  /** 1-based. */
  column: number;
  /** What a cell says; undefined for one that says neither. */
  isMember(cell: string): boolean | undefined;
}

const DELIMITERS = [',', '\t', ';', '|'];
const SAMPLE_ROWS = 100;

const IN = ['included', 'include'];
const OUT = ['excluded', 'exclude'];
const YES = ['true', 'yes', '1'];
const NO = ['false', 'no', '0'];

/** Header words beside those of lists, where a row has none of these. */
const MEMBER_WORDS = ['included', 'member', 'members', 'target', 'targets', 'targetkey', 'targetingkey'];

const normalise = (cell: string): string => cell.toLowerCase().replace(/[ _-]/g, '');

/** What a yes in a column of this name means: a member, the opposite, or undefined for other columns. */
function meaningOf(header: string | undefined): boolean | undefined {
  const word = normalise(header ?? '').replace(/^is/, '');
  if ([...IN, 'member'].includes(word)) return true;
  return OUT.includes(word) ? false : undefined;
}

/**
 * Every way to read a file that its beginning allows, the likeliest first. The key is under a header word or in the
 * first column; the delimiter is a comma unless another one makes a header row, or cells that say included or excluded.
 *
 * @param sample the file's first bytes, without a byte order mark
 * @param whole whether that is all of it
 */
export function layoutsOf(sample: Buffer, whole: boolean): Layout[] {
  return DELIMITERS.flatMap((delimiter) => {
    const rows = firstRows(sample, whole, delimiter);
    const [first = []] = rows;
    const layouts = [...withHeader(rows), ...withoutHeader(rows)].map((layout) => ({
      delimiter,
      columns: first.length,
      ...layout,
    }));
    const telling = first.length > 1 && layouts.some(({ header, mark }) => header || mark !== undefined);
    return delimiter === ',' || telling ? layouts : [];
  });
}

type Reading = Pick<Layout, 'header' | 'keyColumn' | 'mark'>;

function withHeader([names = [], ...rows]: readonly string[][]): Reading[] {
  const columnsWith = (isWord: (name: string) => boolean): number[] =>
    names.flatMap((name, index) => (isWord(name) ? [index + 1] : []));
  const keyColumns = columnsWith(isHeaderWord);
  if (keyColumns.length === 0) keyColumns.push(...columnsWith((name) => MEMBER_WORDS.includes(normalise(name))));
  // A column that is called a key is one; `id` and `email` may be other things about it.
  const named = (column: number): number => (/keys?$/.test(normalise(names[column - 1]!)) ? 0 : 1);
  keyColumns.sort((one, other) => named(one) - named(other));
  return keyColumns.flatMap((keyColumn) =>
    marksOf(rows, keyColumn, names).map((mark) => ({ header: true, keyColumn, ...mark })),
  );
}

function withoutHeader(rows: readonly string[][]): Reading[] {
  return marksOf(rows, 1).map((mark) => ({ header: false, keyColumn: 1, ...mark }));
}

/** The columns that may say which rows are members. Where a yes may mean either, or nothing, there are three ways. */
function marksOf(rows: readonly string[][], keyColumn: number, names: readonly string[] = []): { mark?: Mark }[] {
  let unclear: number | undefined;
  for (let index = 0; index < (rows[0]?.length ?? 0); index++) {
    const column = index + 1;
    if (column === keyColumn) continue;
    const cells = rows.map((row) => normalise(row[index] ?? ''));
    const meaning = meaningOf(names[index]);
    if (meaning !== undefined) return [{ mark: markOf(column, meaning, true) }];
    if (cells.every((cell) => IN.includes(cell) || OUT.includes(cell))) return [{ mark: markOf(column) }];
    if (cells.every((cell) => YES.includes(cell) || NO.includes(cell))) unclear ??= column;
  }
  return unclear === undefined ? [{}] : [{ mark: markOf(unclear, true) }, {}, { mark: markOf(unclear, false) }];
}

/**
 * @param yes what a yes means, where the column may hold one
 * @param blankIsNo whether an empty cell counts as a no
 */
function markOf(column: number, yes?: boolean, blankIsNo = false): Mark {
  const known = new Map<string, boolean>([
    ...IN.map((word) => [word, true] as const),
    ...OUT.map((word) => [word, false] as const),
    ...(yes === undefined ? [] : YES.map((word) => [word, yes] as const)),
    ...(yes === undefined ? [] : NO.map((word) => [word, !yes] as const)),
    ...(yes !== undefined && blankIsNo ? [['', !yes] as const] : []),
  ]);
  return { column, isMember: (cell) => known.get(normalise(cell)) };
}

/** The cells of the first complete rows, as text. A sample that makes no sense has none. */
function firstRows(sample: Buffer, whole: boolean, delimiter: string): string[][] {
  const reader = new FieldReader('', delimiter, 1);
  const rows: string[][] = [];
  try {
    reader.feed(sample);
    if (whole) reader.feed(undefined);
    for (;;) {
      const start = reader.mark();
      reader.keyColumn = 1;
      if (rows.length === SAMPLE_ROWS || reader.next() !== 'row') return rows;
      const cells = [cellOf(reader)];
      while (cells.length < reader.columns) {
        reader.reset(start);
        reader.keyColumn = cells.length + 1;
        reader.next();
        cells.push(cellOf(reader));
      }
      rows.push(cells);
    }
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
    return rows;
  }
}

/** The field that the reader stands at, as text. */
export function cellOf({ bytes, start, end }: FieldReader): string {
  return bytes.toString('utf8', start, end).replaceAll('""', '"');
}
