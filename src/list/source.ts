/** A file's bytes, decompressed, chunk by chunk, each read while the one before is worked on. */
import { constants as fileConstants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, type Transform } from 'node:stream';
// Not by names: a Node without zstd has no such function to import.
import zlib from 'node:zlib';
import type { FileSummary } from '../result.ts';
import { type Hint, irregular, ListFailure, systemMessage, unreadable } from './failure.ts';
import type { ListFile } from './files.ts';
import { cutIntoFrames } from './frames.ts';
import { compressionOf, MAGIC_BYTES } from './signature.ts';

/** Smaller chunks pay more per read; larger ones leave the processor's cache (64 KiB: +20 %, 4 MiB: +5 %). */
const CHUNK_BYTES = 1_048_576;
const COMPRESSED_CHUNK_BYTES = 262_144;
/** 128 MiB, as `zstd -d` allows by itself: what is decompressed refers back so far, and has to be in memory. */
const ZSTD_WINDOW_LOG = 27;
/**
 * So that no pipe that takes the file's place makes us wait for a writer, and files of the system that have no end yet
 * give an error instead. Windows has no such flag, nor such files.
 */
const OPEN_AT_ONCE = fileConstants.O_RDONLY | (fileConstants.O_NONBLOCK ?? 0);

type Compression = FileSummary['compression'];

interface Source {
  /** Bytes of the file that were read so far. */
  readonly bytesRead: number;
  /** The next bytes, valid until the next call; undefined at the end. */
  next(): Promise<Buffer | undefined>;
  /** Ends reading, whatever state it is in. Never rejects. */
  close(): Promise<void>;
}

/** A file that is open; disposing closes it and never rejects. */
export interface OpenFile extends Pick<Source, 'bytesRead' | 'next'>, AsyncDisposable {
  readonly compression: Compression;
}

/**
 * Opens a file. What it is compressed with is recognised by its first bytes.
 *
 * @throws ListFailure `invalid_csv` if it cannot be opened or is no regular file; so do next() if it cannot be read to
 *   its end, if it changes meanwhile, and if it is truncated or corrupt
 */
export async function openFile({ path, shown }: Pick<ListFile, 'path' | 'shown'>): Promise<OpenFile> {
  const failure = (what: string, hint: Hint, cause?: unknown): ListFailure =>
    new ListFailure('invalid_csv', what, { position: { file: shown }, hint, cause });
  const handle = await open(path, OPEN_AT_ONCE).catch((error: unknown) => {
    throw unreadable(shown, error);
  });
  try {
    const before = await handle.stat();
    if (!before.isFile()) throw irregular(shown);
    const magic = Buffer.alloc(MAGIC_BYTES);
    await handle.read(magic, 0, MAGIC_BYTES, 0);
    const compression = compressionOf(magic);
    if (compression === 'zstd' && typeof zlib.createZstdDecompress !== 'function') {
      throw failure(`the file is compressed with zstd, which Node ${process.versions.node} cannot read.`, 'old_node');
    }
    /** A file that somebody still writes is not the list that was meant. */
    const unchanged = async (bytesRead: number): Promise<void> => {
      const after = await handle.stat();
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytesRead !== after.size) {
        throw failure('the file changed while it was read.', 'changed_file');
      }
    };
    const source =
      compression === 'none'
        ? new PlainSource(handle, before.size)
        : new CompressedSource(handle, before.size, compression);
    return {
      compression,
      get bytesRead() {
        return source.bytesRead;
      },
      async next() {
        try {
          const chunk = await source.next();
          if (!chunk) await unchanged(source.bytesRead);
          return chunk;
        } catch (error) {
          if (error instanceof ListFailure) throw error;
          if (!isDamage(error)) throw unreadable(shown, error);
          await unchanged(before.size);
          if (error.code === 'ZSTD_error_frameParameter_windowTooLarge') {
            throw failure('the zstd data takes more than 128 MiB of memory to decompress.', 'large_window', error);
          }
          const what = `the ${compression} data is truncated or corrupt (${systemMessage(error)}).`;
          throw failure(what, 'damaged_compression', error);
        }
      },
      async [Symbol.asyncDispose]() {
        await source.close();
        await handle.close().catch(() => {});
      },
    };
  } catch (error) {
    await handle.close().catch(() => {});
    throw error instanceof ListFailure ? error : unreadable(shown, error);
  }
}

/** What is behind compressed data, or missing of it. */
class Damage extends Error {
  readonly code = 'DAMAGE';
}

function isDamage(error: unknown): error is Error & { code: string } {
  const { code } = error as { code?: unknown };
  return error instanceof Damage || (typeof code === 'string' && /^(?:Z_|ZSTD_)/.test(code));
}

/** Two pieces of memory in turn: one is worked on while the other is read into. */
export class PlainSource implements Source {
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

/** zlib decompresses one chunk on a thread of its own while this thread reads the one before. */
class CompressedSource implements Source {
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #compression: Compression;
  readonly #chunks: AsyncGenerator<Buffer, void, void>;
  /** Bytes that the decompressors before this one have read. */
  #before = 0;
  #decompressor: (Transform & { bytesWritten: number }) | undefined;

  constructor(handle: FileHandle, size: number, compression: Compression) {
    this.#handle = handle;
    this.#size = size;
    this.#compression = compression;
    this.#chunks = this.#decompressed();
  }

  get bytesRead(): number {
    return this.#before + (this.#decompressor?.bytesWritten ?? 0);
  }

  async next(): Promise<Buffer | undefined> {
    return (await this.#chunks.next()).value ?? undefined;
  }

  /** gunzip goes on from member to member; the decompressor of zstd may end with a frame, and another one goes on. */
  async *#decompressed(): AsyncGenerator<Buffer, void, void> {
    do {
      const options = { chunkSize: CHUNK_BYTES, readableHighWaterMark: CHUNK_BYTES };
      const decompressor =
        this.#compression === 'gzip'
          ? zlib.createGunzip(options as object)
          : zlib.createZstdDecompress({
              ...options,
              params: { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG },
            });
      this.#decompressor = decompressor;
      const bytes = bytesOf(this.#handle, this.#before);
      pipeline(this.#compression === 'gzip' ? bytes : cutIntoFrames(bytes), decompressor, () => {});
      yield* decompressor;
      if (decompressor.bytesWritten === 0) throw new Damage('unexpected end of file');
      this.#before = this.bytesRead;
      this.#decompressor = undefined;
      if (this.#compression === 'gzip') await this.#skipZeros();
    } while (this.#before < this.#size);
  }

  /** gunzip ends with the first zero byte behind a member, as gzip does for padding: what follows must be zeros, too. */
  async #skipZeros(): Promise<void> {
    for await (const bytes of bytesOf(this.#handle, this.#before)) {
      if (bytes.some((byte) => byte !== 0)) throw new Damage('trailing garbage');
      this.#before += bytes.length;
    }
  }

  async close(): Promise<void> {
    this.#decompressor?.destroy();
    // Waits for what is asked for, too.
    await this.#chunks.return().catch(() => {});
  }
}

/** The file's bytes. A stream made from the handle would close it when zlib fails, and then nobody could ask why. */
async function* bytesOf(handle: FileHandle, from: number): AsyncGenerator<Buffer, void, void> {
  for (let position = from; ; ) {
    const buffer = Buffer.allocUnsafeSlow(COMPRESSED_CHUNK_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
