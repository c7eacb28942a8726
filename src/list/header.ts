/** A file's first row: is it a header row, and which column is the key's? */
import type { ListSettings } from '../settings.ts';
import type { FieldReader } from './csv.ts';
import { ListFailure, type Position } from './failure.ts';
import type { ListFile } from './files.ts';
import { isHeaderWord } from './key.ts';

/**
 * Decides on the first row, leaves the reader at the first data row, and sets its key column. To be called again with
 * more fed while it returns false.
 *
 * @param noted its `headerSkipped` is set
 * @throws ListFailure `invalid_csv` for a file with rows whose header lacks the named column, or has it twice
 */
export function skipHeader(
  reader: FieldReader,
  file: ListFile,
  settings: ListSettings,
  noted: { headerSkipped: boolean },
): boolean {
  const { keyColumn } = settings;
  if (typeof keyColumn === 'number') {
    reader.keyColumn = keyColumn;
    if (settings.header === false) return true;
    const start = reader.mark();
    const step = reader.next();
    if (step === 'more') return false;
    if (step === 'end') return true;
    noted.headerSkipped = settings.header === true || (reader.problem === undefined && isHeaderWord(cell(reader)));
    if (!noted.headerSkipped) {
      checkDelimiter(reader, file);
      reader.reset(start);
    }
    return true;
  }

  const start = reader.mark();
  const cells: string[] = [];
  reader.keyColumn = 1;
  const first = reader.next(cells);
  if (first === 'more') return false;
  if (first === 'end') return true;
  const { line } = reader;
  const name = keyColumn.trim();
  const names = cells.map(unescaped);
  const columns = names.flatMap((cell, index) => (cell === name ? [index + 1] : []));
  reader.keyColumn = columns[0] ?? 1;
  noted.headerSkipped = true;
  if (columns.length === 1) return true;
  // A file of a header row alone has nothing to read, so nothing is wrong with it.
  const step = reader.next();
  if (step === 'more') {
    reader.reset(start);
    return false;
  }
  if (step === 'end') return true;
  throw columns.length === 0
    ? missing({ file: file.shown, line, column: 1 }, keyColumn, names)
    : ambiguous({ file: file.shown, line, column: 1 }, keyColumn, columns);
}

/** The row's field as text. */
function cell({ bytes, start, end }: FieldReader): string {
  return unescaped(bytes.toString('utf8', start, end));
}

/** A field's content trimmed, with its doubled quotes halved. */
function unescaped(content: string): string {
  return content.replaceAll('""', '"').trim();
}

/** A first row such as `user_id;email` is a header row for another delimiter, not a key. */
function checkDelimiter(reader: FieldReader, file: ListFile): void {
  if (reader.problem !== undefined) return;
  const text = cell(reader);
  const found = [...';\t|,'].find((delimiter) => isHeaderWord(text.split(delimiter)[0]!));
  if (found === undefined) return;
  const name = found === '\t' ? 'a tab' : `\`${found}\``;
  throw new ListFailure('invalid_csv', `the first row looks like a header row with ${name} between its columns.`, {
    position: { file: file.shown, line: reader.line, column: reader.column },
    advice: `Set \`delimiter\` to ${found === '\t' ? '`tab`' : name}, or \`header\` to \`false\` if this is a key.`,
  });
}

/** Says nothing of what the first row holds: it may be keys. */
function missing(position: Position, name: string, cells: readonly string[]): ListFailure {
  const count = `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`;
  const similar = cells.some((cell) => cell.toLowerCase() === name.trim().toLowerCase());
  return new ListFailure(
    'invalid_csv',
    `no cell of the header row is \`${name}\` (it has ${count}${similar ? ', and one differs in case only' : ''}).`,
    {
      position,
      advice:
        'Write `key-column` exactly as the header row has it, check `delimiter`, or give the number of the column.',
    },
  );
}

function ambiguous(position: Position, name: string, columns: readonly number[]): ListFailure {
  return new ListFailure('invalid_csv', `the header row has \`${name}\` in columns ${columns.join(' and ')}.`, {
    position,
    advice: 'Give the number of the column as `key-column`, with `header: true`.',
  });
}
