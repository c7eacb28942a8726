/** Some hundred thousand normalised lines with their fingerprints: the unit that is deduplicated and written. */
import { CR, LF, QUOTE, skipPlain } from './bytes.ts';
import { BELOW_LF, BELOW_SPACE, LineDigest, SLACK } from './fingerprint.ts';
import { isPlaceholder } from './key.ts';
import type { LineSet } from './line-set.ts';

/** Large enough that a block's fingerprints of one group are many, see distinct.ts. */
const MAX_BYTES = 8_388_608;
const MIN_BYTES = 65_536;
/** A block has room for a key in so many bytes. */
const BYTES_PER_KEY = 32;

/** A buffer with a view on the same memory, and SLACK bytes behind its end for reads and writes by the word. */
export interface Memory {
  bytes: Buffer;
  view: DataView;
}

export function memory(size: number): Memory {
  const bytes = Buffer.allocUnsafeSlow(size + SLACK);
  return { bytes, view: new DataView(bytes.buffer) };
}

export class Block {
  /** Lines in it. */
  count = 0;
  /** Where each line starts; `starts[count]` is the end of the last one. */
  readonly starts: Uint32Array;
  /** The fingerprints, one array per 32 bits. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly c: Int32Array;
  readonly #maxKeys: number;
  #memory: Memory;
  readonly #digest = new LineDigest();

  /** @param bytes how much there is to come, roughly: a short list needs no large block */
  constructor(bytes: number = MAX_BYTES) {
    const size = Math.min(Math.max(bytes, MIN_BYTES), MAX_BYTES);
    this.#maxKeys = Math.ceil(size / BYTES_PER_KEY);
    this.#memory = memory(size);
    this.starts = new Uint32Array(this.#maxKeys + 1);
    this.a = new Int32Array(this.#maxKeys);
    this.b = new Int32Array(this.#maxKeys);
    this.c = new Int32Array(this.#maxKeys);
  }

  get bytes(): Buffer {
    return this.#memory.bytes;
  }

  /** Bytes in it. */
  get used(): number {
    return this.starts[this.count]!;
  }

  clear(): void {
    this.count = 0;
  }

  /** Whether it has no room for a line, or not for so many bytes of keys. An empty block takes any. */
  isFull(bytes: number): boolean {
    return this.count === this.#maxKeys || (this.count > 0 && this.used + bytes + SLACK > this.bytes.length - SLACK);
  }

  /**
   * Adds the key [start, end) of `source`, in which quotes are doubled already. The block must not be full.
   *
   * @param quoted whether the line needs quotes around the key
   */
  add(source: Memory, start: number, end: number, quoted: boolean): void {
    this.#reserve(end - start);
    const from = this.used;
    const { bytes, view } = this.#memory;
    let at = from;
    if (quoted) bytes[at++] = QUOTE;
    at += copy(source, start, end, this.#memory, at);
    if (quoted) bytes[at++] = QUOTE;
    bytes[at] = LF;
    this.#digest.read(view, from, BELOW_LF);
    this.#note(this.count++, at);
  }

  /**
   * Adds keys as long as each is a line of its own without anything that needs a closer look. The caller knows that
   * [start, limit) is valid UTF-8 and has no quote, comma or delimiter, and no U+007F; an LF must stand at `limit`.
   * The block must not be full for `limit - start` bytes.
   *
   * @returns the start of the first line that was not added: it is blank, odd or incomplete, or the block is full
   */
  addPlainLines(source: Memory, start: number, limit: number): number {
    const { bytes, view } = source;
    this.#reserve(limit - start);
    const target = this.#memory;
    let at = start;
    // Lines that end with LF are copied together.
    let run = start;
    let out = this.used;
    let { count } = this;
    while (count < this.#maxKeys) {
      const end = this.#digest.read(view, at, BELOW_SPACE);
      if (end === at || end >= limit) break;
      const crlf = bytes[end] === CR && bytes[end + 1] === LF && end + 1 < limit;
      if ((!crlf && bytes[end] !== LF) || isPlaceholder(bytes, at, end)) break;
      this.#note(count++, out + end - run);
      at = end + 1;
      if (!crlf) continue;
      out += copy(source, run, end, target, out);
      target.bytes[out++] = LF;
      run = ++at;
    }
    this.count = count;
    copy(source, run, at, target, out);
    return at;
  }

  /**
   * Adds lines that are normalised already, up to the last LF before `limit`. An LF must stand at `limit`. The block must
   * not be full for `limit - start` bytes.
   *
   * @returns the start of the first line that was not added: it is incomplete, or the block is full
   */
  addNormalisedLines(source: Memory, start: number, limit: number): number {
    this.#reserve(limit - start);
    const out = this.used - start;
    let at = start;
    let { count } = this;
    while (count < this.#maxKeys) {
      const end = this.#digest.read(source.view, at, BELOW_LF);
      if (end >= limit) break;
      this.#note(count++, out + end);
      at = end + 1;
    }
    this.count = count;
    copy(source, start, at, this.#memory, out + start);
    return at;
  }

  /**
   * The same for all lines but those of a set, without their fingerprints, which nobody needs again.
   *
   * @param line the number in `leftOut` of the first line
   * @returns the start and the number of the first line that was not looked at
   */
  addLinesExcept(
    leftOut: LineSet,
    line: number,
    source: Memory,
    start: number,
    limit: number,
  ): { start: number; line: number } {
    const { bytes, view } = source;
    this.#reserve(limit - start);
    let at = start;
    let next = line;
    let skip = leftOut.nextFrom(line);
    // Lines that follow each other are copied together.
    let run = start;
    let out = this.used;
    let { count } = this;
    while (count < this.#maxKeys) {
      let end = skipPlain(view, at);
      while (bytes[end] !== LF) end++;
      if (end >= limit) break;
      if (next++ === skip) {
        skip = leftOut.nextFrom(next);
        out += copy(source, run, at, this.#memory, out);
        run = end + 1;
      } else this.starts[++count] = out + end + 1 - run;
      at = end + 1;
    }
    this.count = count;
    copy(source, run, at, this.#memory, out);
    return { start: at, line: next };
  }

  /** Notes the end of a line, where its LF is, and the fingerprint that was read last as its own. */
  #note(line: number, lineEnd: number): void {
    this.a[line] = this.#digest.a;
    this.b[line] = this.#digest.b;
    this.c[line] = this.#digest.c;
    this.starts[line + 1] = lineEnd + 1;
  }

  /** Makes room for keys of so many bytes; only an empty block ever needs more than it has. */
  #reserve(bytes: number): void {
    const needed = this.used + bytes + 2 * SLACK;
    if (needed <= this.bytes.length) return;
    const larger = memory(needed);
    this.bytes.copy(larger.bytes, 0, 0, this.used);
    this.#memory = larger;
  }
}

/**
 * Copies [start, end) and returns its length. For short ones, the call of Buffer.copy() costs more than copying by the
 * word, which may write up to three bytes too many; there is room for them.
 */
function copy(from: Memory, start: number, end: number, to: Memory, out: number): number {
  if (end - start > 60) return from.bytes.copy(to.bytes, out, start, end);
  for (let at = start; at < end; at += 4) to.view.setInt32(out + at - start, from.view.getInt32(at, true), true);
  return end - start;
}
