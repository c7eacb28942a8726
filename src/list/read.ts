/** The pipeline: files in, a KeyList out, in one pass and flat memory; repeated keys cost another pass, see writer.ts. */
import type { FileSummary, ListSummary, ProblemKind, RowProblem } from '../result.ts';
import type { ListSettings } from '../settings.ts';
import { count, number, ROW_PROBLEMS, rowProblems } from '../words.ts';
import { FieldReader } from './csv.ts';
import type { LineSet } from './distinct.ts';
import { failureAt, ListFailure } from './failure.ts';
import { findFiles, type ListFile } from './files.ts';
import { readHeader } from './header.ts';
import { keyProblem, trim } from './key.ts';
import type { WriteOptions } from './parts.ts';
import { beginningOf, Rows } from './rows.ts';
import { openFile } from './source.ts';
import type { StoredKeys } from './stored.ts';
import { DistinctWriter } from './writer.ts';

export interface ReadListOptions extends Omit<WriteOptions, 'onProgress' | 'share'> {
  settings: ListSettings;
  /** Base of relative paths; file names are shown relative to it where possible. */
  workspace: string;
  /** Called for every chunk that was read (a megabyte) and every file: bytes on disk, so far and in all. */
  onProgress?: (progress: { bytes: number; totalBytes: number }) => void;
  /** Called now and then while repeated keys are taken out: lines that were written again, of how many. */
  onRewrite?: (done: number, total: number) => void;
}

/** A list that was read. */
export interface KeyList {
  /** What was counted on the way. */
  readonly summary: ListSummary;
  /** Its distinct keys, on disk. */
  readonly keys: StoredKeys;
}

/** A single row with more columns, and no header row above it, is taken for a whole list on a single line. */
export const MOST_COLUMNS_OF_ONE_ROW = 100;

/** Row problems that are kept. */
const MOST_PROBLEMS = 7;

/**
 * Reads a key list.
 *
 * @throws ListFailure `invalid_input` (a pattern that matches nothing), `invalid_csv`, `empty_list`, `runner_error`; with
 *   `onInvalidRow: 'fail'` the whole list is read first, so that the failure's summary is complete
 */
export async function readKeyList(options: ReadListOptions): Promise<KeyList> {
  const { settings, workspace, tempDirectory, limits, signal, onProgress, onRewrite } = options;
  signal?.throwIfAborted();
  const files = await findFiles(settings.csvPath, workspace, signal);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytesRead = 0;
  const share = (): number => bytesRead / totalBytes;
  const writing = { tempDirectory, limits, signal, onProgress: onRewrite, share };
  // A compressed file may hold ten times as much.
  await using writer = new DistinctWriter(writing, 10 * totalBytes);
  const counter = new Counter(writer);
  try {
    for (const file of files) {
      const before = bytesRead;
      const progress = (done: number): void => {
        bytesRead = before + done;
        onProgress?.({ bytes: bytesRead, totalBytes });
      };
      const counts = counter.beginFile(file);
      await using source = await openFile(file, signal, progress);
      counts.compression = source.compression;
      const rows = new Rows(readerOf(file, settings), await beginningOf(source, file.shown), source);
      counts.header = await readHeader(rows, settings);
      await rows.each({ writer, row: () => counter.row(rows.reader, counts) });
      // A shard of a wide table may well have one row.
      if (files.length === 1) throwIfOnOneLine(counter.rows, counts, rows.reader);
      progress(file.bytes);
    }
    const { keys, repeated } = await writer.finish();
    const summary = counter.summary(repeated, keys);
    if (summary.invalidRows > 0 && settings.onInvalidRow === 'fail') throw invalidRows(summary);
    if (summary.keys === 0 && !settings.allowEmpty) throw noKeys(summary);
    return { summary, keys };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ListFailure) error.summary ??= counter.summary(writer.giveUp());
    throw error;
  }
}

/**
 * Reads a list once more, and says where keys of it are: `file:line` of each, the first time that it is there.
 *
 * @throws ListFailure as readKeyList(), but for invalid rows and a list without keys
 */
export async function locateKeys(options: ReadListOptions, keys: ReadonlySet<string>): Promise<string[]> {
  const { settings, workspace, signal } = options;
  const places = new Map<string, string>();
  for (const file of await findFiles(settings.csvPath, workspace, signal)) {
    if (places.size === keys.size) break;
    await using source = await openFile(file, signal);
    const rows = new Rows(readerOf(file, settings), await beginningOf(source, file.shown), source);
    await readHeader(rows, settings);
    const { reader } = rows;
    const row = (): void => {
      trim(reader);
      const key = reader.text;
      if (reader.problem === undefined && keys.has(key) && !places.has(key)) {
        places.set(key, `${file.shown}:${reader.line}`);
      }
    };
    await rows.each({ row });
  }
  return [...places.values()];
}

function readerOf({ path, shown }: ListFile, { delimiter }: ListSettings): FieldReader {
  const usual = /\.tsv(\.(gz|zst))?$/i.test(path) ? '\t' : ',';
  return new FieldReader(shown, delimiter === 'auto' ? usual : delimiter, 1);
}

/** Gives the keys of rows to the writer, and counts. */
class Counter {
  readonly #writer: DistinctWriter;
  /** The files so far, and the line with which each began. */
  readonly #files: { counts: FileSummary; first: number }[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #problemTotals: Partial<Record<ProblemKind, number>> = {};
  #trimmedKeys = 0;

  constructor(writer: DistinctWriter) {
    this.#writer = writer;
  }

  /** @returns the counts of the file's rows, most of which are only set in a summary */
  beginFile({ shown: path, bytes }: ListFile): FileSummary {
    const counts: FileSummary = {
      ...{ path, rows: 0, keys: 0, duplicates: 0, invalidRows: 0 },
      ...{ header: 'none', compression: 'none', bytes },
    };
    this.#files.push({ counts, first: this.#writer.lines });
    return counts;
  }

  /** Judges a row: its key goes to the writer, or its problem to the problems. */
  row(row: FieldReader, counts: FileSummary): void {
    const trimmed = trim(row);
    const problem = row.problem ?? keyProblem(row);
    if (problem) {
      counts.invalidRows++;
      this.#problemTotals[problem] = (this.#problemTotals[problem] ?? 0) + 1;
      const { line, column } = row;
      if (this.#problems.length < MOST_PROBLEMS)
        this.#problems.push({ file: counts.path, line, column, kind: problem });
      return;
    }
    if (!this.#writer.add(row)) {
      throw row.failure(`a key of ${row.end - row.start} bytes is larger than one upload may be.`, 'large_key');
    }
    if (trimmed) this.#trimmedKeys++;
  }

  /** Data rows so far. */
  get rows(): number {
    return this.#files.reduce((sum, { counts }) => sum + counts.invalidRows, this.#writer.lines);
  }

  /**
   * What was read until now.
   *
   * @param repeated the lines that repeat an earlier one
   */
  summary(repeated: LineSet, keys?: StoredKeys): ListSummary {
    const { lines } = this.#writer;
    let end = lines;
    for (const { counts, first } of this.#files.toReversed()) {
      counts.duplicates = repeated.countIn(first, end);
      counts.keys = end - first - counts.duplicates;
      counts.rows = end - first + counts.invalidRows;
      end = first;
    }
    const files = this.#files.map(({ counts }) => counts);
    return {
      rows: this.rows,
      keys: lines - repeated.count,
      duplicates: repeated.count,
      invalidRows: this.rows - lines,
      trimmedKeys: this.#trimmedKeys,
      files,
      bytes: keys?.bytes ?? 0,
      sha256: keys?.sha256 ?? '',
      problemTotals: this.#problemTotals,
      problems: this.#problems,
    };
  }
}

/** @throws ListFailure `invalid_csv` for a whole list on a single line, of which only one key would be read */
function throwIfOnOneLine(rows: number, { header }: FileSummary, row: FieldReader): void {
  if (rows !== 1 || header === 'skipped' || row.columns <= MOST_COLUMNS_OF_ONE_ROW) return;
  const what = `the only row has ${number(row.columns)} columns: this looks like a whole list on a single line.`;
  throw row.failure(what, 'list_on_one_line');
}

function invalidRows(summary: ListSummary): ListFailure {
  const { rows, invalidRows, problems } = summary;
  const first = problems[0]!;
  const are = invalidRows === 1 ? 'is' : 'are';
  const counts = `${number(invalidRows)} of ${count(rows, 'row')} ${are} invalid: ${rowProblems(summary)}.`;
  return failureAt(first, `${ROW_PROBLEMS[first.kind]}. ${counts}`, { hint: 'invalid_rows', summary });
}

function noKeys(summary: ListSummary): ListFailure {
  const { rows, invalidRows, files } = summary;
  const rejected = invalidRows > 0 ? `, ${number(invalidRows)} of them rejected` : '';
  const what = `The list has no keys: ${count(files.length, 'file')}, ${count(rows, 'row')}${rejected}.`;
  return new ListFailure('empty_list', what, { hint: 'no_keys', summary });
}
