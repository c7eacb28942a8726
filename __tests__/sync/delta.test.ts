/** The whole of a delta in this process, against the simulator: for any lists the result is the set operation. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { TargetResult } from '../../src/result.ts';
import type { Mode, TargetSettings } from '../../src/settings.ts';
import { syncAll } from '../../src/sync/queue.ts';
import { TargetRun } from '../../src/sync/run.ts';

let sim: Simulator;
let folder: string;
/** Called when a request has been dealt with. */
let watch: () => void = () => {};
let runs = 0;

beforeAll(async () => {
  sim = await startSimulator({ onRequest: () => watch() });
  folder = await mkdtemp(join(tmpdir(), 'delta-test-'));
});

afterAll(async () => {
  await sim.close();
  await rm(folder, { recursive: true, force: true });
});

async function sync(segmentKey: string, mode: Mode, list: readonly string[]): Promise<TargetResult> {
  runs += 1;
  const temp = join(folder, String(runs));
  await mkdir(temp);
  const csv = list.map((key) => (/[",\n]/.test(key) ? `"${key.replaceAll('"', '""')}"` : key)).join('\n');
  await writeFile(join(temp, 'list.csv'), csv);
  const settings: TargetSettings = {
    accessToken: sim.token,
    projectKey: 'web',
    environmentKey: 'test',
    segmentKey,
    list: {
      csvPath: ['list.csv'],
      keyColumn: 1,
      header: false,
      delimiter: 'auto',
      onInvalidRow: 'fail',
      allowEmpty: true,
    },
    mode,
    waitOnApprovals: false,
    strategy: 'delta',
    allowPartialReplace: false,
    maxRemovalPercent: 100,
    dryRun: false,
    wait: true,
    timeoutMinutes: 5,
    verify: 'fail',
    requestApproval: false,
    approvalNotifyMembers: [],
    approvalNotifyTeams: [],
  };
  const run = new TargetRun(0, settings, {
    baseUri: sim.url,
    workspace: temp,
    tempDirectory: temp,
    signal: new AbortController().signal,
    listen: () => {},
    tokens: [],
    mask: () => {},
  });
  await syncAll([run]);
  await rm(temp, { recursive: true });
  return run.result;
}

/** Runs a delta and checks all that it promises. */
async function check(old: ReadonlySet<string>, list: ReadonlySet<string>, mode: Mode): Promise<void> {
  const path = `web/test/segment-${runs}` as const;
  const segment = sim.state.createSegment(path, { members: old });
  const staying = mode === 'merge' ? [...old] : [...old].filter((key) => list.has(key));
  // Of long lists a part: the check comes after each request.
  const watched = staying.filter((_, index) => index % Math.ceil(staying.length / 500) === 0);
  let missing = 0;
  watch = () => {
    const { members } = segment;
    missing += watched.filter((key) => !members.has(key)).length;
  };
  const result = await sync(segment.key, mode, [...list]);
  watch = () => {};
  const expected = mode === 'merge' ? new Set([...old, ...list]) : list;
  const added = [...list].filter((key) => !old.has(key)).length;
  const removed = old.size - staying.length;
  expect(result.failure).toBeUndefined();
  expect({ ...result, size: segment.members.size }).toMatchObject({
    status: added + removed === 0 ? 'unchanged' : 'complete',
    added,
    removed,
    membersBefore: old.size,
    membersAfter: expected.size,
    size: expected.size,
  });
  expect([...expected].filter((key) => !segment.members.has(key))).toEqual([]);
  expect(missing).toBe(0);
}

/** A key that a list can hold. */
const listed = fc
  .oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 99 }).map((number) => `user-${number}`) },
    fc.constantFrom(
      'a,b',
      'say "hi"',
      '"quoted"',
      'two words',
      'Ünï',
      'ключ',
      '🙂',
      '.',
      '..',
      'a/b',
      'a%2Fb',
      'key',
      '__proto__',
    ),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  )
  .filter(
    (key) => key.trim() === key && /^[^\u0000-\u001f\u007f\ufeff]+$/.test(key) && !/^(null|NULL|None|NaN)$/.test(key),
  );

/** A member that came another way than by a list of this action. */
const unlisted = fc.constantFrom(
  ' a',
  'a ',
  'NULL',
  'undefined',
  'line\nbreak',
  'tab\tinside',
  'bell\u0007',
  '\u007f',
  '\r\n.',
);

const setOf = (key: fc.Arbitrary<string>, maxLength = 40): fc.Arbitrary<Set<string>> =>
  fc.array(key, { maxLength }).map((keys) => new Set(keys));

const mode = fc.constantFrom<Mode>('merge', 'replace');

test('short lists of any keys', async () => {
  await fc.assert(
    fc.asyncProperty(setOf(fc.oneof({ weight: 9, arbitrary: listed }, unlisted)), setOf(listed), mode, check),
    { numRuns: 80 },
  );
}, 60_000);

test('long lists that overlap', async () => {
  const size = fc.integer({ min: 0, max: 50_000 });
  const range = (from: number, length: number): Set<string> =>
    new Set(Array.from({ length }, (_, index) => `user-${from + index}`));
  await fc.assert(
    fc.asyncProperty(size, size, size, mode, (old, shift, length, how) =>
      check(range(0, old), range(shift, length), how),
    ),
    {
      numRuns: 8,
      examples: [
        [50_000, 50, 50_000, 'replace'],
        [50_000, 0, 50_000, 'replace'],
        [0, 0, 6_000, 'merge'],
      ],
    },
  );
}, 60_000);
