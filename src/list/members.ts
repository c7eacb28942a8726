/**
 * A segment's members out of an exported file. Other than in a list nothing is trimmed, rejected or skipped: members
 * are what LaunchDarkly has, and a row that cannot be read to the byte makes the file unreadable.
 */
import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { Block } from './block.ts';
import { HAS_COMMA, HAS_CONTROL, HAS_NON_ASCII, HAS_QUOTE } from './bytes.ts';
import { FieldReader } from './csv.ts';
import { subtract } from './difference.ts';
import { ListFailure } from './failure.ts';
import type { ListFile } from './files.ts';
import { hasControlCharacter } from './key.ts';
import { cellOf, type Layout, layoutsOf, type Mark } from './layout.ts';
import { firstBytes } from './read.ts';
import { SAMPLE_BYTES } from './signature.ts';
import { openSource } from './source.ts';
import { StoredKeys } from './stored.ts';
import { DistinctWriter, type WriteOptions } from './writer.ts';

/** Members with control characters are kept in memory; a segment that has more of them came by another way than lists. */
const MOST_UNLISTABLE = 100_000;

/** Distinct members of a segment. */
export class Members {
  readonly stored: StoredKeys;
  /** Keys that no list can hold, since they have control characters. */
  readonly #unlistable: readonly string[];

  constructor(stored: StoredKeys, unlistable: readonly string[]) {
    this.stored = stored;
    this.#unlistable = unlistable;
  }

  static none(): Members {
    return new Members(new StoredKeys({ keys: 0, bytes: 0, sha256: '', parts: [], landmarks: { partStarts: [] } }), []);
  }

  get count(): number {
    return this.stored.count + this.#unlistable.length;
  }

  /** The members that the list does not have. */
  async without(list: StoredKeys, options: WriteOptions): Promise<Members> {
    return new Members(await subtract(this.stored, list, options), this.#unlistable);
  }

  /** Gives single keys, in any order. Those that no list can hold have the first indices. */
  async keysAt(indices: readonly number[]): Promise<string[]> {
    const { length } = this.#unlistable;
    const stored = await this.stored.keysAt(indices.filter((index) => index >= length).map((index) => index - length));
    return [...indices.filter((index) => index < length).map((index) => this.#unlistable[index]!), ...stored];
  }

  /** All keys, some thousand at a time. */
  async *keys(): AsyncGenerator<string[], void, undefined> {
    if (this.#unlistable.length > 0) yield [...this.#unlistable];
    yield* this.stored.keys();
  }

  /** All keys, at most `size` at a time. */
  async *batches(size: number): AsyncGenerator<string[], void, undefined> {
    for (let at = 0; at < this.#unlistable.length; at += size) yield this.#unlistable.slice(at, at + size);
    yield* this.stored.batches(size);
  }
}

/** The exported file, as messages name it: where it lies is nobody's business. */
async function exported(path: string): Promise<ListFile> {
  return { path, shown: 'export', bytes: (await stat(path)).size };
}

/**
 * The layouts that an exported file may have, the likeliest first.
 * @throws ListFailure for a file that is no text
 */
export async function exportLayouts(path: string): Promise<Layout[]> {
  const file = await exported(path);
  const source = await openSource(file);
  try {
    const sample = (await firstBytes(file, () => source.next())) ?? Buffer.alloc(0);
    return layoutsOf(sample.subarray(0, SAMPLE_BYTES), sample.length < SAMPLE_BYTES - 3);
  } finally {
    await source.close();
  }
}

/**
 * Reads the members out of an exported file (plain or gzip) of the given layout.
 * @throws ListFailure for a row that has another layout, or whose key is not exactly clear
 */
export async function readMembers(path: string, layout: Layout, options: WriteOptions): Promise<Members> {
  const file = await exported(path);
  const source = await openSource(file);
  const writer = new DistinctWriter(options);
  const block = new Block();
  const unlistable = new Set<string>();
  const flush = async (): Promise<void> => {
    await writer.write(block);
    block.clear();
  };
  const feed = async (): Promise<Buffer | undefined> => {
    const chunk = await source.next();
    options.signal?.throwIfAborted();
    return chunk;
  };
  try {
    const reader = new FieldReader(file.shown, layout.delimiter, layout.keyColumn);
    reader.feed(await firstBytes(file, feed));
    let header = layout.header;
    let plain = reader.isPlain();
    for (;;) {
      if (plain && !header && layout.columns === 1) {
        const { position, limit } = reader;
        if (block.isFull(limit - position)) await flush();
        const before = block.count;
        reader.skipLines(block.addPlainLines(reader.memory, position, limit), block.count - before);
      }
      const start = reader.mark();
      const step = reader.next();
      if (step === 'more') {
        reader.feed(await feed());
        plain = reader.isPlain();
        continue;
      }
      if (step === 'end') break;
      if (reader.columns !== layout.columns) throw unclear(reader, 'the row has another number of columns');
      if (header) {
        header = false;
        continue;
      }
      if (layout.mark && !isMember(reader, start, layout.mark, layout.keyColumn)) continue;
      if (block.isFull(reader.end - reader.start)) await flush();
      addMember(reader, block, unlistable, writer);
    }
    await flush();
    const { contents } = await writer.finish();
    return new Members(new StoredKeys(contents), [...unlistable]);
  } finally {
    await writer.close();
    await source.close();
  }
}

/** Reads the row's mark, and then its key again. */
function isMember(reader: FieldReader, start: ReturnType<FieldReader['mark']>, mark: Mark, keyColumn: number): boolean {
  reader.reset(start);
  reader.keyColumn = mark.column;
  reader.next();
  const member = mark.isMember(cellOf(reader));
  if (member === undefined) throw unclear(reader, 'it is not clear whether the row is a member');
  reader.reset(start);
  reader.keyColumn = keyColumn;
  reader.next();
  return member;
}

function addMember(row: FieldReader, block: Block, unlistable: Set<string>, writer: DistinctWriter): void {
  const { bytes, start, end, flags } = row;
  if (row.problem !== undefined) throw unclear(row, 'the quoting is malformed');
  if (start === end) throw unclear(row, 'the key is empty');
  if ((flags & HAS_NON_ASCII) !== 0 && !row.isKnownUtf8(end) && !isUtf8(bytes.subarray(start, end))) {
    throw unclear(row, 'the key is not valid UTF-8');
  }
  if ((flags & HAS_CONTROL) !== 0 && hasControlCharacter(bytes, start, end)) {
    unlistable.add(cellOf(row));
    if (unlistable.size > MOST_UNLISTABLE) throw unclear(row, 'too many keys have control characters');
    return;
  }
  const quoted = (flags & (HAS_COMMA | HAS_QUOTE)) !== 0;
  if (!writer.fits(end - start + 3)) throw unclear(row, 'the key is longer than one upload may be');
  block.add(row.memory, start, end, quoted);
}

function unclear({ line, column }: FieldReader, what: string): ListFailure {
  return new ListFailure('export_mismatch', `${what}.`, { position: { file: 'export', line, column } });
}
