/** Lines that may repeat go in, distinct keys on disk come out. */
import { Block } from './block.ts';
import { HAS_COMMA, HAS_QUOTE } from './bytes.ts';
import { Fingerprints, type LineSet } from './distinct.ts';
import type { Field } from './key.ts';
import { PartWriter, type WriteOptions } from './parts.ts';
import type { StoredKeys } from './stored.ts';

/**
 * Writes blocks as if no line were repeated, which is true of most lists. If one was, what was written is read again and
 * rewritten without repeats. Measured with 10 million lines against looking each one up while it is read: a fifth less time for
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

  /**
   * Adds a row's key; there must be room for it in the block.
   *
   * @returns false if no part has room for it
   */
  add({ window, start, end, flags }: Field): boolean {
    const quoted = (flags & (HAS_COMMA | HAS_QUOTE)) !== 0;
    const fits = this.fits(end - start + (quoted ? 3 : 1));
    if (fits) this.block.add(window, start, end, quoted);
    return fits;
  }

  /** Writes the block, and goes on with the other one. */
  async flush(): Promise<void> {
    this.#fingerprints.add(this.block);
    [this.block, this.#other] = [this.#other, this.block];
    await this.#parts.write(this.#other);
    this.block.count = 0;
  }

  /** The lines that repeat an earlier one, for a caller that only wants to know. */
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
