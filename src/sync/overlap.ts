/**
 * How many keys of the list are members: by the counts, by look-ups, exactly by an export of the members. It stops as
 * soon as the limits are proved kept, or one is proved broken.
 */
import { Failure } from '../failure.ts';
import { type KeyList, Members, type StoredKeys, subtract } from '../list/index.ts';
import { boundsFrom } from './bounds.ts';
import { type Context, warner } from './context.ts';
import { type Inspection, recheck } from './inspect.ts';
import { ALPHA, judge, limitsOf, type Overlap, STEPS, STEPS_WITHOUT_EXPORT } from './limits.ts';
import { exportMembers } from './members.ts';
import { PART_LIMITS } from './parts.ts';
import { lookable, lookUp } from './sample.ts';
import { type Snapshot, writeSnapshot } from './snapshot.ts';

/** The list beside the members. */
export interface Comparison {
  overlap: Overlap;
  /** Where the members were exported. */
  difference?: Difference;
  snapshot?: Snapshot;
}

/** What tells the list and the members apart, exactly. */
export interface Difference {
  members: Members;
  /** Keys of the list that are not members, and those that are. */
  missing: StoredKeys;
  present: StoredKeys | undefined;
  /** Members that are not in the list; only for a delta that replaces. */
  others: Members | undefined;
}

/**
 * Compares as far as the settings and the limits need it. An export is the only thing that this leaves in LaunchDarkly.
 * @throws Failure of an export that the settings ask for, and those of requests
 */
export async function compare(context: Context, list: KeyList, inspection: Inspection): Promise<Comparison> {
  const { settings } = context;
  const { count } = list.keys;
  const before = inspection.segment?.includedCount;
  const byCounts: Overlap = { min: 0, max: Math.min(count, before ?? count), by: 'counts' };
  if (count === 0 && settings.mode !== 'replace') return { overlap: byCounts };
  if (settings.strategy === 'delta' || settings.snapshotPath !== undefined)
    return await compareExactly(context, list.keys, inspection);
  if (before === undefined) return { overlap: byCounts };
  const open = (overlap: Overlap): boolean =>
    judge(limitsOf(settings), { mode: settings.mode, keys: count, before, overlap }) === 'open';
  if (!open(byCounts)) return { overlap: byCounts };
  return await prove(context, list.keys, inspection, byCounts, open);
}

/** Looks up more and more keys, then exports, until the limits are not open any more. */
async function prove(
  context: Context,
  keys: StoredKeys,
  inspection: Inspection,
  byCounts: Overlap,
  open: (overlap: Overlap) => boolean,
): Promise<Comparison> {
  const lookUps = new LookUps(context, keys, byCounts);
  let overlap = await lookUps.until(STEPS, open);
  if (!open(overlap)) return { overlap };
  try {
    return await compareExactly(context, keys, inspection);
  } catch (error) {
    if (!(error instanceof Failure) || !NO_EXPORT.includes(error.code)) throw error;
    overlap = await lookUps.until(STEPS_WITHOUT_EXPORT, open);
    return { overlap: { ...overlap, noExport: error } };
  }
}

/** What says that there is no export to be had, and not that nothing works. */
const NO_EXPORT = ['forbidden', 'not_found', 'export_mismatch', 'timed_out', 'unsupported_segment'];

/** Look-ups of a random sample of the list, each key once, in steps. */
class LookUps {
  readonly #context: Context;
  readonly #count: number;
  readonly #sample: StoredKeys['sample'];
  #found: boolean[] = [];
  #overlap: Overlap;
  #failed = false;

  constructor(context: Context, keys: StoredKeys, byCounts: Overlap) {
    this.#context = context;
    this.#count = keys.count;
    this.#sample = keys.sample;
    this.#overlap = byCounts;
  }

  /** Goes through the steps as long as the overlap is `open`; a look-up that fails for good ends them. */
  async until(steps: readonly number[], open: (overlap: Overlap) => boolean): Promise<Overlap> {
    for (const size of steps) {
      if (this.#failed || this.#found.length >= this.#sample.length || !open(this.#overlap)) break;
      await this.#step(Math.min(size, this.#sample.length));
    }
    return this.#overlap;
  }

  async #step(size: number): Promise<void> {
    const { client, ref, emit, deadline } = this.#context;
    const next = this.#sample.slice(this.#found.length, size);
    try {
      const found = await lookUp(client, ref, next.filter(lookable));
      const answers = found.values();
      // A key that cannot be looked up counts as neither.
      this.#found = [...this.#found, ...next.map((key) => lookable(key) && answers.next().value!.included)];
    } catch (error) {
      if (!(error instanceof Failure) || error.code === 'cancelled' || deadline.over) throw error;
      this.#failed = true;
      emit({ type: 'warning', text: `Keys of the list could not be looked up any more: ${error.message}` });
      return;
    }
    const members = this.#found.filter(Boolean).length;
    const unclear = this.#sample.slice(0, size).filter((key) => !lookable(key)).length;
    const bounds = boundsFrom({ size, hits: members, unclear }, this.#count, ALPHA);
    const { min, max } = this.#overlap;
    this.#overlap = {
      min: Math.max(min, Math.min(bounds.min, max)),
      max: Math.max(min, Math.min(bounds.max, max)),
      by: 'look-ups',
      sample: { size, members },
    };
  }
}

/** Exports the members, and takes the list and them apart. */
async function compareExactly(context: Context, keys: StoredKeys, inspection: Inspection): Promise<Comparison> {
  const { settings, shared, emit, folder } = context;
  emit({ type: 'phase', phase: 'export' });
  const before = inspection.segment?.includedCount ?? 0;
  const delta = settings.strategy === 'delta';
  // Without members all of the list is new, and there is nothing to export.
  const again = (): Promise<unknown> => recheck(context, inspection);
  const members = before === 0 ? Members.none() : await exportMembers(context, before, again);
  const options = {
    tempDirectory: folder,
    limits: PART_LIMITS,
    signal: shared.signal,
    onProgress: (done: number, total: number) =>
      emit({ type: 'progress', what: 'Comparing', done, total, unit: 'keys' }),
  };
  const missing = before === 0 ? keys : await subtract(keys, members.listable, options);
  const difference: Difference = {
    members,
    missing,
    present: delta && settings.mode === 'remove' ? await subtract(keys, missing, options) : undefined,
    others: delta && settings.mode === 'replace' ? await members.without(keys, options) : undefined,
  };
  const exact = keys.count - missing.count;
  return {
    overlap: { min: exact, max: exact, by: 'export' },
    difference,
    ...(settings.snapshotPath !== undefined && {
      snapshot: await writeSnapshot(settings.snapshotPath, members, {
        signal: shared.signal,
        warn: warner(context),
        input: 'snapshot-path',
      }),
    }),
  };
}
