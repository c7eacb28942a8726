/** The normalised list on disk: one key per line, cut into parts that each fit one upload. */
import { createHash, type Hash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { shortage } from '../disk.ts';
import type { Block } from './block.ts';
import { ListFailure, systemMessage } from './failure.ts';
import { PartFile } from './part.ts';
import { Sampler, type Samples } from './sample.ts';

/** How much a part may hold. */
export interface PartLimits {
  keys: number;
  /** Of the normalised text. */
  bytes: number;
}

/** What was written. */
export interface Contents extends Samples {
  readonly count: number;
  /** Size of all parts. */
  readonly bytes: number;
  /** SHA-256 of all parts put together, lower-case hex. */
  readonly sha256: string;
  readonly parts: readonly PartFile[];
}

/** Writes blocks to parts, in order; takes the digest and the samples on the way. Disposing closes it, and never rejects. */
export class PartWriter implements AsyncDisposable {
  count = 0;
  #bytes = 0;
  readonly #parent: string;
  readonly #share: (() => number) | undefined;
  readonly #directory: string;
  readonly #limits: PartLimits;
  readonly #hash: Hash = createHash('sha256');
  readonly #sampler = new Sampler();
  readonly #parts: PartFile[] = [];
  #open: { part: PartFile; handle: FileHandle } | undefined;
  #written: Promise<void> = Promise.resolve();

  /**
   * @param parent the parts get a directory of their own in here
   * @param share how much of all there is to write has come, 0 to 1: for saying how much a full disk lacks
   */
  constructor(parent: string, limits: PartLimits, share?: () => number) {
    this.#parent = parent;
    this.#limits = limits;
    this.#share = share;
    this.#directory = join(parent, `list-${randomBytes(6).toString('hex')}`);
  }

  /**
   * Takes a block whose lines are all to be kept.
   *
   * @returns when the block may be used again
   */
  write(block: Block): Promise<void> {
    const { bytes, starts, count, used } = block;
    this.#hash.update(bytes.subarray(0, used));
    for (let from = 0; from < count; ) {
      let part = this.#parts.at(-1);
      let to = part ? fitting(starts, from, count, this.#limits, part) : from;
      if (!part || to === from) {
        part = new PartFile(join(this.#directory, `part-${this.#parts.length + 1}.csv`));
        this.#parts.push(part);
        this.#sampler.beginPart(block, from);
        // One line at least, so that this ends; that lines fit is for the caller to see to.
        to = Math.max(from + 1, fitting(starts, from, count, this.#limits, part));
      }
      const piece = bytes.subarray(starts[from]!, starts[to]!);
      part.keys += to - from;
      part.bytes += piece.length;
      part.crc32 = crc32(piece, part.crc32);
      this.#append(part, piece);
      from = to;
    }
    this.#sampler.add(block);
    this.count += count;
    this.#bytes += used;
    return this.#written;
  }

  /** Completes the last part. */
  async finish(): Promise<Contents> {
    await this.#written;
    await this[Symbol.asyncDispose]();
    return {
      count: this.count,
      bytes: this.#bytes,
      sha256: this.#hash.digest('hex'),
      parts: this.#parts,
      ...this.#sampler.finish(),
    };
  }

  /** Removes what was written, if it can: whoever gave the directory removes it, and all that is in it. */
  async remove(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true }).catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#written.catch(() => {});
    await this.#close();
  }

  /** Writes after everything else. */
  #append(part: PartFile, bytes: Buffer): void {
    this.#written = this.#written.then(async () => {
      try {
        await this.#write(part, bytes);
      } catch (cause) {
        const share = this.#share?.() || undefined;
        const lacks = await shortage(cause, this.#parent, share && this.#bytes / share);
        const what = `The normalised list cannot be written (${systemMessage(cause)}${lacks}).`;
        throw new ListFailure('runner_error', what, { hint: 'not_written', cause });
      }
    });
    // Whoever waits for it sees the error; until then it is not unhandled.
    this.#written.catch(() => {});
  }

  async #write(part: PartFile, bytes: Buffer): Promise<void> {
    if (this.#open?.part !== part) {
      if (this.#open === undefined) await mkdir(this.#directory, { mode: 0o700 });
      await this.#close();
      this.#open = { part, handle: await open(part.path, 'wx', 0o600) };
    }
    const { handle } = this.#open;
    for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
  }

  /** What turns out here not to be written is noticed when the part is read: by its checksum. */
  async #close(): Promise<void> {
    await this.#open?.handle.close().catch(() => {});
  }
}

/** The end of the lines from `from` on that still fit the part. */
function fitting(
  starts: Uint32Array,
  from: number,
  count: number,
  limits: PartLimits,
  part: { bytes: number; keys: number },
): number {
  let low = from;
  let high = Math.min(count, from + limits.keys - part.keys);
  const room = starts[from]! + limits.bytes - part.bytes;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= room) low = middle;
    else high = middle - 1;
  }
  return low;
}
