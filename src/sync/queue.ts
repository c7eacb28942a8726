/**
 * The order of many targets: per environment one after another, since LaunchDarkly runs one import at a time in each;
 * environments side by side.
 */
import { withGrace } from '../grace.ts';
import type { TargetResult } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import type { Surroundings } from './context.ts';
import { TargetRecord } from './record.ts';
import { prepare } from './sync.ts';

/** Environments at once. */
const MOST_ENVIRONMENTS = 4;

/**
 * Prepares every target, then carries them out. A target that fails says so in its result and stops no other.
 * Once the run is cancelled, a target that does not end is left alone with what is known of it.
 * @returns a result for each target, in their order. Never rejects.
 */
export async function syncAll(targets: readonly TargetSettings[], shared: Surroundings): Promise<TargetResult[]> {
  const records = targets.map((settings, index) => new TargetRecord(index, settings, shared));
  await withGrace(work(records), shared.signal).catch(() => {});
  return await Promise.all(records.map((record) => record.result ?? record.abandon()));
}

async function work(records: readonly TargetRecord[]): Promise<void> {
  const waiting: { environment: string; carryOut: () => Promise<void> }[] = [];
  for (const record of records) {
    const carryOut = await prepare(record);
    const { projectKey, environmentKey } = record.target.ref;
    if (carryOut) waiting.push({ environment: JSON.stringify([projectKey, environmentKey]), carryOut });
  }
  const queues = [...Map.groupBy(waiting, ({ environment }) => environment).values()].values();
  const worker = async (): Promise<void> => {
    for (const queue of queues) for (const { carryOut } of queue) await carryOut();
  };
  await Promise.all(Array.from({ length: MOST_ENVIRONMENTS }, worker));
}
