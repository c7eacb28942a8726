/**
 * Which lines repeat an earlier one? Fingerprints are kept as lines come, 16 bytes each, and compared when all are there.
 *
 * Looking a line up while it is read means a visit to a table far larger than the processor's cache. Here a block's
 * fingerprints are grouped by their first byte, and at the end one group after the other goes through one table that
 * stays in the cache: less than half the time. That a line is repeated is known late; that is the price, see
 * writer.ts. The number of lines has no limit but memory (a JavaScript Set ends at 16.7 million).
 *
 * A list of many lines and few keys would need memory for every line, so lines are also compared now and then, and
 * the repeated ones forgotten: at most 64 bytes a distinct key, or 256 if none was repeated for a long time.
 */
import { FINGERPRINT_WORDS } from './fingerprint.ts';

const GROUPS = 256;
/** A kept line: its fingerprint, and its number in its block. */
const WORDS = FINGERPRINT_WORDS + 1;
/** 16 MB of them. */
const FEW_LINES = 1_048_576;
/** Lines are compared again when so many times as many are kept as were distinct; later if none was repeated. */
const GROWTH = 4;
const GROWTH_OF_DISTINCT = 16;

/** As a block has them. */
interface LineFingerprints {
  fingerprints: Int32Array;
  count: number;
}

/** The lines of a block, by group and in order within one. */
interface Run {
  /** The number of the block's first line. */
  first: number;
  /** Where each group begins in `kept`, in lines, and where the last one ends. */
  bounds: Uint32Array;
  kept: Int32Array<ArrayBuffer>;
}

export class Fingerprints {
  /** Lines that were added. */
  lines = 0;
  /** Lines whose fingerprints are kept. */
  kept = 0;
  readonly #repeated = new LineSet();
  readonly #fewLines: number;
  #runs: Run[] = [];
  #compareAt: number;

  /** @param fewLines how many are only compared at the end */
  constructor(fewLines: number = FEW_LINES) {
    this.#fewLines = fewLines;
    this.#compareAt = fewLines;
  }

  /** Adds a block's lines; the block may be used again at once. */
  add(block: LineFingerprints): void {
    this.#runs.push(grouped(block, this.lines));
    this.lines += block.count;
    this.kept += block.count;
    if (this.kept < this.#compareAt) return;
    const distinct = this.#compare();
    const growth = distinct < this.kept ? GROWTH : GROWTH_OF_DISTINCT;
    this.#compareAt = Math.max(this.#fewLines, growth * distinct);
    if (distinct < this.kept / 2) this.#forgetRepeated(distinct);
  }

  /** The lines that equal an earlier one, of all that were added. Frees the fingerprints: nothing can be added then. */
  repeated(): LineSet {
    this.#compare();
    this.#replace([]);
    return this.#repeated;
  }

  /** Keeps the fingerprints of distinct lines only. */
  #forgetRepeated(distinct: number): void {
    const run = { first: 0, bounds: new Uint32Array(GROUPS + 1), kept: new Int32Array(WORDS * distinct) };
    this.#compare((group, kept) => {
      const from = run.bounds[group]!;
      run.kept.set(kept, WORDS * from);
      run.bounds[group + 1] = from + kept.length / WORDS;
    });
    this.#replace([run]);
    this.kept = distinct;
  }

  #replace(runs: Run[]): void {
    // Frees the memory at once, not at some garbage collection.
    for (const { kept } of this.#runs) kept.buffer.transfer(0);
    this.#runs = runs;
  }

  /**
   * Compares all lines that are kept, and notes the repeated ones.
   *
   * @param take called with the distinct lines of each group, valid until it returns
   * @returns how many are distinct
   */
  #compare(take?: (group: number, kept: Int32Array) => void): number {
    const largest = this.#largestGroup();
    const lines = new Int32Array(WORDS * largest);
    const slots = new Int32Array(slotsFor(largest));
    let distinct = 0;
    for (let group = 0; group < GROUPS; group++) {
      let end = 0;
      slots.fill(0);
      for (const { first, bounds, kept } of this.#runs) {
        const more = kept.subarray(WORDS * bounds[group]!, WORDS * bounds[group + 1]!);
        lines.set(more, end);
        end = this.#keepDistinct(lines, slots, end, end + more.length, first);
      }
      distinct += end / WORDS;
      take?.(group, lines.subarray(0, end));
    }
    return distinct;
  }

  #largestGroup(): number {
    const sizes = new Uint32Array(GROUPS);
    for (const { bounds } of this.#runs) {
      for (let group = 0; group < GROUPS; group++) sizes[group]! += bounds[group + 1]! - bounds[group]!;
    }
    return sizes.reduce((most, size) => Math.max(most, size));
  }

  /**
   * Moves the lines [from, to) of `lines` together, without those that are known already; their numbers are not needed
   * any more. `slots` is the hash table of the lines before them: open addressing, the position of a line, counted from
   * 1; 0 is free.
   *
   * @returns where the distinct lines end
   */
  #keepDistinct(lines: Int32Array, slots: Int32Array, from: number, to: number, first: number): number {
    const mask = slots.length - 1;
    let end = from;
    for (let at = from; at < to; at += WORDS) {
      const a = lines[at]!;
      const b = lines[at + 1]!;
      const c = lines[at + 2]!;
      let slot = a & mask;
      let entry = slots[slot]!;
      while (entry !== 0 && !(lines[entry - 1] === a && lines[entry] === b && lines[entry + 1] === c)) {
        slot = (slot + 1) & mask;
        entry = slots[slot]!;
      }
      if (entry !== 0) {
        this.#repeated.add(first + lines[at + 3]!);
        continue;
      }
      slots[slot] = end + 1;
      if (end < at) {
        lines[end] = a;
        lines[end + 1] = b;
        lines[end + 2] = c;
      }
      end += WORDS;
    }
    return end;
  }
}

/** Sorts a block's lines by group, keeping their order within one: a counting sort. */
function grouped({ fingerprints, count }: LineFingerprints, first: number): Run {
  const end = FINGERPRINT_WORDS * count;
  const bounds = new Uint32Array(GROUPS + 1);
  for (let from = 0; from < end; from += FINGERPRINT_WORDS) bounds[(fingerprints[from]! >>> 24) + 1]! += 1;
  for (let group = 1; group <= GROUPS; group++) bounds[group]! += bounds[group - 1]!;
  const next = bounds.slice();
  const kept = new Int32Array(WORDS * count);
  for (let from = 0, line = 0; from < end; from += FINGERPRINT_WORDS, line++) {
    const a = fingerprints[from]!;
    const at = WORDS * next[a >>> 24]!;
    next[a >>> 24]! += 1;
    kept[at] = a;
    kept[at + 1] = fingerprints[from + 1]!;
    kept[at + 2] = fingerprints[from + 2]!;
    kept[at + 3] = line;
  }
  return { first, bounds, kept };
}

/** A power of two, of which so many lines fill five eighths at most: fuller, searching is slow. */
function slotsFor(lines: number): number {
  let slots = 16;
  while (lines * 8 > slots * 5) slots *= 2;
  return slots;
}

/** A set of a list's lines, by their numbers from 0: one bit for each line up to the last one in it. */
export class LineSet {
  /** How many are in it. */
  count = 0;
  #bits = new Uint8Array(0);

  add(line: number): void {
    const at = Math.floor(line / 8);
    const bit = 1 << (line % 8);
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(2 * at + 64);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    if ((this.#bits[at]! & bit) !== 0) return;
    this.#bits[at]! |= bit;
    this.count++;
  }

  /** The first line in it from this one on; Infinity if there is none. */
  nextFrom(line: number): number {
    let at = Math.floor(line / 8);
    let bits = (this.#bits[at] ?? 0) & (0xff << (line % 8));
    while (bits === 0) {
      if (++at >= this.#bits.length) return Number.POSITIVE_INFINITY;
      bits = this.#bits[at]!;
    }
    return 8 * at + 31 - Math.clz32(bits & -bits);
  }

  /** How many of the lines [from, to) are in it. */
  countIn(from: number, to: number): number {
    let count = 0;
    for (let line = this.nextFrom(from); line < to; line = this.nextFrom(line + 1)) count++;
    return count;
  }
}
