import { expect, test } from '@jest/globals';
import { invalidRows } from '../../src/list/problems.ts';
import type { ListSummary } from '../../src/result.ts';

const summary: ListSummary = {
  rows: 9,
  keys: 6,
  duplicates: 0,
  invalidRows: 3,
  trimmedKeys: 0,
  files: [],
  bytes: 0,
  sha256: '',
  problemTotals: { placeholder: 1, missing_column: 2 },
  problems: [{ file: 'list.csv', line: 3, column: 5, kind: 'placeholder' }],
};

test('says what is wrong first, how many there are, and what to do about each kind', () => {
  const failure = invalidRows(summary);
  expect(failure.message).toBe(
    'list.csv:3:5: the key is a placeholder for no value, such as NULL. 3 of 9 rows are invalid (2 missing column, 1 placeholder).',
  );
  expect(failure.advice).toBe(
    'Check `key-column` and `delimiter`, or export every row with all of its columns. ' +
      "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> ''). " +
      'To import the valid rows only, set `on-invalid-row: skip`.',
  );
});

test('one row is one row', () => {
  const { message } = invalidRows({ ...summary, invalidRows: 1, problemTotals: { placeholder: 1 }, problems: [] });
  expect(message).toBe('1 of 9 rows is invalid (1 placeholder).');
});
