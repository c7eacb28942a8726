/** Lines that may repeat go in, distinct keys on disk come out. */
import { Block } from './block.ts';
import { Fingerprints } from './distinct.ts';
import type { LineSet } from './line-set.ts';
import { type Contents, type PartLimits, PartWriter } from './parts.ts';
import { StoredKeys } from './stored.ts';

export interface WriteOptions {
  /** The parts are written in here (mode 0600, in a directory of their own); the caller removes it. */
  tempDirectory: string;
  /** Of one part: at most so many keys and so many bytes. */
  limits: PartLimits;
  /** Called for every block (some hundred thousand lines) that is written again: lines that were, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** How much of what is to be written has been read, 0 to 1; for saying how much a full disk lacks. */
  share?: () => number;
  /** Aborting rejects with its reason, with all files closed. */
  signal?: AbortSignal;
}

/** What was written: every line once, in first-seen order. */
interface Distinct {
  keys: StoredKeys;
  /** The lines that were left out. */
  repeated: LineSet;
}

/**
 * Writes blocks as if no line were repeated, which is so for most lists. If one was, what was written is read again and
 * written without. Measured with 10 million lines against looking each one up while it is read: a fifth less time for
 * lists without repeats, up to a third more for the others. Disposing closes it, and never rejects.
 */
export class DistinctWriter implements AsyncDisposable {
  readonly #options: WriteOptions;
  readonly #parts: PartWriter;
  readonly #fingerprints = new Fingerprints();
  /** One block is filled while the other is written. */
  #block: Block;
  #other: Block;
  #otherWritten: Promise<void> = Promise.resolve();

  /** @param bytes how much there is to come, roughly */
  constructor(options: WriteOptions, bytes?: number) {
    this.#options = options;
    this.#parts = new PartWriter(options.tempDirectory, options.limits, options.share);
    this.#block = new Block(bytes);
    this.#other = new Block(bytes);
  }

  /** Lines are added here. */
  get block(): Block {
    return this.#block;
  }

  /** Lines that were added. */
  get lines(): number {
    return this.#fingerprints.lines + this.#block.count;
  }

  /** Whether a line of so many bytes fits a part at all. */
  fits(lineBytes: number): boolean {
    return lineBytes <= this.#options.limits.bytes;
  }

  /** Writes the block, and goes on with the other one. */
  async flush(): Promise<void> {
    const block = this.#block;
    this.#fingerprints.add(block);
    const written = this.#parts.write(block);
    this.#block = this.#other;
    this.#block.clear();
    this.#other = block;
    await this.#otherWritten;
    this.#otherWritten = written;
  }

  /** The lines that repeat an earlier one, when nothing is to be made of them. */
  giveUp(): LineSet {
    this.#fingerprints.add(this.#block);
    this.#block.clear();
    return this.#fingerprints.repeated();
  }

  async finish(): Promise<Distinct> {
    await this.flush();
    const repeated = this.#fingerprints.repeated();
    const keys = new StoredKeys(await this.#parts.finish());
    if (repeated.count === 0) return { keys, repeated };
    const distinct = new StoredKeys(await copyWithout(keys, repeated, 0, this.#options));
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
  return new StoredKeys(await copyWithout(list, fingerprints.repeated(), other.count, rest));
}

/** Writes the keys again, but for those whose number (the first one's is `first`) is in `leftOut`. */
async function copyWithout(
  keys: StoredKeys,
  leftOut: LineSet,
  first: number,
  { tempDirectory, limits, onProgress, signal }: WriteOptions,
): Promise<Contents> {
  const total = keys.count - leftOut.count;
  await using writer = new PartWriter(tempDirectory, limits, () => writer.count / total);
  let written: Promise<void> = Promise.resolve();
  for await (const block of keys.blocks(leftOut, first)) {
    signal?.throwIfAborted();
    const before = written;
    written = writer.write(block);
    await before;
    onProgress?.(writer.count, total);
  }
  return await writer.finish();
}
