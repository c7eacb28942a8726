import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { TargetSettings } from '../src/settings.ts';
import { loadTargets } from '../src/targets.ts';

const action = parse(readFileSync('action.yml', 'utf8')) as { inputs: Record<string, { default?: string }> };
const workspace = mkdtempSync(join(tmpdir(), 'targets-'));
afterAll(() => rmSync(workspace, { recursive: true }));

function load(
  text: string,
  {
    inputs = {},
    env = {},
    masked = [],
  }: { inputs?: Record<string, string>; env?: Record<string, string>; masked?: string[] } = {},
): Promise<TargetSettings[]> {
  writeFileSync(join(workspace, 'targets.yml'), text);
  const step = (name: string): string =>
    ({ 'access-token': 'api-step', ...inputs })[name] ?? action.inputs[name]?.default ?? '';
  return loadTargets({ path: 'targets.yml', workspace, step, env, mask: (secret) => masked.push(secret) });
}

const problems = async (text: string, options?: Parameters<typeof load>[1]): Promise<string> => {
  const failure = await load(text, options).then(
    () => new Error('accepted'),
    (error: Error & { code?: string }) => error,
  );
  expect(failure).toMatchObject({ code: 'invalid_input' });
  return failure.message;
};

const PLACE = 'environment-key: test, segment-key: beta, csv-path: beta.csv';

describe('a targets file', () => {
  test('takes defaults from the file, then from the step', async () => {
    const masked: string[] = [];
    const [production, staging] = await load(
      `
defaults: {project-key: web, mode: replace, verify: fail}
targets:
  - environment-key: production
    segment-key: 007
    csv-path: ["out/a.csv", out/b.csv]
    access-token-env: LD_TOKEN_PROD
    max-removal-percent: 5
  - {${PLACE}, mode: merge, dry-run: false}
`,
      { inputs: { 'timeout-minutes': '7', mode: 'merge' }, env: { LD_TOKEN_PROD: 'api-prod' }, masked },
    );
    expect(production).toMatchObject({
      accessToken: 'api-prod',
      projectKey: 'web',
      segmentKey: '007',
      mode: 'replace',
      verify: 'fail',
      maxRemovalPercent: 5,
      timeoutMinutes: 7,
      list: { csvPath: ['out/a.csv', 'out/b.csv'] },
    });
    expect(staging).toMatchObject({ accessToken: 'api-step', mode: 'merge', verify: 'fail', maxRemovalPercent: 20 });
    expect(masked).toEqual(['api-prod']);
  });

  test('is JSON as well', async () => {
    const target = { 'project-key': 'p', 'environment-key': 'e', 'segment-key': 's', 'csv-path': 'x.csv', wait: false };
    expect(await load(JSON.stringify({ targets: [target] }, null, 1))).toMatchObject([
      { projectKey: 'p', wait: false },
    ]);
  });

  test('cannot undo a dry run of the step', async () => {
    const text = `targets: [{project-key: p, ${PLACE}, dry-run: false}]`;
    expect(await load(text, { inputs: { 'dry-run': 'true' } })).toMatchObject([{ dryRun: true }]);
    expect(await load(text)).toMatchObject([{ dryRun: false }]);
  });

  test('names every problem with its line', async () => {
    const message = await problems(`
defaults: {project-key: web, colour: red}
targets:
  - {${PLACE}, mode: overwrite}
  - {${PLACE}}
  - environment-key: x
    segment-key: y
    csv-path: {a: b}
    access-token: api-secret
`);
    expect(message.split('\n')).toEqual([
      'The targets file has 3 problems:',
      expect.stringMatching(/^- targets\.yml:2: `colour` is not known; allowed: /),
      '- targets.yml:8: `csv-path` must be a text or a list of texts.',
      expect.stringMatching(/^- targets\.yml:9: `access-token` is not allowed: .*`access-token-env`/),
    ]);
    expect(message).not.toContain('api-secret');
  });

  test('checks each target like the inputs of a step', async () => {
    const message = await problems(`
defaults: {project-key: web}
targets:
  - {${PLACE}, mode: overwrite}
  - {${PLACE}}
  - environment-key: x
    segment-key: y
`);
    expect(message.split('\n')).toEqual([
      'The targets file has 3 problems:',
      '- targets.yml:4: `mode` is `overwrite`; allowed: `merge`, `replace`.',
      '- targets.yml:5: is the same segment as the target in line 4.',
      '- targets.yml:6: `csv-path` is required.',
    ]);
  });

  test.each([
    ['', 'targets.yml:1: must be a mapping'],
    ['[1]', 'targets.yml:1: must be a mapping'],
    ['targets: []', '`targets` must be a list with at least one target'],
    ['defaults: {}', '`targets` must be a list with at least one target'],
    ['\ntargets: [5]', 'targets.yml:2: A target must be a mapping'],
    ['other: 1\ntargets: [{}]', 'targets.yml:1: `other` is not known here'],
    ['a: [', 'targets.yml:1: '],
    ['targets:\n  - mode: merge\n    mode: replace', 'targets.yml:3: Map keys must be unique'],
    [`targets: [{project-key: p, ${PLACE}, wait: }]`, '`wait` must be one text, number or boolean'],
  ])('%j is refused', async (text, expected) => {
    expect(await problems(text)).toContain(expected);
  });

  test('tokens come from variables that are meant for it', async () => {
    const text = (name: string): string => `targets: [{project-key: p, ${PLACE}, access-token-env: ${name}}]`;
    expect(await problems(text('GITHUB_TOKEN'), { env: { GITHUB_TOKEN: 'ghs' } })).toContain('begins with `LD_`');
    expect(await problems(text('LD_TOKEN'))).toContain('names `LD_TOKEN`, which is not set');
    expect(await load(text('LAUNCHDARKLY_TOKEN'), { env: { LAUNCHDARKLY_TOKEN: 'api-x' } })).toMatchObject([
      { accessToken: 'api-x' },
    ]);
  });

  test('a file that is not there', async () => {
    const failing = loadTargets({ path: 'no.yml', workspace, step: () => '', env: {}, mask: () => undefined });
    await expect(failing).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('`no.yml`'),
    });
  });
});
