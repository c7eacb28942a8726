/**
 * Bytes in, one field per row out, with its position: a CSV reader (RFC 4180) on bytes that makes no string and no
 * object per row. It is fed chunks cut anywhere; a row that is not complete yet is read again when more has come.
 */
import { number } from '../words.ts';
import {
  COMMA,
  CR,
  classTable,
  DELETE,
  ENDS_FIELD,
  FIRST_PLAIN,
  HAS_QUOTE,
  LF,
  QUOTE,
  SPACE,
  skipPlain,
  TAB,
} from './bytes.ts';
import { failureAt, type Hint, type ListFailure } from './failure.ts';
import { Window } from './window.ts';

/** A row longer than this is taken for a quote that never closes, so that memory stays flat. */
export const MAX_ROW_BYTES = 67_108_864;

/** A row with more columns, which is more than a spreadsheet has, is taken for a list on one line. */
export const MAX_COLUMNS = 16_384;

/** What next() found: a row, the end of what was fed so far, or the end of the file. */
type Step = 'row' | 'more' | 'end';

/** One row's field at a time: its properties are overwritten by the next row. */
export class FieldReader {
  /** The field's content in the window: without its quotes, but with inner quotes still doubled, and not trimmed. */
  start = 0;
  end = 0;
  /** HAS_ bits of the content. HAS_QUOTE: in a quoted field, doubled quotes. */
  flags = 0;
  /** Where the field begins; for a missing one, where its row ends. 1-based; the column counts bytes. */
  line = 0;
  column = 0;
  problem: 'missing_column' | 'malformed_quoting' | undefined;
  /** How many columns the row has. */
  columns = 0;

  /** 1-based number of the column that is given. May be changed between rows. */
  keyColumn: number;
  /** The line of what is read next. */
  nextLine = 1;
  /** What was fed and is not read yet; `start` and `end` are in it. Its own start may be set back before more is fed, or forth. */
  readonly window = new Window();
  readonly #file: string;
  readonly #delimiter: Buffer;
  /** What stops the search for the end of a field: LF, CR and the delimiter's first byte. The HAS_ bits of the rest. */
  readonly #classes: Uint8Array;
  /** What stops the search for a closing quote. */
  readonly #quotedClasses = classTable([LF, CR, QUOTE]);

  /** @param file as people should see it, for messages */
  constructor(file: string, delimiter: string, keyColumn: number) {
    this.#file = file;
    this.#delimiter = Buffer.from(delimiter);
    this.keyColumn = keyColumn;
    this.#classes = classTable([LF, CR, this.#delimiter[0]!]);
  }

  /** Takes the next bytes of the file, which are copied; undefined for its end. Call it when next() says `more`. */
  feed(chunk: Buffer | undefined): void {
    if (this.window.left > MAX_ROW_BYTES) {
      const what = `the row that begins here is longer than ${MAX_ROW_BYTES / 1_048_576} MiB.`;
      throw this.failure(what, 'long_row', { line: this.nextLine, column: 1 });
    }
    this.window.feed(chunk);
  }

  /**
   * Whether all that was fed and not read yet can be read as lines that are keys, see Block.addLines(). Native
   * searches at some 20 GB/s: they cost 1 % of what plain lines save.
   */
  isPlain(): boolean {
    const { bytes, start, limit } = this.window;
    const rest = bytes.subarray(start, limit);
    const odd = [QUOTE, COMMA, DELETE, this.#delimiter[0]!];
    return this.keyColumn === 1 && !odd.some((byte) => rest.includes(byte)) && start < this.window.validUtf8;
  }

  /** What is wrong at the field, or at another place of the file. */
  failure(what: string, hint?: Hint, { line, column }: { line: number; column: number } = this): ListFailure {
    return failureAt({ file: this.#file, line, column }, what, { hint });
  }

  /** The content as text, with its quotes single. */
  get text(): string {
    return this.window.bytes.toString('utf8', this.start, this.end).replaceAll('""', '"');
  }

  /**
   * Reads a row, blank lines before it included.
   *
   * @param cells gets the content of every field as text; incomplete if more is to be fed
   * @throws ListFailure `invalid_csv` for a quote that never closes, and a row that cannot be one
   */
  next(cells?: string[]): Step {
    const { keyColumn, window } = this;
    const { bytes, view, limit, final } = window;
    const classes = this.#classes;
    const quotedClasses = this.#quotedClasses;
    const delimiter = this.#delimiter[0]!;

    if (cells) cells.length = 0;
    const blank = this.#skipBlankLines();
    if (blank !== 'row') return blank;

    let at = window.start;
    let line = this.nextLine;
    let lineStart = at;
    let malformed = false;
    for (let column = 1; ; column++) {
      const fieldStart = at;
      const fieldLine = line;
      const fieldLineStart = lineStart;
      let start = at;
      let end = -1;
      let flags = 0;
      if (bytes[at] === QUOTE) {
        start = ++at;
        for (;;) {
          at = skipPlain(view, at);
          let kind = quotedClasses[bytes[at]!]!;
          while ((kind & ENDS_FIELD) === 0) {
            flags |= kind;
            kind = quotedClasses[bytes[++at]!]!;
          }
          if (at >= limit) {
            if (!final && window.left <= MAX_ROW_BYTES) return 'more';
            const where = final ? 'until the end of the file' : `within ${MAX_ROW_BYTES / 1_048_576} MiB`;
            const what = `the quote that opens here does not close ${where}.`;
            const place = { line: fieldLine, column: fieldStart - fieldLineStart + 1 };
            throw this.failure(what, 'unclosed_quote', place);
          }
          // If what follows a quote or a CR was not fed yet, nothing is found below, and all is read again.
          const byte = bytes[at++];
          const pair = at < limit && (byte === QUOTE ? bytes[at] === QUOTE : byte === CR && bytes[at] === LF);
          if (pair) at++;
          if (byte === QUOTE) {
            if (!pair) break;
          } else {
            line++;
            lineStart = at;
          }
          flags |= kind;
        }
        end = at - 1;
        // Text after the closing quote: where this field ends is a guess, and with it where the rows after it begin.
        if (!this.#endsField(at)) malformed = true;
      }
      // The flags of the unquoted field, or of nothing.
      let outside = 0;
      for (;;) {
        if (delimiter < FIRST_PLAIN) at = skipPlain(view, at);
        let kind = classes[bytes[at]!]!;
        while ((kind & ENDS_FIELD) === 0) {
          outside |= kind;
          kind = classes[bytes[++at]!]!;
        }
        if (this.#endsField(at)) break;
        outside |= kind;
        at++;
      }
      // A CR may have an LF behind it, and a delimiter several bytes.
      if (!final && at + (bytes[at] === CR ? 2 : this.#delimiter.length) > limit) return 'more';
      cells?.push(bytes.toString('utf8', start, end < 0 ? at : end).replaceAll('""', '"'));
      if (column === keyColumn) {
        this.start = start;
        this.end = end < 0 ? at : end;
        this.flags = end < 0 ? outside : flags;
        this.line = fieldLine;
        this.column = fieldStart - fieldLineStart + 1;
        if ((outside & HAS_QUOTE) !== 0) malformed = true;
      }
      if (bytes[at] === delimiter) {
        if (column === MAX_COLUMNS) {
          const what = `the row has more than ${number(MAX_COLUMNS)} columns: this looks like a whole list on a single line.`;
          throw this.failure(what, 'list_on_one_line', { line: this.nextLine, column: 1 });
        }
        at += this.#delimiter.length;
        continue;
      }
      const missing = column < keyColumn;
      if (missing) {
        this.start = at;
        this.end = at;
        this.flags = 0;
        this.line = line;
        this.column = at - lineStart + 1;
      }
      this.columns = column;
      this.problem = malformed ? 'malformed_quoting' : missing ? 'missing_column' : undefined;
      window.start = this.#behindBreak(at);
      this.nextLine = line + 1;
      return 'row';
    }
  }

  /** Whether a field ends at `at`: what looks like a delimiter may be another character with the same first byte. */
  #endsField(at: number): boolean {
    const { bytes } = this.window;
    if (bytes[at] === LF || bytes[at] === CR) return true;
    for (let index = 0; index < this.#delimiter.length; index++) {
      if (bytes[at + index] !== this.#delimiter[index]) return false;
    }
    return true;
  }

  /** Lines with nothing but spaces and tabs (where these do not delimit) are no rows. */
  #skipBlankLines(): Step {
    const { window } = this;
    const { bytes, limit, final } = window;
    const delimiter = this.#delimiter[0]!;
    for (;;) {
      let at = window.start;
      while ((bytes[at] === SPACE || bytes[at] === TAB) && bytes[at] !== delimiter) at++;
      if (at >= limit) return final ? 'end' : 'more';
      if (bytes[at] !== LF && bytes[at] !== CR) return 'row';
      if (!final && bytes[at] === CR && at + 1 >= limit) return 'more';
      window.start = this.#behindBreak(at);
      this.nextLine++;
    }
  }

  /** Where the next line starts, after the line break or the end of the file at `at`. */
  #behindBreak(at: number): number {
    const { bytes, limit } = this.window;
    return Math.min(limit, at + (bytes[at] === CR && bytes[at + 1] === LF ? 2 : 1));
  }
}
