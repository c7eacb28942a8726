import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { FieldReader, MAX_ROW_BYTES } from '../../src/list/csv.ts';
import { failureOf } from './support.ts';

/** The mutation tester runs this for every mutant: some of the generated files must do. */
const MUTATING = process.env.STRYKER_MUTATOR_WORKER !== undefined;
const THINNING = MUTATING ? 10 : 1;

interface Row {
  /** The decoded field; absent if the row has fewer columns. */
  field?: string;
  problem?: string;
  line: number;
  column: number;
}

interface Reading {
  keyColumn?: number;
  delimiter?: string;
  /** Sizes of the chunks; the last one repeats. */
  chunks?: readonly number[];
}

/** Everything that a reader says about a file. */
function read(bytes: Buffer, { keyColumn = 1, delimiter = ',', chunks = [bytes.length || 1] }: Reading = {}): Row[] {
  const reader = new FieldReader('list.csv', delimiter, keyColumn);
  const rows: Row[] = [];
  let fed = 0;
  for (let turn = 0; ; ) {
    const step = reader.next();
    if (step === 'end') return rows;
    if (step === 'more') {
      const size = chunks[Math.min(turn++, chunks.length - 1)]!;
      reader.feed(fed < bytes.length ? bytes.subarray(fed, fed + size) : undefined);
      fed += size;
      continue;
    }
    const { bytes: memory } = reader.window;
    const text = memory.toString('utf8', reader.start, reader.end);
    const quoted = reader.start > 0 && memory[reader.start - 1] === 0x22;
    rows.push({
      ...(reader.columns < keyColumn ? {} : { field: quoted ? text.replaceAll('""', '"') : text }),
      ...(reader.problem ? { problem: reader.problem } : {}),
      line: reader.line,
      column: reader.column,
    });
  }
}

/** What it says, or the message of its failure. */
function outcome(bytes: Buffer, reading: Reading): Row[] | string {
  try {
    return read(bytes, reading);
  } catch (error) {
    return String(error);
  }
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });

interface Cell {
  text: string;
  quoted: boolean;
}

/** A cell that needs no quotes may still have some. */
function cells(delimiter: string): fc.Arbitrary<Cell> {
  const unit = fc.constantFrom('a', 'b', ' ', '"', ',', ';', '\t', '\n', '\r', '\r\n', 'é', '日', '😀', '§', '¨');
  return fc.record({ text: fc.string({ unit, maxLength: 6 }), quoted: fc.boolean() }).map(({ text, quoted }) => ({
    text,
    quoted: quoted || /["\r\n]/.test(text) || text.includes(delimiter),
  }));
}

const tables = fc.constantFrom(',', ';', '\t', '|', '§').chain((delimiter) =>
  fc.record({
    delimiter: fc.constant(delimiter),
    rows: fc.array(fc.array(cells(delimiter), { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
    lineEnds: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 4 }),
    finalLineEnd: fc.boolean(),
    keyColumn: fc.integer({ min: 1, max: 4 }),
  }),
);

function written({ text, quoted }: Cell): string {
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}

const isBlank = (text: string): boolean => /^[ \t]*$/.test(text);

describe('FieldReader', () => {
  test('reads what was written, with its position, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(tables, chunkSizes, ({ delimiter, rows, lineEnds, finalLineEnd, keyColumn }, chunks) => {
        const expected: Row[] = [];
        let text = '';
        let line = 1;
        for (const [index, row] of rows.entries()) {
          const start = text.length;
          const lineOf = (at: number): { line: number; column: number } => {
            const lines = text.slice(start, at).split(/\r\n|\n|\r/);
            return { line: line + lines.length - 1, column: Buffer.byteLength(lines.at(-1)!) + 1 };
          };
          let place = 0;
          for (const [column, cell] of row.entries()) {
            if (column + 1 === keyColumn) place = text.length;
            text += (column > 0 ? delimiter : '') + written(cell);
            if (column + 1 === keyColumn && column > 0) place += delimiter.length;
          }
          const line1 = text.slice(start);
          if (!isBlank(line1) || (line1.includes(delimiter) && line1.length > 0)) {
            const cell = row[keyColumn - 1];
            expected.push(
              cell ? { field: cell.text, ...lineOf(place) } : { problem: 'missing_column', ...lineOf(text.length) },
            );
          }
          line += line1.split(/\r\n|\n|\r/).length - 1;
          // A CR and the LF of an empty row after it would be one line end.
          let lineEnd = lineEnds[index % lineEnds.length]!;
          if (lineEnd.startsWith('\n') && text.endsWith('\r')) lineEnd = '\r';
          if (index + 1 < rows.length || finalLineEnd) {
            text += lineEnd;
            line++;
          }
        }
        expect(read(Buffer.from(text), { keyColumn, delimiter, chunks })).toEqual(expected);
      }),
      { numRuns: 2000 / THINNING },
    );
  });

  const soup = fc
    .string({ unit: fc.constantFrom('a', 'b', ',', ',', '"', '"', '\n', '\r', ' ', '\t', 'é', '§'), maxLength: 24 })
    .map((text) => Buffer.from(text));

  test('says the same of any bytes, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(
        soup,
        chunkSizes,
        fc.constantFrom(',', '§', '\t'),
        fc.integer({ min: 1, max: 3 }),
        (bytes, chunks, delimiter, keyColumn) => {
          expect(outcome(bytes, { keyColumn, delimiter, chunks })).toEqual(outcome(bytes, { keyColumn, delimiter }));
        },
      ),
      { numRuns: 3000 / THINNING },
    );
  });

  test('agrees with csv-parse where both accept', () => {
    let compared = 0;
    fc.assert(
      fc.property(soup, fc.integer({ min: 1, max: 3 }), (bytes, keyColumn) => {
        let records: string[][];
        try {
          records = parse(bytes, {
            record_delimiter: ['\r\n', '\n', '\r'],
            relax_column_count: true,
            skip_empty_lines: true,
          });
        } catch {
          return;
        }
        const rows = outcome(bytes, { keyColumn });
        if (typeof rows === 'string' || rows.some(({ problem }) => problem === 'malformed_quoting')) return;
        compared++;
        // A line of spaces is a row for csv-parse, and none for us.
        const theirs = records
          .map((record) => record[keyColumn - 1])
          .filter((field) => field !== undefined && !isBlank(field));
        const ours = rows.map(({ field }) => field).filter((field) => field !== undefined && !isBlank(field));
        expect(ours).toEqual(theirs);
      }),
      { numRuns: 5000 / THINNING },
    );
    expect(compared).toBeGreaterThan(500 / THINNING);
  });

  /** How many rows are given of a file that goes on. */
  const rowsOf = (text: string, delimiter = ','): number => {
    const reader = new FieldReader('list.csv', delimiter, 1);
    reader.feed(Buffer.from(text));
    let rows = 0;
    while (reader.next() === 'row') rows++;
    return rows;
  };

  test.each([
    ['a\n', 1, ','],
    ['\n \n\na\n', 1, ','],
    ['a\nb\nc', 2, ','],
    ['a,b\n', 1, ','],
    ['"a"\n', 1, ','],
    ['"a"\r\n', 1, ','],
    ['\r\ra\r\n', 1, ','],
    // An LF may follow.
    ['a\r', 0, ','],
    ['a\rb\r', 1, ','],
    ['a§b\n', 0, '§'],
    ['a§b\nc', 1, '§'],
  ])('gives a row as soon as it is complete: %j has %d', (text, rows, delimiter) => {
    expect(rowsOf(text, delimiter)).toBe(rows);
  });

  test('a line of delimiters is a row, be they white space or not', () => {
    expect(read(Buffer.from('\t\n \t\nb\n'), { delimiter: '\t' }).map(({ field }) => field)).toEqual(['', ' ', 'b']);
    expect(read(Buffer.from(',\n \n'))).toHaveLength(1);
  });

  test('counts blank lines', () => {
    expect(read(Buffer.from('\n\n \n\r\n\r\ra\n\nb')).map(({ line }) => line)).toEqual([7, 9]);
  });

  test.each([';', '|', '~'])('long fields end at %s', (delimiter) => {
    const text = `long-identifier${delimiter}another-one\n"quoted${delimiter}identifier"${delimiter}x\n`;
    expect(read(Buffer.from(text), { delimiter })).toEqual([
      { field: 'long-identifier', line: 1, column: 1 },
      { field: `quoted${delimiter}identifier`, line: 2, column: 1 },
    ]);
  });

  test('another character that begins as the delimiter does is text, and hides no quote', () => {
    expect(read(Buffer.from('a"«b§c\n«\n'), { delimiter: '§' })).toEqual([
      { field: 'a"«b', problem: 'malformed_quoting', line: 1, column: 1 },
      { field: '«', line: 2, column: 1 },
    ]);
    expect(read(Buffer.from('a\xc2', 'latin1'), { delimiter: '§' })).toHaveLength(1);
  });

  test('says where the quote opens that never closes', () => {
    expect(outcome(Buffer.from('a\nbb,"c\nd'), {})).toMatch(
      /list\.csv:2:4: the quote that opens here does not close until the end of the file/,
    );
  });

  test('lines are plain only in the first column, without the delimiter', () => {
    const isPlain = (text: string, keyColumn = 1, delimiter = ','): boolean => {
      const reader = new FieldReader('list.csv', delimiter, keyColumn);
      reader.feed(Buffer.from(text));
      return reader.isPlain();
    };
    expect(isPlain('a\nb\n')).toBe(true);
    expect(isPlain('a\nb\n', 2)).toBe(false);
    for (const odd of [',', '"', '\u007f', ';']) expect(isPlain(`a\nb${odd}\n`, 1, ';')).toBe(false);
    expect(isPlain('a\nb\n', 1, '§')).toBe(true);
    expect(isPlain('a\nb§c\n', 1, '§')).toBe(false);
  });

  test('a row of several chunks is read as one', () => {
    const long = 'x'.repeat(3_000_000);
    expect(read(Buffer.from(`a,"${long}"\nb,y\n`), { chunks: [1_048_576] }).map(({ field }) => field)).toEqual([
      'a',
      'b',
    ]);
    expect(read(Buffer.from(`a,"${long}"\nb,y\n`), { chunks: [1_048_576], keyColumn: 2 })[0]!.field).toBe(long);
  });

  test.each([
    ['a quote', '"', /list.csv:4:1: the quote that opens here does not close within 64 MiB/],
    ['a line', '', /list.csv:4:1: the row that begins here is longer than 64 MiB/],
  ])('gives up on %s that never ends, in flat memory', async (_, opening, message) => {
    const endless = (bytes: number) => async (): Promise<void> => {
      const reader = new FieldReader('list.csv', ',', 1);
      reader.feed(Buffer.from('a\nb\nc\n'));
      for (let row = 0; row < 2; row++) reader.next();
      reader.feed(Buffer.from(opening.padEnd(bytes, 'x')));
      while (reader.next() === 'row');
      reader.feed(Buffer.from('x'));
      while (reader.next() === 'row');
      reader.feed(Buffer.from('x'));
    };
    const failure = await failureOf(endless(MAX_ROW_BYTES)());
    expect(failure.message).toMatch(message);
    expect(failure).toMatchObject({ code: 'invalid_csv', hint: expect.stringMatching(/long_row|unclosed_quote/) });
    await endless(MAX_ROW_BYTES - 1)();
  });
});

describe('isPlain', () => {
  test.each<[string, string | Buffer, number, boolean]>([
    ['plain lines', 'a\nb\n', 0, true],
    ['a plain line and a part of one', 'a\nb', 0, true],
    ['no whole line', 'a\nb', 1, false],
    ['a quote', 'a\nb"\n', 0, false],
    ['a delimiter', 'a\nb\n;', 0, false],
    ['a comma, which needs quotes', 'a\nb\n,', 0, false],
    ['such bytes only before', ',;x"\nb\n', 1, true],
    ['nothing', '', 0, false],
    ['a wrong byte', Buffer.from([0x61, 0x0a, 0xff, 0x0a]), 0, false],
  ])('%s', (_, text, rows, plain) => {
    const reader = new FieldReader('list.csv', ';', 1);
    reader.feed(Buffer.from(text));
    for (let row = 0; row < rows; row++) reader.next();
    expect(reader.isPlain()).toBe(plain);
  });

  test('not for another column', () => {
    const reader = new FieldReader('list.csv', ';', 2);
    reader.feed(Buffer.from('a\nb\n'));
    expect(reader.isPlain()).toBe(false);
  });
});
