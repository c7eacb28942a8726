/** Lines that may repeat go in, distinct keys on disk come out. */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Block } from './block.ts';
import { Fingerprints } from './distinct.ts';
import type { LineSet } from './line-set.ts';
import { type PartLimits, PartWriter } from './parts.ts';
import { type Contents, StoredKeys } from './stored.ts';

export interface WriteOptions {
  /** The parts are written in here (mode 0600, in a directory of their own); the caller removes it. */
  tempDirectory: string;
  /** Of one part: at most so many keys and so many bytes. */
  limits: PartLimits;
  /** Called for every block (some hundred thousand lines) that is written again: lines that were, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Aborting rejects with its reason, with all files closed. */
  signal?: AbortSignal;
}

/** What was written: every line once, in first-seen order. */
export interface Distinct {
  contents: Contents;
  /** The lines that were left out. */
  repeated: LineSet;
}

/**
 * Writes blocks as if no line were repeated, which is so for most lists. If one was, what was written is read again and
 * written without. Measured with 10 million lines against looking each one up while it is read: a fifth less time for
 * lists without repeats, up to a third more for the others.
 */
export class DistinctWriter {
  readonly #options: WriteOptions;
  readonly #parts: PartWriter;
  readonly #fingerprints = new Fingerprints();

  constructor(options: WriteOptions) {
    this.#options = options;
    this.#parts = new PartWriter(options.tempDirectory, options.limits);
  }

  /** Lines that were written. */
  get lines(): number {
    return this.#fingerprints.lines;
  }

  /** Whether a line of so many bytes fits a part at all. */
  fits(lineBytes: number): boolean {
    return lineBytes <= this.#options.limits.bytes;
  }

  /** @returns when the block may be used again */
  write(block: Block): Promise<void> {
    this.#fingerprints.add(block);
    return this.#parts.write(block);
  }

  /** The lines that repeat an earlier one, of what was written and of this block, when nothing is to be made of them. */
  giveUp(block: Block): LineSet {
    this.#fingerprints.add(block);
    return this.#fingerprints.repeated();
  }

  async finish(): Promise<Distinct> {
    const repeated = this.#fingerprints.repeated();
    const contents = await this.#parts.finish();
    if (repeated.count === 0) return { contents, repeated };
    const distinct = await copyWithout(new StoredKeys(contents), repeated, 0, this.#options);
    // Only for the room: whoever gave the directory removes it, and all that is in it.
    await rm(dirname(contents.parts[0]!.path), { recursive: true, force: true }).catch(() => {});
    return { contents: distinct, repeated };
  }

  /** Closes what is open, whatever happened. Never rejects. */
  async close(): Promise<void> {
    await this.#parts.close();
  }
}

/** Writes the keys again, but for those whose number (the first one's is `first`) is in `leftOut`. */
export async function copyWithout(
  keys: StoredKeys,
  leftOut: LineSet,
  first: number,
  { tempDirectory, limits, onProgress, signal }: WriteOptions,
): Promise<Contents> {
  const writer = new PartWriter(tempDirectory, limits);
  const total = keys.count - leftOut.count;
  try {
    let written: Promise<void> = Promise.resolve();
    for await (const block of keys.blocksWithout(leftOut, first)) {
      signal?.throwIfAborted();
      const before = written;
      written = writer.write(block);
      await before;
      onProgress?.(writer.keys, total);
    }
    return await writer.finish();
  } finally {
    await writer.close();
  }
}
