/**
 * Has this key been seen? A set of fingerprints in typed arrays, which takes a block of lines at a time.
 *
 * The set is cut into 256 partitions by the first byte of the fingerprint, and a block's lines are grouped by partition
 * before they are looked up, so that the visits to one partition follow each other while it is in the processor's
 * cache: a third of the time of looking them up one by one. A partition keeps its fingerprints in the order they came,
 * and a hash table of their numbers: 12 bytes and 6 to 26 bytes a key. It grows alone, so that no more than one table
 * is held twice. The number of keys has no limit but memory (a JavaScript Set ends at 16.7 million).
 */
import type { Block } from './block.ts';

const PARTITIONS = 256;
/** Fingerprints are kept in segments, so that nothing is copied to grow, and nothing is held twice. */
const SEGMENT_BITS = 10;
const SEGMENT_KEYS = 1 << SEGMENT_BITS;
/** A slot of a table holds a number in its lower bits, and above it eight bits of the fingerprint, as most differ there. */
const NUMBER = 0xff_ffff;
const TAG = ~NUMBER;

interface Partition {
  keys: number;
  /** The fingerprints, three words each. */
  segments: Int32Array[];
  /** Open addressing, a power of two of slots: the number of a fingerprint, counted from 1, and its tag. 0 is free. */
  slots: Int32Array<ArrayBuffer>;
}

/** Which of a block's lines the set had: 1 in `flags`; and how many. Valid until the set is asked again. */
export interface Found {
  flags: Uint8Array;
  count: number;
}

export class FingerprintSet {
  readonly #partitions: Partition[] = Array.from({ length: PARTITIONS }, () => ({
    keys: 0,
    segments: [],
    slots: new Int32Array(64),
  }));
  /** Where in `#grouped` each partition's lines begin, and end. */
  readonly #bounds = new Uint32Array(PARTITIONS + 1);
  /** A block's lines by partition, four words each: the fingerprint, and the line's number. */
  #grouped = new Int32Array(0);
  #flags = new Uint8Array(0);
  /** Only there so that what is read ahead is used. */
  touched = 0;

  /** Adds a block's lines. A line also counts as found if an earlier one of the block equals it. */
  add(block: Block): Found {
    return this.#visit(block, true);
  }

  /** Looks a block's lines up, and adds none. */
  find(block: Block): Found {
    return this.#visit(block, false);
  }

  #visit(block: Block, add: boolean): Found {
    if (block.count > this.#flags.length) {
      this.#grouped = new Int32Array(4 * block.count);
      this.#flags = new Uint8Array(block.count);
    }
    this.#flags.fill(0, 0, block.count);
    this.#group(block);
    let count = 0;
    for (let index = 0; index < PARTITIONS; index++) {
      const from = this.#bounds[index]!;
      const to = this.#bounds[index + 1]!;
      if (from === to) continue;
      const partition = this.#partitions[index]!;
      if (add) reserve(partition, to - from);
      this.#readAhead(partition, from, to);
      count += this.#look(partition, from, to, add);
    }
    return { flags: this.#flags, count };
  }

  /** Sorts the lines by partition, keeping their order within one: a counting sort. */
  #group({ a, b, c, count }: Block): void {
    const bounds = this.#bounds.fill(0);
    const grouped = this.#grouped;
    for (let line = 0; line < count; line++) bounds[(a[line]! >>> 24) + 1]!++;
    for (let index = 1; index <= PARTITIONS; index++) bounds[index]! += bounds[index - 1]!;
    const next = bounds.slice();
    for (let line = 0; line < count; line++) {
      const at = 4 * next[a[line]! >>> 24]!++;
      grouped[at] = a[line]!;
      grouped[at + 1] = b[line]!;
      grouped[at + 2] = c[line]!;
      grouped[at + 3] = line;
    }
  }

  /**
   * Brings the slots that are needed next into the cache: without branches, the processor waits for many at once.
   * Four a step take a third less time than one.
   */
  #readAhead({ slots }: Partition, from: number, to: number): void {
    const grouped = this.#grouped;
    const mask = slots.length - 1;
    const end = 4 * to;
    let at = 4 * from;
    let touched = 0;
    for (; at + 16 <= end; at += 16) {
      touched ^= slots[grouped[at]! & mask]! ^ slots[grouped[at + 4]! & mask]!;
      touched ^= slots[grouped[at + 8]! & mask]! ^ slots[grouped[at + 12]! & mask]!;
    }
    for (; at < end; at += 4) touched ^= slots[grouped[at]! & mask]!;
    this.touched = touched;
  }

  /** Looks up the lines [from, to) of `#grouped`, and returns how many were found. */
  #look(partition: Partition, from: number, to: number, add: boolean): number {
    const { slots, segments } = partition;
    const grouped = this.#grouped;
    const flags = this.#flags;
    const mask = slots.length - 1;
    let { keys } = partition;
    let count = 0;
    for (let next = from; next < to; next++) {
      const a = grouped[4 * next]!;
      const b = grouped[4 * next + 1]!;
      const c = grouped[4 * next + 2]!;
      let slot = a & mask;
      let entry = slots[slot]!;
      let found = false;
      while (entry !== 0) {
        if (((entry ^ b) & TAG) === 0) {
          const number = (entry & NUMBER) - 1;
          const segment = segments[number >>> SEGMENT_BITS]!;
          const at = 3 * (number & (SEGMENT_KEYS - 1));
          if (segment[at] === a && segment[at + 1] === b && segment[at + 2] === c) {
            found = true;
            break;
          }
        }
        slot = (slot + 1) & mask;
        entry = slots[slot]!;
      }
      if (found) {
        flags[grouped[4 * next + 3]!] = 1;
        count++;
      }
      if (found || !add) continue;
      const segment = segments[keys >>> SEGMENT_BITS]!;
      const at = 3 * (keys & (SEGMENT_KEYS - 1));
      segment[at] = a;
      segment[at + 1] = b;
      segment[at + 2] = c;
      keys++;
      slots[slot] = (b & TAG) | keys;
    }
    partition.keys = keys;
    return count;
  }
}

/** Makes room for so many more keys in a partition. Its table is at most five eighths full: fuller, searching is slow. */
function reserve(partition: Partition, more: number): void {
  const { segments, keys } = partition;
  while (segments.length * SEGMENT_KEYS < keys + more) segments.push(new Int32Array(3 * SEGMENT_KEYS));
  let { length } = partition.slots;
  // While tables are small, large steps: two thirds fewer moves, 0.15 s for 10 million keys.
  while ((keys + more) * 8 > length * 5) length *= length < 65_536 ? 4 : 2;
  if (length === partition.slots.length) return;
  // Frees the old table at once, not at some garbage collection.
  partition.slots.buffer.transfer(0);
  const slots = new Int32Array(length);
  for (let number = 0; number < keys; number++) {
    const segment = segments[number >>> SEGMENT_BITS]!;
    const at = 3 * (number & (SEGMENT_KEYS - 1));
    let slot = segment[at]! & (length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (length - 1);
    slots[slot] = (segment[at + 1]! & TAG) | (number + 1);
  }
  partition.slots = slots;
}
