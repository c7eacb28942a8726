/** The normalised list on disk: one key per line, cut into parts that each fit one upload. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { shortage } from '../disk.ts';
import type { Block } from './block.ts';
import { ListFailure, systemMessage } from './failure.ts';
import { Sampler } from './sample.ts';
import { PartFile, StoredKeys, total } from './stored.ts';

/** How much a part may hold. */
export interface PartLimits {
  keys: number;
  /** Of the normalised text. */
  bytes: number;
}

export interface WriteOptions {
  /** The parts are written in here (mode 0600, in a directory of their own); the caller removes it. */
  tempDirectory: string;
  /** Of one part: at most so many keys and so many bytes. */
  limits: PartLimits;
  /** Called for every block (some hundred thousand lines) that is written again: lines that were, of how many. */
  onProgress?: ((done: number, total: number) => void) | undefined;
  /** How much of what is to be written has been read, 0 to 1; for saying how much a full disk lacks. */
  share?: () => number;
  /** Aborting rejects with its reason, with all files closed. */
  signal?: AbortSignal | undefined;
}

/**
 * Writes blocks to parts, in order; takes the digest and the samples on the way. Disposing waits for what is being written,
 * and never rejects.
 */
export class PartWriter implements AsyncDisposable {
  readonly #options: WriteOptions;
  readonly #directory: string;
  readonly #hash = createHash('sha256');
  readonly #sampler = new Sampler();
  readonly #parts: PartFile[] = [];
  #directoryMade: Promise<void> | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(options: WriteOptions) {
    this.#options = options;
    this.#directory = join(options.tempDirectory, `list-${randomBytes(6).toString('hex')}`);
  }

  /** Lines that were taken. */
  get count(): number {
    return total(this.#parts, 'keys');
  }

  /**
   * Takes a block whose lines are all to be kept.
   *
   * @returns when the block before this one may be used again
   */
  async write(block: Block): Promise<void> {
    const before = this.#written;
    const { bytes, starts, count, used } = block;
    const { limits } = this.#options;
    this.#hash.update(bytes.subarray(0, used));
    for (let from = 0; from < count; ) {
      const part = this.#parts.at(-1);
      const to = part ? fitting(part, limits, starts, from, count) : from;
      if (!part || to === from) {
        this.#parts.push(new PartFile(join(this.#directory, `part-${this.#parts.length + 1}.csv`)));
        this.#sampler.beginPart(block, from);
        continue;
      }
      const piece = bytes.subarray(starts[from]!, starts[to]!);
      part.keys += to - from;
      part.bytes += piece.length;
      part.crc32 = crc32(piece, part.crc32);
      this.#append(part, piece);
      from = to;
    }
    this.#sampler.add(block);
    await before;
  }

  /** Completes the last part. */
  async finish(): Promise<StoredKeys> {
    await this.#written;
    return new StoredKeys(this.#parts, this.#hash.digest('hex'), this.#sampler.finish());
  }

  /** Removes what was written, if it can: whoever gave the directory removes it, and all that is in it. */
  async remove(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true }).catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#written.catch(() => {});
  }

  /** Writes after everything else. */
  #append(part: PartFile, bytes: Buffer): void {
    this.#written = this.#written.then(async () => {
      try {
        this.#directoryMade ??= mkdir(this.#directory, { mode: 0o700 });
        await this.#directoryMade;
        await appendTo(part.path, bytes);
      } catch (cause) {
        const { tempDirectory, share } = this.#options;
        const read = share?.() || undefined;
        const lacks = await shortage(cause, tempDirectory, read && total(this.#parts, 'bytes') / read);
        const what = `The normalised list cannot be written (${systemMessage(cause)}${lacks}).`;
        throw new ListFailure('runner_error', what, { hint: 'not_written', cause });
      }
    });
    // Whoever waits for it sees the error; until then it is not unhandled.
    this.#written.catch(() => {});
  }
}

async function appendTo(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'a', 0o600);
  try {
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten;
  } finally {
    // What turns out here not to be written is noticed when the part is read: by its checksum.
    await file.close().catch(() => {});
  }
}

/**
 * Where the lines end, of [from, end), that still fit the part. An empty one gets a line in any case: that it fits is for
 * whoever adds lines to see to.
 */
function fitting(part: PartFile, limits: PartLimits, starts: Uint32Array, from: number, end: number): number {
  const room = starts[from]! + limits.bytes - part.bytes;
  let to = Math.min(end, from + limits.keys - part.keys);
  const least = part.keys === 0 ? from + 1 : from;
  while (to > least && starts[to]! > room) to--;
  return to;
}
