import { type CsvError, parse } from 'csv-parse';

/** At most this many contexts in one file, as LaunchDarkly documents it. */
export const MAX_KEYS = 1_000_000;

/**
 * Reads an uploaded file as LaunchDarkly documents it: keys in the first column, no header row (it would be a member like
 * any other), further columns ignored. Nothing is trimmed; a byte order mark becomes part of the first key.
 */
export class KeyFile {
  readonly keys: string[] = [];
  rows = 0;
  /** Why the file cannot be imported, if it cannot. */
  problem: string | undefined;
  readonly #parser: ReturnType<typeof parse>;

  /** @param quotes whether quotes are understood (assumed), or stored as part of the key */
  constructor(quotes: boolean) {
    this.#parser = parse({ relax_column_count: true, skip_empty_lines: true, quote: quotes ? '"' : null });
    this.#parser.on('data', ([key]: string[]) => {
      if (++this.rows <= MAX_KEYS) this.keys.push(key!);
      else this.problem ??= `The file has more than ${MAX_KEYS} contexts`;
      if (key === '') this.problem ??= 'The file has a row without a key';
    });
    this.#parser.on('error', (error: CsvError) => {
      this.problem ??= `The file is not valid CSV: ${error.code}`;
    });
  }

  async write(chunk: Buffer): Promise<void> {
    if (!this.problem) await new Promise((done) => this.#parser.write(chunk, done));
  }

  async end(): Promise<void> {
    if (!this.problem) await new Promise((done) => this.#parser.once('close', done).end());
  }
}
