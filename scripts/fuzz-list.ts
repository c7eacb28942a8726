/**
 * Reads mutated lists and compares: `npm run fuzz [inputs [seed]]`. Every input is read in one piece and in random chunks,
 * which must agree, and by a reader that is too simple to be wrong. Neither may accept what the other does not.
 * Ends with an error at the first difference, crash or hang; the seed makes it happen again.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ListFailure, PLACEHOLDERS, readKeyList } from '../src/list/index.ts';

const inputs = Number(process.argv[2] ?? 100_000);
let seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
console.log(`${inputs} inputs, seed ${seed}`);

/** A small seeded generator: https://en.wikipedia.org/wiki/Linear_congruential_generator (constants of Numerical Recipes). */
function random(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}
const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;

const SEEDS = [
  'user-1\nuser-2\nuser-3\n',
  'user_id,plan\r\na,pro\r\nb,"free, ""old"""\r\n',
  '"a","line\nbreak"\n"b","c"\n',
  ' a \n\tb\nNULL\n\n\nd',
  'é,ü\n日本,語\n😀,x\n',
  '\uFEFFkey\nauth0|1\n',
  'a\rb\rc,"\r\n"\r',
];
const PIECES = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  ' ',
  '\t',
  '\0',
  '\x7f',
  'é',
  '\xff',
  'NULL',
  '\uFEFF',
  'id',
  ';',
  '"x"y',
];

function mutated(): Buffer {
  let bytes = Buffer.from(pick(SEEDS));
  for (let turn = random(6); turn >= 0; turn--) {
    const at = random(bytes.length + 1);
    const end = Math.min(bytes.length, at + random(4));
    const piece = pick(PIECES);
    const middle =
      random(4) === 0
        ? Buffer.alloc(0)
        : random(3) === 0
          ? bytes.subarray(random(bytes.length))
          : Buffer.from(piece, piece === '\xff' ? 'latin1' : 'utf8');
    bytes = Buffer.concat([bytes.subarray(0, at), middle, bytes.subarray(end)]);
  }
  return bytes;
}

type Row = { key: string } | { problem: string };

/** One character after the other, from the contract's words. Undefined: a quote never closes. */
function simple(bytes: Buffer, column: number): Row[] | undefined {
  const text = bytes.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  const rows: Row[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = /^[ \t]*(\r\n|\r|\n|$)/.exec(text.slice(at));
    if (blank) {
      at += Math.max(blank[0].length, 1);
      continue;
    }
    const fields: { text: string; quoted: boolean; tail: string }[] = [];
    for (;;) {
      const field = { text: '', quoted: text[at] === '"', tail: '' };
      if (field.quoted) {
        for (at++; ; at++) {
          if (at >= text.length) return undefined;
          if (text[at] !== '"') field.text += text[at];
          else if (text[at + 1] === '"') field.text += text[at++];
          else break;
        }
        at++;
      }
      while (at < text.length && !',\r\n'.includes(text[at]!)) field.tail += text[at++];
      fields.push(field);
      if (text[at] !== ',') break;
      at++;
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    rows.push(judge(fields, column));
  }
  return rows;
}

function judge(fields: readonly { text: string; quoted: boolean; tail: string }[], column: number): Row {
  const field = fields[column - 1];
  if (fields.some(({ quoted, tail }) => quoted && tail) || (field && !field.quoted && field.tail.includes('"'))) {
    return { problem: 'malformed_quoting' };
  }
  if (!field) return { problem: 'missing_column' };
  const raw = (field.quoted ? field.text : field.tail).replace(/^[ \t]+|[ \t]+$/g, '');
  if (raw === '') return { problem: 'empty_key' };
  const key = Buffer.from(raw, 'latin1');
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(key);
  } catch {
    return { problem: 'invalid_utf8' };
  }
  if (/[\0-\x1f\x7f]/.test(raw)) return { problem: 'control_character' };
  if (PLACEHOLDERS.includes(raw)) return { problem: 'placeholder' };
  return { key: key.toString() };
}

async function read(
  path: string,
  keyColumn: number,
): Promise<{ keys: string[]; problems: Record<string, number> } | string> {
  const tempDirectory = mkdtempSync(join(directory, 'parts-'));
  try {
    const list = await readKeyList({
      settings: { csvPath: [path], keyColumn, header: false, delimiter: ',', onInvalidRow: 'skip', allowEmpty: true },
      workspace: directory,
      tempDirectory,
      limits: { keys: 1e6, bytes: 4e7 },
    });
    const keys: string[] = [];
    for await (const some of list.keys.keys()) keys.push(...some);
    return { keys, problems: list.summary.problemTotals };
  } catch (error) {
    if (!(error instanceof ListFailure) || error.code !== 'invalid_csv') throw error;
    return error.message;
  } finally {
    rmSync(tempDirectory, { recursive: true });
  }
}

const directory = mkdtempSync(join(tmpdir(), 'fuzz-list-'));
const outcomes = { accepted: 0, refused: 0 };
try {
  for (let input = 0; input < inputs; input++) {
    const before = seed;
    const bytes = mutated();
    const column = 1 + random(2);
    const path = join(directory, 'list.csv');
    const compress = [gzipSync, zstdCompressSync][random(16)];
    // Two members or frames, cut anywhere: the chunks that come out of them are cut there, too.
    const cut = random(bytes.length + 1);
    const pieces = [bytes.subarray(0, cut), bytes.subarray(cut)];
    writeFileSync(path, compress ? Buffer.concat(pieces.map((piece) => compress(piece))) : bytes);
    const ours = await read('list.csv', column);
    const rows = simple(bytes, column);
    const refused = /UTF-16|binary|does not close/.test(typeof ours === 'string' ? ours : '');
    if (typeof ours === 'string') outcomes.refused++;
    else outcomes.accepted++;
    const problems: Record<string, number> = {};
    for (const row of rows ?? []) if ('problem' in row) problems[row.problem] = (problems[row.problem] ?? 0) + 1;
    const expected = rows && { keys: [...new Set(rows.flatMap((row) => ('key' in row ? [row.key] : [])))], problems };
    const sorted = (value: Record<string, number>): string => JSON.stringify(Object.entries(value).sort());
    const same =
      typeof ours === 'string'
        ? refused && (rows === undefined || !ours.includes('does not close'))
        : expected !== undefined &&
          JSON.stringify(ours.keys) === JSON.stringify(expected.keys) &&
          sorted(ours.problems) === sorted(expected.problems);
    if (!same) {
      console.error({
        seed: before,
        column,
        compressed: compress?.name,
        bytes: bytes.toString('latin1'),
        ours,
        expected,
      });
      process.exitCode = 1;
      break;
    }
    if (input % 10_000 === 9999) console.log(input + 1, outcomes);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
console.log(process.exitCode ? 'different' : 'no difference', outcomes);
