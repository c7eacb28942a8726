import { describe, expect, test } from '@jest/globals';
import { FieldReader } from '../../src/list/csv.ts';
import { type Hint, ListFailure } from '../../src/list/failure.ts';
import { readHeader } from '../../src/list/header.ts';
import { Rows } from '../../src/list/rows.ts';
import type { ListSettings } from '../../src/settings.ts';
import { listSettings } from './support.ts';

/** What comes of a file: what became of a header row, and the keys; or the failure. */
async function outcome(text: string, settings: Partial<ListSettings>, chunkBytes: number): Promise<unknown> {
  const bytes = Buffer.from(text);
  const reader = new FieldReader('list.csv', ',', 1);
  let fed = 0;
  const next = async (): Promise<Buffer | undefined> => {
    const chunk = fed < bytes.length ? bytes.subarray(fed, fed + chunkBytes) : undefined;
    fed += chunkBytes;
    return chunk;
  };
  try {
    const rows = new Rows(reader, Buffer.alloc(0), { next });
    const header = await readHeader(rows, listSettings(settings));
    const keys: string[] = [];
    await rows.each({ row: () => keys.push(reader.problem ?? reader.text) });
    return { header, keys };
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
    return { message: error.message, hint: error.hint };
  }
}

const skipped = (...keys: string[]): unknown => ({ header: 'skipped', keys });
const kept = (...keys: string[]): unknown => ({ header: 'none', keys });
const failing = (message: string, hint: Hint): unknown => ({ message, hint });

describe.each([1, 3, 1000])('the first row, in chunks of %i bytes', (chunkBytes) => {
  test.each<[string, Partial<ListSettings>, unknown]>([
    ['id,x\na,1\n', {}, skipped('a')],
    ['\n\n"User_ID",x\r\na,1', {}, skipped('a')],
    ['b,x\na,1\n', {}, kept('b', 'a')],
    ['b', {}, kept('b')],
    ['id', {}, skipped()],
    ['', {}, kept()],
    ['\n', { header: true }, kept()],
    ['"id"x\na\n', {}, kept('malformed_quoting', 'a')],
    ['"id"x\na\n', { header: true }, skipped('a')],
    ['id\na\n', { header: false }, kept('id', 'a')],
    ['x\ny,id\n', { keyColumn: 2 }, kept('missing_column', 'id')],
    ['x,k\n1,a\n2,b', { keyColumn: 'k' }, skipped('a', 'b')],
    ['x, k \n1,a', { keyColumn: ' k ' }, skipped('a')],
    ['x,"a ""k"""\n1,a', { keyColumn: 'a "k"' }, skipped('a')],
    ['x,k', { keyColumn: 'k' }, skipped()],
    ['x,other', { keyColumn: 'k' }, skipped()],
    ['x,other\n\n', { keyColumn: 'k' }, skipped()],
    ['k,x,k\n\n', { keyColumn: 'k' }, skipped()],
    ['', { keyColumn: 'k' }, kept()],
    [
      '\nx,other\n1,2\n',
      { keyColumn: 'k' },
      failing('list.csv:2:1: no cell of the header row is `k` (it has 2 cells).', 'missing_name'),
    ],
    [
      'K\n1\n',
      { keyColumn: ' k' },
      failing(
        'list.csv:1:1: no cell of the header row is ` k` (it has 1 cell, and one differs only in case).',
        'missing_name',
      ),
    ],
    [
      'k,x,k\n1,2,3\n',
      { keyColumn: 'k' },
      failing('list.csv:1:1: the header row has `k` in columns 1 and 3.', 'ambiguous_name'),
    ],
    [
      'user id;plan\na;b\n',
      {},
      failing('list.csv:1:1: the first row looks like a header row with `;` between its columns.', 'other_delimiter'),
    ],
    [
      'key\tplan\na\tb\n',
      {},
      failing('list.csv:1:1: the first row looks like a header row with a tab between its columns.', 'other_delimiter'),
    ],
    ['user id;plan\na;b\n', { header: false }, kept('user id;plan', 'a;b')],
    ['auth0|id\n', {}, kept('auth0|id')],
  ])('%j %j', async (text, settings, expected) => {
    expect(await outcome(text, settings, chunkBytes)).toEqual(expected);
  });
});

describe('a first row that is kept', () => {
  const header = async (text: string, settings: Partial<ListSettings> = {}): Promise<unknown> =>
    await outcome(text, settings, 1000);

  test.each<[string, Partial<ListSettings>, string[]]>([
    ['Kunden-Nr\nuser-1\nuser-2\n', {}, ['Kunden-Nr', 'user-1', 'user-2']],
    ['\n"my key",plan\n1,pro\n"2",free', {}, ['my key', '1', '2']],
    ['plan,clé_client\npro,a1\n', { keyColumn: 2 }, ['clé_client', 'a1']],
    ['customerno\na@x\nNULL\n,\n"b"x\nb@x\n', {}, ['customerno', 'a@x', 'NULL', '', 'malformed_quoting', 'b@x']],
  ])('looks like a header row: %j', async (text, settings, keys) => {
    expect(await header(text, settings)).toEqual({ header: 'suspicious', keys });
  });

  test.each<[string, Partial<ListSettings>]>([
    ['anna\nbert\n', {}],
    ['anna\nuser-1\nbert\n', {}],
    ['customerno\n', {}],
    ['customer1\nuser-1\n', {}],
    ['- _\nuser-1\n', {}],
    ['a.b\nuser-1\n', {}],
    ['"customerno"x\nuser-1\n', {}],
    ['customerno\nuser-1\n', { header: false }],
    [`customerno\n${'user-1\n'.repeat(98)}anna\n`, {}],
  ])('does not: %j', async (text, settings) => {
    expect(await header(text, settings)).toMatchObject({ header: 'none' });
  });

  test('is not compared with rows that cannot be read: whoever reads on says where they are', async () => {
    expect(await header('customerno\nuser-1\n"user-2')).toMatchObject({ hint: 'unclosed_quote' });
  });
});
