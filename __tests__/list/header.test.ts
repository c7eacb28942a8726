import { describe, expect, test } from '@jest/globals';
import { FieldReader } from '../../src/list/csv.ts';
import { ListFailure } from '../../src/list/failure.ts';
import { skipHeader } from '../../src/list/header.ts';
import type { ListSettings } from '../../src/settings.ts';
import { listSettings } from './support.ts';

/** What comes of a file: whether a header row was skipped, and the keys or the failure. */
function outcome(text: string, settings: Partial<ListSettings>, chunkBytes: number): unknown {
  const bytes = Buffer.from(text);
  const reader = new FieldReader('list.csv', ',', 1);
  let fed = 0;
  const feed = (): void => {
    reader.feed(fed < bytes.length ? bytes.subarray(fed, fed + chunkBytes) : undefined);
    fed += chunkBytes;
  };
  const noted = { headerSkipped: false };
  try {
    feed();
    const file = { path: '/list.csv', shown: 'list.csv', bytes: bytes.length };
    while (!skipHeader(reader, file, listSettings(settings), noted)) feed();
    const keys: string[] = [];
    for (;;) {
      const step = reader.next();
      if (step === 'end') return { ...noted, keys };
      if (step === 'more') feed();
      else keys.push(reader.problem ?? reader.bytes.toString('utf8', reader.start, reader.end));
    }
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
    return { message: error.message, advice: error.advice };
  }
}

const skipped = (...keys: string[]): unknown => ({ headerSkipped: true, keys });
const kept = (...keys: string[]): unknown => ({ headerSkipped: false, keys });
const failing = (message: string, advice: string): unknown => ({ message, advice });

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
      failing(
        'list.csv:2:1: no cell of the header row is `k` (it has 2 cells).',
        'Write `key-column` exactly as the header row has it, check `delimiter`, or give the number of the column.',
      ),
    ],
    [
      'K\n1\n',
      { keyColumn: ' k' },
      failing(
        'list.csv:1:1: no cell of the header row is ` k` (it has 1 cell, and one differs in case only).',
        'Write `key-column` exactly as the header row has it, check `delimiter`, or give the number of the column.',
      ),
    ],
    [
      'k,x,k\n1,2,3\n',
      { keyColumn: 'k' },
      failing(
        'list.csv:1:1: the header row has `k` in columns 1 and 3.',
        'Give the number of the column as `key-column`, with `header: true`.',
      ),
    ],
    [
      'user id;plan\na;b\n',
      {},
      failing(
        'list.csv:1:1: the first row looks like a header row with `;` between its columns.',
        'Set `delimiter` to `;`, or `header` to `false` if this is a key.',
      ),
    ],
    [
      'key\tplan\na\tb\n',
      {},
      failing(
        'list.csv:1:1: the first row looks like a header row with a tab between its columns.',
        'Set `delimiter` to `tab`, or `header` to `false` if this is a key.',
      ),
    ],
    ['user id;plan\na;b\n', { header: false }, kept('user id;plan', 'a;b')],
    ['auth0|id\n', {}, kept('auth0|id')],
  ])('%j %j', (text, settings, expected) => {
    expect(outcome(text, settings, chunkBytes)).toEqual(expected);
  });
});
