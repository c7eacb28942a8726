import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readKeyList, SAMPLE_KEYS, type StoredKeys, subtract } from '../../src/list/index.ts';
import { normalised } from './cases.ts';
import { allKeys, contentOf, LIMITS, listSettings, temporaryDirectory, writeFiles } from './support.ts';

async function listOf(directory: string, keys: readonly string[]): Promise<StoredKeys> {
  const name = `list-${Math.random()}.csv`;
  await writeFiles(directory, { [name]: normalised(keys) });
  const { keys: stored } = await readKeyList({
    settings: listSettings({ csvPath: [name], allowEmpty: true, header: false }),
    workspace: directory,
    tempDirectory: directory,
    limits: { keys: 7, bytes: 1000 },
  });
  return stored;
}

describe('subtract', () => {
  test('gives exactly the keys that the other list does not have, in order', async () => {
    await using directory = await temporaryDirectory();
    const key = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', 'é'), minLength: 1, maxLength: 3 });
    const keys = fc.uniqueArray(key, { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(keys, keys, async (left, right) => {
        const first = await listOf(directory.path, left);
        const second = await listOf(directory.path, right);
        const rest = await subtract(first, second, { tempDirectory: directory.path, limits: { keys: 5, bytes: 1000 } });
        const expected = left.filter((each) => !right.includes(each));
        expect(await allKeys(rest)).toEqual(expected);
        expect(rest.count).toBe(expected.length);
        expect(rest.sample.toSorted()).toEqual(expected.toSorted());
        expect(Buffer.concat(await Promise.all(rest.parts.map(contentOf))).toString()).toBe(normalised(expected));
        expect(rest.parts.every((part) => part.keys <= 5)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('of many keys, tells its progress', async () => {
    await using directory = await temporaryDirectory();
    const keys = Array.from({ length: 700_000 }, (_, index) => `user-${index}`);
    await writeFiles(directory.path, {
      'old.csv': keys.slice(0, 600_000).join('\n'),
      'new.csv': keys.slice(100).join('\n'),
    });
    await mkdir(join(directory.path, 'temp'));
    const read = async (name: string): Promise<StoredKeys> => {
      const list = await readKeyList({
        settings: listSettings({ csvPath: [name] }),
        workspace: directory.path,
        tempDirectory: join(directory.path, 'temp'),
        limits: LIMITS,
      });
      return list.keys;
    };
    const before = await read('old.csv');
    const after = await read('new.csv');
    const seen: number[] = [];
    const options = { tempDirectory: directory.path, limits: LIMITS, onProgress: (done: number) => seen.push(done) };
    const added = await subtract(after, before, options);
    expect(added.count).toBe(100_000);
    expect(added.representative.slice(0, 2)).toEqual(['user-600000', 'user-699999']);
    expect(added.sample).toHaveLength(SAMPLE_KEYS);
    expect(added.sample.every((key) => Number(key!.slice(5)) >= 600_000)).toBe(true);
    expect(await allKeys(await subtract(before, after, options))).toEqual(keys.slice(0, 100));
    expect(seen.length).toBeGreaterThan(6);
    expect(seen.at(-1)).toBe(600_000 + 699_900);
  });

  test('can be aborted', async () => {
    await using directory = await temporaryDirectory();
    const list = await listOf(directory.path, ['a']);
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(subtract(list, list, { tempDirectory: directory.path, limits: LIMITS, signal })).rejects.toThrow(
      'stop',
    );
  });
});
