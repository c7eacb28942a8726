/** Keys that were written as parts, and the ways to read them again: all as text, all as blocks. */
import { createHash } from 'node:crypto';
import { Block } from './block.ts';
import { LF } from './bytes.ts';
import { keyOf } from './key.ts';
import { LineSet } from './line-set.ts';
import type { PartFile } from './part.ts';
import type { Contents } from './parts.ts';
import { Window } from './window.ts';

/** Distinct keys on disk. Everything but the sample is in first-seen order. */
export class StoredKeys implements Contents {
  readonly count: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly parts: readonly PartFile[];
  readonly sample: Contents['sample'];
  readonly representative: readonly string[];

  constructor({ count, bytes, sha256, parts, sample, representative }: Contents) {
    this.count = count;
    this.bytes = bytes;
    this.sha256 = sha256;
    this.parts = parts;
    this.sample = sample;
    this.representative = representative;
  }

  static none(): StoredKeys {
    const sha256 = createHash('sha256').digest('hex');
    return new StoredKeys({ count: 0, bytes: 0, sha256, parts: [], sample: [], representative: [] });
  }

  /** All keys as text, some thousand at a time; memory stays flat. */
  async *keys(): AsyncGenerator<string[], void, undefined> {
    for (const part of this.parts) {
      let rest: Buffer = Buffer.alloc(0);
      for await (const chunk of part.chunks()) {
        const bytes = Buffer.concat([rest, chunk]);
        const end = bytes.lastIndexOf(LF) + 1;
        rest = bytes.subarray(end);
        if (end === 0) continue;
        const lines = bytes.toString('utf8', 0, end - 1).split('\n');
        yield lines.map(keyOf);
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

  /**
   * All lines but those of a set, with their fingerprints. A block is valid until the next but one.
   *
   * @param first the number in `leftOut` of the first line
   */
  async *blocks(leftOut = new LineSet(), first = 0): AsyncGenerator<Block, void, undefined> {
    let block = new Block(this.bytes);
    let other = new Block(this.bytes);
    const window = new Window();
    let next = { start: 0, line: first };
    for (const part of this.parts) {
      for await (const chunk of part.chunks()) {
        window.feed(chunk, next.start);
        next.start = 0;
        for (let from = -1; from < next.start; ) {
          if (block.isFull(window.limit - next.start)) {
            yield block;
            [block, other] = [other, block];
            block.clear();
          }
          from = next.start;
          next = block.addNormalisedLines(window.memory, from, window.limit, leftOut, next.line);
        }
      }
    }
    if (block.count > 0) yield block;
  }
}
