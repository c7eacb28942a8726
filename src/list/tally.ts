/** What is counted while a list is read, file by file, and what it sums up to. */
import type { FileSummary, ListSummary, ProblemKind, RowProblem } from '../result.ts';
import type { ListFile } from './files.ts';
import type { Contents } from './stored.ts';

export interface ReadProgress {
  files: number;
  filesDone: number;
  /** Bytes on disk, read so far and in all files. */
  bytes: number;
  totalBytes: number;
  rows: number;
}

/** Of one file; whoever reads it counts. */
export type Counts = { -readonly [Name in keyof FileSummary]: FileSummary[Name] };

/** Row problems that are kept. */
const MOST_PROBLEMS = 7;

export class Tally {
  trimmedKeys = 0;
  /** On disk. */
  readonly totalBytes: number;
  readonly #fileCount: number;
  readonly #files: Counts[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #problemTotals: Partial<Record<ProblemKind, number>> = {};
  #filesDone = 0;
  #bytesDone = 0;

  constructor(files: readonly ListFile[]) {
    this.#fileCount = files.length;
    this.totalBytes = files.reduce((sum, file) => sum + file.bytes, 0);
  }

  /** Begins the next file. */
  open({ shown, bytes }: ListFile, gzip: boolean): Counts {
    const counts: Counts = {
      path: shown,
      rows: 0,
      keys: 0,
      duplicates: 0,
      invalidRows: 0,
      headerSkipped: false,
      gzip,
      bytes,
    };
    this.#files.push(counts);
    return counts;
  }

  /** The file was read to its end. */
  close(): void {
    this.#filesDone++;
    this.#bytesDone += this.#files.at(-1)!.bytes;
  }

  problem(problem: RowProblem): void {
    this.#problemTotals[problem.kind] = (this.#problemTotals[problem.kind] ?? 0) + 1;
    if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(problem);
  }

  /** @param bytes read of the file that is open */
  progress(bytes: number): ReadProgress {
    return {
      files: this.#fileCount,
      filesDone: this.#filesDone,
      bytes: this.#bytesDone + bytes,
      totalBytes: this.totalBytes,
      rows: this.#sum('rows'),
    };
  }

  summary(contents?: Contents): ListSummary {
    return {
      rows: this.#sum('rows'),
      keys: this.#sum('keys'),
      duplicates: this.#sum('duplicates'),
      invalidRows: this.#sum('invalidRows'),
      trimmedKeys: this.trimmedKeys,
      files: this.#files,
      bytes: contents?.bytes ?? 0,
      sha256: contents?.sha256 ?? '',
      problemTotals: this.#problemTotals,
      problems: this.#problems,
    };
  }

  #sum(count: 'rows' | 'keys' | 'duplicates' | 'invalidRows'): number {
    return this.#files.reduce((total, file) => total + file[count], 0);
  }
}
