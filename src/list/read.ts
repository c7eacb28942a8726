/** The pipeline: files in, a KeyList out, in one pass and flat memory. */
import type { FileSummary, ListSummary, ProblemKind, RowProblem } from '../result.ts';
import type { ListSettings } from '../settings.ts';
import { Block } from './block.ts';
import { HAS_COMMA, HAS_CONTROL, HAS_NON_ASCII, HAS_QUOTE, SPACE, TAB } from './bytes.ts';
import { FieldReader } from './csv.ts';
import { FingerprintSet } from './distinct.ts';
import { ListFailure } from './failure.ts';
import { findFiles, type ListFile } from './files.ts';
import { skipHeader } from './header.ts';
import { isPlaceholder, keyProblem } from './key.ts';
import { type PartLimits, PartWriter } from './parts.ts';
import { invalidRows } from './problems.ts';
import { SAMPLE_BYTES, signature } from './signature.ts';
import { openSource, type Source } from './source.ts';
import { type Contents, StoredKeys } from './stored.ts';

export interface ReadProgress {
  files: number;
  filesDone: number;
  /** Bytes on disk, read so far and in all files. */
  bytes: number;
  totalBytes: number;
  rows: number;
}

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
  /** Aborting rejects with its reason, with all files closed. */
  signal?: AbortSignal;
  /** Row problems that are kept. */
  maxProblems?: number;
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
  const files = await findFiles(options.settings.csvPath, options.workspace);
  const reading = new Reading(options, files);
  try {
    for (const file of files) await reading.file(file);
    return await reading.finish();
  } catch (error) {
    options.signal?.throwIfAborted();
    if (error instanceof ListFailure) error.summary ??= reading.summary();
    throw error;
  } finally {
    await reading.close();
  }
}

type Counts = { -readonly [Name in keyof FileSummary]: FileSummary[Name] };

class Reading {
  readonly #options: ReadOptions;
  readonly #files: readonly ListFile[];
  readonly #writer: PartWriter;
  readonly #seen = new FingerprintSet();
  readonly #done: Counts[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #problemTotals: Partial<Record<ProblemKind, number>> = {};
  #trimmedKeys = 0;
  /** One block is filled while the other is written. */
  #block: Block;
  #other: Block;
  #otherWritten: Promise<void> = Promise.resolve();
  #bytesDone = 0;
  #rowsDone = 0;
  readonly #totalBytes: number;

  constructor(options: ReadOptions, files: readonly ListFile[]) {
    this.#options = options;
    this.#files = files;
    this.#totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
    // A gzip file may hold ten times as much.
    this.#block = new Block(10 * this.#totalBytes);
    this.#other = new Block(10 * this.#totalBytes);
    this.#writer = new PartWriter(options.tempDirectory, options.limits);
  }

  async file(file: ListFile): Promise<void> {
    const source = await openSource(file);
    const counts: Counts = {
      path: file.shown,
      rows: 0,
      keys: 0,
      duplicates: 0,
      invalidRows: 0,
      headerSkipped: false,
      gzip: source.gzip,
      bytes: file.bytes,
    };
    this.#done.push(counts);
    try {
      try {
        await this.#rows(file, source, counts);
      } finally {
        // Also where reading ends early: what was read until then is counted.
        await this.#flush(counts);
      }
      this.#bytesDone += file.bytes;
      this.#rowsDone += counts.rows;
      this.#progress(0, 0);
    } finally {
      await source.close();
    }
  }

  async #rows(file: ListFile, source: Source, counts: Counts): Promise<void> {
    const { settings, signal } = this.#options;
    const reader = new FieldReader(file.shown, delimiterOf(file.path, settings), 1);
    const feed = async (): Promise<Buffer | undefined> => {
      const chunk = await source.next();
      signal?.throwIfAborted();
      this.#progress(source.bytesRead, counts.rows);
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
        if (this.#block.isFull(limit - position)) await this.#flush(counts);
        const before = this.#block.count;
        const end = this.#block.addPlainLines(reader.memory, position, limit);
        counts.rows += this.#block.count - before;
        reader.skipLines(end, this.#block.count - before);
      }
      const step = reader.next();
      if (step === 'row') {
        if (this.#block.isFull(reader.end - reader.start)) await this.#flush(counts);
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
      this.#problemTotals[problem] = (this.#problemTotals[problem] ?? 0) + 1;
      if (this.#problems.length < (this.#options.maxProblems ?? 7)) {
        this.#problems.push({ file: file.shown, line: row.line, column: row.column, kind: problem });
      }
      return;
    }
    const quoted = (flags & (HAS_COMMA | HAS_QUOTE)) !== 0;
    if (!this.#writer.fits(end - start + (quoted ? 3 : 1))) {
      throw new ListFailure('invalid_csv', `a key of ${end - start} bytes is larger than one upload may be.`, {
        position: { file: file.shown, line: row.line, column: row.column },
        advice: 'Check that `key-column` names the right column.',
      });
    }
    if (end - start < row.end - row.start) this.#trimmedKeys++;
    this.#block.add(row.memory, start, end, quoted);
  }

  /** Takes the repeated keys out of the block, hands the rest to the writer, and goes on with the other block. */
  async #flush(counts: Counts): Promise<void> {
    const block = this.#block;
    const known = this.#seen.add(block);
    counts.duplicates += known.count;
    counts.keys += block.count - known.count;
    if (known.count > 0) block.remove(known.flags);
    const written = this.#writer.write(block);
    await this.#otherWritten;
    this.#otherWritten = written;
    this.#block = this.#other;
    this.#other = block;
    this.#block.clear();
  }

  #progress(bytes: number, rows: number): void {
    this.#options.onProgress?.({
      files: this.#files.length,
      filesDone: this.#done.length - (bytes > 0 ? 1 : 0),
      bytes: this.#bytesDone + bytes,
      totalBytes: this.#totalBytes,
      rows: this.#rowsDone + rows,
    });
  }

  summary(contents?: Contents): ListSummary {
    const sum = (count: 'rows' | 'keys' | 'duplicates' | 'invalidRows'): number =>
      this.#done.reduce((total, file) => total + file[count], 0);
    return {
      rows: sum('rows'),
      keys: sum('keys'),
      duplicates: sum('duplicates'),
      invalidRows: sum('invalidRows'),
      trimmedKeys: this.#trimmedKeys,
      files: this.#done,
      bytes: contents?.bytes ?? 0,
      sha256: contents?.sha256 ?? '',
      problemTotals: this.#problemTotals,
      problems: this.#problems,
    };
  }

  async finish(): Promise<KeyList> {
    const { settings } = this.#options;
    const contents = await this.#writer.finish();
    const summary = this.summary(contents);
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

function emptyList({ rows, invalidRows, files }: ListSummary): ListFailure {
  const rejected = invalidRows > 0 ? `, ${invalidRows} of them rejected` : '';
  return new ListFailure(
    'empty_list',
    `The list has no keys: ${files.length} ${files.length === 1 ? 'file' : 'files'}, ${rows} rows${rejected}.`,
    { advice: 'Check the export. If an empty list is what you mean, set `allow-empty: true`.' },
  );
}
