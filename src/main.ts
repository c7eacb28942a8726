/** The import action, top to bottom. */
import { readStep, readTarget } from './inputs/import.ts';
import { Reader } from './inputs/reader.ts';
import { snapshotProblems } from './inputs/snapshots.ts';
import { type Action, type Host, runAction } from './process.ts';
import type { Env } from './report/core.ts';
import { createLog } from './report/log.ts';
import { statusOf } from './report/outcome.ts';
import { publishImport } from './report/publish.ts';
import type { RunResult } from './result.ts';
import type { Settings } from './settings.ts';
import { syncAll } from './sync/sync.ts';

const IMPORT: Action<Settings, RunResult> = {
  secrets: ['access-token', 'github-token'],
  load,
  openLog: (core, { targets }) => createLog(core, targets),
  work: async ({ targets }, shared) => ({ targets: await syncAll(targets, shared) }),
  failed: (failure) => ({ targets: [], failure }),
  hasFailed: (result) => statusOf(result) === 'failed',
  publish: publishImport,
};

/** @param env as a GitHub runner sets it; elsewhere, inputs only */
export const importLists = (env: Env): Promise<void> => runAction(env, IMPORT);

/** Reads all inputs; `targets-path` may name a file with more of them. */
async function load(host: Host): Promise<Settings> {
  const reader = new Reader(host.input, host.workspace);
  const step = readStep(reader);
  const path = step.targetsPath;
  if (path === undefined) {
    const target = readTarget(reader);
    reader.problems.push(...snapshotProblems([target], host.workspace));
    reader.throwProblems();
    return { ...step, targets: [target] };
  }
  reader.throwProblems();
  // Loaded only here: the YAML parser would cost every other run a part of its start-up.
  const { loadTargets } = await import('./inputs/targets.ts');
  return { ...step, targets: await loadTargets(path, host) };
}
