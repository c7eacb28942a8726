import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { redactAll } from '../../src/sync/redact.ts';

const listOf = (...keys: string[]) => ({
  async *keys() {
    yield keys;
  },
});

const redact = async (message: string, ...keys: string[]): Promise<string> =>
  (await redactAll([message], [listOf(...keys)]))[0]!;

test.each([
  ['invalid key ann@example.com.', ['ann@example.com'], 'invalid key ***.'],
  ['invalid key "ann lee"', ['ann lee'], 'invalid key "***"'],
  ['row 1 of 2011 is bad', ['1'], 'row *** of 2011 is bad'],
  ['/contexts/ann%40example.com not found', ['ann@example.com'], '/contexts/*** not found'],
  ['bad "a\\"b"', ['a"b'], 'bad "***"'],
  ['bad O&#39;Neill &amp; Sons', ["O'Neill & Sons"], 'bad ***'],
  ['auth0|abc and auth0|abcd', ['auth0|abc'], '*** and auth0|abcd'],
  ['ann@example.com', ['ann', 'ann@example.com'], '***'],
  ['both a-b and b-c in a-b-c', ['a-b', 'b-c'], 'both *** and *** in ***'],
  ['q=%22ann%40example.com%22 is bad', ['ann@example.com'], 'q=%22***%22 is bad'],
  ['bad \\u003cann@example.com\\u003e', ['ann@example.com'], 'bad \\u003c***\\u003e'],
  ['at\\nann@example.com', ['ann@example.com'], 'at\\n***'],
  ['bad _ann@example.com_ here', ['ann@example.com'], 'bad _***_ here'],
  ['&lt;ann@example.com&gt;', ['ann@example.com'], '&lt;***&gt;'],
  ['q=ann%2540example.com', ['ann@example.com'], 'q=***'],
  ['q=ann+lee', ['ann lee'], 'q=***'],
  ['C:\\names', ['names'], 'C:\\***'],
  ['nothing here', ['other'], 'nothing here'],
  ['', ['x'], ''],
])('%s', async (message, keys, expected) => {
  expect(await redact(message, ...keys)).toBe(expected);
});

test('no list, nothing to hide', async () => {
  expect(await redactAll(['a', 'b'], [])).toEqual(['a', 'b']);
});

test('a long message is cut, so that it stays quick', async () => {
  const text = await redact('a-'.repeat(5_000), 'zz');
  expect(text.length).toBeLessThan(1_000);
});

test('a key at the cut goes whole', async () => {
  const text = await redact(`${'x '.repeat(245)}ann@example.com${' and so on'.repeat(80)}`, 'ann@example.com');
  expect(text).toMatch(/x \*\*\*.*…$/);
  expect(text).not.toMatch(/ann/);
});

test('wherever a key stands between other signs, it goes', async () => {
  const key = fc.uuid();
  const border = fc.constantFrom(
    '',
    ' ',
    '"',
    "'",
    '/',
    ':',
    '(',
    '\n',
    '=',
    '…',
    '_',
    '%22',
    '%2F',
    '\\u003c',
    '\\n',
    '&lt;',
    '&#39;',
  );
  await fc.assert(
    fc.asyncProperty(key, border, border, fc.constantFrom('plain', 'url', 'json'), async (id, before, after, form) => {
      const written = { plain: id, url: encodeURIComponent(`${id}@x.y`), json: JSON.stringify(`${id}\\`).slice(1, -1) }[
        form
      ]!;
      const message = await redact(`key ${before}${written}${after} is bad`, id, `${id}@x.y`, `${id}\\`);
      expect(message).not.toContain(id);
    }),
  );
});
