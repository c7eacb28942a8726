/** Keys that were written as parts, and the ways to read them again: a few, all as text, all as blocks. */
import { Block, type Memory } from './block.ts';
import { LF } from './bytes.ts';
import type { LineSet } from './line-set.ts';
import { changed, chunksOf, letGo, openPart, type Part, streamOf, type WrittenPart } from './part.ts';
import { Window } from './window.ts';

/** At every so many keys the position is noted, so that a single key is found by reading a few kilobytes. */
export const KEYS_PER_NOTE = 1024;

/** Where in the list keys of a special kind are: 0-based indices in list order. Absent: there is none. */
export interface Landmarks {
  firstQuoted?: number;
  firstNonAscii?: number;
  /** The first of the longest keys. */
  longest?: number;
  partStarts: readonly number[];
}

/** The key that a normalised line holds: the line without its LF. */
function keyOf(line: string): string {
  return line.startsWith('"') ? line.slice(1, -1).replaceAll('""', '"') : line;
}

/** What a PartWriter wrote. */
export interface Contents {
  keys: number;
  bytes: number;
  sha256: string;
  parts: readonly WrittenPart[];
  landmarks: Landmarks;
}

/** Distinct keys on disk. Everything is in first-seen order. */
export class StoredKeys {
  /** How many. */
  readonly count: number;
  /** Size of all parts. */
  readonly bytes: number;
  /** SHA-256 of all parts put together, lower-case hex. */
  readonly sha256: string;
  readonly parts: readonly Part[];
  readonly landmarks: Landmarks;

  constructor({ keys, bytes, sha256, parts, landmarks }: Contents) {
    this.count = keys;
    this.bytes = bytes;
    this.sha256 = sha256;
    this.landmarks = landmarks;
    this.parts = parts.map((part) => ({ ...part, open: () => streamOf(part), chunks: () => chunksOf(part) }));
  }

  /**
   * Gives single keys; reads only a few kilobytes for each.
   *
   * @param indices 0-based, in any order, below `count`
   * @returns the keys, in the order of the indices
   */
  async keysAt(indices: readonly number[]): Promise<string[]> {
    const keys = new Map<number, string>();
    for (const part of this.parts) {
      const wanted = indices.filter((index) => index >= part.firstIndex && index < part.firstIndex + part.keys);
      if (wanted.length === 0) continue;
      const handle = await openPart(part);
      try {
        for (const note of new Set(wanted.map((index) => Math.floor((index - part.firstIndex) / KEYS_PER_NOTE)))) {
          const from = part.notes[note]!;
          const piece = Buffer.alloc((part.notes[note + 1] ?? part.bytes) - from);
          const { bytesRead } = await handle.read(piece, 0, piece.length, from);
          if (bytesRead < piece.length) throw changed();
          const lines = piece.toString().split('\n');
          const first = part.firstIndex + note * KEYS_PER_NOTE;
          for (const index of wanted) {
            if (index >= first && index < first + KEYS_PER_NOTE) keys.set(index, keyOf(lines[index - first]!));
          }
        }
      } finally {
        await letGo(handle);
      }
    }
    return indices.map((index) => {
      const key = keys.get(index);
      if (key === undefined) throw new RangeError(`There is no key ${index} in a list of ${this.count}.`);
      return key;
    });
  }

  /** All keys as text, some thousand at a time; memory stays flat. */
  async *keys(): AsyncGenerator<string[], void, undefined> {
    for (const part of this.parts) {
      let rest: Buffer = Buffer.alloc(0);
      for await (const chunk of part.open() as AsyncIterable<Buffer>) {
        const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
        const end = bytes.lastIndexOf(LF) + 1;
        rest = bytes.subarray(end);
        if (end > 0)
          yield bytes
            .toString('utf8', 0, end - 1)
            .split('\n')
            .map(keyOf);
      }
    }
  }

  /** All keys as text, exactly `size` at a time but for the last time. */
  async *batches(size: number): AsyncGenerator<string[], void, undefined> {
    let batch: string[] = [];
    for await (const keys of this.keys()) {
      for (const key of keys) {
        batch.push(key);
        if (batch.length < size) continue;
        yield batch;
        batch = [];
      }
    }
    if (batch.length > 0) yield batch;
  }

  /** All lines with their fingerprints. A block is valid until the next but one. */
  blocks(): AsyncGenerator<Block, void, undefined> {
    return this.#blocks((block, memory, start, limit) => block.addNormalisedLines(memory, start, limit));
  }

  /**
   * The lines that are not in a set, without fingerprints. A block is valid until the next but one.
   *
   * @param first the number in `leftOut` of the first line
   */
  blocksWithout(leftOut: LineSet, first: number): AsyncGenerator<Block, void, undefined> {
    let line = first;
    return this.#blocks((block, memory, start, limit) => {
      const next = block.addLinesExcept(leftOut, line, memory, start, limit);
      line = next.line;
      return next.start;
    });
  }

  /** @param add adds lines to a block that is not full, and returns the start of the first one that it did not look at */
  async *#blocks(
    add: (block: Block, memory: Memory, start: number, limit: number) => number,
  ): AsyncGenerator<Block, void, undefined> {
    let block = new Block(this.bytes);
    let other = new Block(this.bytes);
    const window = new Window();
    let at = 0;
    for (const part of this.parts) {
      for await (const chunk of part.chunks()) {
        window.feed(chunk, at);
        at = 0;
        for (;;) {
          if (block.isFull(window.limit - at)) {
            yield block;
            [block, other] = [other, block];
            block.clear();
          }
          const from = at;
          at = add(block, window.memory, at, window.limit);
          if (at === from || at >= window.limit) break;
        }
      }
    }
    if (block.count > 0) yield block;
  }
}
