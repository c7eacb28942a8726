/** Carries a plan out: additions before removals, imports before requests. */
import type { BeforeAttempt } from '../launchdarkly/index.ts';
import { count } from '../words.ts';
import { type Applied, isUntouched } from './applied.ts';
import { change } from './change.ts';
import type { Context } from './context.ts';
import { recheck } from './inspect.ts';
import type { Planned } from './plan.ts';
import type { Snapshot } from './snapshot.ts';
import { upload } from './upload.ts';

/**
 * Changes the segment. Right before the first change what the plan rests on is read again, and the snapshot gets its
 * name; a plan of nothing is only true if that still holds.
 * @param applied takes in what is done, so that it is known also of a run that fails on the way
 * @throws Stale if the segment is not what the plan was made for: nothing was changed then; Failure
 */
export async function apply(
  context: Context,
  { plan, inspection, comparison: { snapshot } }: Planned,
  applied: Applied,
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
    `The ${count(keys, 'member')} before this change ${keys === 1 ? 'is' : 'are'} in ${path}. To restore: that file as \`csv-path\`, \`header: false\`, ` +
    `\`mode: replace\`, \`strategy: delta\`, \`max-removal-percent: 100\`${empty}.`
  );
}
