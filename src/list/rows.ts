/** The rows of one file. The loop that reads them is the same for lists and for exports. */
import type { FieldReader } from './csv.ts';
import { failureAt } from './failure.ts';
import { BELOW_SPACE } from './fingerprint.ts';
import { SAMPLE_BYTES, whyUnreadable } from './signature.ts';
import type { OpenFile } from './source.ts';
import type { DistinctWriter } from './writer.ts';

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

interface RowHandler {
  /** Called for each row, at which the reader stands. */
  row: () => void;
  /** Gets lines that are keys as they stand, without a call. In its block is room for the key of each other row. */
  writer?: DistinctWriter;
  /** `false`: no line goes to the writer without a call. */
  plain?: boolean;
  /** Gets all fields of each row as text. */
  cells?: string[] | undefined;
}

/**
 * Reads the beginning of a file without a byte order mark: 64 KiB at least, or all of it.
 *
 * @param shown the file as people should see it
 * @throws ListFailure `invalid_csv` for a file that is no text
 */
export async function beginningOf(file: Pick<OpenFile, 'next'>, shown: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < SAMPLE_BYTES + BYTE_ORDER_MARK.length) {
    const chunk = await file.next();
    if (!chunk) break;
    // A copy, since a chunk is valid only until the next one.
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
  }
  const bytes = Buffer.concat(chunks);
  const { length: bom } = BYTE_ORDER_MARK;
  const text = bytes.subarray(0, bom).equals(BYTE_ORDER_MARK) ? bytes.subarray(bom) : bytes;
  const why = whyUnreadable(text);
  if (why !== undefined) throw failureAt({ file: shown }, `the file is ${why}.`, { hint: 'not_text' });
  return text;
}

export class Rows {
  readonly reader: FieldReader;
  readonly #file: Pick<OpenFile, 'next'>;
  #before = { start: 0, nextLine: 1 };

  /** @param beginning what of the file was read already */
  constructor(reader: FieldReader, beginning: Buffer, file: Pick<OpenFile, 'next'>) {
    this.reader = reader;
    this.#file = file;
    reader.feed(beginning);
  }

  /** Reads one row; see FieldReader.next(). */
  async next(cells?: string[]): Promise<'row' | 'end'> {
    for (;;) {
      const { window, nextLine } = this.reader;
      this.#before = { start: window.start, nextLine };
      const step = this.reader.next(cells);
      if (step !== 'more') return step;
      this.reader.feed(await this.#file.next());
    }
  }

  /** Goes back to before the row that next() gave. To be called before more is fed. */
  back(): void {
    this.reader.window.start = this.#before.start;
    this.reader.nextLine = this.#before.nextLine;
  }

  /** Reads all that is left. */
  async each({ row, writer, plain = true, cells }: RowHandler): Promise<void> {
    const { reader } = this;
    const { window } = reader;
    // A line is not longer than what was fed, so it fits a part.
    const hasKeys = (): boolean => plain && writer?.fits(window.left) === true && reader.isPlain();
    let keys = hasKeys();
    for (;;) {
      if (keys && writer) {
        if (writer.block.isFull(window.left)) await writer.flush();
        const before = writer.lines;
        writer.block.addLines(window, BELOW_SPACE);
        reader.nextLine += writer.lines - before;
      }
      const step = reader.next(cells);
      if (step === 'end') return;
      if (step === 'row') {
        if (writer?.block.isFull(reader.end - reader.start)) await writer.flush();
        row();
      } else {
        reader.feed(await this.#file.next());
        keys = hasKeys();
      }
    }
  }
}
