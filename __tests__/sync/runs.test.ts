/** Whole runs in this process, against the simulator: for any lists the result is the set operation, and can be undone. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { TargetResult } from '../../src/result.ts';
import type { Mode, TargetSettings } from '../../src/settings.ts';
import { syncAll } from '../../src/sync/sync.ts';

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

/** Runs one target; `list` are keys, or the path of a file that csv-path names. */
async function sync(
  segmentKey: string,
  changes: Pick<TargetSettings, 'mode' | 'strategy'> & Partial<TargetSettings>,
  list: readonly string[] | string,
): Promise<TargetResult> {
  runs += 1;
  const temp = join(folder, String(runs));
  await mkdir(temp);
  if (typeof list !== 'string') {
    const csv = list.map((key) => (/[",\n]/.test(key) ? `"${key.replaceAll('"', '""')}"` : key)).join('\n');
    await writeFile(join(temp, 'list.csv'), csv);
  }
  const settings: TargetSettings = {
    accessToken: sim.token,
    projectKey: 'web',
    environmentKey: 'test',
    segmentKey,
    list: {
      csvPath: [typeof list === 'string' ? list : 'list.csv'],
      keyColumn: 1,
      header: false,
      delimiter: 'auto',
      onInvalidRow: 'fail',
      allowEmpty: true,
    },
    waitOnApprovals: false,
    allowPartialReplace: false,
    maxRemovalPercent: 100,
    dryRun: false,
    wait: true,
    timeoutMinutes: 5,
    verify: 'fail',
    requestApproval: false,
    approvalNotifyMembers: [],
    approvalNotifyTeams: [],
    bypassApprovals: false,
    ...changes,
  };
  const [result] = await syncAll([settings], {
    baseUri: sim.url,
    workspace: temp,
    tempDirectory: join(temp, 'run'),
    signal: new AbortController().signal,
    listen: () => {},
    tokens: [],
    mask: () => {},
  });
  await rm(temp, { recursive: true });
  return result!;
}

/** What a segment holds after a list was applied. */
const expectedOf = { merge: union, replace: (_: Keys, list: Keys) => list, remove: difference };

type Keys = ReadonlySet<string>;
function union(old: Keys, list: Keys): Keys {
  return new Set([...old, ...list]);
}
function difference(old: Keys, list: Keys): Keys {
  return new Set([...old].filter((key) => !list.has(key)));
}

/** Runs a delta and checks all that it promises. */
async function check(old: Keys, list: Keys, mode: Mode): Promise<void> {
  const path = `web/test/segment-${runs}` as const;
  const segment = sim.state.createSegment(path, { members: old });
  const expected = expectedOf[mode](old, list);
  const staying = [...old].filter((key) => expected.has(key));
  // Of long lists a part: the check comes after each request.
  const watched = staying.filter((_, index) => index % Math.ceil(staying.length / 500) === 0);
  let missing = 0;
  watch = () => {
    const { members } = segment;
    missing += watched.filter((key) => !members.has(key)).length;
  };
  const result = await sync(segment.key, { mode, strategy: 'delta' }, [...list]);
  watch = () => {};
  const added = [...expected].filter((key) => !old.has(key)).length;
  const removed = old.size - staying.length;
  expect(result.failure).toBeUndefined();
  expect({ ...result, size: segment.members.size }).toMatchObject({
    status: added + removed === 0 ? 'unchanged' : 'complete',
    ...(list.size > 0 && { added, removed }),
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

const mode = fc.constantFrom<Mode>('merge', 'replace', 'remove');

test('short lists of any keys', async () => {
  await fc.assert(
    fc.asyncProperty(setOf(fc.oneof({ weight: 9, arbitrary: listed }, unlisted)), setOf(listed), mode, check),
    { numRuns: 50 },
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

test('remove without an export is the set difference, too', async () => {
  await fc.assert(
    fc.asyncProperty(setOf(fc.oneof({ weight: 9, arbitrary: listed }, unlisted)), setOf(listed), async (old, list) => {
      const segment = sim.state.createSegment(`web/test/segment-${runs}`, { members: old });
      const result = await sync(segment.key, { mode: 'remove', strategy: 'upload' }, [...list]);
      expect(result.failure).toBeUndefined();
      expect([...segment.members].sort()).toEqual([...difference(old, list)].sort());
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('snapshot, any change, restore: the beginning', async () => {
  await fc.assert(
    fc.asyncProperty(
      setOf(listed),
      setOf(listed),
      mode,
      fc.boolean(),
      fc.boolean(),
      async (old, list, how, delta, gz) => {
        const segment = sim.state.createSegment(`web/test/segment-${runs}`, { members: old });
        const snapshotPath = join(folder, `before-${runs}.csv${gz ? '.gz' : ''}`);
        const change = { mode: how, strategy: delta ? 'delta' : 'upload', snapshotPath } as const;
        const changed = await sync(segment.key, change, [...list]);
        expect(changed.failure).toBeUndefined();
        expect([...segment.members].sort()).toEqual([...expectedOf[how](old, list)].sort());
        if (changed.status === 'unchanged') return;
        expect(changed.snapshotPath).toBe(snapshotPath);
        const restored = await sync(segment.key, { mode: 'replace', strategy: 'delta' }, snapshotPath);
        expect(restored.failure).toBeUndefined();
        expect([...segment.members].sort()).toEqual([...old].sort());
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);
