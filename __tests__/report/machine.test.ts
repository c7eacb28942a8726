/** What machines read: outputs, `results`, and the JSON report with its schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ERROR_CODES } from '../../src/failure.ts';
import { outputsOf, reportOf } from '../../src/report/json.ts';
import { file, list, notStarted, replaced, target } from './situations.ts';

const ROOT = join(import.meta.dirname, '../..');
const schema = JSON.parse(readFileSync(join(ROOT, 'docs/report.schema.json'), 'utf8'));

describe('report', () => {
  const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);

  test('the schema refuses what it does not know', () => {
    const report = JSON.parse(JSON.stringify(reportOf({ targets: [replaced] })));
    for (const wrong of [
      { ...report, more: 1 },
      { ...report, status: 'done' },
      { ...report, targets: [{ ...report.targets[0], exportUrl: 'https://x' }] },
      { ...report, targets: [{ ...report.targets[0], rows: undefined }] },
    ])
      expect(validate(JSON.parse(JSON.stringify(wrong)))).toBe(false);
  });

  test('the schema has every error code', () => {
    expect(schema.$defs.errorCode.enum).toEqual([...ERROR_CODES]);
  });
});

describe('outputs', () => {
  test('of one target', () => {
    expect(outputsOf({ targets: [replaced] })).toMatchObject({
      status: 'complete',
      errorCode: null,
      message: 'beta-testers: replace complete; 1,000,000 members now; 998,410 before; verified.',
      verified: true,
      httpStatus: null,
      importId: '3c9a1d42',
      rows: 1_000_412,
      keys: 1_000_000,
      duplicates: 412,
      invalidRows: 0,
      files: 1,
      bytes: 37_000_000,
      parts: 1,
      membersBefore: 998_410,
      membersAfter: 1_000_000,
      added: null,
      removed: null,
    });
  });

  test('of a first import: nothing is zero, not empty', () => {
    expect(outputsOf({ targets: [{ ...replaced, membersBefore: 0, list: list([file('a.csv', 2)]) }] })).toMatchObject({
      membersBefore: 0,
      duplicates: 0,
    });
  });

  test('of several targets: sums, the worst status, the first error', () => {
    const targets = [
      target({ status: 'unchanged', list: list([file('a.csv', 10)]), membersBefore: 10 }),
      target({ status: 'failed', failure: { code: 'conflict', message: 'x' } }),
      target({ status: 'failed', failure: { code: 'forbidden', message: 'x' } }),
      target({
        status: 'complete',
        list: list([file('b.csv', 5), file('c.csv', 6)]),
        importIds: ['i'],
        membersBefore: 3,
      }),
    ];
    expect(outputsOf({ targets })).toMatchObject({
      status: 'failed',
      errorCode: 'conflict',
      rows: 21,
      files: 3,
      membersBefore: 13,
      membersAfter: null,
      importId: null,
      sha256: null,
      segmentUrl: null,
    });
    const of = (
      ...statuses: ('complete' | 'submitted' | 'pending_approval' | 'unchanged' | 'dry_run')[]
    ): string | undefined => outputsOf({ targets: statuses.map((status) => target({ status })) }).status;
    expect(of('unchanged', 'complete')).toBe('complete');
    expect(of('complete', 'submitted')).toBe('submitted');
    expect(of('submitted', 'pending_approval', 'complete')).toBe('pending_approval');
    expect(of('dry_run', 'dry_run')).toBe('dry_run');
    expect(of('dry_run', 'unchanged')).toBe('unchanged');
  });

  test('of several targets: additions and removals only if they are known for all', () => {
    const known = target({ added: 2, removed: 1 });
    expect(outputsOf({ targets: [known, known] })).toMatchObject({ added: 4, removed: 2 });
    expect(outputsOf({ targets: [known, target()] })).toMatchObject({ added: null, removed: null });
  });

  test('of a run without targets', () => {
    expect(outputsOf(notStarted)).toMatchObject({
      status: 'failed',
      errorCode: 'invalid_input',
      rows: null,
      results: '[]',
    });
  });
});
