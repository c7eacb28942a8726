/** Every example runs as it stands: see setup.ts for what is replaced. */
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { keys } from '../support/scenario.ts';
import { canRunExamples } from './programs.ts';
import { BETA, EXAMPLES, type Ran, type Setup, setUp, type Trigger } from './setup.ts';

const FILES = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yml'));
const NON_MEMBERS = keys(40);

const statuses = ({ runs }: Ran): string[] => runs.map(({ outputs }) => outputs['error-code'] || outputs.status!);
const results = ({ jobs }: Ran): Record<string, string> =>
  Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));

interface Scenario {
  what: string;
  trigger?: Trigger;
  before?: readonly string[];
  /** Variables of the stand-ins. */
  env?: Record<string, string>;
  arrange?(setup: Setup): void;
  check(ran: Ran, setup: Setup): void | Promise<void>;
}

/** The segment holds exactly the list afterwards. */
const syncs = (more: Partial<Scenario> = {}): Scenario => ({
  what: 'makes the segment hold the list',
  check: (ran, { members }) => {
    expect(statuses(ran)).toEqual(['complete']);
    expect(members()).toEqual(BETA);
  },
  ...more,
});

const forked = {
  eventName: 'workflow_run',
  event: { workflow_run: { conclusion: 'success', event: 'push', head_repository: { full_name: 'somebody/else' } } },
};
const pullRequest = (owner: string): Trigger => ({
  eventName: 'pull_request',
  event: { pull_request: { number: 1, head: { repo: { full_name: `${owner}/octo-repo` } } } },
});
const planned = (count: number): Scenario => ({
  what: 'plans, and changes nothing',
  trigger: pullRequest('octo-org'),
  check: (ran, { members }) => {
    expect(statuses(ran)).toEqual(['dry_run']);
    expect(JSON.parse(ran.runs[0]!.outputs.results!)).toHaveLength(count);
    expect(members()).toEqual(BETA.slice(0, 38));
  },
});
const fork: Scenario = {
  what: 'does nothing for a fork',
  trigger: pullRequest('somebody'),
  check: (ran) => expect(results(ran)).toEqual({ plan: 'skipped' }),
};
const targets = ({ sim }: Setup): void => {
  sim.state.createSegment('web/production/internal', { members: [] });
  sim.state.createSegment('web/staging/beta', { members: ['a'] });
};
const expectTold = ({ programs }: Setup, text: RegExp): void => {
  const [slack, teams] = programs.calls().split('secret-TEAMS_WEBHOOK_URL\n');
  const json = (part = ''): unknown => JSON.parse(part.slice(part.indexOf('{')));
  expect(json(slack)).toEqual({ text: expect.stringMatching(text) });
  expect(json(slack)).toEqual({ text: expect.stringContaining('/actions/runs/1') });
  const body = [expect.objectContaining({ text: expect.stringMatching(text) })];
  expect(json(teams)).toMatchObject({ attachments: [{ content: { body } }] });
  expect(programs.calls()).not.toMatch(/user-\d|key-0/);
};

const SCENARIOS: Record<string, Scenario[]> = {
  'first-import.yml': [
    {
      what: 'only shows the plan at first',
      trigger: { eventName: 'workflow_dispatch', inputs: {} },
      check: (ran, { members }) => {
        expect(statuses(ran)).toEqual(['dry_run']);
        expect(members()).toEqual(BETA.slice(0, 38));
      },
    },
    syncs({ trigger: { eventName: 'workflow_dispatch', inputs: { 'dry-run': false } } }),
  ],
  'scheduled-sync.yml': [
    syncs(),
    {
      what: 'is blocked by the guard',
      before: NON_MEMBERS,
      check: (ran, { members }) => {
        expect(statuses(ran)).toEqual(['guard_blocked']);
        expect(members()).toEqual(NON_MEMBERS);
      },
    },
    syncs({
      what: 'goes on with a limit that was given by hand',
      before: NON_MEMBERS,
      trigger: { eventName: 'workflow_dispatch', inputs: { 'max-removal-percent': '100' } },
    }),
  ],
  'after-artifact.yml': [
    {
      what: 'adds the list that the first job has built',
      trigger: { eventName: 'push' },
      before: ['other'],
      check: (ran, { members }) => {
        expect(results(ran)).toEqual({ build: 'success', import: 'success' });
        expect(members()).toEqual(['other', ...BETA]);
      },
    },
  ],
  'cloud-download.yml': [syncs()],
  'etl-dispatch.yml': [
    syncs({ trigger: { eventName: 'repository_dispatch' } }),
    { what: 'ignores a fork', trigger: forked, check: (ran) => expect(results(ran)).toEqual({ sync: 'skipped' }) },
  ],
  'azure-parquet.yml': [syncs()],
  'other-instances.yml': [
    {
      what: 'syncs both',
      trigger: { eventName: 'workflow_dispatch' },
      check: (ran, { members }) => {
        expect(statuses(ran)).toEqual(['complete', 'complete']);
        expect(members()).toEqual(BETA);
      },
    },
  ],
  'self-hosted.yml': [
    {
      what: 'reads the shards of a folder of the runner',
      trigger: { eventName: 'workflow_dispatch' },
      check: (ran) => expect(statuses(ran)).toEqual(['complete']),
    },
  ],
  'plan-on-pull-request.yml': [planned(1), fork],
  'plan-targets.yml': [{ ...planned(3), arrange: targets }, fork],
  'nightly-targets.yml': [
    {
      what: 'syncs all targets',
      arrange: targets,
      check: (ran, { members }) => {
        expect(statuses(ran)).toEqual(['complete']);
        expect(members()).toEqual(BETA);
        expect(members('production/internal')).toEqual(BETA.slice(0, 5));
        expect(members('staging/beta')).toEqual(BETA);
      },
    },
  ],
  'approval-import.yml': [
    {
      what: 'opens a request, and while it is open reminds the reviewers',
      arrange: ({ segment }) => segment.environment.requireApproval(),
      check: async (ran, { run, programs, members }) => {
        expect(statuses(ran)).toEqual(['pending_approval']);
        const again = await run('approval-import.yml');
        expect(statuses(again)).toEqual(['approval_pending']);
        expect(results(again)).toEqual({ import: 'failure' });
        const id = ran.runs[0]!.outputs['approval-request-id']!;
        expect(programs.calls()).toContain(`Please decide on approval request ${id}. beta:`);
        expect(members()).toEqual(BETA.slice(0, 38));
      },
    },
  ],
  'approval-check.yml': [
    {
      what: 'fails until the segment holds the list, and then succeeds',
      arrange: ({ segment }) => segment.environment.requireApproval(),
      check: async (ran, { segment, run }) => {
        expect(statuses(ran)).toEqual(['approval_required']);
        segment.add(...BETA);
        expect(statuses(await run('approval-check.yml'))).toEqual(['dry_run']);
      },
    },
  ],
  'notify.yml': [
    syncs({
      check: (ran, { programs }) => {
        expect(statuses(ran)).toEqual(['complete']);
        expect(programs.calls()).toBe('');
      },
    }),
    {
      what: 'tells of a failure',
      before: NON_MEMBERS,
      check: (ran, setup) => {
        expect(statuses(ran)).toEqual(['guard_blocked']);
        expectTold(setup, /^beta: stopped by the guard \(guard_blocked\)/);
      },
    },
    {
      what: 'tells that it could not be verified',
      arrange: ({ segment }) => segment.late({ counts: { reads: 1_000 } }),
      check: (ran, setup) => {
        expect(statuses(ran)).toEqual(['complete']);
        expectTold(setup, /^beta: replace complete.*not verified/);
      },
    },
  ],
  'watchdog.yml': [
    { what: 'is content', env: { SUCCESSES: '1' }, check: (ran) => expect(results(ran)).toEqual({ watch: 'success' }) },
    { what: 'complains', env: { SUCCESSES: '0' }, check: (ran) => expect(results(ran)).toEqual({ watch: 'failure' }) },
  ],
  'submit-and-check.yml': [
    {
      what: 'hands in, and checks later',
      trigger: { event: { schedule: '23 8 * * *' } },
      check: async (ran, { run }) => {
        expect(results(ran)).toEqual({ submit: 'skipped', check: 'failure' });
        expect(statuses(ran)).toEqual(['dry_run']);
        const submitted = await run('submit-and-check.yml', { event: { schedule: '23 4 * * *' } });
        expect(statuses(submitted)).toEqual(['submitted']);
        const checked = await run('submit-and-check.yml', { event: { schedule: '23 8 * * *' } });
        expect(results(checked)).toEqual({ submit: 'skipped', check: 'success' });
      },
    },
  ],
  'reusable-import.yml': [
    syncs({
      trigger: {
        eventName: 'workflow_call',
        inputs: { 'environment-key': 'production', 'segment-key': 'beta', 'csv-path': 'segments/beta.csv' },
      },
    }),
  ],
  'use-reusable-import.yml': [
    {
      what: 'stops before production where staging is blocked',
      trigger: { eventName: 'push' },
      arrange: targets,
      check: (ran, { members }) => {
        expect(results(ran)).toEqual({ staging: 'failure', production: 'skipped' });
        expect(members()).toEqual(BETA.slice(0, 38));
      },
    },
    {
      what: 'syncs both',
      trigger: { eventName: 'push' },
      arrange: ({ sim }) => void sim.state.createSegment('web/staging/beta', {}),
      check: (ran, { members }) => {
        expect(results(ran)).toEqual({ staging: 'success', production: 'success' });
        expect([members('staging/beta'), members()]).toEqual([BETA, BETA]);
      },
    },
  ],
  'undo.yml': [
    {
      what: 'gives back exactly the members from before',
      before: [...BETA.slice(0, 38), 'odd, "key"'],
      env: { VISIBILITY: 'private' },
      trigger: { runId: '7' },
      check: async (ran, { run, members }) => {
        expect(results(ran)).toEqual({ sync: 'success', undo: 'skipped' });
        expect(members()).toEqual(BETA);
        const undone = await run('undo.yml', {
          eventName: 'workflow_dispatch',
          inputs: { 'undo-run': '7' },
          runId: '8',
        });
        expect(results(undone)).toEqual({ sync: 'skipped', undo: 'success' });
        expect(members()).toEqual(['odd, "key"', ...BETA.slice(0, 38)]);
      },
    },
    {
      what: 'keeps nothing in a public repository, and then has nothing to give back',
      env: { VISIBILITY: 'public' },
      trigger: { runId: '7' },
      check: async (ran, { run, members }) => {
        expect(ran.jobs.sync!.steps.map(({ log }) => log).join('')).toContain('::warning::No snapshot');
        expect(ran.runs[0]!.outputs['snapshot-path']).toBe('');
        expect(members()).toEqual(BETA);
        const undone = await run('undo.yml', {
          eventName: 'workflow_dispatch',
          inputs: { 'undo-run': '7' },
          runId: '8',
        });
        expect(results(undone)).toEqual({ sync: 'skipped', undo: 'failure' });
      },
    },
  ],
  'opt-out.yml': [
    {
      what: 'removes those who have opted out',
      trigger: { eventName: 'push' },
      check: (ran, { members }) => {
        expect(statuses(ran)).toEqual(['complete']);
        expect(members()).toEqual(BETA.slice(0, 38).filter((key) => key !== 'user-07'));
      },
    },
  ],
};

/** These have tests of their own: scripts/acceptance.test.ts, and those of the export action. */
const isElsewhere = (file: string): boolean =>
  file === 'acceptance.yml' || /\/export@/.test(readFileSync(join(EXAMPLES, file), 'utf8'));

test('every example has a scenario', () => {
  expect(Object.keys(SCENARIOS).sort()).toEqual(FILES.filter((file) => !isElsewhere(file)).sort());
});

const cases = Object.entries(SCENARIOS).flatMap(([file, each]) =>
  each.map((scenario) => [file, scenario.what, scenario] as const),
);

(canRunExamples ? describe : describe.skip)('examples', () => {
  test.concurrent.each(cases)('%s %s', async (file, _, { before, env, arrange, trigger, check }) => {
    await using setup = await setUp(before, env);
    const vars = { EXPORTS: join(setup.folder, 'exports') };
    mkdirSync(join(vars.EXPORTS, 'beta'), { recursive: true });
    cpSync(join(EXAMPLES, 'segments/beta.csv'), join(vars.EXPORTS, 'beta/shard.csv.gz'));
    arrange?.(setup);
    await check(await setup.run(file, { vars, ...trigger }), setup);
  });
});
