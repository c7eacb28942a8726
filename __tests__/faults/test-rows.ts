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
    test.concurrent(row.name, () => playTwice(row), 180_000);
  }
}

/**
 * Rows run on a clock that is many times faster than the machine, so a machine that is busy for a moment looks like a
 * network that is dead for a minute. What is wrong is wrong twice.
 */
async function playTwice(row: Row): Promise<void> {
  try {
    await play(row);
  } catch (error) {
    console.warn(`${row.name}: played again, since the first time went wrong:\n${error}`);
    await play(row);
  }
}
