/** The pipeline: files in, a KeyList out, in one pass and flat memory; repeated keys cost another pass, see writer.ts. */
import type { ListSummary } from '../result.ts';
import type { ListSettings } from '../settings.ts';
import { Block } from './block.ts';
import { HAS_COMMA, HAS_CONTROL, HAS_NON_ASCII, HAS_QUOTE, SPACE, TAB } from './bytes.ts';
import { FieldReader } from './csv.ts';
import { ListFailure } from './failure.ts';
import { findFiles, type ListFile } from './files.ts';
import { skipHeader } from './header.ts';
import { isPlaceholder, keyProblem } from './key.ts';
import type { LineSet } from './line-set.ts';
import type { PartLimits } from './parts.ts';
import { emptyList, invalidRows } from './problems.ts';
import { SAMPLE_BYTES, signature } from './signature.ts';
import { openSource, type Source } from './source.ts';
import { type Contents, StoredKeys } from './stored.ts';
import { type Counts, type ReadProgress, Tally } from './tally.ts';
import { DistinctWriter } from './writer.ts';

export interface ReadOptions {
  settings: ListSettings;
  /** Base of relative paths; file names are shown relative to it where possible. */
  workspace: string;
  /** The normalised parts are written in here (mode 0600, in a directory of their own); the caller removes it. */
  tempDirectory: string;
  /** Of one part: at most so many keys and so many bytes. */
  limits: PartLimits;
  /** Called for every chunk that was read (a megabyte) and every file. */
  onProgress?: (progress: ReadProgress) => void;
  /** Called now and then while repeated keys are taken out: lines that were written again, of how many. */
  onRewrite?: (done: number, total: number) => void;
  /** Aborting rejects with its reason, with all files closed. */
  signal?: AbortSignal;
}

/** A list that was read: its distinct keys on disk, and what was counted on the way. */
export class KeyList extends StoredKeys {
  readonly summary: ListSummary;

  constructor(contents: Contents, summary: ListSummary) {
    super(contents);
    this.summary = summary;
  }
}

/**
 * Reads a key list.
 *
 * @throws ListFailure `invalid_input` (a pattern that matches nothing), `invalid_csv`, `empty_list`; with
 *   `onInvalidRow: 'fail'` the whole list is read first, so that the failure's summary is complete
 */
export async function readKeyList(options: ReadOptions): Promise<KeyList> {
  options.signal?.throwIfAborted();
  const files = await findFiles(options.settings.csvPath, options.workspace, options.signal);
  const reading = new Reading(options, files);
  try {
    for (const file of files) await reading.file(file);
    return await reading.finish();
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof ListFailure) error.summary ??= reading.giveUp();
    throw error;
  } finally {
    await reading.close();
  }
}

class Reading {
  readonly #options: ReadOptions;
  readonly #writer: DistinctWriter;
  readonly #tally: Tally;
  /** The files so far, and the line with which each began. */
  readonly #files: { counts: Counts; first: number }[] = [];
  /** One block is filled while the other is written. */
  #block: Block;
  #other: Block;
  #otherWritten: Promise<void> = Promise.resolve();

  constructor(options: ReadOptions, files: readonly ListFile[]) {
    const { tempDirectory, limits, onRewrite, signal } = options;
    this.#options = options;
    this.#tally = new Tally(files);
    // A gzip file may hold ten times as much.
    this.#block = new Block(10 * this.#tally.totalBytes);
    this.#other = new Block(10 * this.#tally.totalBytes);
    this.#writer = new DistinctWriter({
      tempDirectory,
      limits,
      ...(onRewrite && { onProgress: onRewrite }),
      ...(signal && { signal }),
    });
  }

  async file(file: ListFile): Promise<void> {
    const source = await openSource(file);
    const counts = this.#tally.open(file, source.gzip);
    this.#files.push({ counts, first: this.#writer.lines + this.#block.count });
    try {
      await this.#rows(file, source, counts);
      this.#tally.close();
      this.#options.onProgress?.(this.#tally.progress(0));
    } finally {
      await source.close();
    }
  }

  async #rows(file: ListFile, source: Source, counts: Counts): Promise<void> {
    const { settings, signal, onProgress } = this.#options;
    const reader = new FieldReader(file.shown, delimiterOf(file.path, settings), 1);
    const feed = async (): Promise<Buffer | undefined> => {
      const chunk = await source.next();
      signal?.throwIfAborted();
      onProgress?.(this.#tally.progress(source.bytesRead));
      return chunk;
    };

    reader.feed(await firstBytes(file, feed));
    while (!skipHeader(reader, file, settings, counts)) reader.feed(await feed());

    // A line is not longer than what was fed, so it fits a part.
    const isPlain = (): boolean => this.#writer.fits(reader.limit - reader.position) && reader.isPlain();
    let plain = isPlain();
    for (;;) {
      if (plain) {
        const { position, limit } = reader;
        if (this.#block.isFull(limit - position)) await this.#flush();
        const before = this.#block.count;
        const end = this.#block.addPlainLines(reader.memory, position, limit);
        counts.rows += this.#block.count - before;
        reader.skipLines(end, this.#block.count - before);
      }
      const step = reader.next();
      if (step === 'row') {
        if (this.#block.isFull(reader.end - reader.start)) await this.#flush();
        this.#row(reader, file, counts);
        counts.rows++;
      } else if (step === 'more') {
        reader.feed(await feed());
        plain = isPlain();
      } else return;
    }
  }

  /** Judges a row: its key goes to the block, or its problem to the problems. */
  #row(row: FieldReader, file: ListFile, counts: Counts): void {
    const { bytes, flags } = row;
    let { start, end } = row;
    while (start < end && isPadding(bytes[start]!)) start++;
    while (end > start && isPadding(bytes[end - 1]!)) end--;
    const problem =
      row.problem ??
      // Most keys are plain: a look at the flags is all they need.
      ((flags & (HAS_CONTROL | HAS_NON_ASCII)) !== 0 || start === end || isPlaceholder(bytes, start, end)
        ? keyProblem(bytes, start, end, (flags & HAS_NON_ASCII) === 0 || row.isKnownUtf8(end))
        : undefined);
    if (problem) {
      counts.invalidRows++;
      this.#tally.problem({ file: file.shown, line: row.line, column: row.column, kind: problem });
      return;
    }
    const quoted = (flags & (HAS_COMMA | HAS_QUOTE)) !== 0;
    if (!this.#writer.fits(end - start + (quoted ? 3 : 1))) {
      throw new ListFailure('invalid_csv', `a key of ${end - start} bytes is larger than one upload may be.`, {
        position: { file: file.shown, line: row.line, column: row.column },
        advice: 'Check that `key-column` names the right column.',
      });
    }
    if (end - start < row.end - row.start) this.#tally.trimmedKeys++;
    this.#block.add(row.memory, start, end, quoted);
  }

  /** Hands the block to the writer, and goes on with the other one. */
  async #flush(): Promise<void> {
    const block = this.#block;
    const written = this.#writer.write(block);
    this.#block = this.#other;
    this.#block.clear();
    this.#other = block;
    await this.#otherWritten;
    this.#otherWritten = written;
  }

  /** Counts what was read until now, of a list that is not to be used. */
  giveUp(): ListSummary {
    const repeated = this.#writer.giveUp(this.#block);
    this.#block.clear();
    this.#count(repeated);
    return this.#tally.summary();
  }

  #count(repeated: LineSet): void {
    let end = this.#writer.lines;
    for (const { counts, first } of this.#files.toReversed()) {
      counts.duplicates = repeated.countIn(first, end);
      counts.keys = end - first - counts.duplicates;
      end = first;
    }
  }

  async finish(): Promise<KeyList> {
    const { settings } = this.#options;
    await this.#flush();
    const { contents, repeated } = await this.#writer.finish();
    this.#count(repeated);
    const summary = this.#tally.summary(contents);
    const list = new KeyList(contents, summary);
    const failure =
      summary.invalidRows > 0 && settings.onInvalidRow === 'fail'
        ? invalidRows(summary)
        : summary.keys === 0 && !settings.allowEmpty
          ? emptyList(summary)
          : undefined;
    if (!failure) return list;
    failure.summary = summary;
    throw failure;
  }

  async close(): Promise<void> {
    await this.#writer.close();
  }
}

function isPadding(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

function delimiterOf(path: string, { delimiter }: ListSettings): string {
  if (delimiter !== 'auto') return delimiter;
  return /\.tsv(\.gz)?$/i.test(path) ? '\t' : ',';
}

/** The file's first bytes without a byte order mark; undefined for an empty file. */
export async function firstBytes(file: ListFile, next: () => Promise<Buffer | undefined>): Promise<Buffer | undefined> {
  // Copies, since a chunk is valid only until the next one; a gzip file may begin with many small chunks.
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < SAMPLE_BYTES) {
    const chunk = await next();
    if (!chunk) break;
    chunks.push(Buffer.from(chunk));
    length += chunk.length;
  }
  const bytes = Buffer.concat(chunks);
  const { bom, unreadable } = signature(bytes);
  if (unreadable) {
    throw new ListFailure('invalid_csv', `the file is ${unreadable}.`, {
      position: { file: file.shown },
      advice: 'Export the list as CSV text in UTF-8, plain or gzip-compressed.',
    });
  }
  return bytes.length > 0 ? bytes.subarray(bom) : undefined;
}
