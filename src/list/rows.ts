/** The rows of one file. The loop that reads them is the same for lists and for exports. */
import type { FieldReader } from './csv.ts';
import { failureAt } from './failure.ts';
import type { ListFile } from './files.ts';
import { SAMPLE_BYTES, signature } from './signature.ts';
import { type OpenFile, openFile } from './source.ts';
import type { DistinctWriter } from './writer.ts';

/** A file that is open and is text. Disposing closes it, and never rejects. */
export interface TextFile extends AsyncDisposable {
  readonly compression: OpenFile['compression'];
  /** Its first 64 KiB, decompressed and without a byte order mark; or all of it, if it is shorter. */
  readonly first: Buffer;
  /** All rows, read by this reader. To be called once. */
  rows(reader: FieldReader): Rows;
}

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
 * Opens a file and judges its first bytes.
 *
 * @param onBytes called for every chunk (a megabyte): bytes on disk that were read so far
 * @throws ListFailure `invalid_csv` for a file that cannot be read, or is no text
 */
export async function openText(
  file: Pick<ListFile, 'path' | 'shown'>,
  signal?: AbortSignal,
  onBytes?: (bytes: number) => void,
): Promise<TextFile> {
  const source = await openFile(file, onBytes);
  const next = async (): Promise<Buffer | undefined> => {
    const chunk = await source.next();
    signal?.throwIfAborted();
    return chunk;
  };
  try {
    const bytes = await firstBytes(next);
    const { bom, unreadable } = signature(bytes);
    if (unreadable !== undefined) {
      throw failureAt({ file: file.shown }, `the file is ${unreadable}.`, { hint: 'not_text' });
    }
    const text = bytes.subarray(bom);
    return {
      compression: source.compression,
      first: text.subarray(0, SAMPLE_BYTES),
      rows(reader) {
        reader.feed(text);
        return new Rows(reader, next);
      },
      [Symbol.asyncDispose]: () => source[Symbol.asyncDispose](),
    };
  } catch (error) {
    await source[Symbol.asyncDispose]();
    throw error;
  }
}

/** At least SAMPLE_BYTES with the mark, or all there are. Copies, since a chunk is valid only until the next one. */
async function firstBytes(next: () => Promise<Buffer | undefined>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < SAMPLE_BYTES + 3) {
    const chunk = await next();
    if (!chunk) break;
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
  }
  return Buffer.concat(chunks);
}

export class Rows {
  readonly reader: FieldReader;
  readonly #next: () => Promise<Buffer | undefined>;
  #before = { position: 0, nextLine: 1 };

  /** @param next gives what is to be fed to the reader next; undefined at the end */
  constructor(reader: FieldReader, next: () => Promise<Buffer | undefined>) {
    this.reader = reader;
    this.#next = next;
  }

  /** Reads one row; see FieldReader.next(). */
  async next(cells: string[] = []): Promise<'row' | 'end'> {
    for (;;) {
      const { position, nextLine } = this.reader;
      this.#before = { position, nextLine };
      const step = this.reader.next(cells);
      if (step !== 'more') return step;
      this.reader.feed(await this.#next());
    }
  }

  /** Goes back to before the row that next() gave. To be called before more is fed. */
  back(): void {
    Object.assign(this.reader, this.#before);
  }

  /** Reads all that is left. */
  async each({ row, writer, plain = true, cells }: RowHandler): Promise<void> {
    const { reader } = this;
    // A line is not longer than what was fed, so it fits a part.
    const hasKeys = (): boolean =>
      plain && writer?.fits(reader.window.limit - reader.position) === true && reader.isPlain();
    let keys = hasKeys();
    for (;;) {
      if (keys && writer) {
        const { position, window } = reader;
        if (writer.block.isFull(window.limit - position)) await writer.flush();
        const before = writer.lines;
        reader.position = writer.block.addPlainLines(window.memory, position, window.limit);
        reader.nextLine += writer.lines - before;
      }
      const step = reader.next(cells);
      if (step === 'end') return;
      if (step === 'row') {
        if (writer?.block.isFull(reader.end - reader.start)) await writer.flush();
        row();
      } else {
        reader.feed(await this.#next());
        keys = hasKeys();
      }
    }
  }
}
