/**
 * Runs one scenario of the fault matrix: a world (simulator, fault proxy, another origin), a fault in it, the built action
 * against it, and everything that must hold whatever the fault. No Jest in here: the soak runs scenarios too.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteName } from '../../simulator/behaviours.ts';
import type { Certificate } from '../../simulator/certificates.ts';
import type { Segment } from '../../simulator/environment.ts';
import { type FaultProxy, startFaultProxy } from '../../simulator/faults.ts';
import { type OtherOrigin, startOtherOrigin } from '../../simulator/other-origin.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import type { ErrorCode } from '../../src/failure.ts';
import type { Status } from '../../src/result.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { type ActionResult, type RunningAction, type RunOptions, startAction } from '../support/run-action.ts';
import { outputNames } from '../support/runner-environment.ts';
import type { undeletable } from '../support/undeletable.ts';
import { assertSays, checkExport, checkMembers, says } from './checks.ts';
import { type List, SMALL } from './lists.ts';

export interface World {
  sim: Simulator;
  /** Between the action and the simulator. */
  proxy: FaultProxy;
  /** Another origin, where redirects lead. */
  otherOrigin: OtherOrigin;
  segment: Segment;
  /** What `base-uri` will be; a scenario may change it. */
  baseUri: string;
  /** Further environment variables of the action; a scenario may add some. */
  env: Record<string, string>;
  /** Writes a file that lives as long as the world. @returns its path */
  file: (name: string, content: string) => string;
  /** Starts a fault proxy in front of the simulator that speaks TLS with this certificate. */
  front: (certificate: Certificate) => Promise<FaultProxy>;
  /** Runs when the scenario is over. */
  onEnd: (action: () => Promise<unknown>) => void;
}

/** What the segment must hold in the end. */
export type Members =
  /** What it held before. */
  | 'before'
  /** The list and nothing else. */
  | 'list'
  /** The list and what it held before. */
  | 'both'
  | 'any'
  | ((world: World, list: List) => Iterable<string>);

export interface Scenario {
  /** When it happens, and what. */
  name: string;
  /** The import action by default. An export is of what the segment holds, to `members.csv`. */
  action?: 'export';
  mode?: 'merge' | 'replace' | 'remove';
  /** Default: twelve keys, for a segment that holds nine of them and another one. */
  list?: List;
  members?: readonly string[];
  inputs?: Record<string, string | number | boolean>;
  simulator?: SimulatorOptions;
  /** `timeout-minutes`; 10 by default. */
  minutes?: number;
  /** How many times faster the action's time runs; 100 by default. */
  scale?: number;
  /** Tidying up fails. */
  undeletable?: ReturnType<typeof undeletable>;
  nodeArgs?: readonly string[];
  arrange?: (world: World) => void | Promise<void>;
  /** Runs beside the action. */
  meanwhile?: (world: World, action: RunningAction) => Promise<void>;

  /** The status of a run that ends well, else its error code. */
  ends: Exclude<Status, 'failed'> | ErrorCode | 'any';
  /** How many imports LaunchDarkly accepted; `many`: more than one. */
  imports: number | 'many' | 'any';
  /** How many uploads it saw at least the head of; not asserted where absent. */
  uploads?: number;
  /** How many requests of other kinds it saw. */
  saw?: Partial<Record<RouteName, number>>;
  holds: Members;
  /** What the error, or the notice, says. */
  says?: readonly (string | RegExp)[];
  /** What the log says, and does not say. */
  logs?: readonly (string | RegExp)[];
  silent?: readonly (string | RegExp)[];
  /** What else must not be printed. */
  secrets?: readonly string[];
  check?: (result: ActionResult, world: World) => void;
}

/** For scenarios of which nobody knows beforehand how they end. */
export const SOAKED = { ends: 'any', imports: 'any', holds: 'any' } as const;

/** What an error says about the segment. */
export const STATE = {
  nothing: 'Nothing was imported: this run has not changed the segment.',
  running: /LaunchDarkly has accepted the import [\w-]{36} and is still working on it/,
  unclear: /it is not known whether the list is imported, nor what the segment holds/,
  complete: /LaunchDarkly reported the import as complete\./,
  /** Refused again and again: the deadline may come while the last attempt has no answer yet. */
  refused: /Nothing was imported: this run has not changed the segment\.|it is not known whether the list is imported/,
};

const STATUSES: readonly string[] = ['complete', 'submitted', 'pending_approval', 'unchanged', 'dry_run'];

/** Seconds of its own time that a run may take beside those until its deadline: to start, to read the list, to end. */
const BESIDE_SECONDS = 30;

/** Real seconds after which a run hangs, however busy the machine is: a little less than Jest allows a scenario. */
const HANGING_SECONDS = 160;

/**
 * Runs a scenario and checks it.
 * @param entry the file to start, instead of the built action
 * @throws AssertionError
 */
export async function runScenario(scenario: Scenario, entry?: string): Promise<ActionResult> {
  const { list = SMALL, mode = 'replace', minutes = 10, scale = 100 } = scenario;
  const sim = await startSimulator(scenario.simulator);
  const proxy = await startFaultProxy({ target: sim.url });
  const otherOrigin = await startOtherOrigin();
  const before = scenario.members ?? list.membersBefore;
  const segment = sim.state.createSegment('web/production/beta', { members: [...before] });
  const folder = mkdtempSync(join(tmpdir(), 'fault-'));
  const workspace = join(folder, 'workspace');
  const ends: (() => Promise<unknown>)[] = [() => proxy.close(), () => otherOrigin.close()];
  const world: World = {
    sim,
    proxy,
    otherOrigin,
    segment,
    baseUri: proxy.url,
    env: {},
    file: (name, content) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    front: async (certificate) => {
      const front = await startFaultProxy({ target: sim.url, tls: certificate });
      ends.push(() => front.close());
      return front;
    },
    onEnd: (action) => void ends.push(action),
  };
  try {
    await scenario.arrange?.(world);
    const own: RunOptions =
      scenario.action === 'export'
        ? { action: 'export', workspace, inputs: { path: 'members.csv' } }
        : { ...list.source(), inputs: { 'csv-path': list.path, mode } };
    const action = startAction({
      ...own,
      nodeArgs: [...(scenario.nodeArgs ?? []), ...(scenario.undeletable?.nodeArgs ?? [])],
      inputs: {
        'access-token': sim.token,
        'project-key': 'web',
        'environment-key': 'production',
        'segment-key': 'beta',
        'base-uri': world.baseUri,
        'timeout-minutes': minutes,
        ...own.inputs,
        ...scenario.inputs,
      },
      env: { ...world.env, ...scenario.undeletable?.env },
      timeScale: scale,
      seed: 1,
      limitSeconds: HANGING_SECONDS,
      ...(entry !== undefined && { entry }),
    });
    await scenario.meanwhile?.(world, action);
    const result = await action.result;
    try {
      check(scenario, world, result, list, before);
      if (scenario.action === 'export') checkExport(result, workspace, segment.members);
    } catch (error) {
      (error as Error).message += `\n\nThe log:\n${result.log}\n${result.stderr}`;
      throw error;
    }
    return result;
  } finally {
    await Promise.all(ends.map((end) => end()));
    await sim.close();
    rmSync(folder, { recursive: true });
  }
}

function check(scenario: Scenario, world: World, result: ActionResult, list: List, before: readonly string[]) {
  const { sim, segment, otherOrigin } = world;
  const { outputs, annotations } = result;
  const end = outputs['error-code'] || outputs.status!;
  const failed = !STATUSES.includes(end);
  if (scenario.ends !== 'any') assert.equal(end, scenario.ends, 'how it ends');
  assert.equal(outputs.status, failed ? 'failed' : end, 'status');
  assert.deepEqual([result.exitCode, result.signal], [failed ? 1 : 0, null], 'exit code, signal');
  assert.deepEqual(Object.keys(outputs).sort(), outputNames(result.action), 'all outputs are set');
  const imports = sim.state.imports.length;
  if (scenario.imports === 'many') assert.ok(imports > 1, 'several imports accepted');
  else if (scenario.imports !== 'any') assert.equal(imports, scenario.imports, 'imports accepted');
  if (scenario.uploads !== undefined) assert.equal(sim.seen('POST import').length, scenario.uploads, 'uploads seen');
  for (const [route, times] of Object.entries(scenario.saw ?? {}))
    assert.equal(sim.seen(route as RouteName).length, times, `${route} seen`);
  if (scenario.holds !== 'any') checkMembers(segment.members, expected(scenario.holds, world, list, before));

  const of = (level: string) => annotations.filter((one) => one.level === level).map(({ message }) => message);
  assert.deepEqual([of('error').length, of('notice').length], failed ? [1, 0] : [0, 1], 'one error or one notice');
  const told = [...of('error'), ...of('notice')].join('\n');
  for (const text of scenario.says ?? []) assertSays(told, text);
  // Long lines are wrapped.
  const log = result.log.replace(/\s+/g, ' ');
  for (const text of scenario.logs ?? []) assertSays(log, text);
  for (const text of scenario.silent ?? []) assert.ok(!says(log, text), `The log says ${text}`);

  const limit = (scenario.minutes ?? 10) * 60 + BESIDE_SECONDS;
  assert.ok(result.ownMilliseconds <= limit * 1000, `It took ${result.ownMilliseconds / 1000} s of its time.`);
  assert.equal(result.stderr, '', 'stderr');
  // As text: jest has arrays of two realms, which are never deeply equal.
  const left = result.tempFiles.map((name) => name.replace(/-\w{6}\//, '/')).join();
  const report = 'launchdarkly-segment-import-report/report.json';
  if (scenario.undeletable && left !== report)
    assertSays(of('warning').join('\n'), 'Temporary files could not be removed');
  else assert.equal(left, report, 'RUNNER_TEMP holds the report only');
  assert.ok(result.report.includes('"version": 1'), 'the report is there');
  assert.equal(otherOrigin.saw(sim.token), false, 'another origin saw the token');
  assert.equal(JSON.stringify(sim.storage.requests).includes(sim.token), false, 'the storage saw the token');
  expectPrivate(result, {
    keys: [...list.keys.slice(0, 20), ...before.slice(0, 20)],
    token: sim.token,
    others: [...(scenario.secrets ?? []), ...[...sim.state.exports.values()].map(({ signature }) => signature)],
  });
  scenario.check?.(result, world);
}

function expected(holds: Exclude<Members, 'any'>, world: World, list: List, before: readonly string[]) {
  if (holds === 'before') return new Set(before);
  if (holds === 'list') return new Set(list.keys);
  if (holds === 'both') return new Set([...before, ...list.keys]);
  return new Set(holds(world, list));
}

/** Waits until something has happened in the world. */
export async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 5));
}
