/** What is said about a first row that is kept, on the built action. */
import { describe, expect, test } from '@jest/globals';
import { expectPrivate } from '../support/expect-private.ts';
import { expectSuccess, warningsOf } from '../support/expect-result.ts';
import { keys, scenario } from '../support/scenario.ts';

describe('a first row that looks like a header row', () => {
  const list = `Kundennummer\n${keys(9).join('\n')}\n`;

  test('is kept with a warning that does not show it', async () => {
    await using scene = await scenario();
    const result = await scene.run({}, { files: { 'keys.csv': list } });
    expectSuccess(result);
    expect(scene.segment.members).toEqual(new Set(['Kundennummer', ...keys(9)]));
    expect(warningsOf(result)).toEqual([
      expect.stringMatching(/^The first row looks like a header row .* keys\.csv\./),
    ]);
    expect(JSON.parse(result.report).targets[0].fileList).toMatchObject([
      { header: 'suspicious', compression: 'none' },
    ]);
    expectPrivate(result, { keys: ['Kundennummer', ...keys(9)], token: scene.sim.token });
  });

  test.each([
    ['false', ['Kundennummer', ...keys(9)], 'none'],
    ['true', keys(9), 'skipped'],
  ])('and is none with header: %s', async (header, members, said) => {
    await using scene = await scenario();
    const result = await scene.run({ header }, { files: { 'keys.csv': list } });
    expectSuccess(result);
    expect(scene.segment.members).toEqual(new Set(members));
    expect(warningsOf(result)).toEqual([]);
    expect(JSON.parse(result.report).targets[0].fileList).toMatchObject([{ header: said }]);
  });
});
