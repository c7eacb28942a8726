/** Carries a plan out: additions before removals, imports before requests. */
import { withGrace } from '../grace.ts';
import type { BeforeAttempt } from '../launchdarkly/index.ts';
import { count } from '../words.ts';
import { type Applied, isUntouched, nothingApplied, type Progress } from './applied.ts';
import { change } from './change.ts';
import type { Context } from './context.ts';
import { recheck } from './inspect.ts';
import type { Planned } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import { upload } from './upload.ts';

/** In a cancelled run, what hangs is given up before the run itself is (grace.ts), so that what was done is known. */
const GRACE_MS = 1_500;

/**
 * Changes the segment. Right before the first change what the plan rests on is read again, and the snapshot gets its
 * name; a plan of nothing is only true if that still holds.
 * @returns what was done, and the error that ended it; Stale if the segment is not what the plan was made for: nothing was
 *   changed then. Never rejects.
 */
export async function apply(context: Context, planned: Planned): Promise<{ applied: Applied; error?: unknown }> {
  const applied = nothingApplied();
  try {
    await withGrace(carryOut(context, planned, applied), context.signal, GRACE_MS);
    return { applied };
  } catch (error) {
    return { applied, error };
  }
}

async function carryOut(
  context: Context,
  { plan, inspection, comparison: { snapshot } }: Planned,
  applied: Progress,
): Promise<void> {
  const check = async (): Promise<void> => {
    applied.inspection = await recheck(context, inspection);
  };
  if (plan.kind === 'nothing') return await check();
  const beforeAttempt: BeforeAttempt = async (reached) => {
    // What was sent already may have changed the segment by itself.
    if (reached === 'unknown' || !isUntouched(applied)) return;
    await check();
    if (snapshot === undefined || snapshot.published) return;
    await snapshot.publish();
    context.log(wayBack(snapshot));
  };
  // A key that replaces another one must be in before the other one goes.
  const waitForAll = plan.kind === 'change' && plan.removals.count > 0;
  await upload(context, plan.uploads, applied, beforeAttempt, waitForAll);
  if (plan.kind === 'upload') return;
  await change(context, 'add', plan.additions, applied, beforeAttempt);
  await change(context, 'remove', plan.removals, applied, beforeAttempt);
}

/** How to undo what follows. */
function wayBack({ path, keys }: Snapshot): string {
  const empty = keys === 0 ? ', `allow-empty: true`' : '';
  return (
    `The ${count(keys, 'member')} before this change ${keys === 1 ? 'is' : 'are'} in ${path}. To restore them, use that file as \`csv-path\`, \`header: false\`, ` +
    `\`mode: replace\`, \`strategy: delta\`, \`max-removal-percent: 100\`${empty}.`
  );
}
