/** A file's bytes, decompressed, chunk by chunk, each read while the one before is worked on. */
import { constants as fileConstants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { constants, createGunzip, type Gunzip } from 'node:zlib';
import { ListFailure, notRegular, systemMessage, unreadable } from './failure.ts';
import type { ListFile } from './files.ts';
import { isGzip } from './signature.ts';

/** Smaller chunks pay more per read; larger ones leave the processor's cache (64 KiB: +20 %, 4 MiB: +5 %). */
const CHUNK_BYTES = 1_048_576;
const GZIP_CHUNK_BYTES = 262_144;
/**
 * So that no pipe that takes the file's place makes us wait for a writer, and files of the system that have no end yet
 * give an error instead. Windows has no such flag, nor such files.
 */
const OPEN_AT_ONCE = fileConstants.O_RDONLY | (fileConstants.O_NONBLOCK ?? 0);

export interface Source {
  readonly gzip: boolean;
  /** Bytes of the file that were read so far. */
  readonly bytesRead: number;
  /** The next bytes, valid until the next call; undefined at the end. */
  next(): Promise<Buffer | undefined>;
  /** Closes the file, whatever state reading is in. Never rejects. */
  close(): Promise<void>;
}

/**
 * Opens a file. gzip is recognised by its first two bytes.
 *
 * @throws ListFailure `invalid_csv` if it cannot be opened or is no regular file; so do next() if it cannot be read to
 *   its end, if it changes meanwhile, and if it is a truncated or corrupt gzip
 */
export async function openSource(file: ListFile): Promise<Source> {
  const failure = (what: string, advice: string, cause?: unknown): ListFailure =>
    new ListFailure('invalid_csv', what, { position: { file: file.shown }, advice, cause });

  let handle: FileHandle;
  try {
    handle = await open(file.path, OPEN_AT_ONCE);
  } catch (error) {
    throw unreadable(file.shown, error);
  }
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw notRegular(file.shown);
    const magic = Buffer.alloc(2);
    await handle.read(magic, 0, 2, 0);
    /** A file that somebody still writes is not the list that was meant. */
    const unchanged = async (bytesRead: number): Promise<void> => {
      const after = await handle.stat();
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytesRead !== after.size) {
        throw failure('the file changed while it was read.', 'Start this step when the export is finished.');
      }
    };
    const gzip = isGzip(magic);
    const inner = gzip ? new GzipSource(handle, before.size) : new PlainSource(handle, before.size);
    return {
      gzip,
      get bytesRead() {
        return inner.bytesRead;
      },
      async next() {
        try {
          const chunk = await inner.next();
          if (!chunk) await unchanged(gzip ? before.size : inner.bytesRead);
          return chunk;
        } catch (error) {
          if (error instanceof ListFailure) throw error;
          if (!gzip || !isZlibError(error)) throw unreadable(file.shown, error);
          await unchanged(before.size);
          throw failure(
            `the gzip data is truncated or corrupt (${systemMessage(error)}).`,
            'Write or download the file again; `gzip -t` tests one.',
            error,
          );
        }
      },
      async close() {
        await inner.close();
        await handle.close().catch(() => {});
      },
    };
  } catch (error) {
    await handle.close().catch(() => {});
    throw error instanceof ListFailure ? error : unreadable(file.shown, error);
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof TrailingGarbage || Object.hasOwn(constants, (error as NodeJS.ErrnoException)?.code ?? '');
}

class TrailingGarbage extends Error {}

/** Two pieces of memory in turn: one is worked on while the other is read into. */
export class PlainSource {
  bytesRead = 0;
  readonly #handle: FileHandle;
  #buffers: [Buffer, Buffer];
  #ahead: Promise<number> | undefined;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    const length = Math.min(size + 1, CHUNK_BYTES);
    this.#buffers = [Buffer.allocUnsafeSlow(length), Buffer.allocUnsafeSlow(length)];
  }

  async next(): Promise<Buffer | undefined> {
    const length = await (this.#ahead ?? this.#read());
    const [chunk, other] = this.#buffers;
    this.bytesRead += length;
    this.#buffers = [other, chunk];
    this.#ahead = length > 0 ? this.#read() : undefined;
    // Whoever asks next sees the error; until then it is not unhandled.
    this.#ahead?.catch(() => {});
    return length > 0 ? chunk.subarray(0, length) : undefined;
  }

  async #read(): Promise<number> {
    return (await this.#handle.read(this.#buffers[0])).bytesRead;
  }

  async close(): Promise<void> {
    await this.#ahead?.catch(() => {});
  }
}

class GzipSource {
  readonly #gunzip: Gunzip;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #handle: FileHandle;
  readonly #size: number;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.#size = size;
    // zlib inflates one chunk on a thread of its own while this thread reads the one before.
    this.#gunzip = createGunzip({ chunkSize: CHUNK_BYTES, readableHighWaterMark: CHUNK_BYTES } as object);
    pipeline(bytesOf(handle), this.#gunzip, () => {});
    this.#chunks = this.#gunzip[Symbol.asyncIterator]();
  }

  get bytesRead(): number {
    return this.#gunzip.bytesWritten;
  }

  async next(): Promise<Buffer | undefined> {
    const { value, done } = await this.#chunks.next();
    if (!done) return value;
    await this.#expectZeros();
    return undefined;
  }

  /** zlib stops at the first zero byte after a member, as gzip does for padding: what follows must be zeros, too. */
  async #expectZeros(): Promise<void> {
    if (this.bytesRead >= this.#size) return;
    const buffer = Buffer.alloc(65_536);
    for (let at = this.bytesRead; at < this.#size; ) {
      const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      if (buffer.subarray(0, bytesRead).some((byte) => byte !== 0)) throw new TrailingGarbage('trailing garbage');
      at += bytesRead;
    }
  }

  async close(): Promise<void> {
    this.#gunzip.destroy();
    await this.#chunks.return?.();
  }
}

/** The file's bytes. A stream made from the handle would close it when zlib fails, and then nobody could ask why. */
async function* bytesOf(handle: FileHandle): AsyncGenerator<Buffer, void, void> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(
      Buffer.allocUnsafeSlow(GZIP_CHUNK_BYTES),
      0,
      GZIP_CHUNK_BYTES,
      position,
    );
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
