/**
 * One segment at a simulated LaunchDarkly, and runs of the built action that import a list into it.
 * Made for `await using scene = await scenario({…})`, which closes the simulator at the end of the test.
 */
import type { Environment, Segment, SegmentOptions } from '../../simulator/environment.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { type ActionResult, type RunningAction, type RunOptions, startAction } from './run-action.ts';

type Inputs = NonNullable<RunOptions['inputs']>;

export interface ScenarioOptions {
  /** Members of the segment: keys, or how many of `keys(n)`. None by default. */
  members?: readonly string[] | number;
  /** Keys of the list: themselves, or how many of `keys(n)`. Three by default. */
  list?: readonly string[] | number;
  /** Inputs of every run, beside those that name the segment, the list and the simulator. */
  inputs?: Inputs;
  segment?: SegmentOptions;
  simulator?: SimulatorOptions;
}

export interface Scenario extends AsyncDisposable {
  readonly sim: Simulator;
  readonly environment: Environment;
  readonly segment: Segment;
  /** The list that is imported. */
  readonly list: readonly string[];
  /** Runs the action to its end. Inputs are added to the scenario's; Math.random is seeded with 1. */
  run(inputs?: Inputs, options?: RunOptions): Promise<ActionResult>;
  /** The same, but gives a handle. */
  start(inputs?: Inputs, options?: RunOptions): RunningAction;
  /** Starts an export of the segment to `members.csv`; inputs are its own only. */
  startExport(inputs?: Inputs, options?: RunOptions): RunningAction;
  /** Requests that were no GET, as `POST import`. */
  changes(): string[];
}

/** Starts a simulator with the segment `web/production/beta`, whose list is `keys.csv`. */
export async function scenario(options: ScenarioOptions = {}): Promise<Scenario> {
  const sim = await startSimulator(options.simulator);
  const segment = sim.state.createSegment('web/production/beta', {
    members: listed(options.members ?? 0),
    ...options.segment,
  });
  const list = listed(options.list ?? 3);
  const place = {
    'access-token': sim.token,
    'base-uri': sim.url,
    'project-key': 'web',
    'environment-key': 'production',
    'segment-key': 'beta',
  };
  const start = (inputs: Inputs = {}, more: RunOptions = {}): RunningAction =>
    startAction({
      seed: 1,
      ...more,
      files: { 'keys.csv': list.map((key) => `${key}\n`).join(''), ...more.files },
      inputs: { ...place, 'csv-path': 'keys.csv', ...options.inputs, ...inputs },
    });
  return {
    sim,
    environment: segment.environment,
    segment,
    list,
    start,
    run: (inputs, more) => start(inputs, more).result,
    startExport: (inputs, more) =>
      startAction({ seed: 1, ...more, action: 'export', inputs: { ...place, path: 'members.csv', ...inputs } }),
    changes: () => sim.requests.filter(({ method }) => method !== 'GET').map(({ route }) => route ?? 'unknown route'),
    [Symbol.asyncDispose]: () => sim.close(),
  };
}

/** So many different keys, `key-00000`, `key-00001`, …, from the one with number `first` on. */
export const keys = (count: number, first = 0): string[] =>
  Array.from({ length: count }, (_, index) => `key-${String(first + index).padStart(5, '0')}`);

const listed = (given: readonly string[] | number): readonly string[] =>
  typeof given === 'number' ? keys(given) : given;
