/** The import action, top to bottom. */
import { DEFAULTS } from './inputs/defaults.ts';
import { readStep, readTarget } from './inputs/import.ts';
import { Reader, type Source } from './inputs/reader.ts';
import { snapshotProblems } from './inputs/snapshots.ts';
import { type Action, type Env, type Host, runAction, surroundingsOf } from './process.ts';
import { createLog } from './report/log.ts';
import { tell } from './report/report.ts';
import { statusOf } from './report/status.ts';
import type { RunResult } from './result.ts';
import type { Settings } from './settings.ts';
import { syncAll } from './sync/queue.ts';

const IMPORT: Action<Settings, RunResult> = {
  defaults: DEFAULTS,
  secrets: ['access-token', 'github-token'],
  load,
  openLog: (core, { targets }) => createLog(core, targets),
  async work({ baseUri, githubToken, targets }, log, host) {
    const tokens = [githubToken, ...targets.map(({ accessToken }) => accessToken)];
    return { targets: await syncAll(targets, surroundingsOf(host, log, { baseUri, tokens })) };
  },
  failed: (failure) => ({ targets: [], failure }),
  hasFailed: (result) => statusOf(result) === 'failed',
  tell,
};

/** @param env as a GitHub runner sets it; elsewhere, inputs only */
export const importLists = (env: Env): Promise<void> => runAction(env, IMPORT);

/** Reads all inputs; `targets-path` may name a file with more of them. */
async function load({ core, env, workspace, temp }: Host): Promise<Settings> {
  const source: Source = (name) => core.getInput(name, { trimWhitespace: false });
  const reader = new Reader(source, workspace);
  const step = readStep(reader);
  if (step.targetsPath === undefined) {
    const target = readTarget(reader);
    reader.problems.push(...snapshotProblems([target], workspace));
    reader.throwProblems();
    return { ...step, targets: [target] };
  }
  reader.throwProblems();
  // Loaded only here: the YAML parser would cost every other run a part of its start-up.
  const { loadTargets } = await import('./inputs/targets.ts');
  const mask = (secret: string): void => core.setSecret(secret);
  const targets = await loadTargets({ path: step.targetsPath, workspace, temp, step: source, env, mask });
  return { ...step, targets };
}
