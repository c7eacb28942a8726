/** Whatever ends an export has its code, says what to do, and leaves no file. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { SegmentOptions } from '../../simulator/environment.ts';
import type { ExportFormat } from '../../simulator/exports.ts';
import type { ErrorCode } from '../../src/failure.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { type ExportScene, exporting } from '../support/exporting.ts';
import type { ActionResult, RunOptions } from '../support/run-action.ts';
import { keys } from '../support/scenario.ts';

const FAST: RunOptions = { timeScale: 200, debug: true };
const MEMBERS = keys(100);

let scene: ExportScene;
afterEach(async () => await scene?.[Symbol.asyncDispose]());
const start = async (segment: SegmentOptions = {}): Promise<void> => {
  scene = await exporting({ segment: { members: MEMBERS, ...segment } });
};

/** A failed export as all are: its code, and nothing left of it. */
function expectNothing(result: ActionResult, code: ErrorCode, left: readonly string[] = []): string {
  const told = expectFailure(result, code);
  expect(told).toContain('What to do: ');
  expect(told).not.toMatch(/`(?:csv-path|snapshot-path|strategy|mode|max-)/);
  expect(result.outputs).toMatchObject({ path: '', keys: '', bytes: '', sha256: '' });
  expect(result.outputs.message).toContain(`(${code})`);
  expect(scene.left()).toEqual(left);
  expect(result.tempFiles.filter((path) => !path.endsWith('report.json'))).toEqual([]);
  const signatures = [...scene.sim.state.exports.values()].map(({ signature }) => signature);
  expectPrivate(result, { keys: MEMBERS, token: scene.sim.token, others: signatures });
  return told;
}

describe('the segment', () => {
  test.each<[string, ErrorCode, () => void, RegExp]>([
    [
      'may not be read',
      'forbidden',
      () => scene.sim.behave({ on: 'GET segment', status: 403 }),
      /Nothing was exported, since the segment could not be read: .*403[\s\S]*viewProject/,
    ],
    [
      'has no count',
      'forbidden',
      () =>
        scene.sim.behave({
          on: 'GET segment',
          edit: ({ body }) => {
            body._unboundedMetadata.includedCount = undefined;
          },
        }),
      /did not say how many members/,
    ],
    [
      'has more members than an export',
      'unsupported_segment',
      () =>
        scene.sim.behave({
          on: 'GET segment',
          edit: ({ body }) => {
            body._unboundedMetadata.includedCount = 10_000_001;
          },
        }),
      /has 10,000,001 members, and LaunchDarkly exports at most 10,000,000/,
    ],
    ['is refused: 401', 'unauthorized', () => scene.sim.behave({ on: 'GET segment', status: 401 }), /access token/],
    ['is refused: 400', 'bad_request', () => scene.sim.behave({ on: 'GET segment', status: 400 }), /./],
    ['is a web page', 'unexpected_response', () => scene.sim.behave({ on: 'GET segment', html: true }), /HTML/],
    ['cannot be had', 'server_error', () => scene.sim.behave({ on: 'GET segment', status: 503 }), /503/],
    ['cannot be reached', 'network_error', () => scene.sim.behave({ on: 'GET segment', drop: 'before' }), /./],
  ])('%s', async (_, code, arrange, says) => {
    await start();
    arrange();
    const told = expectNothing(await scene.export({}, FAST), code);
    expect(told).toMatch(says);
    expect(told).toContain('No file was written.');
    expect(scene.changes()).toEqual([]);
  });

  test.each<[string, SegmentOptions, RegExp]>([
    ['standard', { unbounded: false }, /is a standard segment/],
    ['synced', { external: 'amplitude' }, /is synced from amplitude, and LaunchDarkly does not export its members/],
  ])('is a %s one', async (_, segment, says) => {
    await start(segment);
    expect(expectNothing(await scene.export(), 'unsupported_segment')).toMatch(says);
    expect(scene.changes()).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ['segment', { 'segment-key': 'none' }],
    ['environment', { 'environment-key': 'none' }],
    ['project', { 'project-key': 'none' }],
  ])('does not exist: %s', async (_, inputs) => {
    await start();
    expect(expectNothing(await scene.export(inputs), 'not_found')).toContain('`base-uri`');
  });

  test('belongs to another account', async () => {
    await start();
    expectNothing(await scene.export({ 'access-token': 'api-of-somebody-else' }), 'unauthorized');
  });
});

describe('the export', () => {
  test('may not be made', async () => {
    await start();
    scene.sim.tokens.grant(scene.sim.token, { exports: false });
    expect(expectNothing(await scene.export(), 'forbidden')).toContain('createSegmentExport');
  });

  test.each<[string, ExportFormat, ErrorCode, RegExp]>([
    ['has a member too few', { omit: [5] }, 'export_mismatch', /it has 99 keys and the segment has 100 members/],
    ['has others', { omit: keys(60).map((_, index) => index), extra: keys(60, 500) }, 'export_mismatch', /not members/],
    ['fails', { steps: ['in_progress', 'failed'] }, 'export_mismatch', /./],
    ['is at a link that redirects', { redirect: true }, 'unexpected_response', /302/],
    ['breaks off', { truncate: 300 }, 'network_error', /./],
  ])('%s', async (_, file, code, says) => {
    await start();
    scene.sim.behave({ on: 'POST export', file });
    const result = await scene.export({}, FAST);
    expect(expectNothing(result, code)).toMatch(says);
    expectPrivate(result, { keys: keys(60, 500) });
  });

  test('is tested by a look-up that LaunchDarkly refuses, quoting the key', async () => {
    await start();
    scene.sim.behave({
      on: 'GET context',
      status: 400,
      body: { code: 'invalid_request', message: `context ${MEMBERS.join(' or ')} is odd` },
    });
    const told = expectNothing(await scene.export({}, FAST), 'bad_request');
    expect(told).toContain('context *** or ***');
  });
});

describe('the file', () => {
  test.each<[string, string, RegExp]>([
    ['exists', 'there.csv', /`path` already exists/],
    ['is a folder that exists', 'folder', /`path` already exists/],
    ['is a folder', 'new/', /`path` names a folder/],
    ['is not named', '', /`path` is required/],
  ])('%s: said before anything is sent', async (_, path, says) => {
    await start();
    scene.put('there.csv', 'before\n');
    scene.put('folder/file.csv');
    const result = await scene.export({ path });
    expect(expectNothing(result, 'invalid_input', ['folder', 'folder/file.csv', 'there.csv'])).toMatch(says);
    expect(scene.content('there.csv').toString()).toBe('before\n');
    expect(scene.sim.requests).toEqual([]);
  });

  test('is made by somebody else meanwhile, and stays theirs', async () => {
    await start();
    scene.sim.behave({ on: 'POST export', before: () => scene.put('members.csv', 'theirs\n') });
    expect(expectNothing(await scene.export(), 'runner_error', ['members.csv'])).toContain('of that name by now');
    expect(scene.content().toString()).toBe('theirs\n');
  });

  test('would be in a file: said before anything is sent', async () => {
    await start();
    scene.put('there.csv');
    const told = expectNothing(await scene.export({ path: 'there.csv/new/x.csv' }), 'runner_error', ['there.csv']);
    expect(told).toContain('ENOTDIR');
    expect(scene.sim.requests).toEqual([]);
  });

  test('would be where nobody may write: said before anything is sent', async () => {
    // Root may write anywhere, and Windows has no such modes.
    if (process.platform === 'win32' || process.getuid?.() === 0) return;
    await start();
    scene.put('closed/x');
    chmodSync(join(scene.workspace, 'closed'), 0o500);
    expectNothing(await scene.export({ path: 'closed/new/x.csv' }), 'runner_error', ['closed', 'closed/x']);
    expect(scene.sim.requests).toEqual([]);
  });
});

describe('inputs', () => {
  test('all that is wrong is said at once, and nothing is sent', async () => {
    await start();
    const result = await scene.export({
      'access-token': 'Bearer api-12345678',
      'project-key': '..',
      'base-uri': 'ftp://x',
      'timeout-minutes': 0,
    });
    const told = expectFailure(result, 'invalid_input');
    for (const name of ['access-token', 'project-key', 'base-uri', 'timeout-minutes'])
      expect(told).toContain(`\`${name}\``);
    expect(result.outputs.message).toBe('Export failed: invalid input (invalid_input).');
    expect(result.summary).toContain('Export failed: invalid input');
    expect(scene.sim.requests).toEqual([]);
  });
});

test('a second run after a failed one finds no trace of it', async () => {
  await start();
  const forget = scene.sim.behave({ on: 'GET context', status: 403 });
  expectNothing(await scene.export(), 'forbidden');
  forget();
  expectSuccess(await scene.export());
  expect(scene.left()).toEqual(['members.csv']);
});
