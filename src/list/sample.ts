/** The keys that are looked up later, kept while they are written, so that nobody has to go back for them. */
import { isAscii } from 'node:buffer';
import type { Block } from './block.ts';
import { QUOTE } from './bytes.ts';
import { keyOf } from './key.ts';

export const SAMPLE_KEYS = 3_200;

const REPRESENTATIVE_KEYS = 20;

/** No URL can hold a key of more bytes, so that none is kept. */
const MOST_BYTES = 8_192;

export interface Samples {
  /** Random keys in random order: every prefix is a random sample of all keys that are not too long. */
  readonly sample: readonly string[];
  /** Keys that are longer than 8 KiB: no URL can hold them, so that neither list here has one. */
  readonly tooLong: number;
  /** The first and the last key, the first quoted and the first non-ASCII one, the longest, and the ends of parts. */
  readonly representative: readonly string[];
}

export class Sampler {
  #keys = 0;
  #tooLong = 0;
  readonly #sample: (string | undefined)[] = [];
  #first: string | undefined;
  #last: string | undefined;
  #quoted: string | undefined;
  #nonAscii: string | undefined;
  #longest: string | undefined;
  #longestBytes = 1;
  readonly #partEnds: (string | undefined)[] = [];

  /** Takes all lines of a block. */
  add(block: Block): void {
    const { count, starts, bytes, used } = block;
    if (count === 0) return;
    this.#draw(block);
    if (this.#keys === 0) this.#first = keyAt(block, 0);
    this.#keys += count;
    this.#last = keyAt(block, count - 1);
    this.#findLongest(block);
    const all = bytes.subarray(0, used);
    // Native searches first: most lists have no quote at all. A normalised line with a quote begins with one.
    if (this.#quoted === undefined && all.includes(QUOTE)) {
      this.#quoted = keyAt(
        block,
        starts.findIndex((start) => bytes[start] === QUOTE),
      );
    }
    if (this.#nonAscii === undefined && !isAscii(all)) {
      let line = 0;
      while (isAscii(bytes.subarray(starts[line]!, starts[line + 1]!))) line++;
      this.#nonAscii = keyAt(block, line);
    }
  }

  /** A part begins with this line of the block that is added next. */
  beginPart(block: Block, line: number): void {
    if (this.#keys + line === 0 || this.#partEnds.length >= REPRESENTATIVE_KEYS) return;
    this.#partEnds.push(line === 0 ? this.#last : keyAt(block, line - 1), keyAt(block, line));
  }

  finish(): Samples {
    const sample = shuffled(this.#sample.filter((key) => key !== undefined));
    const ends = [this.#first, this.#last, this.#quoted, this.#nonAscii, this.#longest, ...this.#partEnds];
    const representative = [...new Set(ends.filter((key) => key !== undefined))].slice(0, REPRESENTATIVE_KEYS);
    return { sample, tooLong: this.#tooLong, representative };
  }

  /** Draws anew from the keys before and those of the block: as many of each as one draw from all would have. */
  #draw(block: Block): void {
    let before = this.#keys;
    let fresh = block.count;
    const size = Math.min(SAMPLE_KEYS, before + fresh);
    for (let drawn = 0; drawn < size; drawn++) {
      if (random(before + fresh) < before) before--;
      else fresh--;
    }
    for (let leaving = this.#sample.length - this.#keys + before; leaving > 0; leaving--) {
      const last = this.#sample.pop();
      const place = random(this.#sample.length + 1);
      if (place < this.#sample.length) this.#sample[place] = last;
    }
    for (const line of distinct(block.count - fresh, block.count)) this.#sample.push(keyAt(block, line));
  }

  #findLongest(block: Block): void {
    const { count, starts } = block;
    let longest = this.#longestBytes;
    let found = -1;
    for (let line = 0; line < count; line++) {
      const bytes = starts[line + 1]! - starts[line]!;
      if (bytes <= longest) continue;
      if (bytes > MOST_BYTES) this.#tooLong++;
      else {
        longest = bytes;
        found = line;
      }
    }
    if (found < 0) return;
    this.#longestBytes = longest;
    this.#longest = keyAt(block, found);
  }
}

/** In random order: Fisher and Yates. */
function shuffled(keys: readonly string[]): string[] {
  const all = [...keys];
  for (let at = all.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
}

/** A sample of keys that are in memory. */
export function sampleOf(keys: readonly string[]): string[] {
  return shuffled(keys.filter((key) => Buffer.byteLength(key) < MOST_BYTES)).slice(0, SAMPLE_KEYS);
}

/** So many random numbers below another one, each once: Floyd. */
function distinct(count: number, below: number): Set<number> {
  const chosen = new Set<number>();
  for (let top = below - count; top < below; top++) {
    const number = random(top + 1);
    chosen.add(chosen.has(number) ? top : number);
  }
  return chosen;
}

const random = (below: number): number => Math.floor(Math.random() * below);

/** The key in a line, unless it is too long. */
function keyAt({ bytes, starts }: Block, line: number): string | undefined {
  const [start, end] = [starts[line]!, starts[line + 1]!];
  return end - start > MOST_BYTES ? undefined : keyOf(bytes.toString('utf8', start, end - 1));
}
