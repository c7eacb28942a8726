/** The keys that are looked up later, kept while they are written, so that nobody has to go back for them. */
import { isAscii } from 'node:buffer';
import type { Block } from './block.ts';
import { QUOTE } from './bytes.ts';
import { keyOf } from './key.ts';

export const SAMPLE_KEYS = 3_200;

const REPRESENTATIVE_KEYS = 20;

/** No URL can hold a key of more bytes: `undefined` stands for each. */
const MOST_BYTES = 8_192;

type SampleKey = string | undefined;

export interface Samples {
  /** Random keys in random order: every prefix is a random sample of all keys. `undefined`: no URL can hold the key. */
  readonly sample: readonly SampleKey[];
  /** The first and the last key, the first quoted and the first non-ASCII one, the longest, and the ends of parts. */
  readonly representative: readonly string[];
}

/**
 * A random sample in random order, of keys whose number is not known yet. The first SAMPLE_KEYS are all kept, each at a
 * random place. Of those after them some take the place of a random one; how many are passed over until the next is drawn
 * in one go: Li's algorithm L (https://doi.org/10.1145/198429.198435).
 */
class RandomKeys {
  readonly keys: SampleKey[] = [];
  /** The number, from 0, of the next key to be taken. */
  next = 0;
  /** As if each key had a random number, and those with the smallest had the places: the largest of these. */
  #largest = 1;

  take(key: SampleKey): void {
    const { length } = this.keys;
    const place = Math.floor(Math.random() * Math.min(length + 1, SAMPLE_KEYS));
    if (length < SAMPLE_KEYS) this.keys.push(this.keys[place]);
    this.keys[place] = key;
    this.next++;
    if (this.keys.length < SAMPLE_KEYS) return;
    this.#largest *= Math.random() ** (1 / SAMPLE_KEYS);
    this.next += Math.floor(Math.log(Math.random()) / Math.log1p(-this.#largest));
  }
}

export class Sampler {
  #keys = 0;
  readonly #random = new RandomKeys();
  #first: SampleKey;
  #last: SampleKey;
  #quoted: SampleKey;
  #nonAscii: SampleKey;
  #longest: SampleKey;
  #longestBytes = 1;
  readonly #partEnds: SampleKey[] = [];

  /** Takes all lines of a block. */
  add(block: Block): void {
    const { count, bytes, used } = block;
    if (count === 0) return;
    if (this.#keys === 0) this.#first = keyAt(block, 0);
    this.#last = keyAt(block, count - 1);
    const random = this.#random;
    while (random.next < this.#keys + count) random.take(keyAt(block, random.next - this.#keys));
    this.#keys += count;
    this.#findLongest(block);
    // Native searches first: most lists have no quote at all. A normalised line with a quote begins with one.
    const all = bytes.subarray(0, used);
    if (all.includes(QUOTE)) this.#quoted ??= firstKey(block, (line) => line[0] === QUOTE);
    if (!isAscii(all)) this.#nonAscii ??= firstKey(block, (line) => !isAscii(line));
  }

  /** A part begins with this line of the block that is added next. */
  beginPart(block: Block, line: number): void {
    if (this.#keys + line === 0 || this.#partEnds.length >= REPRESENTATIVE_KEYS) return;
    this.#partEnds.push(line === 0 ? this.#last : keyAt(block, line - 1), keyAt(block, line));
  }

  finish(): Samples {
    const ends = [this.#first, this.#last, this.#quoted, this.#nonAscii, this.#longest, ...this.#partEnds];
    const representative = [...new Set(ends.filter((key) => key !== undefined))].slice(0, REPRESENTATIVE_KEYS);
    return { sample: this.#random.keys, representative };
  }

  #findLongest(block: Block): void {
    const { count, starts } = block;
    let found = -1;
    for (let line = 0; line < count; line++) {
      const bytes = starts[line + 1]! - starts[line]!;
      if (bytes <= this.#longestBytes || bytes > MOST_BYTES) continue;
      this.#longestBytes = bytes;
      found = line;
    }
    if (found >= 0) this.#longest = keyAt(block, found);
  }
}

/** A sample of keys that are in memory. */
export function sampleOf(keys: readonly string[]): readonly SampleKey[] {
  const random = new RandomKeys();
  while (random.next < keys.length) {
    const key = keys[random.next]!;
    random.take(Buffer.byteLength(key) < MOST_BYTES ? key : undefined);
  }
  return random.keys;
}

/** The key in the block's first line that passes a test; there is one. */
function firstKey(block: Block, test: (line: Buffer) => boolean): SampleKey {
  const { bytes, starts } = block;
  let line = 0;
  while (!test(bytes.subarray(starts[line]!, starts[line + 1]!))) line++;
  return keyAt(block, line);
}

function keyAt({ bytes, starts }: Block, line: number): SampleKey {
  const [start, end] = [starts[line]!, starts[line + 1]!];
  return end - start > MOST_BYTES ? undefined : keyOf(bytes.toString('utf8', start, end - 1));
}
