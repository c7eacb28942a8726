/** What is to be done, or the Failure that refuses it, from everything that was seen. Pure. */
import { Readable } from 'node:stream';
import { type KeyList, Members, type PartFile, StoredKeys } from '../list/index.ts';
import type { GuardSummary } from '../result.ts';
import type { Mode, TargetSettings } from '../settings.ts';
import { count } from '../words.ts';
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
import type { Comparison, Difference } from './overlap.ts';

/** More additions than this go by imports, which LaunchDarkly is made for, but which block others of the environment. */
const MOST_ADDITIONS_BY_REQUESTS = 5_000;

/** What one import takes. */
export interface Upload {
  mode: Exclude<Mode, 'remove'>;
  file: Pick<PartFile, 'bytes' | 'keys' | 'open'>;
}

const EMPTY_FILE: Upload['file'] = { bytes: 0, keys: 0, open: () => Readable.from([]) };

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
      removals: Difference['surplus'];
    };

/** What is to be done, and everything that this rests on. */
export interface Planned {
  list: KeyList;
  inspection: Inspection;
  comparison: Comparison;
  plan: Plan;
}

/**
 * Refuses what no comparison could make right: an approval that is needed, or one that is open; uploads that may not be.
 * @throws Failure `approval_required`, `approval_pending`, `partial_replace_refused`, `invalid_input`
 */
export function admit({ keys }: KeyList, { segment, approvals }: Inspection, settings: TargetSettings): void {
  const { mode, strategy, waitOnApprovals, bypassApprovals } = settings;
  if (approvals.pending !== undefined) throw approvalPending(approvals.pending);
  if (approvals.kind !== 'not_needed' && !waitOnApprovals && !bypassApprovals) {
    if (approvals.kind === 'needed') throw approvalRequired(settings);
    if (mode !== 'merge' || strategy === 'delta') throw approvalUnreadable(settings, approvals.why);
  }
  if (mode !== 'remove' && strategy === 'upload') firstMode(settings, keys.parts.length, segment?.includedCount);
}

/**
 * Decides what is to be done.
 * @throws Failure `guard_blocked`, `partial_replace_refused`, and `invalid_input` where each part would need an approval
 */
export function plan(list: KeyList, inspection: Inspection, comparison: Comparison, settings: TargetSettings): Plan {
  const guard = guardOf(list.keys, inspection, comparison, settings);
  if (guard?.verdict === 'broken' || guard?.verdict === 'open') throw guardBlocked(guard, comparison.overlap, settings);
  const { difference } = comparison;
  const before = inspection.segment?.includedCount;
  if (settings.strategy === 'delta' && difference !== undefined) {
    const additions = settings.mode === 'remove' ? StoredKeys.none() : difference.missing;
    return changing(additions, difference.surplus);
  }
  const { keys } = list;
  if (settings.mode === 'remove')
    return changing(StoredKeys.none(), comparison.overlap.max === 0 ? Members.none() : keys);
  // An empty list merges nothing; a replace with it is one upload without a byte, unless the segment is empty already.
  const files = keys.count > 0 || settings.mode === 'merge' || before === 0 ? keys.parts : [EMPTY_FILE];
  if (files.length === 0) return { kind: 'nothing' };
  const first = firstMode(settings, files.length, before);
  return { kind: 'upload', uploads: files.map((file, index) => ({ file, mode: index === 0 ? first : 'merge' })) };
}

/**
 * How the limits were judged; undefined where there is nothing to judge: an unknown number of members, or none.
 */
export function guardOf(
  keys: KeyList['keys'],
  { segment }: Inspection,
  { overlap }: Comparison,
  settings: TargetSettings,
): GuardSummary | undefined {
  const before = segment?.includedCount;
  if (before === undefined || before === 0) return undefined;
  const limits = limitsOf(settings);
  const change = { mode: settings.mode, keys: keys.count, before, overlap };
  return {
    limits,
    before,
    by: overlap.by,
    sample: overlap.sample,
    removals: removalsOf(change),
    additions: additionsOf(change),
    verdict: limits.removal === undefined && limits.addition === undefined ? 'off' : judge(limits, change),
  };
}

function changing(additions: StoredKeys, removals: Difference['surplus']): Plan {
  if (additions.count + removals.count === 0) return { kind: 'nothing' };
  const many = additions.count > MOST_ADDITIONS_BY_REQUESTS;
  return {
    kind: 'change',
    uploads: many ? additions.parts.map((file) => ({ file, mode: 'merge' })) : [],
    additions: many ? StoredKeys.none() : additions,
    removals,
  };
}

/** The mode of the first upload of a list; the others merge. */
function firstMode(settings: TargetSettings, parts: number, before: number | undefined): Upload['mode'] {
  if (parts > 1 && settings.waitOnApprovals) throw tooManyParts(parts);
  if (settings.mode !== 'replace' || (parts > 1 && before === 0)) return 'merge';
  if (parts > 1 && !settings.allowPartialReplace) throw partialReplace(parts, before);
  return 'replace';
}

/** What a person should know of a plan although nothing is wrong with it: full sentences. */
export function cautionsOf({ segment }: Inspection, { snapshot }: Comparison, { mode }: TargetSettings): string[] {
  const excluded = segment?.excludedCount ?? 0;
  const leftOut = snapshot?.leftOut ?? 0;
  const targets = count(excluded, 'excluded target');
  const cautions: [applies: boolean, text: string][] = [
    [
      excluded > 0 && mode !== 'remove',
      `The segment has ${targets}: keys of the list that are excluded may not become members.`,
    ],
    [excluded > 0 && snapshot !== undefined, `The snapshot does not hold the segment's ${targets}.`],
    [
      leftOut > 0,
      `The snapshot leaves out ${count(leftOut, 'member')} that no list can hold (a placeholder such as NULL, a control character, spaces around the key), which would not come back when it is restored.`,
    ],
  ];
  return cautions.filter(([applies]) => applies).map(([, text]) => text);
}
