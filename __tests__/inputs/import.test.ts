import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readStep, readTarget, TARGET_INPUTS } from '../../src/inputs/import.ts';
import { Reader } from '../../src/inputs/reader.ts';
import type { TargetSettings } from '../../src/settings.ts';

interface ActionFile {
  inputs: Record<string, { default?: string; description: string }>;
}
const action = parse(readFileSync('action.yml', 'utf8')) as ActionFile;

const GIVEN = { 'project-key': 'web', 'environment-key': 'production', 'segment-key': 'beta', 'csv-path': 'beta.csv' };

/** The texts that the runner would give: the defaults of action.yml, then what the workflow says. */
function reader(inputs: Record<string, string> = {}): Reader {
  const texts: Record<string, string> = { 'access-token': 'api-token', ...GIVEN, ...inputs };
  return new Reader((name) => texts[name] ?? action.inputs[name]?.default ?? '', '/workspace');
}

function target(inputs: Record<string, string> = {}): { settings: TargetSettings; problems: string[] } {
  const source = reader(inputs);
  const settings = readTarget(source);
  return { settings, problems: source.problems.map(({ text }) => text) };
}

function step(inputs: Record<string, string>): { baseUri: string; problems: string[] } {
  const source = reader(inputs);
  const { baseUri } = readStep(source);
  return { baseUri, problems: source.problems.map(({ text }) => text) };
}

describe('the inputs of one target', () => {
  test('the defaults of action.yml are those of the contract', () => {
    expect(target()).toEqual({
      problems: [],
      settings: {
        accessToken: 'api-token',
        projectKey: 'web',
        environmentKey: 'production',
        segmentKey: 'beta',
        list: {
          csvPath: ['beta.csv'],
          keyColumn: 1,
          header: 'auto',
          delimiter: 'auto',
          onInvalidRow: 'fail',
          allowEmpty: false,
        },
        mode: 'merge',
        waitOnApprovals: false,
        strategy: 'upload',
        allowPartialReplace: false,
        maxRemovalPercent: 20,
        dryRun: false,
        wait: true,
        timeoutMinutes: 180,
        verify: 'warn',
        requestApproval: false,
        approvalNotifyMembers: [],
        approvalNotifyTeams: [],
        bypassApprovals: false,
      },
    });
  });

  test.each([
    ['csv-path', 'a.csv\n\n  b/*.gz \r\n', { csvPath: ['a.csv', 'b/*.gz'] }],
    ['key-column', '3', { keyColumn: 3 }],
    ['key-column', 'User ID', { keyColumn: 'User ID', header: true }],
    ['header', 'TRUE', { header: true }],
    ['header', 'False', { header: false }],
    ['delimiter', 'tab', { delimiter: '\t' }],
    ['delimiter', '\t', { delimiter: '\t' }],
    ['delimiter', ' ; ', { delimiter: ';' }],
    ['delimiter', '|', { delimiter: '|' }],
    ['delimiter', '§', { delimiter: '§' }],
    ['on-invalid-row', 'skip', { onInvalidRow: 'skip' }],
  ])('%s: %j', (name, value, expected) => {
    const { settings, problems } = target({ [name]: value });
    expect(problems).toEqual([]);
    expect(settings.list).toMatchObject(expected);
  });

  test.each([
    ['mode', 'overwrite', '`mode` is `overwrite`; allowed: `merge`, `replace`, `remove`.'],
    ['mode', 'Replace', '`mode` is `Replace`; allowed: `merge`, `replace`, `remove`.'],
    ['wait', 'yes', '`wait` is `yes`; allowed: `true`, `false`.'],
    ['dry-run', '', '`dry-run` is empty; allowed: `true`, `false`.'],
    ['header', 'no', '`header` is `no`; allowed: `true`, `false`, `auto`.'],
    ['timeout-minutes', '0', '`timeout-minutes` is `0`; allowed: a number above 0 up to 7200.'],
    ['timeout-minutes', '-1', '`timeout-minutes` is `-1`; allowed: a number above 0 up to 7200.'],
    ['timeout-minutes', '1e9', '`timeout-minutes` is `1e9`; allowed: a number above 0 up to 7200.'],
    ['max-removal-percent', '101', '`max-removal-percent` is `101`; allowed: a number from 0 up to 100.'],
    ['max-removal-percent', '20%', '`max-removal-percent` is `20%`; allowed: a number from 0 up to 100.'],
    ['key-column', '0', /^`key-column` is `0`; allowed: a column number from 1/],
    ['key-column', '1.5', /^`key-column` is `1.5`; allowed/],
    ['key-column', '', /^`key-column` is empty; allowed/],
    ['delimiter', '||', /^`delimiter` is `\|\|`; allowed/],
    ['delimiter', '"', /^`delimiter` is `"`; allowed/],
    ['delimiter', '\u0001', /^`delimiter` is .*; allowed/],
    ['segment-key', '', '`segment-key` is required.'],
    ['segment-key', '..', '`segment-key` is `..`, which is not a valid LaunchDarkly key.'],
    ['project-key', '.', '`project-key` is `.`, which is not a valid LaunchDarkly key.'],
    ['environment-key', 'a\nb', /^`environment-key` is .* which is not a valid LaunchDarkly key\.$/s],
    ['csv-path', '\n', '`csv-path` is required.'],
    ['snapshot-path', 'new/', '`snapshot-path` names a folder; the name of a file is needed.'],
    ['snapshot-path', 'a\0b', '`snapshot-path` has a NUL character.'],
    ['snapshot-path', process.cwd(), /^`snapshot-path` already exists/],
  ])('%s: %j is refused', (name, value, expected) => {
    const { problems } = target({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  test.each([
    [{ strategy: 'delta', 'wait-on-approvals': 'true' }, /^`strategy` is `delta`, .* `wait-on-approvals`: it changes/],
    [{ mode: 'remove', 'wait-on-approvals': 'true' }, /^`mode` is `remove`, .* `wait-on-approvals`: it changes/],
    [
      { 'bypass-approvals': 'true', 'wait-on-approvals': 'true' },
      /^`bypass-approvals` cannot be used with `wait-on-approvals`: a change waits/,
    ],
    [
      { 'snapshot-path': 'new.csv', 'wait-on-approvals': 'true' },
      /^`snapshot-path` cannot be used with `wait-on-approvals`: the change may come days later/,
    ],
    [{ mode: 'remove', wait: 'false' }, /^`wait` is `false`, .* `mode: remove`: removals are done/],
    [{ 'request-approval': 'true' }, '`request-approval` needs `wait-on-approvals: true`.'],
    [{ 'approval-notify-members': 'm1' }, '`approval-notify-members` needs `request-approval: true`.'],
    [{ 'approval-notify-teams': 't1' }, '`approval-notify-teams` needs `request-approval: true`.'],
    [{ verify: 'fail', wait: 'false' }, /^`verify` is `fail`, .* `wait: false`: there is nothing to verify/],
    [{ header: 'false', 'key-column': 'email' }, /^`header` is `false`, .* `key-column`: the name is looked up/],
    [
      { 'allow-partial-replace': 'true' },
      /^`allow-partial-replace` cannot be used with `mode: merge`, which never replaces in parts/,
    ],
    [
      { 'allow-partial-replace': 'true', mode: 'replace', strategy: 'delta' },
      /^`allow-partial-replace` cannot be used with `strategy: delta`/,
    ],
  ])('%j contradicts itself', (inputs, expected) => {
    const { problems } = target(inputs as Record<string, string>);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  test('ten reviewers are the most', () => {
    const reviewers = (members: number): string[] =>
      target({
        'wait-on-approvals': 'true',
        'request-approval': 'true',
        'approval-notify-members': Array.from({ length: members }, (_, index) => `m${index}`).join('\n'),
        'approval-notify-teams': 'team',
      }).problems;
    expect(reviewers(9)).toEqual([]);
    expect(reviewers(10)).toEqual([
      expect.stringMatching(/11 reviewers, teams included; LaunchDarkly takes 10 at most/),
    ]);
  });

  test.each([
    ['', /is empty.*forks/],
    ['Bearer api-123', /begins with "Bearer"/],
    ['api 123', /spaces/],
    ['api-\u00fc', /no token has/],
  ])('the token %j is refused without showing it', (token, expected) => {
    const source = reader({ 'access-token': token });
    readTarget(source);
    expect(source.problems[0]?.text).toMatch(expected);
    if (token !== '') expect(source.problems[0]?.text).not.toContain(token);
  });
});

describe('the inputs of the step', () => {
  test.each([
    ['https://app.launchdarkly.com', 'https://app.launchdarkly.com'],
    ['https://app.launchdarkly.us/', 'https://app.launchdarkly.us'],
    ['https://gateway.example:8443/ld/', 'https://gateway.example:8443/ld'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:1', 'http://localhost:1'],
    ['http://[::1]:1', 'http://[::1]:1'],
  ])('base-uri %s', (value, expected) => {
    expect(step({ 'base-uri': value })).toMatchObject({ baseUri: expected, problems: [] });
  });

  test.each([
    ['app.launchdarkly.com', /is not a URL/],
    ['http://app.launchdarkly.com', /https/],
    ['http://127.0.0.1.example.com', /https/],
    ['ftp://localhost', /https/],
    ['https://user@app.launchdarkly.com', /user name/],
    ['https://app.launchdarkly.com/?x', /query/],
    ['https://app.launchdarkly.com/#', /query/],
    ['https://app.launchdarkly.com/api/v2', /added by the action/],
  ])('base-uri %s is refused', (value, expected) => {
    expect(step({ 'base-uri': value }).problems).toEqual([expect.stringMatching(expected)]);
  });

  test('a targets file stands alone', () => {
    const { problems } = step({ 'targets-path': 'targets.yml' });
    expect(problems).toEqual([
      expect.stringMatching(/^`targets-path` cannot be used with `project-key`, .*`csv-path`/),
    ]);
  });
});

test('all problems are said at once', () => {
  const source = reader({});
  expect(() => source.throwProblems()).not.toThrow();
  source.problem('mode', 'is wrong.');
  expect(() => source.throwProblems()).toThrow(/^`mode` is wrong\.$/);
  source.problem('wait', 'is wrong.');
  expect(() => source.throwProblems()).toThrow('2 inputs are wrong:\n- `mode` is wrong.\n- `wait` is wrong.');
});

test('every input of a target is one of action.yml', () => {
  const others = [
    'access-token',
    'targets-path',
    'base-uri',
    'bypass-approvals',
    'comment-on-pr',
    'pr-number',
    'github-token',
  ];
  expect([...TARGET_INPUTS, ...others].sort()).toEqual(Object.keys(action.inputs).sort());
});
