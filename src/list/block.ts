/** Some hundred thousand normalised lines with their fingerprints: the unit that is deduplicated and written. */
import { CR, LF, QUOTE, skipPlain } from './bytes.ts';
import type { LineSet } from './distinct.ts';
import { BELOW_LF, FINGERPRINT_WORDS, fingerprint } from './fingerprint.ts';
import { isPlaceholder } from './key.ts';
import { Memory, type Window } from './window.ts';

/** Large enough that a block's fingerprints of one group are many, see distinct.ts. */
const MAX_BYTES = 8_388_608;
const MIN_BYTES = 65_536;
/** A block has room for a key in so many bytes. */
const BYTES_PER_KEY = 32;
/** What a line may take beside its key, and a copy by the word behind it. */
const EXTRA_BYTES = 8;

export class Block extends Memory {
  /** Lines in it. */
  count = 0;
  /** Where each line starts; `starts[count]` is the end of the last one. */
  readonly starts: Uint32Array;
  /** Of each line, its FINGERPRINT_WORDS. */
  readonly fingerprints: Int32Array;
  readonly #most: number;

  /** @param bytes how much there is to come, roughly: a short list needs no large block */
  constructor(bytes: number = MAX_BYTES) {
    const size = Math.min(Math.max(bytes, MIN_BYTES), MAX_BYTES);
    super(size);
    this.#most = Math.ceil(size / BYTES_PER_KEY);
    this.starts = new Uint32Array(this.#most + 1);
    this.fingerprints = new Int32Array(FINGERPRINT_WORDS * this.#most);
  }

  /** Bytes in it. */
  get used(): number {
    return this.starts[this.count]!;
  }

  /** Whether it has no room for a line, or not for so many bytes of keys. An empty block takes any. */
  isFull(bytes: number): boolean {
    return this.count === this.#most || (this.count > 0 && this.used + bytes + EXTRA_BYTES > this.size);
  }

  /**
   * Adds the key [start, end) of `source`, in which quotes are doubled already. The block must not be full.
   *
   * @param quoted whether the line needs quotes around the key
   */
  add(source: Memory, start: number, end: number, quoted: boolean): void {
    this.#reserve(end - start);
    const { bytes, view } = this;
    const from = this.used;
    let at = from;
    if (quoted) bytes[at++] = QUOTE;
    at += copy(source, start, end, this, at);
    if (quoted) bytes[at++] = QUOTE;
    bytes[at] = LF;
    fingerprint(view, from, BELOW_LF, this.fingerprints, FINGERPRINT_WORDS * this.count);
    this.starts[++this.count] = at + 1;
  }

  /**
   * Takes lines out of a window and adds them, as long as each is a key as it stands: until a line is blank or a placeholder,
   * ends otherwise than with LF or CRLF, or is not complete, or the block is full. The caller knows that all that is in
   * the window is normalised; or that it is valid UTF-8 and has no quote, comma or delimiter, and no U+007F. The block must
   * not be full for all of it.
   *
   * @param floor all bytes below it end a line: BELOW_LF for what is normalised, else BELOW_SPACE
   */
  addLines(window: Window, floor: number): void {
    this.#reserve(window.left);
    const { bytes, view, limit } = window;
    let { start } = window;
    let { count } = this;
    // Lines that end with LF are copied together.
    let run = start;
    let out = this.used;
    while (count < this.#most) {
      const end = fingerprint(view, start, floor, this.fingerprints, FINGERPRINT_WORDS * count);
      if (end === start || end >= limit) break;
      const crlf = bytes[end] === CR && bytes[end + 1] === LF && end + 1 < limit;
      if ((!crlf && bytes[end] !== LF) || isPlaceholder(bytes, start, end)) break;
      this.starts[++count] = out + end + 1 - run;
      start = end + 1;
      if (!crlf) continue;
      out += copy(window, run, end, this, out);
      this.bytes[out++] = LF;
      run = ++start;
    }
    this.count = count;
    copy(window, run, start, this, out);
    window.start = start;
  }

  /**
   * The same for normalised lines but those of a set, without their fingerprints, which nobody needs again.
   *
   * @param line the number in `leftOut` of the first line
   * @returns the number of the first line that was not taken
   */
  addLinesExcept(leftOut: LineSet, line: number, window: Window): number {
    this.#reserve(window.left);
    const { bytes, view, limit } = window;
    let { start } = window;
    let { count } = this;
    let next = line;
    let skip = leftOut.nextFrom(line);
    // Lines that follow each other are copied together.
    let run = start;
    let out = this.used;
    while (count < this.#most) {
      let end = skipPlain(view, start);
      while (bytes[end] !== LF) end++;
      if (end >= limit) break;
      if (next++ === skip) {
        skip = leftOut.nextFrom(next);
        out += copy(window, run, start, this, out);
        run = end + 1;
      } else this.starts[++count] = out + end + 1 - run;
      start = end + 1;
    }
    this.count = count;
    copy(window, run, start, this, out);
    window.start = start;
    return next;
  }

  /** Makes room for keys of so many bytes; only an empty block ever needs more than it has. */
  #reserve(bytes: number): void {
    const needed = this.used + bytes + EXTRA_BYTES;
    if (needed > this.size) this.enlarge(needed, 0, this.used);
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
