/** Carries a plan out: additions before removals, imports before requests. */
import { defined } from '../defined.ts';
import { count } from '../words.ts';
import { type Applied, Interrupted, NOTHING_APPLIED } from './applied.ts';
import { change } from './change.ts';
import type { Context } from './context.ts';
import { type Inspection, recheck, Stale } from './inspect.ts';
import type { Plan } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import { upload } from './upload.ts';

/** What a plan rests on, and what must be there before the first change. */
export interface Basis {
  inspection: Inspection;
  snapshot?: Snapshot | undefined;
  /** What the reviewers of an approval request read. */
  description: string;
  /** What came of plans before this one: nothing but the status of their last import request. */
  earlier: Applied;
}

/**
 * Changes the segment. What the plan rests on is read again right before the first change; a plan of nothing is only
 * true if that still holds.
 * @returns what was done, or `stale` if the segment is not what the plan was made for: nothing was changed then
 * @throws Interrupted by a Failure; Failure of what is read
 */
export async function apply(context: Context, plan: Plan, basis: Basis): Promise<Applied | { stale: Applied }> {
  let inspection: Inspection | undefined;
  const beforeFirstChange = async (): Promise<void> => {
    inspection = await recheck(context, basis.inspection);
    if (basis.snapshot === undefined || basis.snapshot.published) return;
    await basis.snapshot.publish();
    context.log(wayBack(basis.snapshot));
  };
  try {
    const applied = await carryOut(context, plan, basis, beforeFirstChange);
    return { ...applied, ...(inspection && { inspection }) };
  } catch (error) {
    if (error instanceof Stale) return { stale: basis.earlier };
    if (error instanceof Interrupted && error.cause instanceof Stale)
      return { stale: { ...NOTHING_APPLIED, ...defined({ httpStatus: error.applied.httpStatus }) } };
    throw error;
  }
}

/** How to undo what follows. */
function wayBack({ path, keys }: Snapshot): string {
  const empty = keys === 0 ? ', `allow-empty: true`' : '';
  return (
    `The ${count(keys, 'member')} before this change ${keys === 1 ? 'is' : 'are'} in ${path}. To restore: that file as \`csv-path\`, \`header: false\`, ` +
    `\`mode: replace\`, \`strategy: delta\`, \`max-removal-percent: 100\`${empty}.`
  );
}

async function carryOut(
  context: Context,
  plan: Plan,
  { description, inspection, earlier }: Basis,
  beforeFirstChange: () => Promise<void>,
): Promise<Applied> {
  if (plan.kind === 'nothing') return { ...earlier, inspection: await recheck(context, inspection) };
  // A key that replaces another one must be in before the other one goes.
  const waitForAll = plan.kind === 'change' && plan.removals.count > 0;
  const options = { beforeFirstChange, waitForAll, description };
  const uploaded = await upload(context, plan.uploads, earlier, options);
  if (plan.kind === 'upload') return uploaded;
  const added = await change(context, 'add', plan.additions, uploaded, beforeFirstChange);
  return await change(context, 'remove', plan.removals, added, beforeFirstChange);
}
