/**
 * What goes in and what comes out: inputs as a workflow gives them, files as bytes, and the exact keys or the exact
 * error. Run on src/ by cases.test.ts, and on the built action by action/list-cases.test.ts.
 */
import { gzipSync, constants as zlib, zstdCompressSync } from 'node:zlib';

export interface ListCase {
  name: string;
  /** Files by their path in the workspace; a path that ends in `/` is an empty directory. */
  files: Record<string, string | Buffer>;
  /** Inputs of the action; `csv-path` is the first file by default. */
  inputs?: Record<string, string>;
  /** The distinct keys in order. */
  keys?: readonly string[];
  /** Counts that are not what `keys` says: no duplicates, no invalid rows, nothing trimmed. */
  counts?: { duplicates?: number; invalidRows?: number; trimmedKeys?: number; headerSkipped?: boolean };
  error?: {
    code: 'invalid_input' | 'invalid_csv' | 'empty_list';
    /** What the message has in it. */
    message: RegExp;
    /** `file:line:column` of the failure, as far as it is known. */
    at?: string;
  };
}

const list = (content: string | Buffer): Record<string, string | Buffer> => ({ 'list.csv': content });
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const BOM = '\uFEFF';
const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.length >> 1);
const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at]! ^= 0xff;
  return copy;
};
const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `user-${index}`);
const manyGz = gzipSync(many(20_000).join('\n'));
/** With a checksum, which the command-line tool writes by default and this function does not. */
const zstd = (text: string | Buffer): Buffer => zstdCompressSync(text, { params: { [zlib.ZSTD_c_checksumFlag]: 1 } });
const manyZst = zstd(many(20_000).join('\n'));
/** What a decompressor is to skip: https://www.rfc-editor.org/rfc/rfc8878#name-skippable-frames */
const SKIPPED = latin1('\x50\x2a\x4d\x18\x04\0\0\0skip');
/** A frame whose content refers back a gigabyte; nothing else of it is needed. */
const LONG_WINDOW = latin1('\x28\xb5\x2f\xfd\x04\xa0\x01\0\0');

/** The list that is sent for these keys. */
export function normalised(keys: readonly string[]): string {
  return keys.map((key) => `${/[",]/.test(key) ? `"${key.replaceAll('"', '""')}"` : key}\n`).join('');
}

export const CASES: readonly ListCase[] = [
  // Lines
  { name: 'one key', files: list('a\n'), keys: ['a'] },
  { name: 'LF', files: list('a\nb\nc\n'), keys: ['a', 'b', 'c'] },
  { name: 'CRLF', files: list('a\r\nb\r\nc\r\n'), keys: ['a', 'b', 'c'] },
  { name: 'CR', files: list('a\rb\rc\r'), keys: ['a', 'b', 'c'] },
  { name: 'mixed line ends', files: list('a\nb\r\nc\rd\n\re'), keys: ['a', 'b', 'c', 'd', 'e'] },
  { name: 'no line end at the end', files: list('a\nb'), keys: ['a', 'b'] },
  { name: 'CR at the end of the file', files: list('a\nb\r'), keys: ['a', 'b'] },
  { name: 'blank lines everywhere', files: list('\n\r\n\ra\n\n\nb\n\n'), keys: ['a', 'b'] },
  { name: 'lines of spaces and tabs are blank', files: list('a\n  \n\t \nb\n   '), keys: ['a', 'b'] },
  {
    name: 'order of the first time seen',
    files: list('c\na\nb\na\n'),
    keys: ['c', 'a', 'b'],
    counts: { duplicates: 1 },
  },
  // Encoding
  { name: 'BOM', files: list(`${BOM}a\nb\n`), keys: ['a', 'b'] },
  { name: 'BOM before a quote', files: list(`${BOM}"a"\n`), keys: ['a'] },
  { name: 'BOM before a header', files: list(`${BOM}user_id\na\n`), keys: ['a'], counts: { headerSkipped: true } },
  { name: 'BOM in gzip', files: { 'list.csv.gz': gzipSync(`${BOM}a\nb\n`) }, keys: ['a', 'b'] },
  {
    name: 'BOM in every file',
    files: { '1.csv': `${BOM}a\n`, '2.csv': `${BOM}b\n` },
    inputs: { 'csv-path': '*.csv' },
    keys: ['a', 'b'],
  },
  {
    name: 'only the first BOM is a mark',
    files: list(`a\n${BOM}a\n`),
    keys: ['a', `${BOM}a`],
  },
  { name: 'Unicode', files: list('héllo\n日本語\n😀\n'), keys: ['héllo', '日本語', '😀'] },
  { name: 'Unicode forms differ', files: list('\u00e9\ne\u0301\n'), keys: ['\u00e9', 'e\u0301'] },
  { name: 'case differs', files: list('a\nA\n'), keys: ['a', 'A'] },
  { name: 'a no-break space is part of the key', files: list('\u00a0a\n'), keys: ['\u00a0a'] },
  {
    name: 'invalid UTF-8 in the key',
    files: list(latin1('a\ncaf\xe9\n')),
    error: { code: 'invalid_csv', message: /UTF-8/, at: 'list.csv:2:1' },
  },
  {
    name: 'invalid UTF-8 in a quoted key',
    files: list(latin1('a\n"caf\xe9"\n')),
    error: { code: 'invalid_csv', message: /UTF-8/, at: 'list.csv:2:1' },
  },
  {
    name: 'invalid UTF-8 where lines end with CR',
    files: list(latin1('a\rb\xff,x\rc')),
    error: { code: 'invalid_csv', message: /UTF-8/, at: 'list.csv:2:1' },
  },
  {
    name: 'invalid UTF-8 and a stray quote where lines end with CR',
    files: list(latin1('a\rcaf\xe9\rb"\rc')),
    inputs: { 'on-invalid-row': 'skip' },
    keys: ['a', 'c'],
    counts: { invalidRows: 2 },
  },
  {
    name: 'overlong UTF-8',
    files: list(latin1('a\n\xc0\xafb\n')),
    error: { code: 'invalid_csv', message: /UTF-8/, at: 'list.csv:2:1' },
  },
  {
    name: 'a surrogate as UTF-8',
    files: list(latin1('a\n\xed\xa0\x80\n')),
    error: { code: 'invalid_csv', message: /UTF-8/, at: 'list.csv:2:1' },
  },
  {
    name: 'UTF-8 cut by the end of the file',
    files: list(latin1('a\nb\xe2\x82')),
    error: { code: 'invalid_csv', message: /UTF-8/, at: 'list.csv:2:1' },
  },
  { name: 'invalid UTF-8 elsewhere does not matter', files: list(latin1('a,caf\xe9\nb,\xff\n')), keys: ['a', 'b'] },
  {
    name: 'valid and invalid UTF-8 side by side',
    files: list(Buffer.concat([Buffer.from('é,'), latin1('\xe9\nb,x\n')])),
    keys: ['é', 'b'],
  },
  {
    name: 'UTF-16 LE with a BOM',
    files: list(Buffer.from(`${BOM}a\nb\n`, 'utf16le')),
    error: { code: 'invalid_csv', message: /UTF-16/, at: 'list.csv' },
  },
  {
    name: 'UTF-16 BE with a BOM',
    files: list(utf16be(`${BOM}a\nb\n`)),
    error: { code: 'invalid_csv', message: /UTF-16/, at: 'list.csv' },
  },
  {
    name: 'UTF-16 LE without a BOM',
    files: list(Buffer.from('user-1\nuser-2\n', 'utf16le')),
    error: { code: 'invalid_csv', message: /UTF-16/, at: 'list.csv' },
  },
  {
    name: 'UTF-16 BE without a BOM',
    files: list(utf16be('user-1\nuser-2\n')),
    error: { code: 'invalid_csv', message: /UTF-16/, at: 'list.csv' },
  },
  {
    name: 'UTF-16 cannot be skipped',
    files: list(Buffer.from('a\nb\n', 'utf16le')),
    inputs: { 'on-invalid-row': 'skip' },
    error: { code: 'invalid_csv', message: /UTF-16/, at: 'list.csv' },
  },
  {
    name: 'a ZIP archive',
    files: list(latin1('PK\x03\x04\x14\x00\x00')),
    error: { code: 'invalid_csv', message: /ZIP archive or an Excel workbook/, at: 'list.csv' },
  },
  {
    name: 'a Parquet file',
    files: list(latin1('PAR1\x15\x04\x15')),
    error: { code: 'invalid_csv', message: /Parquet/, at: 'list.csv' },
  },
  {
    name: 'a key that begins like a magic number',
    files: list('PAR1\nORC\nBZh91\n7z\nPK\n'),
    keys: ['PAR1', 'ORC', 'BZh91', '7z', 'PK'],
  },
  {
    name: 'a key where an archive has its magic number',
    files: list(`${'a'.repeat(255)}\nmustard\n`),
    keys: ['a'.repeat(255), 'mustard'],
  },
  {
    name: 'random bytes',
    files: list(Buffer.from(Array.from({ length: 2000 }, (_, index) => ((index * 7919 + 13) * (index + 31)) >> 4))),
    error: { code: 'invalid_csv', message: /binary/, at: 'list.csv' },
  },
  {
    name: 'zeros',
    files: list(Buffer.alloc(100)),
    error: { code: 'invalid_csv', message: /binary/, at: 'list.csv' },
  },
  {
    name: 'gzip in gzip',
    files: { 'list.csv.gz': gzipSync(gzipSync('a\n')) },
    error: { code: 'invalid_csv', message: /compressed twice/, at: 'list.csv.gz' },
  },
  // Quoting
  { name: 'quoted', files: list('"a"\n"b"\n'), keys: ['a', 'b'] },
  { name: 'quoted and not', files: list('"a"\na\n'), keys: ['a'], counts: { duplicates: 1 } },
  { name: 'a delimiter in quotes', files: list('"a,b"\n"c,d",x\n'), keys: ['a,b', 'c,d'] },
  { name: 'doubled quotes', files: list('"a""b"\n""""\n'), keys: ['a"b', '"'] },
  { name: 'a line break in another column', files: list('a,"x\ny"\nb,"x\r\ny"\nc,"x\ry"\n'), keys: ['a', 'b', 'c'] },
  {
    name: 'lines count inside quotes',
    files: list('a,"x\n\r\n\ry"\n\nnull\n'),
    error: { code: 'invalid_csv', message: /placeholder/, at: 'list.csv:6:1' },
  },
  {
    name: 'a line break in the key',
    files: list('a\n"b\nc"\n'),
    error: { code: 'invalid_csv', message: /control character/, at: 'list.csv:2:1' },
  },
  { name: 'a stray quote in another column', files: list('a,5" pipe\nb,x"y"z\n'), keys: ['a', 'b'] },
  { name: 'a stray quote before the key', files: list('5" pipe,a\n'), inputs: { 'key-column': '2' }, keys: ['a'] },
  {
    name: 'a stray quote in the key',
    files: list('a\nb"c\n'),
    error: { code: 'invalid_csv', message: /quoting/, at: 'list.csv:2:1' },
  },
  {
    name: 'a space before the opening quote',
    files: list('x, "a"\n'),
    inputs: { 'key-column': '2' },
    error: { code: 'invalid_csv', message: /quoting/, at: 'list.csv:1:3' },
  },
  {
    name: 'text after the closing quote',
    files: list('a\n"b"c\n'),
    error: { code: 'invalid_csv', message: /quoting/, at: 'list.csv:2:1' },
  },
  {
    name: 'text after a closing quote elsewhere',
    files: list('a,"x"y\n'),
    error: { code: 'invalid_csv', message: /quoting/, at: 'list.csv:1:1' },
  },
  {
    name: 'a quote that never closes',
    files: list('a\n"b\nc\n'),
    error: { code: 'invalid_csv', message: /does not close/, at: 'list.csv:2:1' },
  },
  {
    name: 'a quote that never closes elsewhere',
    files: list('a,b\nc,"d\ne,f\n'),
    inputs: { 'on-invalid-row': 'skip' },
    error: { code: 'invalid_csv', message: /does not close/, at: 'list.csv:2:3' },
  },
  { name: 'a file that ends after a quote', files: list('a\n"b"'), keys: ['a', 'b'] },
  {
    name: 'a file that ends with an opening quote',
    files: list('a\n"'),
    error: { code: 'invalid_csv', message: /does not close/, at: 'list.csv:2:1' },
  },
  // Keys
  {
    name: 'spaces and tabs around',
    files: list(' a\nb\t\n\t c \nd\n'),
    keys: ['a', 'b', 'c', 'd'],
    counts: { trimmedKeys: 3 },
  },
  { name: 'spaces inside quotes', files: list('" a ","x"\n'), keys: ['a'], counts: { trimmedKeys: 1 } },
  { name: 'spaces within', files: list('John Doe\nJane  Doe\n'), keys: ['John Doe', 'Jane  Doe'] },
  { name: 'spaces within, beside other characters', files: list('é b\n日 本\n'), keys: ['é b', '日 本'] },
  { name: 'trimmed keys can be equal', files: list('a\n a\n'), keys: ['a'], counts: { duplicates: 1, trimmedKeys: 1 } },
  { name: 'Auth0', files: list('auth0|5f7c\ngoogle-oauth2|1\n'), keys: ['auth0|5f7c', 'google-oauth2|1'] },
  {
    name: 'keys that look like other things',
    files: list("0\n-1\n1e3\ntrue\n=1+1\n<b>\n'x'\n%00\nNULL2\nnan\nnone\nNil\n"),
    keys: ['0', '-1', '1e3', 'true', '=1+1', '<b>', "'x'", '%00', 'NULL2', 'nan', 'none', 'Nil'],
  },
  {
    name: "JavaScript's own names",
    files: list('__proto__\nconstructor\ntoString\n'),
    keys: ['__proto__', 'constructor', 'toString'],
  },
  { name: 'a long key', files: list(`${'x'.repeat(100_000)}\na\n`), keys: ['x'.repeat(100_000), 'a'] },
  {
    name: 'an empty key',
    files: list('a,1\n,2\n'),
    error: { code: 'invalid_csv', message: /empty/, at: 'list.csv:2:1' },
  },
  {
    name: 'an empty quoted key',
    files: list('a\n""\n'),
    error: { code: 'invalid_csv', message: /empty/, at: 'list.csv:2:1' },
  },
  {
    name: 'a quoted key of spaces',
    files: list('a\n"  "\n'),
    error: { code: 'invalid_csv', message: /empty/, at: 'list.csv:2:1' },
  },
  {
    name: 'a tab in the key',
    files: list('a\nb\tc\n'),
    error: { code: 'invalid_csv', message: /control character/, at: 'list.csv:2:1' },
  },
  {
    name: 'U+0000 in the key',
    files: list('a\nb\0c\nd\ne\nf\n'),
    error: { code: 'invalid_csv', message: /control character/, at: 'list.csv:2:1' },
  },
  {
    name: 'U+007F in the key',
    files: list('a\nb\x7f\n'),
    error: { code: 'invalid_csv', message: /control character/, at: 'list.csv:2:1' },
  },
  { name: 'U+0080 is no control character', files: list('a\u0080\n'), keys: ['a\u0080'] },
  { name: 'control characters elsewhere', files: list('a,\x01\nb,\x7f\n'), keys: ['a', 'b'] },
  {
    name: 'placeholders',
    files: list('a\nnull\nNULL\nundefined\nNaN\nNone\n\\N\n#N/A\n(null)\n "NULL"\n"null"\n null \n'),
    inputs: { 'on-invalid-row': 'skip' },
    keys: ['a'],
    counts: { invalidRows: 11 },
  },
  {
    name: 'skipped rows are counted',
    files: list(Buffer.concat([Buffer.from('a,x\n,y\nb"\nnull\nc\x01\nd,z\n'), latin1('\xff\n'), Buffer.from('a\n')])),
    inputs: { 'on-invalid-row': 'skip' },
    keys: ['a', 'd'],
    counts: { duplicates: 1, invalidRows: 5 },
  },
  {
    name: 'all totals, though it fails',
    files: list('a,x\n,y\n,y\nnull\nc\x01\nd,z\n'),
    error: {
      code: 'invalid_csv',
      message:
        /4 of 6 rows are invalid: in 2 rows the key is empty; in 1 row the key holds a control character.*; in 1 row the key is a pl/,
      at: 'list.csv:2:1',
    },
  },
  // Columns and headers
  { name: 'the first column', files: list('a,b,c\nd,e,f\n'), keys: ['a', 'd'] },
  { name: 'the second column', files: list('a,b,c\nd,e,f\n'), inputs: { 'key-column': '2' }, keys: ['b', 'e'] },
  { name: 'the last column', files: list('a,b,c\r\nd,e,f\r\n'), inputs: { 'key-column': '3' }, keys: ['c', 'f'] },
  {
    name: 'a row without the column',
    files: list('a,b\nc\n'),
    inputs: { 'key-column': '2' },
    error: { code: 'invalid_csv', message: /ends before the key column/, at: 'list.csv:2:2' },
  },
  {
    name: 'rows of different lengths',
    files: list('a,b,c\nd,e\nf,g,h,i\n'),
    inputs: { 'key-column': '2' },
    keys: ['b', 'e', 'g'],
  },
  {
    name: 'a named column',
    files: list('id,user_key,plan\n1,a,x\n2,b,y\n'),
    inputs: { 'key-column': 'user_key' },
    keys: ['a', 'b'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a named column that is quoted',
    files: list('"id","the, ""key"""\n1,a\n'),
    inputs: { 'key-column': 'the, "key"' },
    keys: ['a'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a named column with spaces around',
    files: list('id, mail \n1,a\n'),
    inputs: { 'key-column': 'mail' },
    keys: ['a'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a named column at another place in every file',
    files: { '1.csv': 'k,x\na,1\n', '2.csv': 'x,k\n1,b\n' },
    inputs: { 'csv-path': '*.csv', 'key-column': 'k' },
    keys: ['a', 'b'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a named column that is not there',
    files: list('anna@example.com,x\nbob@example.com,y\n'),
    inputs: { 'key-column': 'user_key' },
    error: {
      code: 'invalid_csv',
      message: /^(?!.*anna).*no cell of the header row is `user_key`.*2 cells/,
      at: 'list.csv:1:1',
    },
  },
  {
    name: 'a named column in another case',
    files: list('id,Email\n1,a\n'),
    inputs: { 'key-column': 'email' },
    error: { code: 'invalid_csv', message: /differs only in case/, at: 'list.csv:1:1' },
  },
  {
    name: 'a named column that is there twice',
    files: list('k,x,k\n1,2,3\n'),
    inputs: { 'key-column': 'k' },
    error: { code: 'invalid_csv', message: /columns 1 and 3/, at: 'list.csv:1:1' },
  },
  {
    name: 'a named column in a file of no rows',
    files: { '1.csv': 'k\na\n', '2.csv': '', '3.csv': 'other\n' },
    inputs: { 'csv-path': '*.csv', 'key-column': 'k' },
    keys: ['a'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a header that is asked for',
    files: list('first\na\n'),
    inputs: { header: 'true' },
    keys: ['a'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a header after blank lines',
    files: list('\n\nfirst\na\n'),
    inputs: { header: 'true' },
    keys: ['a'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a header in every file',
    files: { '1.csv': 'first\na\n', '2.csv': 'first\nb\n' },
    inputs: { 'csv-path': '*.csv', header: 'true' },
    keys: ['a', 'b'],
    counts: { headerSkipped: true },
  },
  { name: 'no header', files: list('id\na\n'), inputs: { header: 'false' }, keys: ['id', 'a'] },
  { name: 'a header word', files: list('User ID\na\n'), keys: ['a'], counts: { headerSkipped: true } },
  {
    name: 'a quoted header word',
    files: list('"E-Mail","x"\n"a","y"\n'),
    keys: ['a'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a header word in the key column',
    files: list('n,email\n1,a\n'),
    inputs: { 'key-column': '2' },
    keys: ['a'],
    counts: { headerSkipped: true },
  },
  { name: 'a header word elsewhere', files: list('a,email\nb,x\n'), keys: ['a', 'b'] },
  { name: 'no header word', files: list('customer\na\n'), keys: ['customer', 'a'] },
  { name: 'a header word in the second row', files: list('a\nid\n'), keys: ['a', 'id'] },
  {
    name: 'per file, header or not',
    files: { '1.csv': 'id\na\n', '2.csv': 'b\n' },
    inputs: { 'csv-path': '*.csv' },
    keys: ['a', 'b'],
    counts: { headerSkipped: true },
  },
  {
    name: 'a header row for another delimiter',
    files: list('user_id;plan\na;x\n'),
    error: { code: 'invalid_csv', message: /`;` between its columns/, at: 'list.csv:1:1' },
  },
  // Delimiters
  { name: 'tabs in .tsv', files: { 'list.tsv': 'a\tb,c\nd\te\n' }, inputs: { 'key-column': '2' }, keys: ['b,c', 'e'] },
  { name: 'tabs in .tsv.zst', files: { 'list.tsv.zst': zstd('a\tb\n') }, inputs: { 'key-column': '2' }, keys: ['b'] },
  { name: 'tabs in .tsv.gz', files: { 'LIST.TSV.GZ': gzipSync('a\tb\n') }, inputs: { 'key-column': '2' }, keys: ['b'] },
  {
    name: 'an empty key before a tab',
    files: { 'list.tsv': 'a\tb\n\tc\n' },
    error: { code: 'invalid_csv', message: /empty/, at: 'list.tsv:2:1' },
  },
  { name: 'a comma in .tsv is part of the key', files: { 'list.tsv': 'a,b\tc\n' }, keys: ['a,b'] },
  {
    name: 'commas in .tsv, if they are asked for',
    files: { 'list.tsv': 'a,b\n' },
    inputs: { delimiter: ',' },
    keys: ['a'],
  },
  { name: 'tab by name', files: list('a\tb\n'), inputs: { delimiter: 'tab' }, keys: ['a'] },
  {
    name: 'semicolons',
    files: list('a;b,c\nd;e\n'),
    inputs: { delimiter: ';', 'key-column': '2' },
    keys: ['b,c', 'e'],
  },
  { name: 'bars', files: list('a|b\n'), inputs: { delimiter: '|' }, keys: ['a'] },
  {
    name: 'a non-ASCII delimiter',
    files: list('é§b\n¨c§d\n'),
    inputs: { delimiter: '§', 'key-column': '2' },
    keys: ['b', 'd'],
  },
  // gzip
  { name: 'gzip', files: { 'list.csv.gz': gzipSync('a\nb\n') }, keys: ['a', 'b'] },
  { name: 'gzip by content, not by name', files: list(gzipSync('a\nb\n')), keys: ['a', 'b'] },
  { name: 'plain text that is named .gz', files: { 'list.csv.gz': 'a\nb\n' }, keys: ['a', 'b'] },
  {
    name: 'gzip of many members',
    files: { 'list.csv.gz': Buffer.concat([gzipSync('a\nb'), gzipSync(''), gzipSync('c\nd\n')]) },
    keys: ['a', 'bc', 'd'],
  },
  {
    name: 'gzip of nothing',
    files: { '1.csv.gz': gzipSync(''), '2.csv': 'a\n' },
    inputs: { 'csv-path': '*' },
    keys: ['a'],
  },
  {
    name: 'gzip with zeros behind',
    files: { 'list.csv.gz': Buffer.concat([gzipSync('a\n'), Buffer.alloc(700)]) },
    keys: ['a'],
  },
  {
    name: 'gzip with garbage behind',
    files: { 'list.csv.gz': Buffer.concat([gzipSync('a\n'), Buffer.from('garbage')]) },
    error: { code: 'invalid_csv', message: /gzip/, at: 'list.csv.gz' },
  },
  {
    name: 'gzip with garbage behind zeros',
    files: { 'list.csv.gz': Buffer.concat([gzipSync('a\n'), Buffer.alloc(9), gzipSync('b\n')]) },
    error: { code: 'invalid_csv', message: /gzip/, at: 'list.csv.gz' },
  },
  {
    name: 'half a gzip',
    files: { 'list.csv.gz': half(manyGz) },
    inputs: { 'on-invalid-row': 'skip' },
    error: { code: 'invalid_csv', message: /gzip data is truncated or corrupt/, at: 'list.csv.gz' },
  },
  {
    name: 'gzip without its last byte',
    files: { 'list.csv.gz': manyGz.subarray(0, -1) },
    error: { code: 'invalid_csv', message: /gzip/, at: 'list.csv.gz' },
  },
  {
    name: 'gzip with a wrong checksum',
    files: { 'list.csv.gz': flipped(manyGz, manyGz.length - 8) },
    error: { code: 'invalid_csv', message: /gzip/, at: 'list.csv.gz' },
  },
  {
    name: 'gzip with a flipped bit',
    files: { 'list.csv.gz': flipped(manyGz, manyGz.length >> 1) },
    error: { code: 'invalid_csv', message: /gzip|UTF-8|control|quot/ },
  },
  {
    name: "a file of gzip's first two bytes",
    files: list(latin1('\x1f\x8b')),
    error: { code: 'invalid_csv', message: /gzip/, at: 'list.csv' },
  },
  // zstd
  { name: 'zstd', files: { 'list.csv.zst': zstd('a\nb\n') }, keys: ['a', 'b'] },
  { name: 'zstd by content, not by name', files: list(zstdCompressSync('a\nb\n')), keys: ['a', 'b'] },
  { name: 'plain text that is named .zst', files: { 'list.csv.zst': 'a\nb\n' }, keys: ['a', 'b'] },
  {
    name: 'zstd of many frames',
    files: { 'list.csv.zst': Buffer.concat([zstd('a\nb'), zstd(''), zstdCompressSync('c\n'), zstd('d\n')]) },
    keys: ['a', 'bc', 'd'],
  },
  {
    name: 'zstd of many long frames',
    files: { 'list.csv.zst': Buffer.concat([manyZst, zstd('\n'), manyZst, zstd(`\n${many(20_001).join('\n')}`)]) },
    keys: many(20_001),
    counts: { duplicates: 40_000 },
  },
  {
    name: 'zstd with frames that are to be skipped',
    files: { 'list.csv.zst': Buffer.concat([SKIPPED, zstd('a\n'), SKIPPED, SKIPPED, zstd('b\n'), SKIPPED]) },
    keys: ['a', 'b'],
  },
  {
    name: 'zstd of nothing',
    files: { '1.csv.zst': zstd(''), '2.csv': 'a\n' },
    inputs: { 'csv-path': '*' },
    keys: ['a'],
  },
  ...[
    ['zeros behind', Buffer.concat([zstd('a\n'), Buffer.alloc(700)])],
    ['garbage behind', Buffer.concat([zstd('a\n'), Buffer.from('garbage')])],
    ['a byte behind', Buffer.concat([zstd('a\n'), Buffer.from('x')])],
    ['its half', half(manyZst)],
    ['all but its last byte', manyZst.subarray(0, -1)],
    ['half a second frame', Buffer.concat([zstd('a\n'), half(manyZst)])],
    ['the beginning of a second frame', Buffer.concat([manyZst, manyZst.subarray(0, 3)])],
    ['a wrong checksum', flipped(manyZst, manyZst.length - 2)],
    ['a flipped bit', flipped(manyZst, manyZst.length >> 1)],
    ['its first four bytes', manyZst.subarray(0, 4)],
    ['a frame to be skipped that is cut', Buffer.concat([zstd('a\n'), half(SKIPPED)])],
  ].map(([name, bytes]) => ({
    name: `zstd: ${name}`,
    files: { 'list.csv.zst': bytes as Buffer },
    error: { code: 'invalid_csv' as const, message: /zstd data is truncated or corrupt/, at: 'list.csv.zst' },
  })),
  {
    name: 'zstd that needs much memory',
    files: { 'list.csv.zst': LONG_WINDOW },
    error: { code: 'invalid_csv', message: /takes more than 128 MiB of memory/, at: 'list.csv.zst' },
  },
  {
    name: 'gzip in zstd',
    files: { 'list.csv.zst': zstd(gzipSync('a\n')) },
    error: { code: 'invalid_csv', message: /compressed twice \(gzip inside\)/, at: 'list.csv.zst' },
  },
  // Files
  {
    name: 'shards in sorted order',
    files: { 'out/part-2.csv': 'c\n', 'out/part-0.csv': 'a\n', 'out/part-1.csv': 'b\n' },
    inputs: { 'csv-path': 'out/part-*.csv' },
    keys: ['a', 'b', 'c'],
  },
  {
    name: 'one list, whatever the order of the patterns',
    files: { '2.csv': 'b\n', '1.csv': 'a\n' },
    inputs: { 'csv-path': '2.csv\n1.csv' },
    keys: ['a', 'b'],
  },
  {
    name: 'equal keys in two files',
    files: { '1.csv': 'a\nb\n', '2.csv': 'b\nc\n' },
    inputs: { 'csv-path': '*.csv' },
    keys: ['a', 'b', 'c'],
    counts: { duplicates: 1 },
  },
  {
    name: 'a file without a last line break does not run into the next',
    files: { '1.csv': 'a', '2.csv': 'b' },
    inputs: { 'csv-path': '*.csv' },
    keys: ['a', 'b'],
  },
  {
    name: 'a directory of Spark',
    files: {
      'out/_SUCCESS': '',
      'out/.part-0.csv.crc': 'crc\n',
      'out/part-0.csv': 'a\n',
      'out/part-1.csv': '',
      'out/sub/part-9.csv': 'z\n',
      'out/_committed_1': '{}',
    },
    inputs: { 'csv-path': 'out' },
    keys: ['a'],
  },
  {
    name: 'a directory with a slash',
    files: { 'out/0000_part_00': 'a\n', 'out/0001_part_00': 'b\n' },
    inputs: { 'csv-path': 'out/' },
    keys: ['a', 'b'],
  },
  {
    name: 'files of any name',
    files: { list: 'a\n', 'list.txt': 'b\n' },
    inputs: { 'csv-path': 'list\nlist.txt' },
    keys: ['a', 'b'],
  },
  {
    name: 'directories by a glob',
    files: { 'day=1/p.csv': 'a\n', 'day=2/p.csv': 'b\n', 'day=2/_SUCCESS': 'x' },
    inputs: { 'csv-path': 'day=*' },
    keys: ['a', 'b'],
  },
  {
    name: 'files and directories by a glob',
    files: { 'out/1.csv': 'a\n', 'out/old/2.csv': 'z\n' },
    inputs: { 'csv-path': 'out/*' },
    keys: ['a'],
  },
  {
    name: 'a wildcard stands for `_` at the beginning of a name, and not for a dot',
    files: { 'out/_a.csv': 'a\n', 'out/.b.csv': 'z\n' },
    inputs: { 'csv-path': 'out/*' },
    keys: ['a'],
  },
  {
    name: 'any depth',
    files: { 'out/1.csv': 'a\n', 'out/x/y/2.csv': 'b\n' },
    inputs: { 'csv-path': 'out/**/*.csv' },
    keys: ['a', 'b'],
  },
  {
    name: 'braces',
    files: { 'a.csv': 'a\n', 'b.csv': 'b\n', 'c.csv': 'c\n' },
    inputs: { 'csv-path': '{a,c}.csv' },
    keys: ['a', 'c'],
  },
  {
    name: 'a name with glob characters',
    files: { 'list[1].csv': 'a\n', 'list1.csv': 'z\n' },
    inputs: { 'csv-path': 'list[1].csv' },
    keys: ['a'],
  },
  {
    name: 'a file that two patterns match',
    files: list('a\n'),
    inputs: { 'csv-path': 'list.csv\n*.csv\n./list.csv' },
    keys: ['a'],
  },
  {
    name: 'hidden files only by name',
    files: { '.hidden.csv': 'z\n', 'a.csv': 'a\n' },
    inputs: { 'csv-path': '*.csv' },
    keys: ['a'],
  },
  {
    name: 'a hidden file by name',
    files: { '.hidden.csv': 'z\n' },
    inputs: { 'csv-path': '.hidden.csv' },
    keys: ['z'],
  },
  {
    name: 'a path that goes up',
    files: { 'x/y.csv': 'a\n', 'list.csv': 'b\n' },
    inputs: { 'csv-path': 'x/../list.csv' },
    keys: ['b'],
  },
  {
    name: 'a file that is not there',
    files: list('a\n'),
    inputs: { 'csv-path': 'nope.csv' },
    error: { code: 'invalid_input', message: /nope.csv` matches no file/ },
  },
  {
    name: 'a glob that matches nothing',
    files: list('a\n'),
    inputs: { 'csv-path': 'list.csv\n*.tsv' },
    error: { code: 'invalid_input', message: /\*\.tsv` matches no file/ },
  },
  {
    name: 'a directory without files',
    files: { 'out/': '', 'out/_SUCCESS': '' },
    inputs: { 'csv-path': 'out' },
    error: { code: 'invalid_input', message: /out` matches no file/ },
  },
  {
    name: 'the position is in its own file',
    files: { '1.csv': 'a\n', 'x/2.csv': 'b\n\nc,\n,d\n' },
    inputs: { 'csv-path': '**/*.csv' },
    error: { code: 'invalid_csv', message: /empty/, at: 'x/2.csv:4:1' },
  },
  // Empty lists
  { name: 'an empty file', files: list(''), error: { code: 'empty_list', message: /no keys: 1 file, 0 rows/ } },
  { name: 'a file of a header row', files: list('id\n'), error: { code: 'empty_list', message: /no keys/ } },
  { name: 'a file of blank lines', files: list('\n\n \n'), error: { code: 'empty_list', message: /no keys/ } },
  { name: 'a file of a BOM', files: list(BOM), error: { code: 'empty_list', message: /no keys/ } },
  {
    name: 'nothing but invalid rows',
    files: list('null\nNULL\n'),
    inputs: { 'on-invalid-row': 'skip' },
    error: { code: 'empty_list', message: /2 rows, 2 of them rejected/ },
  },
  {
    name: 'an empty list that is allowed',
    files: list('id\n'),
    inputs: { 'allow-empty': 'true' },
    keys: [],
    counts: { headerSkipped: true },
  },
  // Size
  { name: 'many', files: list(many(30_000).join('\n')), keys: many(30_000) },
  { name: 'many, in zstd', files: { 'list.csv.zst': manyZst }, keys: many(20_000) },
  { name: 'many, in gzip', files: { 'list.csv.gz': manyGz }, keys: many(20_000) },
  {
    name: 'many, with other columns',
    files: list(
      many(30_000)
        .map((key) => `x,"${key}","1,2"`)
        .join('\r\n'),
    ),
    inputs: { 'key-column': '2' },
    keys: many(30_000),
  },
  {
    name: 'many, twice',
    files: list(`${many(30_000).join('\n')}\n${many(30_000).join('\n')}\n`),
    keys: many(30_000),
    counts: { duplicates: 30_000 },
  },
];
