/** A file's first row: is it a header row, and which column is the key's? */
import type { FileSummary } from '../result.ts';
import type { ListSettings } from '../settings.ts';
import { count } from '../words.ts';
import { ListFailure } from './failure.ts';
import { isHeaderWord, PLACEHOLDERS } from './key.ts';
import type { Rows } from './rows.ts';

/** Rows below the first one that are compared with it, as far as they are in memory. */
const ROWS_BELOW = 100;

/**
 * Decides on the first row, leaves the reader at the first data row, and sets its key column.
 *
 * @returns what became of a header row
 * @throws ListFailure `invalid_csv` for a file with rows whose header lacks the named column, or has it twice
 */
export async function readHeader(
  rows: Rows,
  { keyColumn, header }: Pick<ListSettings, 'keyColumn' | 'header'>,
): Promise<FileSummary['header']> {
  if (typeof keyColumn === 'string') return await findColumn(rows, keyColumn);
  const { reader } = rows;
  reader.keyColumn = keyColumn;
  if (header === false || (await rows.next()) === 'end') return 'none';
  if (header === true) return 'skipped';
  const cell = reader.problem === undefined ? reader.text.trim() : undefined;
  if (cell !== undefined) {
    if (isHeaderWord(cell)) return 'skipped';
    // A first row such as `user_id;email` is a header row for another delimiter, not a key.
    const delimiter = [...';\t|,'].find((character) => isHeaderWord(cell.split(character)[0]!));
    if (delimiter !== undefined) {
      const name = delimiter === '\t' ? 'a tab' : `\`${delimiter}\``;
      const what = `the first row looks like a header row with ${name} between its columns.`;
      throw reader.failure(what, 'other_delimiter');
    }
  }
  const suspicious = cell !== undefined && isWords(cell) && isOdd(rows);
  rows.back();
  return suspicious ? 'suspicious' : 'none';
}

async function findColumn(rows: Rows, keyColumn: string): Promise<FileSummary['header']> {
  const { reader } = rows;
  const cells: string[] = [];
  reader.keyColumn = 1;
  if ((await rows.next(cells)) === 'end') return 'none';
  const place = { line: reader.line, column: 1 };
  const name = keyColumn.trim();
  const names = cells.map((cell) => cell.trim());
  const columns = names.flatMap((cell, index) => (cell === name ? [index + 1] : []));
  const [column = 1, other] = columns;
  reader.keyColumn = column;
  // A file of a header row alone has nothing to read, so nothing is wrong with it.
  if (columns.length === 1 || (await rows.next()) === 'end') return 'skipped';
  if (other !== undefined) {
    const what = `the header row has \`${keyColumn}\` in columns ${columns.join(' and ')}.`;
    throw reader.failure(what, 'ambiguous_name', place);
  }
  // Does not say what the first row holds: it may be keys.
  const similar = names.some((cell) => cell.toLowerCase() === name.toLowerCase());
  const has = `it has ${count(names.length, 'cell')}${similar ? ', and one differs only in case' : ''}`;
  throw reader.failure(`no cell of the header row is \`${keyColumn}\` (${has}).`, 'missing_name', place);
}

/** Nothing but letters, spaces, `_` and `-`, and at least one letter: the name of a column, maybe. */
const isWords = (text: string): boolean => /^[_ -]*\p{L}[\p{L}_ -]*$/u.test(text);

/** Whether none of the keys below the first row look like it. */
function isOdd({ reader }: Rows): boolean {
  try {
    for (let row = 0; row < ROWS_BELOW; row++) {
      if (reader.next() !== 'row') return row > 0;
      const text = reader.text.trim();
      if (reader.problem === undefined && isWords(text) && !PLACEHOLDERS.includes(text)) return false;
    }
    return true;
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
    // Whoever reads on will meet the same error.
    return false;
  }
}
