import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createLog } from '../../src/report/log.ts';
import type { SyncEvent } from '../../src/result.ts';
import { readLog } from '../support/runner-log.ts';
import { type Recorder, recorder } from './recorder.ts';
import { target } from './situations.ts';

let core: Recorder;
let now: number;
beforeEach(() => {
  core = recorder();
  now = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
});
afterEach(() => {
  jest.restoreAllMocks();
});

const one = [target()];
const two = [target(), target({ environmentKey: 'staging' })];
const lines = (): string[] => core.text().trimEnd().split('\n').slice(1);
const uploading = (done: number, total?: number): SyncEvent => ({
  type: 'progress',
  target: 0,
  what: 'Uploading',
  done,
  unit: 'bytes',
  ...(total !== undefined && { total }),
});

describe('progress', () => {
  test('is a line every five seconds, with rate, and one at the end', () => {
    const { listen } = createLog(core, one);
    listen({ type: 'phase', target: 0, phase: 'upload' });
    for (now = 0; now < 12_000; now += 500) listen(uploading((now / 1000) * 1_000_000, 12_000_000));
    listen(uploading(12_000_000, 12_000_000));
    listen(uploading(12_000_000, 12_000_000));
    expect(lines()).toEqual([
      '::group::Upload',
      '  Uploading: 5.0 MB of 12.0 MB (41%), 1.0 MB/s',
      '  Uploading: 10.0 MB of 12.0 MB (83%), 1.0 MB/s',
      '  Uploading: 12.0 MB in 12 s, 1.0 MB/s',
    ]);
  });

  test('of an attempt that starts over is measured anew', () => {
    const { listen } = createLog(core, one);
    listen({ type: 'phase', target: 0, phase: 'upload' });
    listen(uploading(10, 10));
    now = 60_000;
    listen(uploading(0, 10_000_000));
    now = 62_000;
    listen(uploading(10_000_000, 10_000_000));
    expect(lines().at(-1)).toBe('  Uploading: 10.0 MB in 2.0 s, 5.0 MB/s');
  });

  test('that begins after a wait does not count the wait', () => {
    const { listen } = createLog(core, one);
    listen({ type: 'phase', target: 0, phase: 'export' });
    now = 600_000;
    listen(uploading(0));
    now = 602_000;
    listen(uploading(10_000_000, 10_000_000));
    expect(lines().at(-1)).toBe('  Uploading: 10.0 MB in 2.0 s, 5.0 MB/s');
  });

  test('of other work in the same phase is measured anew', () => {
    const { listen } = createLog(core, one);
    listen({ type: 'phase', target: 0, phase: 'read' });
    listen({ type: 'progress', target: 0, what: 'Reading', done: 10, total: 10, unit: 'bytes' });
    now = 60_000;
    for (const done of [100, 200]) {
      listen({ type: 'progress', target: 0, what: 'Taking out repeated keys', done, total: 200, unit: 'rows' });
      now += 2000;
    }
    expect(lines().at(-1)).toBe('  Taking out repeated keys: 200 rows in 2.0 s, 100 rows/s');
  });

  test('without a known total, and of rows', () => {
    const { listen } = createLog(core, one);
    listen({ type: 'phase', target: 0, phase: 'read' });
    now = 10_000;
    listen({ type: 'progress', target: 0, what: 'Reading', done: 2_000_000, unit: 'rows' });
    expect(lines().at(-1)).toBe('  Reading: 2,000,000 rows, 200,000 rows/s');
  });
});

test('a wait is a line when it begins, once a minute while it lasts, and at once when its reason changes', () => {
  const { listen } = createLog(core, one);
  const noon = Date.UTC(2026, 0, 1, 12);
  const waiting = (text: string): void =>
    listen({ type: 'waiting', target: 0, text, seconds: 15, until: new Date(Date.UTC(2026, 0, 1, 14, 5)) });
  for (now = noon; now <= noon + 90_000; now += 15_000) waiting('Upload: busy.');
  waiting('Upload: limited');
  expect(lines()).toEqual([
    '  Upload: busy; again in 15 s, giving up at 14:05 UTC',
    '  Upload: busy, for 45 s so far; again in 15 s, giving up at 14:05 UTC',
    '  Upload: busy, for 1 min 30 s so far; again in 15 s, giving up at 14:05 UTC',
    '  Upload: limited; again in 15 s, giving up at 14:05 UTC',
  ]);
});

test('a wait that ends on another day says which', () => {
  const { listen } = createLog(core, one);
  now = Date.UTC(2026, 10, 24, 23, 50);
  listen({ type: 'waiting', target: 0, text: 'Busy', seconds: 15, until: new Date(Date.UTC(2026, 10, 25, 2, 50)) });
  expect(lines()).toEqual(['  Busy; again in 15 s, giving up at 25 Nov, 02:50 UTC']);
});

test('three warnings become annotations, the others lines; each once', () => {
  const { listen, annotated } = createLog(core, one);
  for (const text of ['a', 'b', 'a', 'c', 'd']) listen({ type: 'warning', target: 0, text });
  expect(lines()).toEqual(['::warning::a', '::warning::b', '::warning::c', '  Warning: d']);
  expect([...annotated]).toEqual(['a', 'b', 'c']);
});

test('what is for debugging is only there', () => {
  createLog(core, one).listen({ type: 'debug', target: 0, text: 'GET /x: 200' });
  expect(lines()).toEqual(['::debug::GET /x: 200']);
});

test('each phase of one target is a group, closed at the end', () => {
  const log = createLog(core, one);
  for (const phase of ['read', 'plan', 'upload', 'wait', 'verify'] as const)
    log.listen({ type: 'phase', target: 0, phase });
  log.close();
  log.close();
  expect(readLog(core.text()).groups.map(({ title }) => title)).toEqual(['List', 'Plan', 'Upload', 'Wait', 'Verify']);
  expect(core.text().match(/::endgroup::/g)).toHaveLength(5);
});

test('several targets share two groups, and each line says whose it is', () => {
  const log = createLog(core, two);
  log.listen({ type: 'phase', target: 0, phase: 'read' });
  log.listen({ type: 'phase', target: 1, phase: 'plan' });
  log.listen({ type: 'line', target: 1, text: 'one\ntwo' });
  log.listen({ type: 'phase', target: 0, phase: 'upload' });
  log.listen({ type: 'warning', target: 0, text: 'careful' });
  log.close();
  expect(lines()).toEqual([
    '::group::Lists and plans',
    'staging/beta-testers     one',
    'staging/beta-testers     two',
    '::endgroup::',
    '::group::Changes',
    '::warning::production/beta-testers: careful',
    '::endgroup::',
  ]);
  expect([...log.annotated]).toEqual(['production/beta-testers: careful']);
});
