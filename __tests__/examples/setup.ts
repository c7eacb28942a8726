/** Runs examples as they are against a simulator: only the action's address, the token and LaunchDarkly's address are replaced. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type ActionResult, runAction } from '../support/run-action.ts';
import { type RanJob, runWorkflow, type UsedAction } from '../support/run-workflow.ts';
import { type Programs, standIns } from './programs.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
export const EXAMPLES = join(ROOT, 'examples');

/** The list in examples/segments/beta.csv. */
export const BETA = readFileSync(join(EXAMPLES, 'segments/beta.csv'), 'utf8').trim().split('\n').slice(1);

const ADDRESSES = /^https:\/\/app\.(eu\.)?launchdarkly\.(com|us)$/;
/** Actions that do nothing which a test could see. */
const IGNORED = /^(actions\/setup-node|aws-actions\/configure-aws-credentials|google-github-actions\/auth)@/;
const OWN = /^OWNER\/launchdarkly-segment-import(\/\w+)?@v1$/;

export interface Trigger {
  eventName?: string;
  event?: Record<string, unknown>;
  inputs?: Record<string, unknown>;
  vars?: Record<string, string>;
  runId?: string;
}

export interface Ran {
  jobs: Record<string, RanJob>;
  /** Runs of the action, in order. */
  runs: ActionResult[];
}

export interface Setup extends AsyncDisposable {
  sim: Simulator;
  folder: string;
  programs: Programs;
  /** The members of a segment, sorted: `production/beta` unless it says otherwise. */
  members(path?: string): string[];
  segment: Segment;
  run(file: string, run?: Trigger): Promise<Ran>;
}

/**
 * @param before members of `web/production/beta`
 * @param more variables that the stand-ins read
 */
export async function setUp(
  before: readonly string[] = BETA.slice(0, 38),
  more: Record<string, string> = {},
): Promise<Setup> {
  const sim = await startSimulator();
  const segment = sim.state.createSegment('web/production/beta', { members: before });
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  const programs = standIns(join(folder, 'bin'), `user_key\n${BETA.join('\n')}\n`, more);
  const artifacts = new Map<string, string>();

  async function run(
    file: string,
    { eventName = 'schedule', event, inputs, vars, runId = '1' }: Trigger = {},
  ): Promise<Ran> {
    const runs: ActionResult[] = [];
    const text = readFileSync(join(EXAMPLES, file), 'utf8');
    const secrets = Object.fromEntries(
      [...text.matchAll(/secrets\.([\w-]+)/g)].map(([, name]) => [name, `secret-${name}`]),
    );
    const use = async (action: UsedAction): Promise<{ ok: boolean; outputs?: Record<string, string> }> => {
      const own = OWN.exec(action.uses);
      if (own === null) return { ok: useOther(action, artifacts, runId) };
      const given = action.with;
      if (given['base-uri'] !== undefined && !ADDRESSES.test(given['base-uri']))
        throw new Error(`${given['base-uri']} is none of LaunchDarkly's addresses.`);
      const metadata = join(ROOT, own[1] ?? '', 'action.yml');
      const result = await runAction({
        metadata,
        entry: join(dirname(metadata), parse(readFileSync(metadata, 'utf8')).runs.main),
        inputs: { ...given, 'access-token': tokenOf(given['access-token']), 'base-uri': sim.url },
        env: {
          ...Object.fromEntries(
            Object.entries(action.env).map(([name, value]) => [name, /TOKEN/.test(name) ? tokenOf(value) : value]),
          ),
          RUNNER_TEMP: action.temp,
        },
        workspace: action.workspace,
        eventName,
        event: event ?? {},
        seed: 1,
        timeScale: 20,
      });
      runs.push(result);
      return { ok: result.exitCode === 0, outputs: result.outputs };
    };
    const tokenOf = (secret: string | undefined): string => {
      if (!secret?.startsWith('secret-')) throw new Error('The token does not come from a secret.');
      return sim.token;
    };
    const jobs = await runWorkflow({
      path: join(EXAMPLES, file),
      eventName,
      ...(event && { event }),
      ...(inputs && { inputs }),
      vars: vars ?? {},
      secrets,
      runId,
      env: programs.env,
      use,
      reusable: (uses) => join(EXAMPLES, basename(uses)),
    });
    return { jobs, runs };
  }

  return {
    sim,
    folder,
    programs,
    segment,
    members: (path = 'production/beta') => [...sim.state.segment(`web/${path}`).members].sort(),
    run,
    [Symbol.asyncDispose]: async () => {
      rmSync(folder, { recursive: true, force: true });
      await sim.close();
    },
  };

  function useOther({ uses, with: given, workspace }: UsedAction, kept: Map<string, string>, runId: string): boolean {
    const name = uses.replace(/@.*/, '');
    if (IGNORED.test(uses)) return true;
    if (name === 'actions/checkout') cpSync(EXAMPLES, workspace, { recursive: true });
    else if (name === 'actions/upload-artifact') {
      const to = join(folder, 'artifacts', runId, given.name!);
      const from = resolve(workspace, given.path!);
      mkdirSync(to, { recursive: true });
      const isFile = readdirSync(dirname(from), { withFileTypes: true }).some(
        (entry) => entry.isFile() && entry.name === basename(from),
      );
      cpSync(from, isFile ? join(to, basename(from)) : to, { recursive: true });
      kept.set(`${runId}/${given.name}`, to);
    } else if (name === 'actions/download-artifact') {
      const to = resolve(workspace, given.path!);
      const of = given['run-id'] ?? runId;
      const wanted = given.name ?? given.pattern!.replace('*', '');
      const found = [...kept].filter(
        ([id]) => id === `${of}/${wanted}` || (given.pattern && id.startsWith(`${of}/${wanted}`)),
      );
      mkdirSync(to, { recursive: true });
      for (const [, from] of found) cpSync(from, to, { recursive: true });
      return found.length > 0 || given.pattern !== undefined;
    } else throw new Error(`The test does not know ${uses}.`);
    return true;
  }
}
