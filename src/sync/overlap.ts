/**
 * How many keys of the list are members: by the counts, by look-ups, exactly by an export of the members. It stops as
 * soon as the limits are proved kept, or one is proved broken.
 */
import { Failure } from '../failure.ts';
import { lookable, lookUpMembers } from '../launchdarkly/index.ts';
import { type KeyList, Members, type StoredKeys, subtract } from '../list/index.ts';
import { boundsFrom } from './bounds.ts';
import type { Context } from './context.ts';
import { type Inspection, recheck } from './inspect.ts';
import { ALPHA, judge, limitsOf, type Overlap, STEPS, STEPS_WITHOUT_EXPORT } from './limits.ts';
import { exportMembers } from './members.ts';
import { type Snapshot, writeSnapshot } from './snapshot.ts';
import { storageOf } from './temporary.ts';

/** The list beside the members. */
export interface Comparison {
  overlap: Overlap;
  /** Where the members were exported. */
  difference?: Difference;
  snapshot?: Snapshot | undefined;
}

/** How the list and the members differ, exactly. */
export interface Difference {
  /** Keys of the list that are not members. */
  missing: StoredKeys;
  /** What a delta takes out: members that are in the list, or that are not. */
  surplus: Pick<Members, 'count' | 'sample' | 'keys'>;
}

/**
 * Compares as far as the settings and the limits need it: looks up more and more keys, then exports, until the limits are
 * not open any more. An export is the only thing that this leaves in LaunchDarkly.
 * @throws Failure of an export that the settings ask for, and those of requests
 */
export async function compare(context: Context, { keys }: KeyList, inspection: Inspection): Promise<Comparison> {
  const { settings, warn, deadline } = context;
  const { mode, strategy, snapshotPath } = settings;
  const before = inspection.segment?.includedCount;
  let overlap: Overlap = { min: 0, max: Math.min(keys.count, before ?? keys.count), by: 'counts' };
  if (keys.count === 0 && mode !== 'replace') return { overlap };
  if (strategy === 'delta' || snapshotPath !== undefined) return await compareExactly(context, keys, inspection);
  if (before === undefined) return { overlap };
  const open = (): boolean => judge(limitsOf(settings), { mode, keys: keys.count, before, overlap }) === 'open';
  const sample = { size: 0, hits: 0, unclear: 0 };

  /** @returns false if a look-up failed for good: then there are no more */
  async function lookUpMore(steps: readonly number[]): Promise<boolean> {
    for (const step of steps) {
      const some = keys.sample.slice(sample.size, step);
      if (some.length === 0 || !open()) break;
      const able = some.filter(lookable);
      try {
        sample.hits += (await lookUpMembers(context.client, able)).filter(({ included }) => included).length;
      } catch (error) {
        if (!(error instanceof Failure) || error.code === 'cancelled' || deadline.over) throw error;
        warn(`No more keys of the list could be looked up: ${error.message}`);
        return false;
      }
      sample.size += some.length;
      // A key that cannot be looked up counts neither as a member nor as a new key.
      sample.unclear += some.length - able.length;
      overlap = narrowed(overlap, keys.count, sample);
    }
    return true;
  }

  const mayLookUp = await lookUpMore(STEPS);
  if (!open()) return { overlap };
  try {
    return await compareExactly(context, keys, inspection);
  } catch (error) {
    if (!(error instanceof Failure) || !isNoExport(error)) throw error;
    if (mayLookUp && !deadline.over) await lookUpMore(STEPS_WITHOUT_EXPORT);
    return { overlap: { ...overlap, noExport: error } };
  }
}

/** Failures that mean there can be no export, not that nothing works. */
const NO_EXPORT = ['forbidden', 'not_found', 'export_mismatch', 'timed_out', 'unsupported_segment'];

/** A server of another origin that keeps the file may refuse it too. */
const isNoExport = ({ code, httpStatus = 0 }: Failure): boolean =>
  NO_EXPORT.includes(code) || (code === 'unexpected_response' && [403, 404].includes(httpStatus));

/** What look-ups of a random sample of the list add to what was known. */
function narrowed(
  { min, max }: Overlap,
  total: number,
  sample: { size: number; hits: number; unclear: number },
): Overlap {
  const bounds = boundsFrom(sample, total, ALPHA);
  return {
    min: Math.max(min, Math.min(bounds.min, max)),
    max: Math.max(min, Math.min(bounds.max, max)),
    by: 'look-ups',
    sample: { size: sample.size, members: sample.hits },
  };
}

/** Exports the members, and takes the list and them apart. */
async function compareExactly(context: Context, keys: StoredKeys, inspection: Inspection): Promise<Comparison> {
  const { settings, emit } = context;
  const { mode, strategy, snapshotPath } = settings;
  emit({ type: 'phase', phase: 'export' });
  const before = inspection.segment?.includedCount ?? 0;
  // Without members all of the list is new, and there is nothing to export.
  const members =
    before === 0 ? Members.none() : await exportMembers(context, before, () => recheck(context, inspection));
  const options = {
    ...storageOf(context),
    onProgress: (done: number, total: number) =>
      emit({ type: 'progress', what: 'Comparing', done, total, unit: 'keys' }),
  };
  const missing = before === 0 ? keys : await subtract(keys, members.listable, options);
  let surplus: Difference['surplus'] = Members.none();
  if (strategy === 'delta' && mode === 'remove') surplus = await subtract(keys, missing, options);
  if (strategy === 'delta' && mode === 'replace') surplus = await members.without(keys, options);
  const exact = keys.count - missing.count;
  return {
    overlap: { min: exact, max: exact, by: 'export' },
    difference: { missing, surplus },
    snapshot:
      snapshotPath === undefined ? undefined : await writeSnapshot(snapshotPath, members, context, 'snapshot-path'),
  };
}
