import { expect, test } from '@jest/globals';
import { emptyList, invalidRows } from '../../src/list/problems.ts';
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
    'list.csv:3:5: the key is a placeholder for no value, such as NULL. 3 of 9 rows are invalid (2 missing columns, 1 placeholder).',
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

test('an empty list says what was read', () => {
  const file = {
    path: 'a.csv',
    rows: 3,
    keys: 0,
    duplicates: 0,
    invalidRows: 3,
    headerSkipped: false,
    gzip: false,
    bytes: 9,
  };
  expect(emptyList({ ...summary, rows: 3, files: [file] }).message).toBe(
    'The list has no keys: 1 file, 3 rows, 3 of them rejected.',
  );
  const failure = emptyList({ ...summary, rows: 0, invalidRows: 0, files: [file, file] });
  expect(failure.message).toBe('The list has no keys: 2 files, 0 rows.');
  expect(failure.advice).toMatch(/allow-empty: true/);
});
