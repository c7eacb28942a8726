import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inBatches, Members, readMembers } from '../../src/list/index.ts';
import { allKeys, failureOf, LIMITS, temporaryDirectory } from './support.ts';

interface Read {
  members: Members;
  /** In the order of keys(): those that no list can hold first. */
  keys: string[];
}

async function read(content: string | Buffer, more: Partial<Parameters<typeof readMembers>[1]> = {}): Promise<Read> {
  await using directory = await temporaryDirectory();
  const path = join(directory.path, 'export');
  await writeFile(path, content);
  const members = await readMembers(path, { tempDirectory: directory.path, limits: LIMITS, ...more });
  const keys: string[] = [];
  for await (const some of members.keys()) keys.push(...some);
  expect(keys).toHaveLength(members.count);
  expect([...members.unlistable, ...(await allKeys(members.listable))]).toEqual(keys);
  return { members, keys };
}

describe('files that are read', () => {
  test.each<[string, string | Buffer, string[], string]>([
    ['one column', 'a\nb\nc\n', ['a', 'b', 'c'], 'one column, no header row'],
    ['no final line break', 'a\nb', ['a', 'b'], 'one column, no header row'],
    ['CRLF and a byte order mark', '\ufeffa\r\nb\r\n', ['a', 'b'], 'one column, no header row'],
    ['gzip', gzipSync('a\nb\n'), ['a', 'b'], 'one column, no header row'],
    ['zstd', zstdCompressSync('a\nb\n'), ['a', 'b'], 'one column, no header row'],
    ['a header row', 'key\na\nb\n', ['a', 'b'], 'one column, a header row'],
    ['a header word of exports', 'targetKey\na\n', ['a'], 'one column, a header row'],
    ['a header word of one column', 'included\na\n', ['a'], 'one column, a header row'],
    ['further columns', 'a,user,2026\nb,user,2025\n', ['a', 'b'], '3 columns with `,` between them, no header row'],
    [
      'the key in another column',
      'kind,Context Key,created\nuser,a,1\nuser,b,2\n',
      ['a', 'b'],
      '3 columns with `,` between them, a header row',
    ],
    ['a key beside other words', 'email,key\nann@x,a\nbob@x,b\n', ['a', 'b'], '2 columns with `,`'],
    ['quotes', '"a","x"\n"b, c","say ""hi"""\n"""q""",\n', ['a', 'b, c', '"q"'], '2 columns with `,`'],
    ['semicolons and a header row', 'key;kind\na,b;user\nc;user\n', ['a,b', 'c'], '2 columns with `;`'],
    [
      'tabs and excluded rows',
      'a\tincluded\nb\texcluded\n',
      ['a'],
      '2 columns with tabs between them, no header row, a column that marks excluded rows',
    ],
    ['repeated rows', 'a\nb\na\n', ['a', 'b'], 'one column'],
    ['excluded rows', 'a,included\nb,excluded\nc,included\n', ['a', 'c'], 'marks excluded rows'],
    ['excluded rows first, by their words', 'key,Status\nb,EXCLUDED\na,Included\n', ['a'], 'marks excluded rows'],
    ['a column of included', 'key,included\na,true\nb,false\nc,TRUE\n', ['a', 'c'], 'marks excluded rows'],
    ['a column of excluded', 'key,excluded\na,false\nb,true\n', ['a'], 'marks excluded rows'],
    ['a column of excluded, blank for members', 'key,is_excluded\na,\nb,1\n', ['a'], 'marks excluded rows'],
    ['both columns', 'key,included,excluded\na,true,false\nb,false,true\n', ['a'], 'marks excluded rows'],
    ['true for members, without a header row', 'a,true\nb,false\nc,true\n', ['a', 'c'], 'marks excluded rows'],
    ['a flag that means something else', 'key,anonymous\na,true\nb,false\n', ['a', 'b'], '2 columns'],
    ['a key that is in both', 'a,included\na,excluded\nb,excluded\n', ['a'], '2 columns'],
    ['a blank last line', 'a\nb\n\n', ['a', 'b'], 'one column'],
    ['spaces, which belong to the key', ' a\nb \na\n"\tc"\n', [' a', 'b ', '\tc', 'a'], 'one column'],
    ['what no list may hold', 'NULL\n"a\nb"\n"\u0007"\n\\N\n', ['NULL', 'a\nb', '\u0007', '\\N'], 'one column'],
    ['a header and no rows of members', 'key,status\na,excluded\n', [], '2 columns'],
    ['nothing', '', [], 'no rows'],
    ['delimiters in keys', 'a;included\nb\n', ['a;included', 'b'], 'one column'],
  ])('%s', async (_, content, expected, layout) => {
    const { members, keys } = await read(content);
    expect(keys).toEqual(expected);
    expect(members.layout).toContain(layout);
  });

  test('a header word that is a member, if there is one more than other rows', async () => {
    for (const more of [{}, { expected: 2 }, { expected: 4 }])
      expect((await read('id\na\nb\n', more)).keys).toEqual(['a', 'b']);
    const { members, keys } = await read('id\na\nb\n', { expected: 3 });
    expect(keys).toEqual(['id', 'a', 'b']);
    expect(members.layout).toBe('one column, no header row');
    // It is looked up before all others.
    expect(members.sample[0]).toBe('id');
    expect((await read('id,x\na,1\nb,2\n', { expected: 3 })).keys).toEqual(['id', 'a', 'b']);
    expect((await read('kind,key\nuser,a\nuser,b\n', { expected: 3 })).keys).toEqual(['a', 'b']);
    expect((await read('a,user\n', { expected: 1 })).keys).toEqual(['a']);
  });

  test('those that no list can hold are kept apart, and never taken for keys of a list', async () => {
    await using directory = await temporaryDirectory();
    const options = { tempDirectory: directory.path, limits: LIMITS };
    const path = join(directory.path, 'export');
    await writeFile(path, 'a\n a\nNULL\nb\n');
    const members = await readMembers(path, options);
    await writeFile(path, 'a\n');
    const list = (await readMembers(path, options)).listable;
    const rest = await members.without(list, options);
    expect(rest.unlistable).toEqual([' a', 'NULL']);
    expect(await allKeys(rest.listable)).toEqual(['b']);
    expect(rest.count).toBe(3);
    const batches: (readonly string[])[] = [];
    for await (const batch of inBatches(rest.keys(), 2)) batches.push(batch);
    expect(batches).toEqual([[' a', 'NULL'], ['b']]);
  });

  test('a sample has some of either kind', async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => `user-${index}`);
    const { members } = await read(`${keys.join('\n')}\n padded\nNULL\n`);
    expect(new Set(members.sample).size).toBe(members.sample.length);
    expect(members.sample.slice(0, 5)).toEqual(expect.arrayContaining(['user-0', ' padded', 'NULL']));
    expect(Members.none().sample).toEqual([]);
  });
});

describe('files that are not', () => {
  test.each<[string, string | Buffer, string]>([
    [
      'rows of other columns',
      'a\nb,c\n',
      'export:2:1: the row has a different number of columns. It was read as one column, no header row.',
    ],
    [
      'a mark that says nothing',
      'key,included\na,true\nb,maybe\n',
      'export:3:1: it is not clear whether the row is a member. It was read as 2 columns with `,` between them, ' +
        'a header row, a column that marks excluded rows.',
    ],
    ['a row without a key', 'key,kind\na,user\n,user\n', 'export:3:1: the key is empty.'],
    ['loose quotes', 'a\n5" pipe\n', 'export:2:1: the quoting is malformed.'],
    ['another encoding', Buffer.from('a\nZoë\n', 'latin1'), 'export:2:1: the key is not valid UTF-8.'],
    ['a quote that never closes', 'a\n"b\n', 'does not close until the end of the file. It was read as one column'],
    ['an archive', 'PK\u0003\u0004xxxxxxxx', 'export: the file is a ZIP archive or an Excel workbook, not text.'],
    ['half a gzip', gzipSync('a\n'.repeat(999)).subarray(0, 30), 'the gzip data is truncated or corrupt'],
  ])('%s', async (_, content, problem) => {
    const failure = await failureOf(read(content));
    expect(failure.code).toBe('export_mismatch');
    expect(failure.message).toContain(problem);
    expect(failure.summary).toBeUndefined();
  });

  test('rows of one column, where a piece of the file has no other', async () => {
    const rows = Array.from({ length: 104_856 }, (_, row) => `k${String(row).padStart(6, '0')},u\n`).join('');
    // All that is read at once; the next piece looks like a list.
    const piece = `key,kind\n${rows.slice(0, -1)}${'u'.repeat(7)}\n`;
    expect(piece).toHaveLength(1_048_576);
    const failure = await failureOf(read(`${piece}plain\n`));
    expect(failure.message).toContain('export:104858:1: the row has a different number of columns.');
  });

  test('a key that fits no part', async () => {
    const failure = await failureOf(read('a\n"lo,nger"\n', { limits: { keys: 9, bytes: 8 } }));
    expect(failure.code).toBe('export_mismatch');
    expect(failure.message).toContain('export:2:1: the key is longer than one upload may be.');
  });

  test('one whose members cannot be written is not to blame', async () => {
    const failure = await failureOf(read('a\n', { tempDirectory: '/nowhere' }));
    expect(failure.code).toBe('runner_error');
    expect(failure.message).toBe('The normalised list cannot be written (ENOENT: no such file or directory).');
  });

  test('too many keys that no list can hold', async () => {
    const content = Array.from({ length: 1_000_001 }, (_, index) => ` ${index}`).join('\n');
    expect((await failureOf(read(content))).message).toContain('too many');
  });

  test('no message has a key in it', async () => {
    for (const content of ['key,included\nsecret-b,maybe\n', 'secret-c\n5" secret-d,x\n', '"secret-e']) {
      expect((await failureOf(read(content))).message).not.toContain('secret');
    }
  });
});

test('whatever the columns, the header row, the marks and the quoting are', async () => {
  const key = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 999 }).map((number) => `user-${number}`) },
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => text.trim() !== ''),
    fc.constantFrom('key', 'id', 'included', 'true', 'NULL', ' padded ', 'a,b', 'a;b', 'say "hi"', 'line\nbreak'),
  );
  const marks = fc.constantFrom(
    { name: 'included', member: 'true', other: 'false' },
    { name: 'excluded', member: '0', other: '1' },
    { name: 'status', member: 'included', other: 'excluded' },
  );
  const format = fc.record({
    name: fc.constantFrom(undefined, 'key', 'userKey', 'context_key'),
    mark: fc.option(marks),
    before: fc.boolean(),
    after: fc.boolean(),
    delimiter: fc.constantFrom(',', ';', '\t'),
    eol: fc.constantFrom('\n', '\r\n'),
    quoteAll: fc.boolean(),
    bom: fc.boolean(),
  });
  const lists = fc.uniqueArray(fc.tuple(key, fc.boolean()), {
    minLength: 1,
    maxLength: 20,
    selector: ([text]) => text,
  });
  await fc.assert(
    fc.asyncProperty(lists, format, async (rows, { name, mark, before, after, delimiter, eol, quoteAll, bom }) => {
      // Without a header row only the first column, and with commas, is sure to be found.
      const first = name === undefined;
      const separator = first ? ',' : delimiter;
      // Nor what a flag without a name means, if not a member.
      fc.pre(!first || mark?.name !== 'excluded');
      const field = (text: string): string =>
        quoteAll || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
      const line = (kind: string, text: string, marked: string, age: string): string =>
        [...(before && !first ? [kind] : []), text, ...(mark ? [marked] : []), ...(after ? [age] : [])]
          .map(field)
          .join(separator) + eol;
      const shown = mark ? rows : rows.filter(([, member]) => member);
      const body = shown.map(([text, member]) => line('user', text, (member ? mark?.member : mark?.other) ?? '', '30'));
      const header = name === undefined ? '' : line('kind', name, mark?.name ?? '', 'age');
      const members = rows.flatMap(([text, member]) => (member ? [text] : []));
      const { keys } = await read((bom ? '\ufeff' : '') + header + body.join(''), { expected: members.length });
      // A first row that could be a header row fails the count, if it is none and that does not show.
      if (first && ['key', 'id', 'included'].includes(shown[0]?.[0] ?? '') && keys.length !== members.length) return;
      expect(keys.toSorted()).toEqual(members.toSorted());
    }),
    { numRuns: 100 },
  );
}, 60_000);
