/** The normalised list on disk: lines that may repeat go in, parts of distinct keys come out that each fit one upload. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { shortage } from '../disk.ts';
import { Block } from './block.ts';
import { Fingerprints, type LineSet } from './distinct.ts';
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
      let part = this.#parts.at(-1);
      let to = part ? fitting(part, limits, starts, from, count) : from;
      if (!part || to === from) {
        part = new PartFile(join(this.#directory, `part-${this.#parts.length + 1}.csv`));
        this.#parts.push(part);
        this.#sampler.beginPart(block, from);
        // One line at least, so that this ends; that lines fit is for the caller to see to.
        to = Math.max(from + 1, fitting(part, limits, starts, from, count));
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

/** Where the lines end, of [from, end), that still fit the part. */
function fitting(part: PartFile, limits: PartLimits, starts: Uint32Array, from: number, end: number): number {
  const room = starts[from]! + limits.bytes - part.bytes;
  let to = Math.min(end, from + limits.keys - part.keys);
  while (to > from && starts[to]! > room) to--;
  return to;
}

/**
 * Writes blocks as if no line were repeated, which is so for most lists. If one was, what was written is read again and
 * written without. Measured with 10 million lines against looking each one up while it is read: a fifth less time for
 * lists without repeats, up to a third more for the others. Disposing waits for what is being written, and never rejects.
 */
export class DistinctWriter implements AsyncDisposable {
  readonly #options: WriteOptions;
  readonly #parts: PartWriter;
  readonly #fingerprints = new Fingerprints();
  /** Lines are added here; the other one is written meanwhile. */
  block: Block;
  #other: Block;

  /** @param bytes how much there is to come, roughly */
  constructor(options: WriteOptions, bytes?: number) {
    this.#options = options;
    this.#parts = new PartWriter(options);
    this.block = new Block(bytes);
    this.#other = new Block(bytes);
  }

  /** Lines that were added. */
  get lines(): number {
    return this.#fingerprints.lines + this.block.count;
  }

  /** Whether a line of so many bytes fits a part at all. */
  fits(lineBytes: number): boolean {
    return lineBytes <= this.#options.limits.bytes;
  }

  /** Writes the block, and goes on with the other one. */
  async flush(): Promise<void> {
    this.#fingerprints.add(this.block);
    [this.block, this.#other] = [this.#other, this.block];
    await this.#parts.write(this.#other);
    this.block.count = 0;
  }

  /** The lines that repeat an earlier one, when nothing is to be made of them. */
  giveUp(): LineSet {
    this.#fingerprints.add(this.block);
    this.block.count = 0;
    return this.#fingerprints.repeated();
  }

  /** @returns every line once, in first-seen order; and the lines that were left out */
  async finish(): Promise<{ keys: StoredKeys; repeated: LineSet }> {
    await this.flush();
    const repeated = this.#fingerprints.repeated();
    const keys = await this.#parts.finish();
    if (repeated.count === 0) return { keys, repeated };
    const distinct = await copyWithout(keys, repeated, 0, this.#options);
    await this.#parts.remove();
    return { keys: distinct, repeated };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#parts[Symbol.asyncDispose]();
  }
}

/**
 * The keys of `list` that `other` does not have, in the order of `list`, written as parts like a list. Two calls with
 * the lists swapped give the whole difference. Memory grows with the keys of both.
 *
 * Keys are told apart by their fingerprints, see fingerprint.ts: that a key is lost that way is likelier to come from
 * a memory error.
 *
 * @param options `onProgress` is called for every block (some hundred thousand keys): keys of both lists that were
 *   looked at, of how many
 */
export async function subtract(list: StoredKeys, other: StoredKeys, options: WriteOptions): Promise<StoredKeys> {
  const { onProgress, ...rest } = options;
  const total = other.count + list.count;
  const fingerprints = new Fingerprints();
  for (const keys of [other, list]) {
    for await (const block of keys.blocks()) {
      rest.signal?.throwIfAborted();
      fingerprints.add(block);
      onProgress?.(fingerprints.lines, total);
    }
  }
  // Neither has a key twice: what is repeated is in both.
  return await copyWithout(list, fingerprints.repeated(), other.count, rest);
}

/** Writes the keys again, but for those whose number (the first one's is `first`) is in `leftOut`. */
async function copyWithout(
  keys: StoredKeys,
  leftOut: LineSet,
  first: number,
  options: WriteOptions,
): Promise<StoredKeys> {
  const total = keys.count - leftOut.count;
  await using writer = new PartWriter({ ...options, share: () => writer.count / total });
  for await (const block of keys.blocks(leftOut, first)) {
    options.signal?.throwIfAborted();
    await writer.write(block);
    options.onProgress?.(writer.count, total);
  }
  return await writer.finish();
}
