/** SIGINT and SIGTERM, whatever the run is doing. */
import type { RunningAction } from '../../support/run-action.ts';
import { KEYS_PER_PART, MEDIUM, TWO_PARTS } from '../lists.ts';
import { type Scenario, STATE, until, type World } from '../test-bench.ts';

const IMPORT = { method: 'POST', path: /\/imports$/ };

/** What a run that is cancelled is doing; the signal is sent once `reached` resolves. */
interface Moment extends Omit<Scenario, 'name' | 'ends' | 'says' | 'meanwhile'> {
  doing: string;
  reached: (world: World, action: RunningAction) => Promise<void>;
  says: string | RegExp;
}

const NOTHING = { imports: 0, holds: 'before', says: STATE.nothing } as const;
const saw = (route: Parameters<World['sim']['seen']>[0], times = 1): Moment['reached'] => {
  return ({ sim }) => until(() => sim.seen(route).length >= times);
};

const MOMENTS: readonly Moment[] = [
  {
    doing: 'reading the list',
    list: TWO_PARTS,
    reached: (_, { waitForOutput }) => waitForOutput('::group::List'),
    silent: ['SHA-256'],
    uploads: 0,
    ...NOTHING,
  },
  {
    doing: 'looking at the segment',
    arrange: ({ sim }) => void sim.behave({ on: 'GET segment', delayMs: 20_000 }),
    reached: saw('GET segment'),
    uploads: 0,
    ...NOTHING,
  },
  {
    doing: 'looking up members for the guard',
    arrange: ({ proxy }) =>
      void proxy.add({ path: '/contexts/', nth: [5, 6, 7, 8], fault: { kind: 'stall', side: 'response', after: 0 } }),
    reached: saw('GET context', 8),
    uploads: 0,
    ...NOTHING,
  },
  {
    doing: 'waiting for a rate limit',
    arrange: ({ sim }) => void sim.behave({ on: 'GET segment', status: 429, headers: { 'Retry-After': '20' } }),
    reached: (_, { waitForOutput }) => waitForOutput('Waiting to read the segment'),
    uploads: 0,
    ...NOTHING,
  },
  {
    doing: 'waiting for an outage to end',
    arrange: ({ sim }) => void sim.behave({ on: 'GET segment', status: 503 }),
    reached: saw('GET segment', 3),
    uploads: 0,
    ...NOTHING,
  },
  {
    doing: 'uploading',
    list: MEDIUM,
    mode: 'merge',
    arrange: ({ proxy }) =>
      void proxy.add({ ...IMPORT, fault: { kind: 'stall', side: 'request', after: { body: 0.5 } } }),
    reached: ({ sim }) => until(() => (sim.seen('POST import')[0]?.bodyBytes ?? 0) > 1_000_000),
    imports: 0,
    holds: 'before',
    says: STATE.unclear,
  },
  {
    doing: "waiting for the upload's answer",
    arrange: ({ proxy }) => void proxy.add({ ...IMPORT, fault: { kind: 'stall', side: 'response', after: 0 } }),
    reached: ({ sim }) => until(() => sim.state.imports.length > 0),
    imports: 1,
    holds: 'list',
    says: STATE.unclear,
  },
  {
    doing: 'waiting for another import',
    arrange: ({ segment }) => void segment.environment.occupy(),
    reached: (_, { waitForOutput }) => waitForOutput('Waiting to start the import'),
    ...NOTHING,
  },
  {
    doing: 'polling',
    simulator: { importSteps: ['in_progress'] },
    reached: saw('GET import', 2),
    imports: 1,
    holds: 'before',
    says: STATE.running,
  },
  {
    doing: 'polling without an answer',
    simulator: { importSteps: ['in_progress'] },
    arrange: ({ sim }) => void sim.behave({ on: 'GET import', delayMs: 20_000 }),
    reached: saw('GET import'),
    imports: 1,
    holds: 'before',
    says: STATE.running,
  },
  {
    doing: 'watching the flag of an import without an ID',
    simulator: { importSteps: ['in_progress'] },
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', location: 'none' }),
    reached: (_, { waitForOutput }) => waitForOutput('did not say its ID'),
    imports: 1,
    holds: 'before',
    says: /accepted an import \(LaunchDarkly gave no ID\) and is still working on it/,
  },
  {
    doing: 'uploading the second part',
    list: TWO_PARTS,
    mode: 'merge',
    arrange: ({ segment, sim }) =>
      void sim.behave({ on: 'GET import', before: () => void segment.environment.occupy() }),
    reached: (_, { waitForOutput }) => waitForOutput('Waiting to start the import'),
    imports: 1,
    holds: (_, { keys, membersBefore }) => [...membersBefore, ...keys.slice(0, KEYS_PER_PART)],
    says: /^Part 1 of 2 \([\d,]+ keys\) is merged, the others are not; running again is safe\.$/m,
  },
  {
    doing: 'verifying',
    arrange: ({ segment }) => segment.late({ members: { ms: 60_000 } }),
    reached: (_, { waitForOutput }) => waitForOutput('does not show all changes yet'),
    imports: 1,
    holds: 'list',
    says: STATE.complete,
  },
];

/** GitHub's runner kills a cancelled step's process soon after the second signal: it must be over by itself before. */
const SECONDS = 5;

// One handler takes both: each moment has one of them, in turn.
const signals = (index: number) => (index === 0 ? SIGNALS : SIGNALS.slice(index % 2, (index % 2) + 1));
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Scenarios in which a signal comes at these moments. */
export const onSignal = (moments: readonly Moment[]): Scenario[] =>
  moments.flatMap(({ doing, reached, says, ...rest }, index) =>
    signals(index).map((signal) => ({
      name: `${signal} while ${doing}`,
      scale: 1,
      minutes: 0.5,
      ...rest,
      meanwhile: async (world, action) => {
        await reached(world, action);
        action.child.kill(signal);
        const timer = setTimeout(() => action.child.kill('SIGKILL'), SECONDS * 1_000);
        await action.result.catch(() => {});
        clearTimeout(timer);
      },
      ends: 'cancelled',
      says: ['The run was cancelled after ', "the job's `timeout-minutes`", says],
    })),
  );

export const CANCEL: readonly Scenario[] = onSignal(MOMENTS);
