import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { findFiles } from '../../src/list/files.ts';
import { wouldRead } from '../../src/list/index.ts';

const workspace = mkdtempSync(join(tmpdir(), 'would-read-[1]-'));
afterAll(() => rmSync(workspace, { recursive: true }));

const FILES = ['a.csv', 'b[1].csv', 'out/a.csv', 'out/.a.csv', 'out/deep/a1.csv', 'out/.deep/a1.csv', '1/2/3/a-07.csv'];

test.each([
  ...['a.csv', './out/../a.csv', 'out', 'out/', 'out/*', '*', '*.csv', '**', '**/*.csv', '**/a*', 'out/**', '**/deep'],
  ...[
    '{a,b}.csv',
    '{out/deep,x}/a{0..2}.csv',
    'out/?eep/a[0-9].csv',
    '[!a]*/a.csv',
    '**/**/a-{01..09}.csv',
    'b[1].csv',
  ],
  ...['out/.*', '**/.*', 'out/*/', '1/**/3/*', '1/*/*', 'o*t/*e*/*a*1*'],
])('%s: every file that is read is one that would be', async (pattern) => {
  for (const name of FILES) {
    const file = join(workspace, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  const read = (await findFiles([pattern], workspace)).map(({ path }) => path);
  expect(read).not.toEqual([]);
  const would = wouldRead(
    [pattern],
    workspace,
    FILES.map((name) => join(workspace, name)),
  );
  expect(read.filter((path) => !would.has(path))).toEqual([]);
});

test.each([
  ['another folder', 'in/*.csv', 'out/a.csv'],
  ['deeper than the folder', 'out', 'out/deep/a.csv'],
  ['hidden', '**/*.csv', '.before/a.csv'],
  ['another name', 'out/b*.csv', 'out/a.csv'],
  ['beyond the bounds', '{a,b}'.repeat(11), 'a'.repeat(11)],
])('a file is not read: %s', (_, pattern, file) => {
  expect(wouldRead([pattern], '/ws', [join('/ws', file)])).toEqual(new Set());
});

test('what takes too long to compare is refused', () => {
  const many = (count: number, piece: string): string[] =>
    Array.from({ length: count }, (_, index) => `${piece}${index}`);
  expect(() => wouldRead(many(1_100, '{1..999}'), '/ws', ['/ws/a'])).toThrow('more than 1,000,000 patterns');
  expect(() => wouldRead(many(5_001, '*'), '/ws', many(1_000, '/ws/'))).toThrow('more than 5,000 globs');
});
