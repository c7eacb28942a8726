import { mkdtempSync, rmSync } from 'node:fs';
import { glob, mkdir, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findFiles } from '../../src/list/files.ts';
import { alternatives, Globs, MOST_ALTERNATIVES, MOST_CHARACTERS, matcher } from '../../src/list/glob.ts';
import { failureOf, temporaryDirectory, writeFiles } from './support.ts';

describe('braces', () => {
  test.each([
    ['a', ['a']],
    ['{a,b}', ['a', 'b']],
    ['x{a,b}y{,c}', ['xay', 'xayc', 'xby', 'xbyc']],
    ['{a,{b,c}d}', ['a', 'bd', 'cd']],
    ['{9..11}', ['9', '10', '11']],
    ['{09..11}', ['09', '10', '11']],
    ['{2..0}', ['2', '1', '0']],
    ['{a}', ['{a}']],
    ['{a{b,c}}', ['{ab}', '{ac}']],
    ['{{a,b}', ['{a', '{b']],
    ['a,b}{', ['a,b}{']],
    ['{a..c}', ['a', 'b', 'c']],
    ['{0..20..10}', ['0', '10', '20']],
  ])('%s', (pattern, expected) => {
    expect(alternatives(pattern)).toEqual(expected);
  });

  test.each([
    ['one too many', `{1..${MOST_ALTERNATIVES + 1}}`],
    ['very many', '{0..999999999}'],
    ['many that multiply', '{a,b}'.repeat(400)],
    ['many in each other', `${'{{a,b},'.repeat(200)}c${'}{a,b}'.repeat(200)}`],
    ['many that add up', `{${'{1..500},'.repeat(400)}}`],
  ])('that stand for %s are an error', (_, pattern) => {
    expect(() => alternatives(pattern)).toThrow(`stands for more than ${MOST_ALTERNATIVES} patterns`);
  });

  test('as many as are allowed', () => {
    expect(alternatives(`{1..${MOST_ALTERNATIVES}}`)).toHaveLength(MOST_ALTERNATIVES);
    // However long they are: one that is left out without a word may be a part of the list.
    const long = `{1..${MOST_ALTERNATIVES}}`.padEnd(MOST_CHARACTERS, 'x');
    expect(alternatives(long)).toHaveLength(MOST_ALTERNATIVES);
    expect(alternatives('x'.repeat(MOST_CHARACTERS))).toHaveLength(1);
    expect(() => alternatives('x'.repeat(MOST_CHARACTERS + 1))).toThrow('has more than 4096 characters');
  });
});

test.each<[string, string[], string[]]>([
  ['*', ['a', 'é'], ['.a']],
  ['.*', ['.a'], ['a']],
  ['a*', ['a', 'abc'], ['ba']],
  ['*a*b', ['ab', 'xaab', 'abab'], ['aba', 'ba']],
  ['**a', ['a', 'ba'], ['ab']],
  ['?', ['a', '😀'], ['', 'ab', '.']],
  ['[a-c]x', ['ax', 'cx'], ['dx', '-x']],
  ['[!a-c]', ['d'], ['a']],
  ['[^a]', ['d'], ['a']],
  ['[]a]', [']', 'a'], ['b']],
  ['[!]]', ['a'], [']']],
  ['[a-]', ['a', '-'], ['b']],
  ['[ab', ['[ab'], ['a']],
  ['+(a)', ['+(a)'], ['a']],
])('%s matches %j, not %j', (pattern, those, others) => {
  expect([...those, ...others].filter(matcher(pattern))).toEqual(those);
});

describe('a walk', () => {
  const TREE = [
    'a',
    'ab',
    'b.csv',
    '.a/b',
    'd/a',
    'd/b.csv',
    'd/.a',
    'd/d/ab',
    'd/d/a',
    'd/d/d/b.csv',
    'e1/a',
    'e2/ab',
  ];
  let directory: string;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'glob-'));
    await writeFiles(directory, Object.fromEntries([...TREE, 'empty/'].map((path) => [path, ''])));
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });
  const find = (pattern: string): Promise<string[]> => new Globs(directory).find(pattern);

  test.each<[string, string[]]>([
    ['*', ['a', 'ab', 'b.csv', 'd', 'e1', 'e2', 'empty']],
    ['*/', ['d', 'e1', 'e2', 'empty']],
    ['*/a', ['d/a', 'e1/a']],
    ['./d//*', ['d/a', 'd/b.csv', 'd/d']],
    ['d\\d\\*', ['d/d/a', 'd/d/ab', 'd/d/d']],
    ['**/a', ['a', 'd/a', 'd/d/a', 'e1/a']],
    ['**/**/b.csv', ['b.csv', 'd/b.csv', 'd/d/d/b.csv']],
    ['d/**', ['d/a', 'd/b.csv', 'd/d', 'd/d/a', 'd/d/ab', 'd/d/d', 'd/d/d/b.csv']],
    ['d/*/../a', ['d/a']],
    ['{e{1..2},.a}/*', ['.a/b', 'e1/a', 'e2/ab']],
    ['*/.a', ['d/.a']],
    ['a/*', []],
    ['nothing', []],
  ])('by %s', async (pattern, expected) => {
    for (const one of [pattern, `${directory}/${pattern}`]) {
      expect((await find(one)).sort()).toEqual(expected.map((path) => resolve(directory, path)));
    }
  });

  test('finds what Node finds', async () => {
    const piece = fc.constantFrom(
      '*',
      '?',
      'a',
      'b',
      'd',
      'e',
      '.',
      '[a-d]',
      '[!a]',
      '{a,b}',
      '{1..2}',
      '{d,e1}',
      'csv',
    );
    const segment = fc.oneof(
      fc.constantFrom('**', '*', 'd', '..'),
      fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('')),
    );
    let matched = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 4 }), async (segments) => {
        const pattern = segments.join('/');
        // Node leaves `..` behind a wildcard to chance, and names the directory itself for `**`.
        fc.pre(!/[*?[{].*\.\.(\/|$)|(^|\/)\.+(\/|$)/.test(pattern) && !pattern.endsWith('**'));
        const theirs: string[] = [];
        for await (const path of glob(pattern, { cwd: directory })) theirs.push(resolve(directory, path));
        expect((await find(pattern)).sort()).toEqual([...new Set(theirs)].sort());
        if (theirs.length > 0) matched++;
      }),
      { numRuns: 2000 },
    );
    expect(matched).toBeGreaterThan(300);
  });

  // Each ends within the test's five seconds, and most in no time.
  test('ends, whatever the pattern is', async () => {
    await using other = await temporaryDirectory();
    const long = 'a'.repeat(200);
    await writeFiles(other.path, { [`${long}/${long}/${long}`]: '', [`d/${'ab'.repeat(100)}`]: '' });
    const piece = fc.constantFrom(
      '*',
      '**',
      '?',
      'a',
      'b',
      '/',
      '/**/',
      '..',
      '.',
      '[',
      ']',
      '!',
      '-',
      '{',
      '}',
      ',',
      '..',
    );
    const odd = fc.constantFrom(
      '+(',
      '*(',
      '!(',
      '@(',
      ')',
      '|',
      '\\',
      '{1..99}',
      '{a,b}',
      '*a*a*a*a',
      '+(a+(a',
      '{,}',
    );
    const pattern = fc
      .array(fc.tuple(fc.oneof(piece, odd), fc.oneof(fc.constant(1), fc.nat(40))), { maxLength: 30 })
      .map((pieces) => pieces.map(([text, times]) => text.repeat(times)).join(''));
    let refused = 0;
    let ended = 0;
    await fc.assert(
      fc.asyncProperty(pattern, async (given) => {
        try {
          // Behind a dot, no pattern is a path from the root, which is not for a test to walk.
          await new Globs(other.path).find(`./${given.replaceAll('..', 'a')}`);
          ended++;
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_input' });
          refused++;
        }
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(10);
    expect(ended).toBeGreaterThan(100);
  }, 60_000);

  test('follows links where a wildcard matches one, and not for **', async () => {
    await using other = await temporaryDirectory();
    await mkdir(join(other.path, 'real'));
    await writeFiles(other.path, { 'real/a.csv': '' });
    await symlink('real', join(other.path, 'link'));
    await symlink('..', join(other.path, 'real/loop'));
    const found = async (pattern: string): Promise<string[]> => (await new Globs(other.path).find(pattern)).sort();
    expect(await found('*/*.csv')).toEqual([join(other.path, 'link/a.csv'), join(other.path, 'real/a.csv')]);
    expect(await found('**/*.csv')).toEqual([join(other.path, 'real/a.csv')]);
  });

  test('ends when the run is cancelled', async () => {
    const controller = new AbortController();
    const found = findFiles(['**/*'], directory, controller.signal);
    controller.abort(new Error('enough'));
    await expect(found).rejects.toThrow('enough');
  });

  test('that is not allowed says so, and shows the beginning of the pattern only', async () => {
    const failure = await failureOf(findFiles(['{a,b}'.repeat(800)], directory));
    expect(failure.code).toBe('invalid_input');
    expect(failure.message).toBe(`\`${'{a,b}'.repeat(20)}…\` stands for more than 1000 patterns.`);
  });
});
