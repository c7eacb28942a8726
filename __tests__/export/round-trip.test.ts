/** The built export action: what it writes is what the segment holds, and what an import makes of it is the same. */
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { expectPrivate } from '../support/expect-private.ts';
import { expectSuccess, warningsOf } from '../support/expect-result.ts';
import { type ExportScene, exporting } from '../support/exporting.ts';
import type { ActionResult } from '../support/run-action.ts';
import { keys } from '../support/scenario.ts';

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** Imports the file into a segment of another environment, which holds somebody else until then. */
async function expectRoundTrip(scene: ExportScene, inputs: Record<string, string | boolean> = {}): Promise<void> {
  const copy = scene.sim.state.createSegment('web/staging/copy', { members: ['somebody-else'] });
  expectSuccess(await scene.importCopy(inputs));
  expect(copy.members.size).toBe(scene.segment.members.size);
  for (const key of scene.segment.members) if (!copy.members.has(key)) throw new Error(`The copy lacks ${key}.`);
}

function expectOutputs(scene: ExportScene, result: ActionResult, path: string, count: number): void {
  const content = path.endsWith('.gz') ? gunzipSync(scene.content(path)) : scene.content(path);
  expect(result.outputs).toMatchObject({
    path: join(scene.workspace, path),
    keys: String(count),
    bytes: String(content.length),
    sha256: sha256(content),
    'error-code': '',
    'segment-url': `${scene.sim.url}/web/production/segments/beta`,
  });
  expect(scene.left()).toEqual([path]);
}

describe('export, import elsewhere, same members', () => {
  test('none', async () => {
    await using scene = await exporting();
    const result = await scene.export();
    expectSuccess(result);
    expectOutputs(scene, result, 'members.csv', 0);
    expect(scene.content()).toHaveLength(0);
    // Without members there is nothing to export.
    expect(scene.changes()).toEqual([]);
    await expectRoundTrip(scene, { 'allow-empty': true });
  });

  test('one', async () => {
    await using scene = await exporting({ members: ['anna'] });
    const result = await scene.export();
    expectSuccess(result);
    expectOutputs(scene, result, 'members.csv', 1);
    expect(scene.content().toString()).toBe('anna\n');
    expect(result.outputs.message).toBe('beta: exported; 1 key; 5 bytes.');
    await expectRoundTrip(scene);
  });

  test('a byte order mark before the first key, which is a part of it', async () => {
    await using scene = await exporting({ members: ['\ufeffanna', 'bert'] });
    scene.sim.behave({ on: 'POST export', file: { header: ['key'] } });
    const result = await scene.export();
    expectSuccess(result);
    expectOutputs(scene, result, 'members.csv', 2);
    await expectRoundTrip(scene, { strategy: 'delta' });
  });

  test('100,000, compressed', async () => {
    await using scene = await exporting({ members: 100_000 });
    const result = await scene.export({ path: 'members.csv.gz' });
    expectSuccess(result);
    expectOutputs(scene, result, 'members.csv.gz', 100_000);
    expect(result.log).toContain('LaunchDarkly counts 100,000 members.');
    await expectRoundTrip(scene, { 'csv-path': 'members.csv.gz' });
  });

  test('keys with commas, quotes, letters of all kinds, and header words', async () => {
    const members = [
      'key',
      'user_id',
      'a,b',
      '"quoted"',
      'half"quoted',
      ',',
      '""',
      "o'neil",
      '=1+1',
      'a;b|c',
      'zoë@example.com',
      'zoe\u0308@example.com',
      '日本語',
      '🦊🦊',
      'a b',
      'nbsp\u00a0',
      'x'.repeat(3_000),
      '\\N?',
      '%2F/..',
    ];
    await using scene = await exporting({ members });
    const result = await scene.export();
    expectSuccess(result);
    expectOutputs(scene, result, 'members.csv', members.length);
    await expectRoundTrip(scene);
    expectPrivate(result, { keys: members.filter((key) => key.length >= 6), token: scene.sim.token });
  });
});

describe('the file', () => {
  test('has a folder made for it, and is for its owner only', async () => {
    await using scene = await exporting({ members: 3 });
    const result = await scene.export({ path: 'backups/new/members.csv' });
    expectSuccess(result);
    expect(scene.left()).toEqual(['backups', 'backups/new', 'backups/new/members.csv']);
    if (process.platform === 'win32') return;
    expect(statSync(join(scene.workspace, 'backups/new/members.csv')).mode & 0o777).toBe(0o600);
    expect(statSync(join(scene.workspace, 'backups')).mode & 0o777).toBe(0o700);
  });

  test('may lie anywhere', async () => {
    await using scene = await exporting({ members: 3 });
    const path = join(scene.workspace, 'elsewhere.csv');
    const result = await scene.export({ path }, { files: {} });
    expectSuccess(result);
    expect(result.outputs.path).toBe(path);
  });

  test('lacks members that no list can hold: a warning with their number', async () => {
    const odd = ['line\nbreak', 'bell\u0007bell', '  padded  ', 'undefined'];
    await using scene = await exporting({ members: [...keys(5), ...odd] });
    const result = await scene.export();
    expectSuccess(result);
    expect(warningsOf(result)).toEqual([
      expect.stringMatching(/^4 members that no list can hold .* are not in the file/),
    ]);
    expect(result.outputs).toMatchObject({ keys: '5', message: 'beta: exported; 5 keys; 50 bytes; 4 left out.' });
    expect(scene.content().toString()).toBe(
      keys(5)
        .map((key) => `${key}\n`)
        .join(''),
    );
    expect(JSON.parse(result.report)).toMatchObject({ keys: 5, members: 9, leftOut: 4 });
    expectPrivate(result, { keys: [...keys(5), ...odd], token: scene.sim.token });
  });

  test('lacks excluded targets, which is said', async () => {
    await using scene = await exporting({ segment: { members: keys(5), excluded: ['never-this-one'] } });
    const result = await scene.export();
    expectSuccess(result);
    const [notice] = result.annotations.filter(({ level }) => level === 'notice');
    expect(notice?.message).toContain("The segment's 1 excluded target is not in it.");
    expect(scene.content().toString()).not.toContain('never');
    expectPrivate(result, { keys: ['never-this-one'] });
  });
});

describe('what is read', () => {
  test('is not changed: the segment, and an export', async () => {
    await using scene = await exporting({ members: 50 });
    expectSuccess(await scene.export());
    const routes = new Set(scene.sim.requests.map(({ route }) => route));
    expect(routes).toEqual(new Set(['GET segment', 'POST export', 'GET export', 'GET context']));
    for (const { headers } of scene.sim.requests) expect(headers['ld-api-version']).toBe('20240415');
    expect(scene.sim.seen('GET context')).toHaveLength(10);
  });

  test('may be so where changes need approval', async () => {
    await using scene = await exporting({ members: 5 });
    scene.environment.requireApproval();
    expectSuccess(await scene.export());
    expect(scene.sim.seen('GET environment')).toEqual([]);
  });
});
