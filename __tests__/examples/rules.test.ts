/** What all examples, and the workflows of this repository, have in common. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { EXAMPLES, ROOT } from './setup.ts';

interface Step {
  uses?: string;
  with?: Record<string, string | number | boolean>;
}
interface Job {
  uses?: string;
  steps?: Step[];
  'timeout-minutes'?: number;
  concurrency?: Concurrency;
}
interface Concurrency {
  'cancel-in-progress'?: boolean;
  queue?: string;
}
interface Workflow {
  name: string;
  concurrency?: Concurrency;
  jobs: Record<string, Job>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const list = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', '--', ...patterns], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\0')
    .filter(Boolean);

const isOurs = ({ uses = '' }: Step): boolean => /^OWNER\/launchdarkly-segment-import@/.test(uses);
const oursOf = ({ steps = [] }: Job): NonNullable<Step['with']>[] =>
  steps.filter(isOurs).map((step) => step.with ?? {});

/** How long a step may take: one target after another of the environment that has most of them. */
function minutesOf(inputs: NonNullable<Step['with']>): number {
  const minutes = Number(inputs['timeout-minutes'] ?? 180);
  if (inputs['targets-path'] === undefined) return minutes;
  const { defaults = {}, targets } = parse(read(`examples/${inputs['targets-path']}`));
  const environments = Map.groupBy(targets, (target: Record<string, unknown>) => target['environment-key']);
  const most = Math.max(...[...environments.values()].map(({ length }) => length));
  return most * Number(defaults['timeout-minutes'] ?? minutes);
}

const examples = readdirSync(EXAMPLES)
  .filter((name) => name.endsWith('.yml'))
  .map((name): [string, Workflow] => [name, parse(read(`examples/${name}`))]);

describe.each(examples)('%s', (_, workflow) => {
  const jobs = Object.values(workflow.jobs);

  test('gives its jobs more time than their steps, and no more than GitHub does', () => {
    for (const job of jobs) {
      const minutes = oursOf(job).reduce((sum, inputs) => sum + minutesOf(inputs), 0);
      if (minutes > 0) expect(job['timeout-minutes']).toBeGreaterThan(minutes);
      if (!job.uses) expect(job['timeout-minutes']).toBeLessThanOrEqual(360);
    }
  });

  test('lets every run have its turn', () => {
    const changes = jobs.some((job) => oursOf(job).some((inputs) => inputs['dry-run'] !== true));
    const all = [workflow.concurrency, ...jobs.map((job) => job.concurrency)].filter((each) => each !== undefined);
    if (changes) expect(all).toHaveLength(1);
    for (const each of all) expect(each).toMatchObject({ 'cancel-in-progress': false, queue: 'max' });
  });

  test('replaces if it is called a sync', () => {
    if (!/\bsync/i.test(workflow.name)) return;
    for (const inputs of jobs.flatMap(oursOf)) {
      const mode = inputs['targets-path']
        ? parse(read(`examples/${inputs['targets-path']}`)).defaults.mode
        : inputs.mode;
      expect(mode).toBe('replace');
    }
  });

  test('puts no expression into a script', () => {
    const scripts = jobs.flatMap(({ steps = [] }) => steps.flatMap((step) => (step as { run?: string }).run ?? []));
    for (const script of scripts) expect(script).not.toContain('${{');
  });
});

test('there is one version of each action of others, in the pages too', () => {
  const versions = new Map<string, Set<string>>();
  for (const path of list('*.md', 'examples/*.yml', '.github/workflows/*.yml')) {
    for (const [, action, version] of read(path).matchAll(/uses: ([\w-]+\/[\w./-]+)@([^\n]+)/g)) {
      if (action?.startsWith('OWNER/')) continue;
      versions.set(action!, (versions.get(action!) ?? new Set()).add(version!.trim()));
    }
  }
  for (const [action, each] of versions)
    expect([action, [...each]]).toEqual([action, [expect.stringMatching(/^[\da-f]{40} # v\d/)]]);
});
