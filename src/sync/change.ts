/**
 * Carries a difference out: additions first, then removals. Every step may be done twice, so that a run that was
 * interrupted is finished by the next one.
 */
import { Failure } from '../failure.ts';
import { changeMembers } from '../launchdarkly/segments.ts';
import type { Members } from '../list/members.ts';
import type { StoredKeys } from '../list/stored.ts';
import type { Changes, TargetRun } from './run.ts';
import { keysAdded } from './state.ts';
import { uploadParts } from './upload.ts';

/** What is to be changed. */
export interface Difference {
  additions: StoredKeys;
  removals: Members;
}

/** More additions than this go by imports, which LaunchDarkly is made for, but which block others of the environment. */
const MOST_SINGLE_ADDITIONS = 5_000;

/** Keys in a request to begin with: LaunchDarkly documents no limit. */
const BATCH = 1_000;

/**
 * Makes the changes, and notes in the result how many were made, also when it fails on the way.
 * @param beforeFirstChange called right before each attempt as long as nothing was changed; throwing ends it
 * @returns whether success must be verified, as for uploads
 * @throws Failure of a request or an import
 */
export async function change(
  run: TargetRun,
  { additions, removals }: Difference,
  beforeFirstChange: () => Promise<unknown>,
): Promise<{ mustVerify: boolean }> {
  const { result, footprint } = run;
  const changes: Changes = { toAdd: additions.count, toRemove: removals.count, added: 0, removed: 0, unclear: 0 };
  footprint.changes = changes;
  let mustVerify = false;
  try {
    if (additions.count > MOST_SINGLE_ADDITIONS) {
      const { parts } = additions;
      const modes = parts.map(() => 'merge' as const);
      // A key that replaces another one must be in before the other one goes.
      const uploaded = await uploadParts(run, { parts, modes, beforeFirstChange, waitForAll: removals.count > 0 });
      mustVerify = uploaded.mustVerify;
    } else {
      run.emit({ type: 'phase', phase: 'change' });
      await run.timed('change', () => changeAll(run, additions, 'add', beforeFirstChange));
    }
    if (removals.count > 0) {
      run.emit({ type: 'phase', phase: 'change' });
      await run.timed('change', () => changeAll(run, removals, 'remove', beforeFirstChange));
    }
    result.added = additions.count;
    result.removed = removals.count;
    return { mustVerify };
  } catch (error) {
    result.added = keysAdded(run);
    result.removed = changes.removed;
    throw error;
  }
}

/** Adds or removes keys batch by batch, in smaller batches once LaunchDarkly has found one too large. */
async function changeAll(
  run: TargetRun,
  keys: Pick<StoredKeys, 'batches' | 'count'>,
  kind: 'add' | 'remove',
  beforeFirstChange: () => Promise<unknown>,
): Promise<void> {
  const changes = run.footprint.changes!;
  const made = kind === 'add' ? 'added' : 'removed';
  let size = BATCH;
  for await (const batch of keys.batches(BATCH)) {
    for (let at = 0; at < batch.length; ) {
      const some = batch.slice(at, at + size);
      try {
        await changeSome(run, { [kind]: some }, some.length, beforeFirstChange);
      } catch (error) {
        if (some.length === 1 || !isTooLarge(error)) throw error;
        size = Math.ceil(some.length / 2);
        run.line(`LaunchDarkly found ${some.length} keys too many for one request: going on with ${size}.`);
        continue;
      }
      at += some.length;
      changes[made] += some.length;
      run.emit({
        type: 'progress',
        what: kind === 'add' ? 'Adding' : 'Removing',
        done: changes[made],
        total: keys.count,
        unit: 'keys',
      });
    }
  }
}

async function changeSome(
  run: TargetRun,
  change: { add?: readonly string[]; remove?: readonly string[] },
  size: number,
  beforeFirstChange: () => Promise<unknown>,
): Promise<void> {
  const { footprint } = run;
  const changes = footprint.changes!;
  await changeMembers(run.client, run.ref, change, {
    beforeAttempt: async () => {
      const untouched = changes.added + changes.removed + changes.unclear + footprint.partsDone === 0;
      if (untouched) await beforeFirstChange();
    },
    afterAttempt: (attempted) => {
      // A success is one only when its answer has turned out to be LaunchDarkly's.
      const success = attempted.kind === 'answered' && attempted.status < 300;
      if (success || attempted.kind === 'unknown') changes.unclear = size;
    },
  });
  changes.unclear = 0;
}

/** Whether fewer keys may do. LaunchDarkly documents neither a limit nor the answer to more, so a 400 must say nothing else. */
function isTooLarge(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  if (error.code === 'payload_too_large') return true;
  const { code = '', message = '' } = error.api ?? {};
  return (
    error.code === 'bad_request' &&
    (message === '' || /too (many|large|long|big)|at most|max|limit|exceed|size|fewer/i.test(`${code} ${message}`))
  );
}
