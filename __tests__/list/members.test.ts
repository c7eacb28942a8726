import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ListFailure } from '../../src/list/failure.ts';
import type { Layout } from '../../src/list/layout.ts';
import { exportLayouts, readMembers } from '../../src/list/members.ts';
import { LIMITS, temporaryDirectory } from './support.ts';

/** For each layout that the file may have the members in it, or why it has another layout. */
async function readingsOf(content: string | Buffer): Promise<{ layout: Layout; keys: string[]; problem?: string }[]> {
  await using directory = await temporaryDirectory();
  const path = join(directory.path, 'export');
  await writeFile(path, content);
  const readings = [];
  for (const layout of await exportLayouts(path)) {
    try {
      const members = await readMembers(path, layout, { tempDirectory: directory.path, limits: LIMITS });
      const keys: string[] = [];
      for await (const some of members.keys()) keys.push(...some);
      expect(keys).toHaveLength(members.count);
      readings.push({ layout, keys });
    } catch (error) {
      if (!(error instanceof ListFailure)) throw error;
      readings.push({ layout, keys: [], problem: error.message });
    }
  }
  return readings;
}

/** The first reading with so many keys, all of which are members: what a run trusts. */
async function trusted(content: string | Buffer, members: readonly string[]): Promise<string[] | undefined> {
  const readings = await readingsOf(content);
  return readings.find(({ keys }) => keys.length === members.length && keys.every((key) => members.includes(key)))
    ?.keys;
}

describe('files that are read', () => {
  test.each<[string, string | Buffer, string[]]>([
    ['one column', 'a\nb\nc\n', ['a', 'b', 'c']],
    ['no final line break', 'a\nb', ['a', 'b']],
    ['CRLF and a byte order mark', '\ufeffa\r\nb\r\n', ['a', 'b']],
    ['gzip', gzipSync('a\nb\n'), ['a', 'b']],
    ['a header row', 'key\na\nb\n', ['a', 'b']],
    ['a header word that is a member', 'id\na\nb\n', ['id', 'a', 'b']],
    ['a header word of exports', 'targetKey\na\n', ['a']],
    ['further columns', 'a,user,2026\nb,user,2025\n', ['a', 'b']],
    ['the key in another column', 'kind,Context Key,created\nuser,a,1\nuser,b,2\n', ['a', 'b']],
    ['a key beside other words', 'email,key\nann@x,a\nbob@x,b\n', ['a', 'b']],
    ['words of which the first is not it', 'id,email\n1,ann@x\n2,bob@x\n', ['ann@x', 'bob@x']],
    ['quotes', '"a","x"\n"b, c","say ""hi"""\n"""q""",\n', ['a', 'b, c', '"q"']],
    ['semicolons and a header row', 'key;kind\na,b;user\nc;user\n', ['a,b', 'c']],
    ['tabs and excluded rows', 'a\tincluded\nb\texcluded\n', ['a']],
    ['repeated rows', 'a\nb\na\n', ['a', 'b']],
    ['excluded rows', 'a,included\nb,excluded\nc,included\n', ['a', 'c']],
    ['excluded rows first, by their words', 'key,Status\nb,EXCLUDED\na,Included\n', ['a']],
    ['a column of included', 'key,included\na,true\nb,false\nc,TRUE\n', ['a', 'c']],
    ['a column of excluded', 'key,excluded\na,false\nb,true\n', ['a']],
    ['a column of excluded that is blank for members', 'key,is_excluded\na,\nb,1\n', ['a']],
    ['both columns', 'key,included,excluded\na,true,false\nb,false,true\n', ['a']],
    ['true for members, without a header row', 'a,true\nb,false\nc,true\n', ['a', 'c']],
    ['true for excluded, without a header row', 'a,false\nb,true\nc,false\n', ['a', 'c']],
    ['a flag that means something else', 'key,anonymous\na,true\nb,false\n', ['a', 'b']],
    ['a key that is in both', 'a,included\na,excluded\nb,excluded\n', ['a']],
    ['a blank last line', 'a\nb\n\n', ['a', 'b']],
    ['spaces, which belong to the key', ' a\nb \na\n"\tc"\n', [' a', 'b ', 'a', '\tc']],
    ['what no list may hold', 'NULL\n"a\nb"\n"\u0007"\n\\N\n', ['NULL', 'a\nb', '\u0007', '\\N']],
    ['a header and no rows of members', 'key,status\na,excluded\n', []],
  ])('%s', async (_, content, members) => {
    const keys = await trusted(content, members);
    expect(keys?.sort()).toEqual(members.sort());
  });
});

describe('files that are not', () => {
  test.each<[string, string | Buffer, string, string[]]>([
    ['rows of other columns', 'a\nb,c\n', 'export:2:1: the row has another number of columns.', ['a', 'b']],
    ['a mark that says nothing', 'key,included\na,true\nb,maybe\n', 'export:3:3: it is not clear', ['a', 'b']],
    ['a row without a key', 'key,kind\na,user\n,user\n', 'export:3:1: the key is empty.', ['a']],
    ['loose quotes', 'a\n5" pipe\n', 'export:2:1: the quoting is malformed.', ['a', '5" pipe']],
    ['another encoding', Buffer.from('a\nZoë\n', 'latin1'), 'export:2:1: the key is not valid UTF-8.', ['a', 'Zoë']],
    ['a quote that never closes', 'a\n"b\n', 'does not close', ['a', 'b']],
  ])('%s', async (_, content, problem, members) => {
    expect(await trusted(content, members)).toBeUndefined();
    const readings = await readingsOf(content);
    expect(readings.map((reading) => reading.problem ?? '').join(' ')).toContain(problem);
  });

  test('an archive', async () => {
    await expect(readingsOf('PK\u0003\u0004xxxxxxxx')).rejects.toThrow('a ZIP archive');
  });

  test('too many keys with control characters', async () => {
    const content = Array.from({ length: 100_001 }, (_, index) => `"\n${index}"`).join('\n');
    const [reading] = await readingsOf(content);
    expect(reading?.problem).toContain('too many keys have control characters');
  });

  test('no message has a key in it', async () => {
    const readings = await readingsOf('secret-a,true\nsecret-b,maybe\nsecret-c\n5" secret-d,x\n');
    expect(readings.every(({ problem }) => problem !== undefined && !problem.includes('secret'))).toBe(true);
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
      const keys = await trusted((bom ? '\ufeff' : '') + header + body.join(''), members);
      expect(keys?.toSorted()).toEqual(members.toSorted());
    }),
    { numRuns: 150 },
  );
}, 60_000);
