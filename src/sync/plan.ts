/** What is to be done, or the Failure that refuses it, from everything that was seen. Pure. */
import { Readable } from 'node:stream';
import { type KeyList, Members, type PartFile, StoredKeys } from '../list/index.ts';
import type { GuardSummary } from '../result.ts';
import type { Mode, TargetSettings } from '../settings.ts';
import {
  approvalPending,
  approvalRequired,
  approvalUnreadable,
  guardBlocked,
  partialReplace,
  tooManyParts,
} from './advice.ts';
import type { Inspection } from './inspect.ts';
import { additionsOf, judge, limitsOf, removalsOf } from './limits.ts';
import type { Comparison } from './overlap.ts';

/** More additions than this go by imports, which LaunchDarkly is made for, but which block others of the environment. */
const MOST_ADDITIONS_BY_REQUESTS = 5_000;

/** What one import takes. */
export interface Upload {
  mode: Exclude<Mode, 'remove'>;
  file: Pick<PartFile, 'bytes' | 'keys' | 'open'>;
}

/** What is to be done. */
export type Plan =
  /** The segment is already as it should be. */
  | { kind: 'nothing' }
  | { kind: 'upload'; uploads: readonly Upload[] }
  | {
      kind: 'change';
      /** Additions by imports, one after another, before everything else. */
      uploads: readonly Upload[];
      /** Additions and removals by requests. */
      additions: StoredKeys;
      removals: Removals;
    };

type Removals = Pick<Members, 'count' | 'sample' | 'keys'>;

/**
 * Refuses what no comparison could make right: an approval that is needed, or one that is open; uploads that may not be.
 * @throws Failure `approval_required`, `approval_pending`, `partial_replace_refused`, `invalid_input`
 */
export function admit({ keys }: KeyList, { segment, approvals }: Inspection, settings: TargetSettings): void {
  const { mode, strategy, waitOnApprovals, bypassApprovals } = settings;
  if (approvals.kind === 'needed' && approvals.pending !== undefined) throw approvalPending(approvals.pending);
  if (approvals.kind !== 'not_needed' && !waitOnApprovals && !bypassApprovals) {
    if (approvals.kind === 'needed') throw approvalRequired(settings);
    if (mode !== 'merge' || strategy === 'delta') throw approvalUnreadable(settings, approvals.why);
  }
  if (mode !== 'remove' && strategy === 'upload') uploadModes(settings, keys.parts.length, segment?.includedCount);
}

/**
 * Decides what is to be done.
 * @throws Failure `guard_blocked`, `partial_replace_refused`, and `invalid_input` where each part would need an approval
 */
export function plan(list: KeyList, inspection: Inspection, comparison: Comparison, settings: TargetSettings): Plan {
  const guard = guardOf(list, inspection, comparison, settings);
  if (guard?.verdict === 'broken' || guard?.verdict === 'open') throw guardBlocked(guard, comparison.overlap, settings);
  const { difference } = comparison;
  const before = inspection.segment?.includedCount;
  if (settings.strategy === 'delta' && difference !== undefined) {
    const additions = settings.mode === 'remove' ? StoredKeys.none() : difference.missing;
    return changing(additions, difference.others ?? difference.present ?? Members.none());
  }
  const { keys } = list;
  if (settings.mode === 'remove')
    return changing(StoredKeys.none(), comparison.overlap.max === 0 ? Members.none() : keys);
  const files = keys.parts.length > 0 ? keys.parts : emptyFiles(settings.mode, before);
  if (files.length === 0) return { kind: 'nothing' };
  const modes = uploadModes(settings, files.length, before);
  return { kind: 'upload', uploads: files.map((file, index) => ({ file, mode: modes[index] ?? 'merge' })) };
}

/**
 * How the limits were judged; undefined where there is nothing to judge: an unknown number of members, or none.
 */
export function guardOf(
  { keys }: KeyList,
  { segment }: Inspection,
  { overlap }: Comparison,
  settings: TargetSettings,
): GuardSummary | undefined {
  const before = segment?.includedCount;
  if (before === undefined || before === 0 || keys.count + before === 0) return undefined;
  const limits = limitsOf(settings);
  const change = { mode: settings.mode, keys: keys.count, before, overlap };
  return {
    limits,
    before,
    by: overlap.by,
    ...(overlap.sample !== undefined && { sample: overlap.sample }),
    removals: removalsOf(change),
    additions: additionsOf(change),
    verdict: limits.removal === undefined && limits.addition === undefined ? 'off' : judge(limits, change),
  };
}

function changing(additions: StoredKeys, removals: Removals): Plan {
  if (additions.count + removals.count === 0) return { kind: 'nothing' };
  const many = additions.count > MOST_ADDITIONS_BY_REQUESTS;
  return {
    kind: 'change',
    uploads: many ? additions.parts.map((file) => ({ file, mode: 'merge' })) : [],
    additions: many ? StoredKeys.none() : additions,
    removals,
  };
}

/** An empty list merges nothing; a replace with it is one upload without a byte, unless the segment is empty already. */
function emptyFiles(mode: Mode, before: number | undefined): Upload['file'][] {
  if (mode === 'merge' || before === 0) return [];
  return [{ bytes: 0, keys: 0, open: () => Readable.from([]) }];
}

/** The mode of each upload of a list, in order. */
function uploadModes(settings: TargetSettings, parts: number, before: number | undefined): Upload['mode'][] {
  if (parts > 1 && settings.waitOnApprovals) throw tooManyParts(parts);
  const merges = Array<Upload['mode']>(parts).fill('merge');
  if (settings.mode !== 'replace' || (parts > 1 && before === 0)) return merges;
  if (parts > 1 && !settings.allowPartialReplace) throw partialReplace(parts, before);
  return ['replace', ...merges.slice(1)];
}
