import { type CsvError, type Parser, parse } from 'csv-parse';

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
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #quotes: boolean;
  /** The start of a line that has not ended yet. */
  #rest = '';
  /** Set once there is a quote: until then lines need no parser, and a million of them are read much faster. */
  #parser: Parser | undefined;

  /** @param quotes whether quotes are understood (assumed), or stored as part of the key */
  constructor(quotes: boolean) {
    this.#quotes = quotes;
  }

  async write(chunk: Buffer): Promise<void> {
    await this.#read(this.#decoder.decode(chunk, { stream: true }));
  }

  async end(): Promise<void> {
    await this.#read(this.#decoder.decode());
    const parser = this.#parser;
    if (!parser) this.#add(this.#rest);
    else if (!this.problem) await new Promise<void>((done) => parser.once('close', done).end());
  }

  async #read(text: string): Promise<void> {
    if (!this.#parser && this.#quotes && text.includes('"')) {
      this.#parser = this.#startParser();
      this.#parser.write(this.#rest);
    }
    const parser = this.#parser;
    if (parser) {
      if (!this.problem) await new Promise((done) => parser.write(text, done));
      return;
    }
    const lines = text.split(/\r\n|\n|\r/);
    lines[0] = this.#rest + lines[0];
    this.#rest = lines.pop()!;
    for (const line of lines) this.#add(line);
  }

  #add(line: string): void {
    if (line === '') return;
    const comma = line.indexOf(',');
    this.#addKey(comma < 0 ? line : line.slice(0, comma));
  }

  #addKey(key: string): void {
    if (++this.rows <= MAX_KEYS) this.keys.push(key);
    else this.problem ??= `The file has more than ${MAX_KEYS} contexts`;
    if (key === '') this.problem ??= 'The file has a row without a key';
  }

  #startParser(): Parser {
    const parser = parse({ relax_column_count: true, skip_empty_lines: true });
    parser.on('data', ([key]: string[]) => this.#addKey(key!));
    parser.on('error', (error: CsvError) => {
      this.problem ??= `The file is not valid CSV: ${error.code}`;
    });
    return parser;
  }
}
