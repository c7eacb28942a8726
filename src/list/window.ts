/** The part of a file that is in memory: chunks are fed at its end, rows are taken from its front. */
import { isUtf8 } from 'node:buffer';
import { LF } from './bytes.ts';

/** Lines are read and written in words of four bytes, so this many bytes behind their end must exist. */
const SLACK = 8;

/** Bytes with a view on them, which reads and writes words anywhere. */
export class Memory {
  bytes: Buffer;
  view: DataView;

  /** @param size without SLACK */
  constructor(size = 0) {
    this.bytes = Buffer.allocUnsafeSlow(size + SLACK);
    this.view = new DataView(this.bytes.buffer);
  }

  get size(): number {
    return this.bytes.length - SLACK;
  }

  /** Moves [start, end) to the front of larger memory. */
  protected enlarge(size: number, start: number, end: number): void {
    const larger = new Memory(size);
    this.bytes.copy(larger.bytes, 0, start, end);
    this.bytes = larger.bytes;
    this.view = larger.view;
  }
}

export class Window extends Memory {
  /** What was fed and is not taken yet: [start, limit). An LF is at `limit`: whatever is searched for stops there. */
  start = 0;
  limit = 0;
  /** Whether nothing comes after it. */
  final = false;
  #validUtf8: number | undefined;

  /** Bytes that are not taken yet. */
  get left(): number {
    return this.limit - this.start;
  }

  /** Drops what was taken, so that `start` is 0, and takes in the next bytes of the file, a copy; undefined for its end. */
  feed(chunk: Buffer | undefined): void {
    const { start, limit, left } = this;
    const needed = left + (chunk?.length ?? 0);
    // Twice as much: for what is left of a chunk before the next one, and for rows of many chunks.
    if (needed > this.size) this.enlarge(2 * needed, start, limit);
    else this.bytes.copyWithin(0, start, limit);
    chunk?.copy(this.bytes, left);
    this.start = 0;
    this.limit = needed;
    this.final = chunk === undefined;
    this.#validUtf8 = undefined;
    this.bytes[needed] = LF;
  }

  /**
   * How many bytes are known to be valid UTF-8: all lines that end with LF, or none. A character may be cut by the end
   * of what was fed.
   */
  get validUtf8(): number {
    if (this.#validUtf8 === undefined) {
      const fed = this.bytes.subarray(0, this.limit);
      const lines = this.final ? fed : fed.subarray(0, fed.lastIndexOf(LF) + 1);
      this.#validUtf8 = isUtf8(lines) ? lines.length : 0;
    }
    return this.#validUtf8;
  }
}
