/** The normalised list on disk: one key per line, cut into parts that each fit one upload. */

import { isAscii } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, mkdtemp, open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Block } from './block.ts';
import { QUOTE } from './bytes.ts';
import { ListFailure, systemMessage } from './failure.ts';
import type { WrittenPart } from './part.ts';
import { type Contents, KEYS_PER_NOTE } from './stored.ts';

/** How much a part may hold. */
export interface PartLimits {
  keys: number;
  /** Of the normalised text. */
  bytes: number;
}

type OpenPart = { -readonly [Name in keyof WrittenPart]: WrittenPart[Name] } & { notes: number[] };

/** Writes blocks to parts, in order, and takes the digest on the way. */
export class PartWriter {
  keys = 0;
  bytes = 0;
  readonly #directory: Promise<string>;
  readonly #limits: PartLimits;
  readonly #hash: Hash = createHash('sha256');
  readonly #parts: OpenPart[] = [];
  #firstQuoted: number | undefined;
  #firstNonAscii: number | undefined;
  #longest: number | undefined;
  #longestBytes = 0;
  #handle: FileHandle | undefined;
  #written: Promise<void> = Promise.resolve();

  /** @param parent the parts get a directory of their own in here */
  constructor(parent: string, limits: PartLimits) {
    this.#limits = limits;
    this.#directory = mkdtemp(join(parent, 'list-'));
    this.#directory.catch(() => {});
  }

  /**
   * Takes a block whose lines are all to be kept.
   *
   * @returns when the block may be used again
   */
  write(block: Block): Promise<void> {
    const { bytes, starts, count } = block;
    this.#hash.update(bytes.subarray(0, block.used));
    this.#noteLandmarks(block);
    for (let from = 0; from < count; ) {
      let part = this.#parts.at(-1);
      let to = part ? fitting(starts, from, count, this.#limits, part) : from;
      if (!part || to === from) {
        part = { path: '', bytes: 0, crc32: 0, keys: 0, firstIndex: this.keys, notes: [] };
        this.#parts.push(part);
        this.#then(() => this.#openPart(this.#parts.indexOf(part!)));
        // One line at least, so that this ends; that lines fit is for the caller to see to.
        to = Math.max(from + 1, fitting(starts, from, count, this.#limits, part));
      }
      const start = starts[from]!;
      const nextNote = part.notes.length * KEYS_PER_NOTE;
      for (let key = nextNote; key < part.keys + to - from; key += KEYS_PER_NOTE) {
        part.notes.push(part.bytes + starts[from + key - part.keys]! - start);
      }
      part.keys += to - from;
      part.bytes += starts[to]! - start;
      this.keys += to - from;
      this.bytes += starts[to]! - start;
      const piece = bytes.subarray(start, starts[to]!);
      part.crc32 = crc32(piece, part.crc32);
      this.#then(() => writeAll(this.#handle!, piece));
      from = to;
    }
    return this.#written;
  }

  /** Completes the last part. */
  async finish(): Promise<Contents> {
    await this.#written;
    await this.close();
    return {
      keys: this.keys,
      bytes: this.bytes,
      sha256: this.#hash.digest('hex'),
      parts: this.#parts,
      landmarks: {
        ...(this.#firstQuoted === undefined ? {} : { firstQuoted: this.#firstQuoted }),
        ...(this.#firstNonAscii === undefined ? {} : { firstNonAscii: this.#firstNonAscii }),
        ...(this.#longest === undefined ? {} : { longest: this.#longest }),
        partStarts: this.#parts.map((part) => part.firstIndex),
      },
    };
  }

  /** Closes what is open, whatever happened. Never rejects. */
  async close(): Promise<void> {
    await this.#written.catch(() => {});
    await this.#handle?.close().catch(() => {});
    this.#handle = undefined;
  }

  #then(action: () => Promise<void>): void {
    this.#written = this.#written.then(action);
    // Whoever waits for it sees the error; until then it is not unhandled.
    this.#written.catch(() => {});
  }

  async #openPart(index: number): Promise<void> {
    try {
      // Some file systems tell only here that something was not written.
      await this.#handle?.close();
      this.#handle = undefined;
      const path = join(await this.#directory, `part-${index + 1}.csv`);
      this.#handle = await open(path, 'wx', 0o600);
      this.#parts[index]!.path = path;
    } catch (error) {
      throw unwritable(error);
    }
  }

  #noteLandmarks({ bytes, starts, count, used }: Block): void {
    let longestBytes = this.#longestBytes;
    for (let line = 0; line < count; line++) {
      const length = starts[line + 1]! - starts[line]!;
      if (length <= longestBytes) continue;
      longestBytes = length;
      this.#longest = this.keys + line;
    }
    this.#longestBytes = longestBytes;
    const lines = bytes.subarray(0, used);
    // Native searches first: most lists have no quote at all. A normalised line with a quote begins with one.
    if (this.#firstQuoted === undefined && lines.includes(QUOTE)) {
      this.#firstQuoted = this.keys + starts.findIndex((start) => bytes[start] === QUOTE);
    }
    if (this.#firstNonAscii === undefined && !isAscii(lines)) {
      let line = 0;
      while (isAscii(bytes.subarray(starts[line]!, starts[line + 1]!))) line++;
      this.#firstNonAscii = this.keys + line;
    }
  }
}

/** The end of the lines from `from` on that still fit the part. */
function fitting(
  starts: Uint32Array,
  from: number,
  count: number,
  limits: PartLimits,
  part: { bytes: number; keys: number },
): number {
  let low = from;
  let high = Math.min(count, from + limits.keys - part.keys);
  const room = starts[from]! + limits.bytes - part.bytes;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= room) low = middle;
    else high = middle - 1;
  }
  return low;
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  try {
    for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at)).bytesWritten;
  } catch (error) {
    throw unwritable(error);
  }
}

function unwritable(cause: unknown): ListFailure {
  return new ListFailure('runner_error', `The normalised list cannot be written (${systemMessage(cause)}).`, {
    advice:
      "Check that the runner's temporary directory (RUNNER_TEMP) is writable and has room for the whole list, twice if " +
      'keys are repeated.',
    cause,
  });
}
