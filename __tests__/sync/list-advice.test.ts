import { describe, expect, test } from '@jest/globals';
import { ListFailure } from '../../src/list/index.ts';
import type { FileSummary, ListSummary } from '../../src/result.ts';
import { adviceOnList, headerWarning } from '../../src/sync/list-advice.ts';

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

describe('advice', () => {
  test('on rows is that on each kind that there is, once', () => {
    const failure = new ListFailure('invalid_csv', '3 of 9 rows are invalid.', { hint: 'invalid_rows' });
    failure.summary = summary;
    expect(adviceOnList(failure, { mode: 'merge' }).advice).toBe(
      'Check `key-column` and `delimiter`, or export every row with all of its columns. ' +
        "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> ''). " +
        'To import the valid rows only, set `on-invalid-row: skip`.',
    );
    failure.summary = { ...summary, problemTotals: { placeholder: 1, empty_key: 1 } };
    expect(adviceOnList(failure, { mode: 'merge' }).advice?.match(/WHERE/g)).toHaveLength(1);
  });

  test('leaves all else as it is', () => {
    const cause = new Error();
    const message = 'a.csv:3: this is not a regular file.';
    const failure = new ListFailure('invalid_csv', message, { hint: 'irregular_file', cause, summary });
    const advised = adviceOnList(failure, { mode: 'merge' });
    expect(advised).toMatchObject({ ...failure, advice: 'Write the list to a regular file first.' });
    expect(advised).toMatchObject({ message, cause, summary });
  });

  test('without a hint is none', () => {
    const failure = new ListFailure('export_mismatch', 'it is empty.');
    expect(adviceOnList(failure, { mode: 'merge' })).toBe(failure);
  });

  test('on an empty list says what a replace with one does', () => {
    const failure = new ListFailure('empty_list', 'The list has no keys.', { hint: 'no_keys' });
    expect(adviceOnList(failure, { mode: 'merge' }).advice).toMatch(/set `allow-empty: true`\.$/);
    expect(adviceOnList(failure, { mode: 'replace' }).advice).toMatch(/removes all members\.$/);
  });
});

describe('the warning about header rows', () => {
  const file = (path: string, header: FileSummary['header']): FileSummary => ({
    ...{ path, rows: 3, keys: 3, duplicates: 0, invalidRows: 0 },
    ...{ header, compression: 'none', bytes: 9 },
  });

  test('names files', () => {
    expect(headerWarning({ ...summary, files: [file('a', 'none'), file('b', 'skipped')] })).toBeUndefined();
    const files = ['a', 'b', 'c', 'd', 'e'].map((path) => file(path, path === 'a' ? 'none' : 'suspicious'));
    expect(headerWarning({ ...summary, files })).toMatch(
      /^The first row looks like .* as a key: b, c, d and 1 more\. /,
    );
  });
});
