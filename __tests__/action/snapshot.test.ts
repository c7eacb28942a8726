/** `snapshot-path` on the built action: whole before the first change, never over another file, and the way back. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from '../support/scenario.ts';

const ODD = ['a,b', 'say "hi"', '"quoted"', 'two words', 'Ünï', '🙂', 'a%2Fb', 'a/b'];

const folderOf = (): string => mkdtempSync(join(tmpdir(), 'snapshot-'));
const replacing = (options: ScenarioOptions = {}): Promise<Scenario> =>
  scenario({ members: [...keys(92), ...ODD], list: keys(100, 10), inputs: { mode: 'replace' }, ...options });
const RESTORE = {
  mode: 'replace',
  strategy: 'delta',
  header: false,
  'max-removal-percent': 100,
  'allow-empty': true,
} as const;

describe('a snapshot', () => {
  test.each(['upload', 'delta'])(
    'is whole before the first change, and restores exactly the members (%s)',
    async (strategy) => {
      await using scene = await replacing();
      const before = [...scene.segment.members].sort();
      const folder = folderOf();
      const path = join(folder, 'new/folder/before.csv');
      let seen = '';
      const whole = (): void => {
        seen ||= readFileSync(path, 'utf8');
      };
      scene.sim.behave({ on: 'POST import', before: whole });
      scene.sim.behave({ on: 'POST contexts', before: whole });
      const result = await scene.run({ strategy, 'snapshot-path': path });
      expectSuccess(result);
      expect(result.outputs).toMatchObject({ 'snapshot-path': path, added: '18', removed: '18' });
      expect(seen).toBe(readFileSync(path, 'utf8'));
      expect(seen.split('\n')).toHaveLength(101);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expectPrivate(result, { keys: keys(102), token: scene.sim.token });

      expectSuccess(await scene.run({ ...RESTORE, 'csv-path': path }));
      expect([...scene.segment.members].sort()).toEqual(before);
    },
  );

  test.each(['upload', 'delta'])('is made again with the plan, after a refusal (%s)', async (strategy) => {
    await using scene = await replacing();
    const path = join(folderOf(), 'new/before.csv');
    const refusal = { nth: 1, status: 409, before: () => void scene.segment.add('somebody-else') };
    scene.sim.behave({ on: 'POST import', ...refusal });
    scene.sim.behave({ on: 'POST contexts', ...refusal });
    const result = await scene.run({ strategy, 'snapshot-path': path }, { timeScale: 50 });
    expectSuccess(result);
    expect(result.log).toContain('planning again');
    expect(result.outputs['snapshot-path']).toBe(path);
    expect(readFileSync(path, 'utf8').split('\n')).toContain('somebody-else');
  });

  test('relative to the workspace, and compressed if its name says so', async () => {
    await using scene = await replacing();
    const workspace = folderOf();
    writeFileSync(join(workspace, 'keys.csv'), keys(100, 10).join('\n'));
    expectSuccess(await scene.run({ 'snapshot-path': 'before.csv.gz' }, { workspace }));
    const text = gunzipSync(readFileSync(join(workspace, 'before.csv.gz'))).toString();
    expect(text.split('\n')).toHaveLength(101);
  });

  test('of an empty segment is an empty file, which restores it', async () => {
    await using scene = await replacing({ members: 0 });
    const path = join(folderOf(), 'before.csv');
    expectSuccess(await scene.run({ 'snapshot-path': path }));
    expect(readFileSync(path, 'utf8')).toBe('');
    expectSuccess(await scene.run({ ...RESTORE, 'csv-path': path }));
    expect(scene.segment.members.size).toBe(0);
  });

  test('whose first member begins with a byte order mark restores that one too', async () => {
    await using scene = await replacing({ members: ['\ufefffirst', '\ufeffsecond', ...keys(98)] });
    // Behind a header row, so that the mark is not the file's own.
    scene.sim.behave({ on: 'POST export', file: { header: ['key'] } });
    const before = [...scene.segment.members].sort();
    const path = join(folderOf(), 'before.csv');
    expectSuccess(await scene.run({ 'snapshot-path': path }));
    expectSuccess(await scene.run({ ...RESTORE, 'csv-path': path }));
    expect([...scene.segment.members].sort()).toEqual(before);
  });

  test('members that no list can hold are left out and counted', async () => {
    await using scene = await replacing({ members: [...keys(100), 'NULL', ' padded', 'line\nbreak'] });
    const path = join(folderOf(), 'before.csv');
    const result = await scene.run({ 'snapshot-path': path });
    expectSuccess(result);
    expect(warningsOf(result)).toContainEqual(expect.stringMatching(/3 members.*would not come back/));
    expect(result.summary).toMatch(/Snapshot:.*has 100 of the 103 members from before this change/);
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(101);
  });

  test.each(['warn', 'off'])(
    'excluded targets are not in it: the run says so, and notices if their number changes (%s)',
    async (verify) => {
      await using scene = await replacing({ segment: { excluded: ['out-1', 'out-2'] } });
      const path = join(folderOf(), 'before.csv');
      scene.sim.behave({ on: 'POST import', after: () => scene.segment.change({ excluded: { add: ['out-3'] } }) });
      const result = await scene.run({ 'snapshot-path': path, verify }, { timeScale: 100 });
      expectSuccess(result);
      expect(result.outputs.verified).toBe('false');
      expect(warningsOf(result).join(' ')).toMatch(/2 excluded targets/);
      expect(warningsOf(result).join(' ')).toMatch(/3 excluded targets, and had 2 before/);
    },
  );
});

describe('there is none', () => {
  test.each<[string, ScenarioOptions['inputs'], (scene: Scenario) => void, string]>([
    ['after a blocked run', { 'max-removal-percent': 1 }, () => {}, 'guard_blocked'],
    ['after a dry run', { 'dry-run': true }, () => {}, ''],
    [
      'where nothing is to be changed',
      { strategy: 'delta' },
      (scene) => scene.segment.change({ included: { add: keys(100, 10), remove: [...keys(10), ...ODD] } }),
      '',
    ],
    ['where the export is refused', {}, ({ sim }) => sim.tokens.grant(sim.token, { exports: false }), 'forbidden'],
    [
      'where the download breaks off',
      {},
      ({ sim }) => sim.behave({ on: 'POST export', file: { truncate: 99 } }),
      'network_error',
    ],
  ])('%s', async (_, inputs, arrange, code) => {
    await using scene = await replacing();
    arrange(scene);
    const folder = folderOf();
    const result = await scene.run({ ...inputs, 'snapshot-path': join(folder, 'new/before.csv') }, { timeScale: 50 });
    expect(result.outputs['error-code']).toBe(code);
    expect(result.outputs['snapshot-path']).toBe('');
    expect(existsSync(join(folder, 'new'))).toBe(false);
    expect(scene.sim.seen('POST import')).toEqual([]);
  });

  test('of a run that gives up since the segment keeps changing', async () => {
    await using scene = await replacing();
    let others = 0;
    scene.sim.behave({ on: 'POST import', status: 409, before: () => void scene.segment.add(`other-${others++}`) });
    const folder = folderOf();
    const inputs = { 'max-removal-percent': 100, 'snapshot-path': join(folder, 'new/before.csv') };
    const result = await scene.run(inputs, { timeScale: 50 });
    expectFailure(result, 'segment_changed');
    expect(result.outputs).toMatchObject({ 'snapshot-path': '', added: '0', removed: '0' });
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  test('of a run that is cancelled before it is whole', async () => {
    await using scene = await replacing();
    const folder = folderOf();
    scene.sim.behave({ on: 'GET export', delayMs: 3_000 });
    const action = scene.start({ 'snapshot-path': join(folder, 'before.csv') });
    while (scene.sim.seen('GET export').length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    action.child.kill('SIGTERM');
    expectFailure(await action.result, 'cancelled');
    expect(existsSync(join(folder, 'before.csv'))).toBe(false);
  });
});

describe('a path that cannot be meant is refused before anything is read or sent', () => {
  test.each<[string, (folder: string) => Record<string, string>, RegExp]>([
    ['exists', (folder) => ({ 'snapshot-path': join(folder, 'lists/keys.csv') }), /already exists/],
    [
      'is a link that leads nowhere',
      (folder) => {
        symlinkSync('/nowhere', join(folder, 'link'));
        return { 'snapshot-path': join(folder, 'link') };
      },
      /already exists/,
    ],
    [
      'matches csv-path',
      (folder) => ({ 'snapshot-path': join(folder, 'lists/before.csv'), 'csv-path': 'lists/*.csv' }),
      /would read the snapshot as part of the list/,
    ],
    [
      'is in a folder of csv-path',
      (folder) => ({ 'snapshot-path': join(folder, 'lists/before.txt'), 'csv-path': 'lists' }),
      /would read the snapshot as part of the list/,
    ],
    [
      'is in a folder that csv-path leads to by a link',
      (folder) => {
        symlinkSync(join(folder, 'lists'), join(folder, 'latest'));
        return { 'snapshot-path': join(folder, 'lists/before.csv'), 'csv-path': 'latest/*.csv' };
      },
      /would read the snapshot as part of the list/,
    ],
    ['is too long', () => ({ 'snapshot-path': 'a/'.repeat(10_000).concat('a') }), /is longer than 4096 characters/],
    [
      'and waits for approval',
      (folder) => ({ 'snapshot-path': join(folder, 'before.csv'), 'wait-on-approvals': 'true' }),
      /cannot be used with `wait-on-approvals`/,
    ],
  ])('it %s', async (_, inputs, message) => {
    await using scene = await replacing();
    const workspace = folderOf();
    mkdirSync(join(workspace, 'lists'));
    writeFileSync(join(workspace, 'lists/keys.csv'), 'a\n');
    const result = await scene.run({ 'csv-path': 'lists/keys.csv', ...inputs(workspace) }, { workspace });
    expect(expectFailure(result, 'invalid_input')).toMatch(message);
    expect(scene.sim.requests).toEqual([]);
  });

  test('a file that appears meanwhile is not replaced', async () => {
    await using scene = await replacing();
    const path = join(folderOf(), 'before.csv');
    scene.sim.behave({ on: 'GET export', before: () => writeFileSync(path, 'precious') });
    expectFailure(await scene.run({ 'snapshot-path': path }), 'runner_error');
    expect(readFileSync(path, 'utf8')).toBe('precious');
    expect(scene.sim.seen('POST import')).toEqual([]);
  });

  test('from a targets file it must be in the workspace or RUNNER_TEMP, and belongs to one target', async () => {
    await using scene = await replacing();
    const targets = (path: string, other = '') =>
      JSON.stringify({
        targets: [
          {
            'project-key': 'web',
            'environment-key': 'production',
            'segment-key': 'beta',
            'csv-path': 'keys.csv',
            'snapshot-path': path,
          },
          {
            'project-key': 'web',
            'environment-key': 'production',
            'segment-key': 'gamma',
            'csv-path': 'keys.csv',
            ...(other && { 'snapshot-path': other }),
          },
        ],
      });
    const inputs = {
      'project-key': '',
      'environment-key': '',
      'segment-key': '',
      'csv-path': '',
      'targets-path': 'targets.json',
    };
    for (const [file, message] of [
      [targets('/etc/before.csv'), /must be in the workspace or in RUNNER_TEMP/],
      [targets('a.csv', './a.csv'), /is also that of another target/],
    ] as const) {
      const result = await scene.run(inputs, { files: { 'targets.json': file } });
      expect(expectFailure(result, 'invalid_input')).toMatch(message);
    }
    expect(scene.sim.requests).toEqual([]);
  });
});
