/**
 * The order of many targets: per environment one after another, since LaunchDarkly runs one import at a time in each;
 * environments side by side.
 */
import { noteFailure } from './failed.ts';
import type { Plan } from './look.ts';
import type { TargetRun } from './run.ts';
import { close, execute, prepare } from './sync.ts';

/** Environments at once. */
const MOST_ENVIRONMENTS = 4;

/**
 * Prepares every target, then carries them out. A target that fails says so in its result and stops no other: no worker
 * rejects, so that none goes on unsupervised.
 */
export async function syncAll(runs: readonly TargetRun[]): Promise<void> {
  const plans = new Map<TargetRun, Plan>();
  for (const run of runs) {
    await settle(run, async () => {
      plans.set(run, await prepare(run));
    });
  }
  const queues = [...Map.groupBy(plans.keys(), environmentOf).values()];
  const waiting = queues.values();
  const worker = async (): Promise<void> => {
    for (const queue of waiting) {
      for (const run of queue) {
        await settle(run, () => execute(run, plans.get(run)!));
        await close(run);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(MOST_ENVIRONMENTS, queues.length) }, worker));
}

/** Runs a step of one target; its clock stands still before and after. Never rejects. */
async function settle(run: TargetRun, step: () => Promise<void>): Promise<void> {
  try {
    await run.timed('total', step);
  } catch (error) {
    await noteFailure(run, error);
    await close(run);
  } finally {
    run.pause();
  }
}

const environmentOf = ({ ref }: TargetRun): string => JSON.stringify([ref.projectKey, ref.environmentKey]);
