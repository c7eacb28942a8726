import { afterAll, expect, test } from '@jest/globals';
import { removeLists } from './lists.ts';
import { play, type Row } from './rig.ts';

/** The rows of one file, a few at a time: most of the time they wait. */
export function testRows(rows: readonly Row[]): void {
  afterAll(removeLists);

  test('no two rows have the same name', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  for (const row of rows) {
    test.concurrent(row.name, async () => void (await play(row)), 180_000);
  }
}
