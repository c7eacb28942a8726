/** `strategy: delta` on the built action: what is sent, what an export may be like, and what happens when it goes wrong. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ExportFormat } from '../../simulator/exports.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess, warningsOf } from '../support/expect-result.ts';
import { NOBODY } from '../support/nobody.ts';
import type { ActionResult, RunOptions } from '../support/run-action.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from '../support/scenario.ts';

const FAST: RunOptions = { timeScale: 500 };

/** A replace of 100 members by a list that keeps 90 of them and has 5 new ones, unless the options say otherwise. */
const replacing = ({ inputs, ...options }: ScenarioOptions = {}): Promise<Scenario> =>
  scenario({
    members: keys(100),
    list: keys(95, 10),
    inputs: { mode: 'replace', strategy: 'delta', ...inputs },
    ...options,
  });

/** Nobody may see a key, be it of the list or a member, nor the token, nor the link of an export. */
function expectNoLeak(result: ActionResult, scene: Scenario, members: readonly string[] = keys(100)): void {
  const signatures = [...scene.sim.state.exports.values()].map(({ signature }) => signature);
  const known = [...new Set([...scene.list, ...members])].filter((key) => key.length > 5).slice(0, 500);
  expectPrivate(result, { keys: known, token: scene.sim.token, others: signatures });
  expect(result.tempFiles.filter((path) => !path.endsWith('report.json'))).toEqual([]);
}

const bodies = ({ sim }: Scenario): { add: string[]; remove: string[] }[] =>
  sim.seen('POST contexts').map(({ json }) => (json as { included: { add: string[]; remove: string[] } }).included);

const sorted = (some: Iterable<string>): string[] => [...some].sort();

describe('what is sent', () => {
  test('a replace: additions first, then removals, and no import', async () => {
    await using scene = await replacing();
    const result = await scene.run({}, { debug: true });
    expectSuccess(result);
    expect(result.outputs).toMatchObject({
      added: '5',
      removed: '10',
      parts: '0',
      'members-before': '100',
      'members-after': '95',
      'http-status': '',
      'import-id': '',
    });
    expect(scene.changes()).toEqual(['POST export', 'POST contexts', 'POST contexts']);
    expect(bodies(scene)).toEqual([
      { add: keys(5, 100), remove: [] },
      { add: [], remove: keys(10) },
    ]);
    expect(sorted(scene.segment.members)).toEqual(scene.list);
    expectNoLeak(result, scene);
    expect(result.log).toMatch(/10 of 10\s+removed\s+keys\s+are\s+gone/);
  });

  test('a merge removes nothing', async () => {
    await using scene = await replacing({ inputs: { mode: 'merge' } });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ added: '5', removed: '0', 'members-after': '105' });
    expect(scene.segment.members.size).toBe(105);
    expect(scene.changes()).toEqual(['POST export', 'POST contexts']);
  });

  test.each(['merge', 'replace'])('nothing, where there is nothing to do (%s)', async (mode) => {
    await using scene = await replacing({ members: keys(95, 10), inputs: { mode } });
    const result = await scene.run();
    expectSuccess(result, 'unchanged');
    expect(result.outputs).toMatchObject({ added: '0', removed: '0', 'members-before': '95', 'members-after': '95' });
    expect(scene.changes()).toEqual(['POST export']);
  });

  test('the plan alone in a dry run', async () => {
    await using scene = await replacing({ inputs: { 'dry-run': true } });
    const result = await scene.run();
    expectSuccess(result, 'dry_run');
    expect(result.outputs).toMatchObject({ added: '5', removed: '10', 'members-before': '100', 'members-after': '' });
    expect(scene.changes()).toEqual(['POST export']);
    expect(scene.segment.members.size).toBe(100);
  });

  test('an empty segment needs no export', async () => {
    await using scene = await replacing({ members: [] });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ added: '95', removed: '0' });
    expect(scene.changes()).toEqual(['POST contexts']);
    expect(sorted(scene.segment.members)).toEqual(scene.list);
  });

  test('an empty list empties the segment', async () => {
    await using scene = await replacing({ list: [], inputs: { 'allow-empty': true, 'max-removal-percent': 100 } });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ added: '0', removed: '100', 'members-after': '0' });
    expect(scene.segment.members.size).toBe(0);
  });

  test('members that no list can hold are removed as they are', async () => {
    const odd = [' padded ', 'line\nbreak', 'tab\tinside', 'NULL', 'bell\u0007'];
    await using scene = await replacing({ members: [...keys(100), ...odd, 'padded'], list: [...keys(100), 'padded'] });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ added: '0', removed: '5' });
    expect(sorted(scene.segment.members)).toEqual(sorted(scene.list));
    expectNoLeak(result, scene, odd);
  });

  test('many additions go by a merge import, and removals wait for its end', async () => {
    await using scene = await replacing({ list: keys(6_090, 10), inputs: { wait: false } });
    scene.sim.behave({ on: 'POST import', steps: [{ status: 'in_progress', reads: 3 }, 'complete'] });
    const result = await scene.run({}, FAST);
    expectSuccess(result, 'submitted');
    expect(result.outputs).toMatchObject({ added: '6000', removed: '10', parts: '1', 'http-status': '204' });
    expect(scene.changes()).toEqual(['POST export', 'POST import', 'POST contexts']);
    const [upload] = scene.sim.seen('POST import');
    expect(upload?.upload).toMatchObject({ mode: 'merge', rows: 6_000 });
    const [removal] = scene.sim.seen('POST contexts');
    expect(scene.sim.seen('GET import').filter(({ number }) => number < removal!.number).length).toBeGreaterThan(2);
    expect(sorted(scene.segment.members)).toEqual(scene.list);
  });

  test('with `wait: false` and nothing to remove it ends when the import is accepted', async () => {
    await using scene = await replacing({ list: keys(6_100), inputs: { wait: false } });
    expectSuccess(await scene.run(), 'submitted');
    expect(scene.sim.seen('GET import')).toEqual([]);
  });
});

describe('exports that are read', () => {
  const excluded = ['absent-1', 'absent-2'];
  test.each<[string, ExportFormat]>([
    ['a header row', { header: ['key'] }],
    ['every field quoted, CRLF and a byte order mark', { quote: 'always', eol: '\r\n', bom: true }],
    ['in another order', { order: 'reversed' }],
    [
      'excluded rows that a word marks',
      { excluded: true, row: (key, member) => [key, member ? 'included' : 'excluded'] },
    ],
    [
      'the key in the second column, excluded rows by a flag',
      {
        excluded: true,
        header: ['kind', 'contextKey', 'included'],
        row: (key, member) => ['user', key, String(member)],
      },
    ],
    [
      'a flag of the excluded, after semicolons',
      { excluded: true, delimiter: ';', header: ['key', 'excluded'], row: (key, member) => [key, String(!member)] },
    ],
    ['a flag without a name', { excluded: true, row: (key, member) => [key, String(member)] }],
    ['a link on the same origin', { link: 'same-origin', linkName: 'location' }],
    ['a relative link', { link: 'relative', linkName: 'whatever' }],
    ['slowly made', { steps: ['pending', { status: 'in_progress', reads: 3 }, 'complete'] }],
  ])('%s', async (_, file) => {
    const members = [...keys(98), 'with, comma', 'with "quotes"'];
    await using scene = await replacing({ members, segment: { excluded, members } });
    scene.sim.behave({ on: 'POST export', file });
    const result = await scene.run({}, { ...FAST, debug: true });
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ added: '7', removed: '12' });
    expect(sorted(scene.segment.members)).toEqual(scene.list);
    expect(sorted(scene.segment.excluded)).toEqual(excluded);
    expectNoLeak(result, scene, [...members, ...excluded]);
    for (const { headers } of scene.sim.storage.requests)
      expect(JSON.stringify(headers)).not.toContain(scene.sim.token);
  });

  test('while one is made, a line now and then says for how long and until when', async () => {
    await using scene = await replacing();
    scene.sim.behave({
      on: 'POST export',
      file: { steps: ['pending', { status: 'in_progress', reads: 40 }, 'complete'] },
    });
    const result = await scene.run({}, FAST);
    expectSuccess(result);
    const log = result.log.replace(/\s+/g, ' ');
    expect(log).toMatch(/The export is in_progress; again in [^,]+, giving up at/);
    expect(log).toMatch(/The export is in_progress, for [^;]+ so far; again in [^,]+, giving up at/);
    expect(log.match(/The export is/g)!.length).toBeLessThan(10);
  });

  test('the link is masked', async () => {
    await using scene = await replacing();
    const result = await scene.run({}, { debug: true });
    const [made] = scene.sim.state.exports.values();
    expect(result.masks.some((mask) => mask.includes(made!.signature))).toBe(true);
  });

  test('the file is for nobody else, and gone before anything is changed', async () => {
    await using scene = await replacing();
    const seen: Record<string, string[]> = {};
    const action = scene.start();
    const look = (when: string) => (): void => {
      const files = readdirSync(action.temp, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      seen[when] = files.map(({ name }) => name);
      if (process.platform === 'win32') return;
      for (const { parentPath, name } of files) expect(statSync(join(parentPath, name)).mode & 0o77).toBe(0);
    };
    scene.sim.behave({ on: 'GET context', nth: 1, before: look('test') });
    scene.sim.behave({ on: 'POST contexts', nth: 1, before: look('change') });
    expectSuccess(await action.result);
    expect(seen.test).toContain('export');
    expect(seen.change).not.toContain('export');
  });

  test('a file that breaks off once is downloaded again', async () => {
    await using scene = await replacing();
    let downloads = 0;
    const file: ExportFormat = {
      get truncate(): number | undefined {
        downloads++;
        return downloads <= 2 ? 100 : undefined; // it is read twice for one download
      },
    } as ExportFormat;
    scene.sim.behave({ on: 'POST export', file });
    expectSuccess(await scene.run({}, FAST));
    expect(scene.sim.storage.requests).toHaveLength(2);
    expect(scene.sim.seen('POST export')).toHaveLength(1);
  });
});

describe('exports that are not trusted: nothing is changed', () => {
  test.each<[string, ExportFormat, Parameters<typeof expectFailure>[1], string]>([
    ['a member too few', { omit: [5] }, 'export_mismatch', '99 keys and the segment has 100 members'],
    ['a key too many', { extra: ['non-member'] }, 'export_mismatch', '101 keys and the segment has 100 members'],
    [
      'as many, but others',
      { omit: keys(60).map((_, index) => index), extra: keys(60, 500) },
      'export_mismatch',
      'are not members',
    ],
    ['excluded rows without a mark', { excluded: true }, 'export_mismatch', '101 keys'],
    [
      'an unknown mark',
      { header: ['key', 'included'], row: (key) => [key, 'perhaps'] },
      'export_mismatch',
      'export:2:',
    ],
    ['an export that fails', { steps: ['in_progress', 'failed'] }, 'export_mismatch', 'ended the export as "failed"'],
    ['a link that redirects', { redirect: true }, 'unexpected_response', '302'],
    ['a body that breaks off', { truncate: 300 }, 'network_error', 'broken'],
  ])('%s', async (_, file, code, message) => {
    await using scene = await replacing({ segment: { members: keys(100), excluded: ['absent-1'] } });
    scene.sim.behave({ on: 'POST export', file });
    const result = await scene.run({}, { ...FAST, debug: true });
    const told = expectFailure(result, code);
    expect(told).toContain(message);
    expect(told).toContain('this run has not changed the segment');
    expect(new Set(scene.changes())).toEqual(new Set(['POST export']));
    expect(result.outputs).toMatchObject({ added: '', removed: '' });
    expectNoLeak(result, scene, [...keys(100), ...keys(60, 500), 'absent-1']);
  });

  test('a link that is not https, nor on this machine', async () => {
    await using scene = await replacing();
    scene.sim.behave({
      on: 'GET export',
      edit: ({ body }) => {
        body._links.download.href = 'http://files.example/export.csv?signature=very-secret';
      },
    });
    const result = await scene.run({}, { debug: true });
    expectFailure(result, 'unexpected_response');
    expectPrivate(result, { others: ['very-secret'] });
    expect(scene.changes()).toEqual(['POST export']);
  });

  test('a host of files that nobody can reach is tried for five minutes, like any other, and not once more', async () => {
    await using scene = await replacing();
    scene.sim.behave({
      on: 'GET export',
      edit: ({ body }) => {
        body._links.download.href = `http://${NOBODY}/export.csv`;
      },
    });
    const result = await scene.run({}, FAST);
    expect(expectFailure(result, 'network_error')).toContain('ECONNREFUSED');
    expect(result.log).toContain('Waiting to give out the exported file');
    expect(result.log).not.toContain('Downloading again');
  });

  test('more members than LaunchDarkly exports: said before an export is made', async () => {
    await using scene = await replacing();
    scene.sim.behave({
      on: 'GET segment',
      edit: ({ body }) => {
        body._unboundedMetadata.includedCount = 10_000_001;
      },
    });
    const told = expectFailure(await scene.run(), 'unsupported_segment');
    expect(told).toContain('10,000,001 members');
    expect(told).toContain('strategy: upload');
    expect(scene.changes()).toEqual([]);
  });

  test('a count that is missing', async () => {
    await using scene = await replacing({ inputs: { mode: 'merge', 'max-removal-percent': 100 } });
    scene.sim.behave({
      on: 'GET segment',
      edit: ({ body }) => {
        delete body._unboundedMetadata.includedCount;
      },
    });
    const told = expectFailure(await scene.run(), 'guard_blocked');
    expect(told).not.toContain('max-removal-percent');
    expect(scene.changes()).toEqual([]);
  });

  test('more removals than allowed: the number is exact, although the list is as long', async () => {
    await using scene = await replacing({ list: keys(100, 21) });
    const blocked = await scene.run();
    expect(expectFailure(blocked, 'guard_blocked')).toContain('would remove 21 of 100 members (21%)');
    expect(scene.changes()).toEqual(['POST export']);
    expect(blocked.outputs).toMatchObject({ added: '21', removed: '21' });
    expect(blocked.summary).toMatch(/\| To add \| To remove \|.*\n.*\n\| 21 \(21%\) \| 21 \(21%\) \|/);
    expect(blocked.log).toMatch(/To remove +21/);
    const allowed = await scene.run({ 'max-removal-percent': 21 });
    expectSuccess(allowed);
    expect(allowed.outputs).toMatchObject({ added: '21', removed: '21' });
  });
});

describe('approvals', () => {
  test('where they are needed, a delta does not go around them', async () => {
    await using scene = await replacing();
    scene.environment.requireApproval();
    expectFailure(await scene.run(), 'approval_required');
    expect(scene.changes()).toEqual([]);
  });

  test('a dry run tells whether an approved import is through', async () => {
    await using scene = await replacing({ inputs: { 'dry-run': true } });
    scene.environment.requireApproval();
    const before = await scene.run();
    expectFailure(before, 'approval_required');
    expect(before.outputs).toMatchObject({ added: '5', removed: '10' });
    scene.segment.replaceMembers(scene.list);
    const after = await scene.run();
    expectSuccess(after, 'dry_run');
    expect(after.outputs).toMatchObject({ added: '0', removed: '0' });
    expect(new Set(scene.changes())).toEqual(new Set(['POST export']));
  });

  test('nor where nobody can tell whether they are', async () => {
    await using scene = await replacing();
    scene.sim.behave({ on: 'GET environment', status: 403 });
    const told = expectFailure(await scene.run(), 'approval_required');
    expect(told).toContain('could not be read');
    expect(scene.changes()).toEqual([]);
  });
});

describe('another writer', () => {
  test('between the count and the export: counted and exported again', async () => {
    await using scene = await replacing();
    scene.sim.behave({ on: 'POST export', nth: 1, before: () => scene.segment.add('newcomer') });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ 'members-before': '101', added: '5', removed: '11' });
    expect(scene.sim.seen('POST export')).toHaveLength(2);
    expect(sorted(scene.segment.members)).toEqual(scene.list);
  });

  test('between the plan and the first change: planned again', async () => {
    await using scene = await replacing();
    scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add('newcomer') });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ removed: '11' });
    expect(scene.sim.seen('POST export')).toHaveLength(2);
    // Texts are compared with the members of the new export; those of the old one are gone.
    expect(result.log.match(/Export \S+: complete/g)).toHaveLength(2);
  });

  test('and then those of the new export are not shown', async () => {
    await using scene = await replacing({ list: keys(6_090, 10) });
    scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add('newcomer-1') });
    scene.sim.behave({ on: 'POST import', steps: [{ status: 'waiting for newcomer-1', reads: 2 }, 'complete'] });
    const result = await scene.run({}, FAST);
    expectSuccess(result);
    expect(result.log).toContain('waiting for ***');
    expectNoLeak(result, scene, ['newcomer-1']);
  });

  test('before nothing is done: planned again as well', async () => {
    await using scene = await replacing({ list: keys(100) });
    scene.sim.behave({ on: 'GET file', nth: 1, before: () => scene.segment.remove(keys(1)[0]!) });
    scene.sim.behave({ on: 'POST export', file: { link: 'same-origin' } });
    const result = await scene.run();
    expectSuccess(result);
    expect(result.outputs).toMatchObject({ added: '1', removed: '0' });
    expect(sorted(scene.segment.members)).toEqual(scene.list);
  });

  test('again and again: given up after four plans', async () => {
    await using scene = await replacing();
    let writes = 0;
    scene.sim.behave({ on: 'POST export', before: () => scene.segment.add(`newcomer-${writes++}`) });
    const result = await scene.run();
    const told = expectFailure(result, 'segment_changed');
    expect(told).toContain('this run has not changed the segment');
    expect(scene.changes()).toEqual(Array(4).fill('POST export'));
  });

  test('an import of the environment: waited for, then looked at anew', async () => {
    await using scene = await replacing();
    scene.sim.behave({ on: 'POST contexts', times: 2, status: 409, after: () => scene.segment.add('newcomer') });
    scene.sim.behave({ on: 'POST export', times: 1, status: 409 });
    const busy = [{ key: 'gamma', _importInProgress: true }];
    scene.sim.behave({ on: 'GET segments', body: { items: busy }, status: 200 });
    const result = await scene.run({}, FAST);
    expectSuccess(result);
    const log = result.log.replace(/\s+/g, ' ');
    expect(log).toMatch(/Waiting to export the members: .*An import into "gamma" is in progress/);
    expect(log).toMatch(/Waiting to change the members: .*An import into "gamma" is in progress/);
    expect(result.outputs).toMatchObject({ removed: expect.stringMatching(/^1[12]$/) });
    expect(sorted(scene.segment.members)).toEqual(scene.list);
  });
});

describe('batches', () => {
  const many: ScenarioOptions = { members: keys(6_000), list: keys(3_500), inputs: { 'max-removal-percent': 50 } };

  test('a thousand keys each', async () => {
    await using scene = await replacing(many);
    expectSuccess(await scene.run());
    expect(bodies(scene).map(({ remove }) => remove.length)).toEqual([1_000, 1_000, 500]);
  });

  test.each([413, 400] as const)('smaller ones after a %i about their size', async (status) => {
    await using scene = await replacing({ ...many, simulator: { contextsLimit: { keys: 300, status } } });
    expectSuccess(await scene.run());
    const sizes = bodies(scene).map(({ remove }) => remove.length);
    expect(sizes.slice(0, 4)).toEqual([1_000, 500, 250, 250]);
    expect(Math.max(...sizes.slice(2))).toBe(250);
    expect(sorted(scene.segment.members)).toEqual(scene.list);
  });

  test('after a 400 down to single keys, and the twenty-first that is refused ends the run', async () => {
    await using scene = await replacing(many);
    const body = { code: 'invalid_request', message: `key ${keys(1, 3_500)[0]} is odd` };
    scene.sim.behave({ on: 'POST contexts', status: 400, body });
    const result = await scene.run();
    const told = expectFailure(result, 'bad_request');
    expect(told).toContain('LaunchDarkly refused 21 keys one by one');
    expect(told).toContain('key *** is odd');
    const sizes = bodies(scene).map(({ remove }) => remove.length);
    expect(sizes.filter((size) => size === 1)).toHaveLength(21);
    expectNoLeak(result, scene, keys(100, 3_450));
  });

  test('rate limits are waited for', async () => {
    await using scene = await replacing(many);
    scene.sim.behave({ on: 'POST contexts', nth: [1, 3], status: 429, headers: { 'Retry-After': '7' } });
    expectSuccess(await scene.run({}, FAST));
    expect(scene.sim.seen('POST contexts')).toHaveLength(5);
  });
});

describe('in the middle', () => {
  const many: ScenarioOptions = { members: keys(6_000), list: keys(3_502, 2), inputs: { 'max-removal-percent': 50 } };

  test('of the removals it is refused: said exactly, and a second run does the rest', async () => {
    await using scene = await replacing({ ...many, list: [...keys(3_500), 'new-key-1', 'new-key-2'] });
    const forget = scene.sim.behave({ on: 'POST contexts', nth: 3, status: 403 });
    const result = await scene.run();
    const told = expectFailure(result, 'forbidden');
    expect(told).toContain('2 of 2 additions and 1,000 of 2,500 removals were made. Running again does the rest.');
    expect(result.outputs).toMatchObject({ added: '2', removed: '1000' });
    expect(scene.segment.members.size).toBe(5_002);
    forget();
    const again = await scene.run();
    expectSuccess(again);
    expect(again.outputs).toMatchObject({ added: '0', removed: '1500', 'members-after': '3502' });
    expect(sorted(scene.segment.members)).toEqual(sorted(scene.list));
  });

  test('answers get lost: what is not known is said', async () => {
    await using scene = await replacing(many);
    scene.sim.behave({
      on: 'POST contexts',
      nth: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
      drop: 'after',
    });
    const told = expectFailure(await scene.run({}, { timeScale: 1_000 }), 'network_error');
    expect(told).toContain('1,000 of 2,498 removals were made');
    expect(told).toContain('it is not known whether 1,000 more keys were changed');
  });

  test('one answer gets lost: sent again', async () => {
    await using scene = await replacing(many);
    scene.sim.behave({ on: 'POST contexts', nth: [1, 3], drop: 'after' });
    expectSuccess(await scene.run({}, FAST));
    expect(sorted(scene.segment.members)).toEqual(scene.list);
  });

  test('it is cancelled', async () => {
    await using scene = await replacing(many);
    scene.sim.behave({ on: 'POST contexts', nth: 2, delayMs: 2_000 });
    const action = scene.start();
    await action.waitForOutput('Change');
    while (scene.sim.seen('POST contexts').length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    action.child.kill('SIGTERM');
    const result = await action.result;
    const told = expectFailure(result, 'cancelled');
    expect(told).toContain('1,000 of 2,498 removals were made; it is not known whether 1,000 more keys were changed');
    expectNoLeak(result, scene);
  });

  test('of a merge import it fails: the additions that are in are counted', async () => {
    await using scene = await replacing({ list: keys(6_090, 10) });
    scene.sim.behave({ on: 'POST contexts', status: 403 });
    const told = expectFailure(await scene.run(), 'forbidden');
    expect(told).toContain('6,000 of 6,000 additions and 0 of 10 removals were made.');
  });
});

describe('afterwards', () => {
  test('a removed key that is still a member fails', async () => {
    await using scene = await replacing();
    scene.sim.behave({ on: 'POST contexts', nth: 2, status: 204 });
    const result = await scene.run({}, FAST);
    const told = expectFailure(result, 'verification_failed');
    expect(told).toContain('Of 10 removed keys that were looked up, 10 are still in the segment.');
    expectNoLeak(result, scene);
  });

  test('an added key that is no member fails', async () => {
    await using scene = await replacing({ list: keys(105) });
    scene.sim.behave({ on: 'POST contexts', status: 204 });
    expect(expectFailure(await scene.run({}, FAST), 'verification_failed')).toContain('5 are not in the segment');
  });

  test('members that show late are waited for', async () => {
    await using scene = await replacing();
    scene.segment.late({ members: { reads: 60 }, counts: { reads: 3 } });
    const result = await scene.run({}, FAST);
    expectSuccess(result);
    expect(warningsOf(result)).toEqual([]);
  });

  test('the count of a merge is exact', async () => {
    await using scene = await replacing({ inputs: { mode: 'merge' } });
    scene.sim.behave({ on: 'POST contexts', after: () => scene.segment.remove(...keys(1)) });
    const result = await scene.run({}, FAST);
    expectSuccess(result);
    expect(warningsOf(result)).toEqual([expect.stringContaining('The segment has 104 members, not 105 members.')]);
  });

  test('what LaunchDarkly says of a member that is not in the list is redacted', async () => {
    await using scene = await replacing();
    const body = { code: 'internal', message: `context ${keys(1)[0]} is locked` };
    scene.sim.behave({ on: 'GET segment', nth: 2, status: 400, body });
    const result = await scene.run();
    expect(expectFailure(result, 'bad_request')).toContain('context *** is locked');
    expectNoLeak(result, scene);
  });

  test('also after an export that is not trusted', async () => {
    await using scene = await replacing();
    const body = { code: 'internal', message: `context ${keys(1)[0]} is locked` };
    scene.sim.behave({ on: 'POST export', file: { omit: [5] } });
    scene.sim.behave({ on: 'GET segment', nth: 2, status: 400, body });
    const result = await scene.run();
    expect(expectFailure(result, 'bad_request')).toContain('context *** is locked');
    expectNoLeak(result, scene);
  });

  test('also while it is planned again, by the members of the plan before', async () => {
    await using scene = await replacing();
    const body = { code: 'internal', message: `context ${keys(1)[0]} is locked` };
    scene.sim.behave({ on: 'GET segment', nth: 2, before: () => scene.segment.add('newcomer') });
    scene.sim.behave({ on: 'GET export', path: '/exports/', nth: 2, status: 400, body });
    const result = await scene.run();
    expect(expectFailure(result, 'bad_request')).toContain('context *** is locked');
    expectNoLeak(result, scene);
  });
});
