import { expect, test } from '@jest/globals';
import { Beginnings } from '../../src/list/index.ts';
import { withList } from './support.ts';

test('keys are found by how they begin: short, quoted and non-ASCII ones, and in every chunk that is read', async () => {
  const few = ['a', 'b', 'ab', 'abc', 'ba', '"a", quoted', 'é', 'éa', '😀', 'x'];
  // Three megabytes.
  const many = Array.from({ length: 100_000 }, (_, index) => `key-${index}`.padEnd(30, '-'));
  const rows = [...few.slice(0, 5), ...many, ...few.slice(5)].map((key) => `"${key.replaceAll('"', '""')}"\n`);
  const found = async (...texts: string[]): Promise<string[]> => {
    const beginnings = new Beginnings();
    for (const text of texts) beginnings.add(text);
    return await withList({ 'list.csv': rows.join('') }, {}, async ({ keys }) => {
      const all: string[] = [];
      for await (const some of keys.keys(beginnings)) all.push(...some);
      return all;
    });
  };
  expect(await found('a')).toEqual(['a', '"a", quoted']);
  expect(await found('abx', 'éx')).toEqual(['ab', 'abc', '"a", quoted', 'é', 'éa']);
  expect(await found('😀')).toEqual(['"a", quoted', '😀']);
  expect(await found('ke')).toEqual([...many, '"a", quoted']);
  expect(await found()).toEqual(['"a", quoted']);
});
