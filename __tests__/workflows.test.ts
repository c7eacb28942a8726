import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { NoOperationTraceWriter, parseWorkflow, type TemplateParseResult } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/index';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const yamlFiles = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter((name) => /\.ya?ml$/.test(name))
        .map((name) => `${folder}/${name}`)
    : [];
const own = yamlFiles('.github/workflows');
const examples = yamlFiles('examples').filter((path) => parse(read(path)).jobs !== undefined);

/**
 * What GitHub's own parser has against a file. Its newest version, 0.3.61, is older than `queue` of `concurrency`
 * (https://github.blog/changelog/2026-05-07-github-actions-concurrency-groups-now-allow-larger-queues/), which
 * examples/rules.test.ts checks.
 */
const errors = ({ context }: TemplateParseResult): string[] =>
  context.errors
    .getErrors()
    .map(({ message }) => message)
    .filter((message) => !/Unexpected value 'queue'/.test(message));

interface Job {
  uses?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps?: { uses?: string; with?: Record<string, unknown> }[];
}
interface Workflow {
  permissions?: Record<string, string>;
  concurrency?: unknown;
  jobs: Record<string, Job>;
}

test.each([
  ['action.yml', 'dist/index.js'],
  ['export/action.yml', 'dist/export.js'],
])('%s is valid, and GitHub would run %s on Node 24', (path, entry) => {
  const text = read(path);
  expect(errors(parseAction({ name: path, content: text }, new NoOperationTraceWriter()))).toEqual([]);
  const { runs } = parse(text);
  expect(runs.using).toBe('node24');
  expect(posix.join(posix.dirname(path), runs.main)).toBe(entry);
  expect(existsSync(join(root, entry))).toBe(true);
});

describe.each([...own, ...examples])('%s', (path) => {
  const workflow: Workflow = parse(read(path));
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps ?? []);

  test('is valid', () => {
    expect(errors(parseWorkflow({ name: path, content: read(path) }, new NoOperationTraceWriter()))).toEqual([]);
  });

  test('pins every action of others to a commit, with its version beside it', () => {
    const uses = [...read(path).matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map((match) => match[1]!);
    const others = uses.filter((use) => !/^(?:\.\/|OWNER\/launchdarkly-segment-import(?:\/export)?@)/.test(use));
    for (const use of others) expect(use).toMatch(/^[\w./-]+@[\da-f]{40} # v\d+(\.\d+)*$/);
  });

  test('grants nothing at the top, and to each job what it says why it needs', () => {
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of jobs) expect([name, job.permissions]).toEqual([name, expect.any(Object)]);
    for (const [, grant] of read(path).matchAll(/^ {6,}([a-z-]+: (?:read|write)\b.*)$/gm))
      expect(grant).toMatch(/ # \w/);
  });

  test('ends in time', () => {
    for (const [name, job] of jobs)
      if (!job.uses) expect([name, job['timeout-minutes']]).toEqual([name, expect.any(Number)]);
  });

  test('leaves no credentials on disk', () => {
    for (const step of steps)
      if (step.uses?.startsWith('actions/checkout@')) expect(step.with).toMatchObject({ 'persist-credentials': false });
  });
});

describe.each(own)('%s', (path) => {
  test('says what happens when it is started twice', () => {
    expect((parse(read(path)) as Workflow).concurrency).toBeDefined();
  });
});

test('one check waits for all others of ci.yml', () => {
  const { jobs } = parse(read('.github/workflows/ci.yml')) as { jobs: Record<string, { needs?: string[] }> };
  expect(jobs.all?.needs).toEqual(Object.keys(jobs).filter((name) => name !== 'all'));
});
