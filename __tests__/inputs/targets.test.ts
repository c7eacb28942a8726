import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';
import { loadTargets } from '../../src/inputs/targets.ts';
import type { TargetSettings } from '../../src/settings.ts';

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
  const input = (name: string): string =>
    ({ 'access-token': 'api-step', ...inputs })[name] ?? action.inputs[name]?.default ?? '';
  return loadTargets('targets.yml', {
    workspace,
    temp: workspace,
    input,
    env,
    mask: (secret) => masked.push(secret),
  });
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
      '- targets.yml:4: `mode` is `overwrite`; allowed: `merge`, `replace`, `remove`.',
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
    ['defaults: {bypass-approvals: true}\ntargets: [{}]', 'targets.yml:1: `bypass-approvals` is not known; allowed: '],
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

  test.each([
    'LD_PRELOAD',
    'LD_LIBRARY_PATH',
    'LD_AUDIT',
    'LD_DEBUG',
    'LD_DEBUG_OUTPUT',
    'LD_BIND_NOW',
    'LD_BIND_NOT',
    'LD_ORIGIN_PATH',
    'LD_PROFILE',
    'LD_SHOW_AUXV',
    'LD_USE_LOAD_BIAS',
    'LD_VERBOSE',
    'LD_WARN',
    'LD_HWCAP_MASK',
    'LD_RUN_PATH',
    'LD_TRACE_LOADED_OBJECTS',
    'LD_PRELOAD_32',
    'LD_LIBRARY_PATH_64',
    'LD_32_PRELOAD',
    'LD_preload',
  ])('%s belongs to the dynamic linker', async (name) => {
    const masked: string[] = [];
    const text = `targets: [{project-key: p, ${PLACE}, access-token-env: ${name}}]`;
    expect(await problems(text, { env: { [name]: '/lib/x.so' }, masked })).toContain('belongs to the dynamic linker');
    expect(masked).toEqual([]);
  });

  test.each(['LD_TOKEN', 'LD_32_TOKEN', 'LD_PROFILE_TOKEN', 'LAUNCHDARKLY_PRELOAD'])('%s does not', async (name) => {
    const text = `targets: [{project-key: p, ${PLACE}, access-token-env: ${name}}]`;
    expect(await load(text, { env: { [name]: 'api-x' } })).toMatchObject([{ accessToken: 'api-x' }]);
  });

  test('aliases stand for the anchor before them', async () => {
    const text = `
defaults: &all {project-key: p, csv-path: &files [a.csv, &b b.csv]}
targets:
  - {environment-key: &b test, segment-key: s1, csv-path: [*b]}
  - &last {environment-key: test, segment-key: s2, mode: replace, csv-path: *files}
`;
    expect(await load(text)).toMatchObject([
      { projectKey: 'p', segmentKey: 's1', list: { csvPath: ['test'] } },
      { segmentKey: 's2', mode: 'replace', list: { csvPath: ['a.csv', 'b.csv'] } },
    ]);
    expect(await problems('\ndefaults: {csv-path: &a [x]}\ntargets: *a')).toBe(
      'targets.yml:1: A target must be a mapping of inputs to values.',
    );
    expect(await problems('targets: [*nothing]')).toContain('targets.yml:1: `*nothing` has no anchor before it.');
  });

  test('a file that is not there', async () => {
    const failing = loadTargets('no.yml', {
      workspace,
      temp: workspace,
      input: () => '',
      env: {},
      mask: () => undefined,
    });
    await expect(failing).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('`no.yml`'),
    });
  });
});

describe('the bounds of a targets file', () => {
  const target = (index: number, more = ''): string =>
    `  - {environment-key: test, segment-key: s${index}, csv-path: x.csv${more}}\n`;
  const many = (count: number, more?: string): string =>
    `defaults: {project-key: p}\ntargets:\n${Array.from({ length: count }, (_, index) => target(index, more)).join('')}`;

  test('size, to the byte', async () => {
    const text = many(3);
    expect(await load(text.padEnd(250_000, '\n'))).toHaveLength(3);
    expect(await problems(text.padEnd(250_001, '\n'))).toBe(
      'The targets file `targets.yml` has more than 250,000 bytes.',
    );
  });

  test('number of targets', async () => {
    expect(await load(many(1_000))).toHaveLength(1_000);
    expect(await problems(many(1_001))).toBe('targets.yml:2: `targets` has 1,001 targets; at most 1,000 are allowed.');
  });

  test.each([
    ['sequences', '[', 3_000],
    ['sequences', '[', 100_000],
    ['mappings', '{a: ', 10_000],
    ['blocks', '- ', 20_000],
  ])('depth: %s (%j, %i times)', async (_, piece, times) => {
    expect(await problems(piece.repeat(times))).toBe('targets.yml:1: is nested too deeply.');
  });

  test('number of aliases and anchors', async () => {
    const text = (count: number): string =>
      `defaults: {csv-path: [&a x.csv${', *a'.repeat(count)}]}\ntargets: [{project-key: p, ${PLACE}}]`;
    expect(await load(text(4_999))).toHaveLength(1);
    expect(await problems(text(5_000))).toContain('has more than 5,000 aliases and anchors');
  });

  test.each([
    [
      'an alias in each target',
      `defaults: {project-key: &a ${'x'.repeat(50_000)}}\n${many(200, ', mode: *a').split('\n').slice(1).join('\n')}`,
    ],
    [
      'defaults of each target',
      `defaults: {project-key: p, key-column: ${'x'.repeat(50_000)}}\n${many(200).split('\n').slice(1).join('\n')}`,
    ],
    [
      'a list of aliases',
      `defaults: {project-key: &a ${'x'.repeat(50_000)}, csv-path: [${'*a, '.repeat(200)}]}\ntargets: [{environment-key: test}]`,
    ],
  ])('what values come to: %s', async (_, text) => {
    expect(await problems(text)).toContain('the values of all targets have more than 5,000,000 characters');
  });

  test('number and size of problems', async () => {
    const message = await problems(
      `defaults:\n${Array.from({ length: 9_000 }, (_, index) => `  ${'k'.repeat(9)}${index}: 1\n`).join('')}targets: [{}]`,
    );
    expect(message).toMatch(/^The targets file has 100 or more problems:\n- targets\.yml:2: /);
    expect(message.split('\n')).toHaveLength(101);
    expect((await problems(`${'k'.repeat(200_000)}: 1\ntargets: [{}]`)).length).toBeLessThan(5_000);
  });

  test('only a regular file is read', async () => {
    const failing = loadTargets('/dev/zero', {
      workspace,
      temp: workspace,
      input: () => '',
      env: {},
      mask: () => undefined,
    });
    await expect(failing).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'The targets file `/dev/zero` could not be read (it is not a regular file).',
    });
  });
});

describe('a file of any shape ends within seconds', () => {
  /** Twice what the worst took where this was measured, and more. */
  const SECONDS = 10;
  const SIZE = 249_000;
  const ends = async (text: string): Promise<void> => {
    const start = performance.now();
    await load(text).catch((error: Error & { code?: string }) =>
      expect(error).toMatchObject({ code: 'invalid_input' }),
    );
    expect((performance.now() - start) / 1_000).toBeLessThan(SECONDS);
  };
  const filled = (piece: string, head = ''): string => head + piece.repeat((SIZE - head.length) / piece.length);

  test.each([
    ['aliases as targets', filled('*a,', 'defaults: &a {project-key: p}\ntargets: [')],
    ['aliases in a list', filled('  - *a\n', 'x: &a b\ndefaults:\n  csv-path:\n')],
    ['keys of a mapping', Array.from({ length: 20_000 }, (_, index) => `k${index}: v\n`).join('')],
    ['keys of a flow mapping', `{${Array.from({ length: 20_000 }, (_, index) => `k${index}: v`).join()}}`],
    ['anchors', filled('- &a b\n')],
    [
      'aliases after anchors',
      `${filled('&a ,', 'x: [').slice(0, SIZE - 20_000)}${'*a,'.repeat(5_000)}]\ntargets: [{}]`,
    ],
    ['brackets', filled('[')],
    ['braces', filled('{')],
    ['commas', filled(',', '[')],
    ['quotes', filled('"')],
    ['bad escapes', filled('\\q', '"')],
    ['tags', filled('!a ')],
    ['nesting by indentation', filled('- ')],
    ['nesting that the parser does not end', filled('- ').concat('}')],
    ['targets of nothing', filled('{},', 'targets: [')],
    [
      'a pattern that is slow to match with the name of a snapshot',
      `targets: [{project-key: p, environment-key: e, segment-key: s, csv-path: "${'*a'.repeat(40)}*b", snapshot-path: ${'a'.repeat(100)}}]`,
    ],
    [
      '1,000 snapshots with a long path',
      `defaults: {project-key: p, environment-key: e, csv-path: k, snapshot-path: ${'a/'.repeat(2_000)}x}\ntargets:\n${Array.from({ length: 1_000 }, (_, index) => `- {segment-key: s${index}}\n`).join('')}`,
    ],
    ['a long path', `targets: [{segment-key: s, snapshot-path: ${'a/'.repeat(100_000)}x}]`],
    [
      '1,000 snapshots',
      `defaults: {project-key: p, environment-key: e}\ntargets:\n${Array.from({ length: 1_000 }, (_, index) => `- {segment-key: s${index}, csv-path: l/${index}-*.csv, snapshot-path: before/${index}.csv}\n`).join('')}`,
    ],
  ])('%s', (_, text) => ends(text), 60_000);

  test('shapes at random', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '- ',
        'a: ',
        '? ',
        ': ',
        '[',
        ']',
        '{',
        '}',
        ',',
        '&a ',
        '*a ',
        '!t ',
        '|\n',
        '>\n',
        '"',
        "'",
        '#',
        '\n',
        '  ',
        '\t',
        '---\n',
        '%',
        '\\',
        '<<: ',
      ),
      fc.constantFrom(
        'targets:\n',
        'defaults:\n',
        'csv-path: ',
        'segment-key: ',
        '  - {mode: merge}\n',
        'x: &a [*a]\n',
      ),
      fc.string({ maxLength: 5 }),
    );
    const shape = fc.tuple(
      fc.array(piece, { maxLength: 6 }),
      fc.array(piece, { minLength: 1, maxLength: 6 }),
      fc.array(piece, { maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(shape, async ([head, body, tail]) => {
        const repeated = body.join('') || ' ';
        await ends(head.join('') + repeated.repeat(60_000 / repeated.length) + tail.join(''));
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
