/**
 * Runs of the built actions against the simulator, of which what people read is recorded: `npm run preview` keeps it as
 * golden files, and makes pictures of it.
 */
import { gzipSync } from 'node:zlib';
import type { SegmentOptions } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { startGitHub } from '../support/github.ts';
import { type ActionResult, type RunOptions, startAction } from '../support/run-action.ts';

interface Scenario {
  action?: RunOptions['action'];
  /** Members of the segment `beta`; without any it does not exist. */
  segment?: SegmentOptions;
  files?: NonNullable<RunOptions['files']>;
  inputs: NonNullable<RunOptions['inputs']>;
  /** What else is so at LaunchDarkly. */
  arrange?: (sim: Simulator) => void;
  /** How many times as fast as in real time. Not too many: GitHub must answer within half a minute of that. */
  timeScale?: number;
  /** It is cancelled once it has printed this. */
  cancelledAt?: string;
}

/** What a run left. */
export type Recording = ActionResult & { comment: string };

/** The parts of it that people read, and what their files are called after the scenario's name. */
export const FILES = { log: 'log', summary: 'summary.md', comment: 'comment.md', report: 'report.json' } as const;

export type Kind = keyof typeof FILES;

/** Those that are kept: an export has no comment, and an import's report is long. */
export const kindsOf = ({ action }: Pick<Scenario, 'action'>): readonly Kind[] => [
  'log',
  'summary',
  action === 'export' ? 'report' : 'comment',
];

/** `count` keys from the number `first` on. */
const keys = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `user-${String(first + index).padStart(7, '0')}@example.com`);
const csv = (lines: readonly string[]): string => `email\n${lines.join('\n')}\n`;

const FLAGS = [
  { key: 'new-checkout', name: 'New checkout' },
  { key: 'search-v2', name: 'Search v2' },
];
const beta = (members: readonly string[]): SegmentOptions => ({ name: 'Beta testers', flags: FLAGS, members });
const SEGMENT = { 'segment-key': 'beta', 'project-key': 'web', 'environment-key': 'production' };
const ONE = { 'csv-path': 'out/beta.csv', ...SEGMENT };
/** A segment of 9,500, and a list that lacks 500 of them and has 1,000 others. */
const CHANGED = { segment: beta(keys(0, 9_500)), files: { 'out/beta.csv': csv(keys(500, 10_000)) } };

const EXPORT = { action: 'export', inputs: { ...SEGMENT, path: 'beta.csv' } } as const;

export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'first-import': {
    segment: { name: 'Beta testers' },
    files: { 'out/beta.csv': csv(keys(0, 4_821)) },
    inputs: ONE,
  },
  replace: {
    segment: beta(keys(0, 95_000)),
    files: { 'out/beta.csv.gz': gzipSync(csv([...keys(5_000, 100_000), ...keys(5_000, 412)])) },
    inputs: { ...ONE, mode: 'replace', 'csv-path': 'out/beta.csv.gz' },
  },
  'multi-part': {
    segment: beta(keys(0, 4_000)),
    // Keys that are long, since a part takes a million of them or 40 MB. One file has no header row.
    files: Object.fromEntries(
      Array.from({ length: 24 }, (_, shard) => [
        `export/part-${String(shard).padStart(4, '0')}.csv.gz`,
        gzipSync(
          csv(keys(shard * 300, 300).map((key) => 'x'.repeat(6_000) + key)).slice(shard === 3 ? 'email\n'.length : 0),
          {
            level: 1,
          },
        ),
      ]),
    ),
    inputs: { ...ONE, 'csv-path': 'export' },
    arrange: (sim) => sim.behave({ on: 'POST import', nth: 2, drop: 'after', steps: ['complete'] }),
  },
  'guard-blocked': {
    segment: beta(keys(0, 9_500)),
    files: { 'out/beta.csv': csv(keys(500_000, 9_400)) },
    inputs: { ...ONE, mode: 'replace' },
  },
  'guard-blocked-by-export': {
    segment: beta(keys(0, 9_500)),
    files: { 'out/beta.csv': csv(keys(2_000, 9_500)) },
    inputs: { ...ONE, mode: 'replace' },
  },
  'conflict-timeout': {
    segment: beta(keys(0, 4_700)),
    files: { 'out/beta.csv': csv(keys(0, 4_821)) },
    inputs: { ...ONE, mode: 'replace', 'timeout-minutes': 1.5 },
    timeScale: 20,
    arrange: ({ state }) => {
      const other = state.createSegment('web/production/vip', {});
      other.environment.startImport(other, { mode: 'merge', keys: [], steps: ['in_progress'] });
    },
  },
  'invalid-rows': {
    segment: beta(keys(0, 5_000)),
    files: {
      'out/beta.csv': csv(
        keys(0, 5_231).map((key, index) =>
          [15, 409, 1_500].includes(index) ? '""' : index === 1_201 ? '"a"b' : index % 50 === 16 ? 'NULL' : key,
        ),
      ),
    },
    inputs: { ...ONE, mode: 'replace' },
  },
  'invalid-input': { ...CHANGED, inputs: { ...ONE, mode: 'overwrite' } },
  'approval-pending': {
    ...CHANGED,
    inputs: { ...ONE, mode: 'replace', 'wait-on-approvals': true, 'request-approval': true },
    arrange: ({ state }) => state.environment('web/production').requireApproval(),
  },
  'dry-run': { ...CHANGED, inputs: { ...ONE, mode: 'replace', strategy: 'delta', 'dry-run': true } },
  delta: { ...CHANGED, inputs: { ...ONE, mode: 'replace', strategy: 'delta' } },
  remove: {
    segment: beta(keys(0, 9_500)),
    files: { 'out/left.csv': csv(keys(9_100, 700)) },
    inputs: { ...ONE, mode: 'remove', 'csv-path': 'out/left.csv' },
  },
  snapshot: { ...CHANGED, inputs: { ...ONE, mode: 'replace', 'snapshot-path': 'before.csv' } },
  'fifty-targets': fiftyTargets(),
  export: { ...EXPORT, segment: beta(keys(0, 9_500)) },
  'export-left-out': {
    ...EXPORT,
    inputs: { ...EXPORT.inputs, path: 'beta.csv.gz' },
    segment: { ...beta([...keys(0, 9_500), 'NULL', ' padded ', 'two\nlines']), excluded: keys(9_500, 12) },
  },
  'export-empty': { ...EXPORT, segment: { name: 'Beta testers' } },
  'export-refused': {
    ...EXPORT,
    segment: beta(keys(0, 9_500)),
    arrange: (sim) => sim.tokens.grant(sim.token, { exports: false }),
  },
  'export-mismatch': {
    ...EXPORT,
    segment: beta(keys(0, 9_500)),
    arrange: (sim) => sim.behave({ on: 'POST export', file: { omit: [17] } }),
  },
  'export-cancelled': {
    ...EXPORT,
    segment: beta(keys(0, 9_500)),
    arrange: (sim) => sim.behave({ on: 'POST export', file: { steps: ['in_progress'] } }),
    cancelledAt: 'in_progress',
  },
};

function fiftyTargets(): Scenario {
  const environments = ['production', 'staging', 'test', 'development', 'demo'];
  const targets = Array.from({ length: 50 }, (_, index) => ({
    'environment-key': environments[index % 5]!,
    'segment-key': `audience-${String(Math.floor(index / 5) + 1).padStart(2, '0')}`,
    'csv-path': `out/audience-${index}.csv`,
    ...(index % 10 === 4 && { strategy: 'delta' }),
  }));
  // Short enough for the guard to look all keys up.
  const size = (index: number): number => 20 + (index % 30);
  return {
    files: {
      'segments.json': JSON.stringify({ defaults: { 'project-key': 'web', mode: 'replace' }, targets }),
      ...Object.fromEntries(targets.map((target, index) => [target['csv-path'], csv(keys(0, size(index)))])),
    },
    inputs: { 'targets-path': 'segments.json' },
    arrange: ({ state }) => {
      for (const [index, target] of targets.entries()) {
        // One list is too short for its segment, one segment does not exist, and some hold their lists already.
        const members = size(index) + (index === 11 ? 60 : index % 10 === 4 ? 0 : -2);
        const path = `web/${target['environment-key']}/${target['segment-key']}` as const;
        if (index === 23) state.createSegment(`web/${target['environment-key']}/other`, {});
        else state.createSegment(path, { members: keys(0, members) });
      }
    },
  };
}

/** Runs a scenario and gives what people would read, as it is. */
export async function record(scenario: Scenario): Promise<Recording> {
  const { action = 'import', segment, files = {}, inputs, arrange, timeScale = 10, cancelledAt } = scenario;
  await using github = await startGitHub();
  const sim = await startSimulator({
    importSteps: ['preparing', { status: 'in_progress', reads: 2 }, 'complete'],
  });
  try {
    if (segment) sim.state.createSegment('web/production/beta', segment);
    arrange?.(sim);
    const running = startAction({
      ...github.run,
      action,
      inputs: {
        'access-token': sim.token,
        'base-uri': sim.url,
        ...(action === 'import' && { 'comment-on-pr': true }),
        ...inputs,
      },
      files,
      timeScale,
      seed: 1,
    });
    if (cancelledAt !== undefined) {
      await running.waitForOutput(cancelledAt);
      running.child.kill('SIGTERM');
    }
    const result = await running.result;
    if (result.stderr !== '') throw new Error(result.stderr);
    return { ...result, comment: github.comments[0] ?? '' };
  } finally {
    await sim.close();
  }
}
