/** The part of a file that is in memory: chunks are fed at its end, rows are taken from its front. */
import { isUtf8 } from 'node:buffer';
import { type Memory, memory } from './block.ts';
import { LF } from './bytes.ts';
import { SLACK } from './fingerprint.ts';

export class Window {
  /** `memory.bytes[limit]` is an LF: whatever is searched for stops there. */
  memory: Memory = memory(0);
  /** The end of what was fed. */
  limit = 0;
  /** Whether nothing comes after it. */
  final = false;
  #validUtf8: number | undefined;

  /**
   * Drops what is before `from`, which becomes 0, and takes the next bytes of the file, which are copied; undefined for
   * its end.
   */
  feed(chunk: Buffer | undefined, from: number): void {
    const rest = this.limit - from;
    const needed = rest + (chunk?.length ?? 0);
    const { bytes } = this.memory;
    if (needed + SLACK > bytes.length) {
      // Twice as much: for what is left of a chunk before the next one, and for rows of many chunks.
      this.memory = memory(2 * needed);
      bytes.copy(this.memory.bytes, 0, from, this.limit);
    } else bytes.copyWithin(0, from, this.limit);
    chunk?.copy(this.memory.bytes, rest);
    this.limit = needed;
    this.final = chunk === undefined;
    this.#validUtf8 = undefined;
    this.memory.bytes[needed] = LF;
  }

  /**
   * Whether there are lines from `start` on that are valid UTF-8 and have none of these bytes. Native searches run at some
   * 20 GB/s: they cost 1 % of what plain lines save, see Block.addPlainLines().
   */
  hasPlainLines(start: number, without: readonly number[]): boolean {
    const rest = this.memory.bytes.subarray(start, this.limit);
    return !without.some((byte) => rest.includes(byte)) && start < this.validUtf8;
  }

  /**
   * How many bytes are known to be valid UTF-8: all lines that end with LF, or none. A character may be cut by the end
   * of what was fed.
   */
  get validUtf8(): number {
    if (this.#validUtf8 === undefined) {
      const fed = this.memory.bytes.subarray(0, this.limit);
      const lines = this.final ? fed : fed.subarray(0, fed.lastIndexOf(LF) + 1);
      this.#validUtf8 = isUtf8(lines) ? lines.length : 0;
    }
    return this.#validUtf8;
  }
}
