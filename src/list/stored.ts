/**
 * Keys that were written as parts, and the ways to read them again: as bytes, as text, as blocks. Whoever does sees that
 * no part was changed.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { Block } from './block.ts';
import { LF, QUOTE } from './bytes.ts';
import type { LineSet } from './distinct.ts';
import { BELOW_LF } from './fingerprint.ts';
import { keyOf } from './key.ts';
import type { Samples } from './sample.ts';
import { readAhead } from './source.ts';
import { Window } from './window.ts';

/** Some of a list's keys as they are sent: one per line. */
export class PartFile {
  readonly path: string;
  keys = 0;
  /** Exact length. */
  bytes = 0;
  /** Of the content, to notice a change: modification times say too much and too little on network file systems. */
  crc32 = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** Exactly the part's bytes, in pieces of their own. Fails before the last one if the file is gone or was changed. */
  async *open(): AsyncIterable<Buffer> {
    for await (const chunk of this.chunks()) yield Buffer.from(chunk);
  }

  /** The same bytes as open(), in the same memory again and again: each piece is only valid until the next. */
  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    const handle = await open(this.path, 'r');
    try {
      let left = this.bytes;
      let sum = 0;
      if ((await handle.stat()).size !== left) throw changed();
      for await (const chunk of readAhead(handle, left)) {
        left -= chunk.length;
        sum = crc32(chunk, sum);
        // The last piece of a changed part is never given away.
        if (left < 0 || (left === 0 && sum !== this.crc32)) throw changed();
        yield chunk;
      }
      if (left > 0) throw changed();
    } finally {
      // Nothing is lost if that fails, so no outcome may change.
      await handle.close().catch(() => {});
    }
  }
}

/** Keys or bytes of all parts. */
export function total(parts: readonly PartFile[], what: 'keys' | 'bytes'): number {
  return parts.reduce((sum, part) => sum + part[what], 0);
}

function changed(): Error {
  return new Error('A part of the list changed on disk.');
}

/** Texts by their first two bytes, so that most other lines are ruled out without making a string of them. */
export class Beginnings {
  readonly #known = new Uint8Array(65_536);

  /** @param text not empty */
  add(text: string): void {
    // Behind a key of one byte a line has its LF.
    const bytes = Buffer.from(`${text.slice(0, 2)}\n`);
    this.#known[bytes.readUInt16BE()] = 1;
  }

  /** Whether the key of the normalised line that starts here may begin like one of the texts. */
  mayBegin(bytes: Buffer, start: number): boolean {
    // What is quoted begins behind the quote, and is rare.
    return bytes[start] === QUOTE || this.#known[bytes[start]! * 256 + bytes[start + 1]!] === 1;
  }
}

/** Distinct keys on disk. Everything but the sample is in first-seen order. */
export class StoredKeys implements Samples {
  readonly parts: readonly PartFile[];
  /** SHA-256 of all parts put together, lower-case hex. */
  readonly sha256: string;
  readonly sample: Samples['sample'];
  readonly representative: Samples['representative'];

  constructor(parts: readonly PartFile[], sha256: string, { sample, representative }: Samples) {
    this.parts = parts;
    this.sha256 = sha256;
    this.sample = sample;
    this.representative = representative;
  }

  static none(): StoredKeys {
    return new StoredKeys([], createHash('sha256').digest('hex'), { sample: [], representative: [] });
  }

  get count(): number {
    return total(this.parts, 'keys');
  }

  /** Size of all parts. */
  get bytes(): number {
    return total(this.parts, 'bytes');
  }

  /**
   * All keys as text, some thousand at a time; memory stays flat.
   *
   * @param beginnings leaves out most keys that begin like none of them, in a fifth of the time
   */
  async *keys(beginnings?: Beginnings): AsyncGenerator<string[], void, undefined> {
    const window = new Window();
    for (const part of this.parts) {
      for await (const chunk of part.chunks()) {
        window.feed(chunk);
        window.start = window.bytes.lastIndexOf(LF, window.limit - 1) + 1;
        if (window.start === 0) continue;
        const whole = window.bytes.subarray(0, window.start);
        const lines = beginnings
          ? linesThatBegin(whole, beginnings)
          : whole.toString('utf8', 0, whole.length - 1).split('\n');
        yield lines.map(keyOf);
      }
    }
  }

  /**
   * All lines with their fingerprints, or all but those of a set without. A block is valid until the next but one.
   *
   * @param first the number in `leftOut` of the first line
   */
  async *blocks(leftOut?: LineSet, first = 0): AsyncGenerator<Block, void, undefined> {
    let block = new Block(this.bytes);
    let other = new Block(this.bytes);
    const window = new Window();
    let line = first;
    for (const part of this.parts) {
      for await (const chunk of part.chunks()) {
        window.feed(chunk);
        for (let left = Number.POSITIVE_INFINITY; window.left < left; ) {
          if (block.isFull(window.left)) {
            yield block;
            [block, other] = [other, block];
            block.count = 0;
          }
          left = window.left;
          if (leftOut) line = block.addLinesExcept(leftOut, line, window);
          else block.addLines(window, BELOW_LF);
        }
      }
    }
    if (block.count > 0) yield block;
  }
}

function linesThatBegin(bytes: Buffer, beginnings: Beginnings): string[] {
  const lines: string[] = [];
  for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
    for (end = start; bytes[end] !== LF; ) end++;
    if (beginnings.mayBegin(bytes, start)) lines.push(bytes.toString('utf8', start, end));
  }
  return lines;
}

/** The same keys, exactly `size` at a time but for the last time. */
export async function* inBatches(
  keys: AsyncIterable<readonly string[]>,
  size: number,
): AsyncGenerator<readonly string[], void, undefined> {
  let batch: readonly string[] = [];
  for await (const some of keys) {
    const all = [...batch, ...some];
    let at = 0;
    for (; at + size <= all.length; at += size) yield all.slice(at, at + size);
    batch = all.slice(at);
  }
  if (batch.length > 0) yield batch;
}
