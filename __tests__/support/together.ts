/** Runs that differ by inputs alone, as the targets of one run: a process for all instead of one for each. */
import type { ActionResult, RunOptions } from './run-action.ts';
import { keys, type Scenario, type ScenarioOptions, scenario } from './scenario.ts';

export interface Together {
  result: ActionResult;
  /** How each target ended: its error code, else its status. */
  ends: string[];
  /** What the report says of each. */
  targets: { status: string; errorCode: string | null; failure: object | null; warnings: string[] }[];
  /** Requests that were no GET. */
  changes: string[];
}

/**
 * A target for each of these inputs: segments `segment-0`, `segment-1`, … of 100 members, and a list.
 * @param arrange what else is so at LaunchDarkly
 */
export async function runTogether(
  arrange: (scene: Scenario) => void,
  options: RunOptions,
  each: readonly NonNullable<ScenarioOptions['inputs']>[],
  list = keys(100),
): Promise<Together> {
  await using scene = await scenario({ list });
  const targets = each.map((inputs, index) => {
    scene.sim.state.createSegment(`web/production/segment-${index}`, { members: keys(100) });
    return { 'segment-key': `segment-${index}`, ...inputs };
  });
  arrange(scene);
  const defaults = { 'project-key': 'web', 'environment-key': 'production', 'csv-path': 'keys.csv' };
  const none = Object.fromEntries([...Object.keys(defaults), 'segment-key'].map((name) => [name, '']));
  const files = { 'targets.json': JSON.stringify({ defaults, targets }) };
  const result = await scene.run({ ...none, 'targets-path': 'targets.json' }, { ...options, files });
  const { targets: reported }: Pick<Together, 'targets'> = JSON.parse(result.report);
  const ends = reported.map(({ status, errorCode }) => errorCode ?? status);
  return { result, ends, targets: reported, changes: scene.changes() };
}
