/** A file's bytes, decompressed, chunk by chunk, each read while the one before is worked on. */
import { constants as fileConstants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
// Not by name: importing a function that a Node without zstd lacks would fail.
import zlib from 'node:zlib';
import type { FileSummary } from '../result.ts';
import { failureAt, type Hint, irregular, ListFailure, systemMessage, unreadable } from './failure.ts';
import type { ListFile } from './files.ts';
import { compressionOf, MAGIC_BYTES } from './signature.ts';

/** Smaller chunks pay more per read; larger ones leave the processor's cache (64 KiB: +20 %, 4 MiB: +5 %). */
const CHUNK_BYTES = 1_048_576;
const COMPRESSED_CHUNK_BYTES = 262_144;
/** 128 MiB, the default limit of `zstd -d`: how far data may refer back, all of which has to be in memory. */
const ZSTD_WINDOW_LOG = 27;
/**
 * Keeps a pipe that takes the file's place from making us wait for a writer; system files that have no end yet give an
 * error instead. Windows has neither the flag nor such files.
 */
const OPEN_AT_ONCE = fileConstants.O_RDONLY | (fileConstants.O_NONBLOCK ?? 0);

type Compression = FileSummary['compression'];

/** Gets the number of bytes of the file that were read so far. */
type OnBytes = (bytes: number) => void;

/** A file that is open; disposing closes it and never rejects. */
export interface OpenFile extends AsyncDisposable {
  readonly compression: Compression;
  /** The next bytes of its content, valid until the next call; undefined at the end. */
  next(): Promise<Buffer | undefined>;
}

/**
 * Opens a file. What it is compressed with is recognised by its first bytes.
 *
 * @param signal aborting rejects next() with its reason
 * @param onBytes called for every chunk (a megabyte): bytes on disk that were read so far
 * @throws ListFailure `invalid_csv` if it cannot be opened or is no regular file; so do next() if it cannot be read to
 *   its end, if it changes meanwhile, and if it is truncated or corrupt
 */
export async function openFile(
  { path, shown }: Pick<ListFile, 'path' | 'shown'>,
  signal?: AbortSignal,
  onBytes?: OnBytes,
): Promise<OpenFile> {
  const failure = (what: string, hint: Hint, cause?: unknown): ListFailure =>
    failureAt({ file: shown }, what, { hint, cause });
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
    let bytesRead = 0;
    const count = (bytes: number): void => {
      bytesRead = bytes;
      onBytes?.(bytes);
    };
    /** A file that somebody still writes is not the list that was meant. */
    const throwIfChanged = async (expected: number): Promise<void> => {
      const after = await handle.stat();
      if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || expected !== after.size) {
        throw failure('the file changed while it was read.', 'changed_file');
      }
    };
    const chunks =
      compression === 'none'
        ? readAhead(handle, before.size, count)
        : decompressed(handle, before.size, compression, count);
    return {
      compression,
      async next() {
        signal?.throwIfAborted();
        try {
          const { value: chunk, done } = await chunks.next();
          if (done) await throwIfChanged(bytesRead);
          return chunk ?? undefined;
        } catch (error) {
          if (error instanceof ListFailure) throw error;
          if (!isDamage(error)) throw unreadable(shown, error);
          await throwIfChanged(before.size);
          if (error.code === 'ZSTD_error_frameParameter_windowTooLarge') {
            throw failure('the zstd data takes more than 128 MiB of memory to decompress.', 'large_window', error);
          }
          const what = `the ${compression} data is truncated or corrupt (${systemMessage(error)}).`;
          throw failure(what, 'damaged_compression', error);
        }
      },
      async [Symbol.asyncDispose]() {
        await chunks.return().catch(() => {});
        await handle.close().catch(() => {});
      },
    };
  } catch (error) {
    await handle.close().catch(() => {});
    throw error instanceof ListFailure ? error : unreadable(shown, error);
  }
}

/** What is behind compressed data, or missing of it, is as wrong as what zlib finds wrong. */
const damage = (message: string): Error => Object.assign(new Error(message), { code: 'Z_DATA_ERROR' });

function isDamage(error: unknown): error is Error & { code: string } {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^(?:Z_|ZSTD_)/.test(code);
}

/**
 * The file's bytes. Two pieces of memory in turn: one is worked on while the other is read into. Closing the handle waits
 * for that.
 */
export async function* readAhead(
  handle: FileHandle,
  size: number,
  count?: OnBytes,
): AsyncGenerator<Buffer, void, void> {
  const length = Math.min(size + 1, CHUNK_BYTES);
  let buffer = Buffer.allocUnsafeSlow(length);
  let other = Buffer.allocUnsafeSlow(length);
  let ahead = handle.read(buffer);
  for (let total = 0; ; ) {
    const { bytesRead } = await ahead;
    if (bytesRead === 0) return;
    const chunk = buffer.subarray(0, bytesRead);
    [buffer, other] = [other, buffer];
    ahead = handle.read(buffer);
    // Whoever asks next sees the error; until then it is not unhandled.
    ahead.catch(() => {});
    total += bytesRead;
    count?.(total);
    yield chunk;
  }
}

/**
 * The content of a compressed file: zlib decompresses one chunk on a thread of its own while this thread reads the one
 * before. gunzip goes on from member to member; the decompressor of zstd may end with a frame, and another one goes on.
 */
async function* decompressed(
  handle: FileHandle,
  size: number,
  compression: Compression,
  count: OnBytes,
): AsyncGenerator<Buffer, void, void> {
  const gzip = compression === 'gzip';
  const options = { chunkSize: CHUNK_BYTES, readableHighWaterMark: CHUNK_BYTES };
  const params = { [zlib.constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG };
  let before = 0;
  do {
    const decompressor = gzip
      ? zlib.createGunzip(options as object)
      : zlib.createZstdDecompress({ ...options, params });
    pipeline(bytesOf(handle, before), decompressor, () => {});
    for await (const chunk of decompressor) {
      count(before + decompressor.bytesWritten);
      yield chunk;
    }
    if (decompressor.bytesWritten === 0) throw damage('unexpected end of file');
    before += decompressor.bytesWritten;
    if (gzip) before += await countZeros(handle, before);
    count(before);
  } while (before < size);
}

/** gunzip ends with the first zero byte behind a member, as gzip does for padding: what follows must be zeros, too. */
async function countZeros(handle: FileHandle, from: number): Promise<number> {
  let zeros = 0;
  for await (const bytes of bytesOf(handle, from)) {
    if (bytes.some((byte) => byte !== 0)) throw damage('trailing garbage');
    zeros += bytes.length;
  }
  return zeros;
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
