/**
 * All targets, and each from beginning to end: read → inspect → compare → plan → apply → verify. Each step is a function
 * from what is known to what is known next; `record` keeps what they give for the result, and no step sees it.
 */
import { withGrace } from '../grace.ts';
import type { KeyList } from '../list/index.ts';
import type { Status, TargetResult } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { segmentChanged } from './advice.ts';
import { apply } from './apply.ts';
import { requestApproval } from './approval.ts';
import { refusal } from './change.ts';
import type { Context, Surroundings } from './context.ts';
import { expectationOf } from './expectation.ts';
import { inspect, Stale } from './inspect.ts';
import { compare } from './overlap.ts';
import { admit, cautionsOf, type Planned, plan } from './plan.ts';
import { readList } from './read.ts';
import { TargetRecord } from './record.ts';
import { verify } from './verify.ts';

/** New plans after the segment changed under the first. */
const MOST_NEW_PLANS = 3;

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

/**
 * Carries out, per environment, one target after another, since LaunchDarkly runs one import at a time in each;
 * environments side by side.
 */
async function work(records: readonly TargetRecord[]): Promise<void> {
  const waiting: { environment: string; record: TargetRecord; planned: Planned }[] = [];
  for (const record of records) {
    const planned = await prepare(record);
    const { projectKey, environmentKey } = record.target.ref;
    if (planned) waiting.push({ environment: JSON.stringify([projectKey, environmentKey]), record, planned });
  }
  const queues = Map.groupBy(waiting, ({ environment }) => environment).values();
  const worker = async (): Promise<void> => {
    for (const queue of queues) for (const { record, planned } of queue) await finish(record, planned);
  };
  await Promise.all(Array.from({ length: MOST_ENVIRONMENTS }, worker));
}

/**
 * Reads and checks the list, inspects the segment, and decides. Changes nothing. Never rejects.
 * @returns undefined if the target has ended: how is in its record
 */
async function prepare(record: TargetRecord): Promise<Planned | undefined> {
  return await record.during(async () => {
    const list = await readList(record.target);
    record.found('read', list);
    return await record.connected((context) => makePlan(context, list, record));
  });
}

/** Carries the plan out, to the target's end. Never rejects. */
async function finish(record: TargetRecord, planned: Planned): Promise<void> {
  const status = await record.during(() => record.connected((context) => carryOut(context, planned, record)));
  if (status !== undefined) await record.end(status);
}

/** inspect → compare → plan, and again as long as the segment changes meanwhile. */
async function makePlan(context: Context, list: KeyList, record: TargetRecord): Promise<Planned> {
  const { settings, emit, warn } = context;
  try {
    emit({ type: 'phase', phase: 'inspect' });
    const inspection = await inspect(context);
    record.found('inspect', { inspection });
    // A dry run of a delta asks whether an approved import is through: that goes around nothing.
    if (!(settings.dryRun && settings.strategy === 'delta')) admit(list, inspection, settings);
    const comparison = await compare(context, list, inspection);
    record.note({ comparison });
    emit({ type: 'phase', phase: 'plan' });
    const decided = plan(list, inspection, comparison, settings);
    if (decided.kind !== 'nothing') admit(list, inspection, settings);
    record.found('plan', { plan: decided });
    if (decided.kind !== 'nothing') cautionsOf(inspection, comparison, settings).forEach(warn);
    return { list, inspection, comparison, plan: decided };
  } catch (error) {
    if (error instanceof Stale) return await planAgain(context, list, record);
    // What is at stake is what a person wants to see when a plan is refused.
    record.found('plan', {});
    throw error;
  }
}

/** @throws Failure `segment_changed` after too many plans */
async function planAgain(context: Context, list: KeyList, record: TargetRecord): Promise<Planned> {
  await record.known.comparison?.snapshot?.withdraw();
  if (record.forgotten === MOST_NEW_PLANS) throw segmentChanged(record.forgotten + 1);
  context.log('The segment has changed since the plan was made: planning again.');
  record.forgetPlan();
  return await makePlan(context, list, record);
}

/** apply → verify. */
async function carryOut(context: Context, planned: Planned, record: TargetRecord): Promise<Exclude<Status, 'failed'>> {
  const { settings } = context;
  const { list, plan } = planned;
  if (settings.dryRun) return 'dry_run';
  const { applied, error } = await apply(context, planned);
  record.note({ applied });
  if (error instanceof Stale) return await carryOut(context, await planAgain(context, list, record), record);
  if (error !== undefined) throw error;
  if (plan.kind === 'nothing') return 'unchanged';
  const last = applied.uploads.at(-1);
  if (last?.state === 'pending_approval') {
    if (settings.requestApproval && last.ids)
      record.note({ applied: { ...applied, ...(await requestApproval(context, last.ids, planned)) } });
    return last.state;
  }
  if (settings.wait) {
    const verification = await verify(context, expectationOf(settings.mode, planned, applied));
    record.found('verify', { verification });
    if (verification.failure !== undefined) throw verification.failure;
  }
  if (applied.whyRefused !== undefined) throw await refusal(context, applied, applied.whyRefused, 'all else is done');
  return settings.wait ? 'complete' : 'submitted';
}
