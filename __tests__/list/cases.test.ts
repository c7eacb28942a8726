import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ListSettings } from '../../src/settings.ts';
import { adviceOnList } from '../../src/sync/list-advice.ts';
import { CASES, type ListCase, normalised } from './cases.ts';
import { allKeys, contentOf, failureOf, withList } from './support.ts';

/** The inputs as src/inputs/import.ts types them. */
function settingsOf({ files, inputs = {} }: ListCase): Partial<ListSettings> {
  const column = inputs['key-column'] ?? '1';
  const header = inputs.header ?? 'auto';
  const delimiter = inputs.delimiter ?? 'auto';
  return {
    csvPath: (inputs['csv-path'] ?? Object.keys(files)[0]!).split('\n'),
    keyColumn: /^\d+$/.test(column) ? Number(column) : column,
    header: header === 'auto' ? 'auto' : header === 'true',
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    onInvalidRow: inputs['on-invalid-row'] === 'skip' ? 'skip' : 'fail',
    allowEmpty: inputs['allow-empty'] === 'true',
  };
}

describe('what goes in and what comes out', () => {
  test.each(CASES.map((listCase) => [listCase.name, listCase] as const))('%s', async (_, listCase) => {
    const { files, keys, counts = {}, error } = listCase;
    const reading = withList(files, { settings: settingsOf(listCase) }, async (list) => {
      const content = Buffer.concat(await Promise.all(list.keys.parts.map(contentOf)));
      return { list, content, keys: await allKeys(list.keys) };
    });
    if (error) {
      const failure = await failureOf(reading);
      expect(failure.code).toBe(error.code);
      expect(failure.message).toMatch(error.message);
      if (error.at) expect(failure.message.startsWith(`${error.at}: `)).toBe(true);
      expect(adviceOnList(failure, { mode: 'merge' }).advice).toMatch(/\.$/);
      return;
    }
    const read = await reading;
    expect(read.keys).toEqual(keys);
    expect(read.content.toString()).toBe(normalised(keys!));
    const { summary } = read.list;
    expect(summary).toMatchObject({
      rows: keys!.length + (counts.duplicates ?? 0) + (counts.invalidRows ?? 0),
      keys: keys!.length,
      duplicates: counts.duplicates ?? 0,
      invalidRows: counts.invalidRows ?? 0,
      trimmedKeys: counts.trimmedKeys ?? 0,
      bytes: read.content.length,
      sha256: createHash('sha256').update(read.content).digest('hex'),
    });
    expect(summary.files.some((file) => file.header === 'skipped')).toBe(counts.headerSkipped ?? false);
  });

  test('there are enough of them, each with a name of its own', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(80);
    expect(new Set(CASES.map(({ name }) => name)).size).toBe(CASES.length);
  });
});
