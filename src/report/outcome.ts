/** How a run and its targets ended: a status to branch on, a verdict in a few words, an outcome in a sentence or two. Pure. */
import { FAILURES } from '../failure.ts';
import type { RunResult, Status, TargetResult } from '../result.ts';
import { count, number, percent, rangeOf, signed, was } from '../words.ts';

const WORST_FIRST: readonly Status[] = ['failed', 'pending_approval', 'submitted', 'complete', 'unchanged', 'dry_run'];

/** The status of a whole run: the worst of its targets; one without any has failed before the first. */
export const statusOf = ({ targets }: RunResult): Status =>
  WORST_FIRST.find((status) => targets.some((target) => target.status === status)) ?? 'failed';

/** Whether the segment was seen to hold what it should: false also if that could not be seen, null if nobody looked. */
export function verifiedOf({ status, verification, added }: TargetResult): boolean | null {
  // Additions are known exactly only where the members were: then it was seen that nothing had to change.
  if (status === 'unchanged') return added === undefined ? null : true;
  if (verification === undefined || verification.verdict === 'skipped') return null;
  return verification.verdict === 'passed';
}

/** Whether the additions and removals of a target are those that it would have made. */
export const isPlan = ({ dryRun, failure }: TargetResult): boolean => dryRun || failure?.code === 'guard_blocked';

/** How a target is synced. */
export const methodOf = ({ mode, strategy }: Pick<TargetResult, 'mode' | 'strategy'>): string =>
  strategy === 'delta' ? `${mode} by delta` : mode;

/** For each status: a sign, a word to follow a number of targets, and a target in a few words, from how it is synced. */
export const STATUSES: Readonly<Record<Status, { icon: string; word: string; verdict(method: string): string }>> = {
  complete: { icon: '✅', word: 'complete', verdict: (method) => `${method} complete` },
  submitted: { icon: '🚀', word: 'submitted', verdict: (method) => `${method} submitted` },
  pending_approval: { icon: '⏳', word: 'waiting for approval', verdict: (method) => `${method} waits for approval` },
  dry_run: { icon: '🔍', word: 'dry run', verdict: (method) => `dry run of a ${method}` },
  unchanged: { icon: '✅', word: 'unchanged', verdict: () => 'nothing to change' },
  failed: { icon: '❌', word: 'failed', verdict: () => 'failed' },
};

/** `9 complete, 1 unchanged, 2 failed`. */
export function tally(targets: readonly TargetResult[]): string {
  const groups = Object.groupBy(targets, ({ status }) => status);
  return (Object.keys(STATUSES) as Status[])
    .flatMap((status) => (groups[status] ? `${number(groups[status].length)} ${STATUSES[status].word}` : []))
    .join(', ');
}

/** What a target came to, in a few words. */
export const verdictOf = (target: TargetResult): string =>
  target.failure ? FAILURES[target.failure.code] : STATUSES[target.status].verdict(methodOf(target));

/** What a target that did not fail came to. */
export function outcomeOf(target: TargetResult): string {
  const { list, status, approvalRequestId } = target;
  const keys = count(list?.keys ?? 0, 'key');
  const request = approvalRequestId === undefined ? '' : ` (approval request ${approvalRequestId})`;
  return {
    complete: () => completeText(target, keys),
    submitted: () => submittedText(target, keys),
    pending_approval: () =>
      `LaunchDarkly holds ${keys} and changes the segment once the import is approved and applied${request}.`,
    unchanged: () => unchangedText(target, keys),
    dry_run: () => dryRunText(target, keys),
    failed: () => 'The run failed.',
  }[status]();
}

/** The members that a target is to leave: a number or a range, as far as it is known. */
function plannedMembers({ mode, list, membersBefore: before }: TargetResult): string | undefined {
  const keys = list?.keys ?? 0;
  if (mode === 'replace') return count(keys, 'member');
  if (before === undefined) return undefined;
  const merged = { min: Math.max(before, keys), max: before + keys };
  return rangeOf(mode === 'merge' ? merged : { min: Math.max(0, before - keys), max: before }, 'member');
}

/** What is left of a target whose change is not known exactly. */
export function plannedText(target: TargetResult): string | undefined {
  const { mode, list, added } = target;
  if (!list || added !== undefined) return undefined;
  const members = plannedMembers(target);
  return members === undefined ? `${mode} of ${count(list.keys, 'key')}` : `${mode}: ${members} afterwards`;
}

/** A share of the members before, where there is one. */
export const share = (part = 0, before = 0): string => (part > 0 && before > 0 ? percent(part, before) : '');

function unchangedText({ mode, list }: TargetResult, keys: string): string {
  if (list?.keys === 0 && mode !== 'replace')
    return `The list is empty, so there is nothing to ${mode}. Nothing was sent.`;
  if (mode === 'remove') return `The segment has none of the ${keys} of the list.`;
  return `The segment already holds ${mode === 'replace' ? 'exactly' : 'all of'} the ${keys} of the list.`;
}

function submittedText({ strategy, list, added = 0, removed = 0 }: TargetResult, keys: string): string {
  const delta = strategy === 'delta';
  const what = delta ? `${count(added, 'addition')} and ${count(removed, 'removal')}` : keys;
  const it = !delta && list?.keys === 1 ? 'it' : 'them';
  return `LaunchDarkly accepted ${what} and is still processing ${it}; this step did not wait for the end.`;
}

function completeText(target: TargetResult, keys: string): string {
  const { mode, list, membersBefore: before, membersAfter: after } = target;
  const members = membersText(target).join(', ');
  const done = changesText(target, before);
  if (done !== undefined) return `${done}${members === '' ? '' : `: ${members}`}.`;
  if (after === undefined) {
    return mode === 'remove'
      ? `${keys} of the list ${was(list?.keys ?? 0)} taken out.`
      : `LaunchDarkly has finished the import of ${keys}.`;
  }
  if (before === undefined) return `${members}.`;
  if (mode === 'remove' && after <= before) return `${count(before - after, 'member')} taken out: ${members}.`;
  return `${members}${balance(target, after - before, 'were')}.`;
}

function dryRunText(target: TargetResult, keys: string): string {
  const { mode, list, added, removed, membersBefore: before } = target;
  if (added === 0 && removed === 0) return 'The segment is as it should be: a real run would change nothing.';
  const would = (what: string): string => `A real run would ${what}. Nothing was changed.`;
  if (added !== undefined && removed !== undefined) {
    const out = amount(removed, before);
    return would(mode === 'remove' ? `take out ${out}` : `add ${amount(added, before)} and remove ${out}`);
  }
  const members = plannedMembers(target);
  if (members === undefined) return would(`${mode} ${keys}`);
  const change = mode === 'replace' ? balance(target, (list?.keys ?? 0) - (before ?? 0), 'would be') : '';
  return would(
    `leave ${members} in the segment${before === undefined ? '' : `, which has ${number(before)} now${change}`}`,
  );
}

/**
 * Additions and removals where they are known exactly.
 * @param before members, where shares of them are to be shown
 */
export function changesText({ mode, added, removed }: TargetResult, before?: number): string | undefined {
  if (added === undefined || removed === undefined) return undefined;
  const out = amount(removed, before);
  return mode === 'remove' ? `${out} taken out` : `${amount(added, before)} added, ${out} removed`;
}

/** The members after and before. */
export const membersText = ({ membersAfter: after, membersBefore: before }: TargetResult): string[] => [
  ...(after === undefined ? [] : [`${count(after, 'member')} now`]),
  ...(before === undefined ? [] : [`${number(before)} before`]),
];

/** A number with its share of the members before, where there is one. */
function amount(value: number, before?: number): string {
  const of = share(value, before);
  return number(value) + (of === '' ? '' : ` (${of})`);
}

/** The difference of two counts. That of a replace is no more than that: +1,590 may be 200,000 in and 198,410 out. */
const balance = ({ mode, membersBefore }: TargetResult, difference: number, verb: string): string =>
  mode === 'replace' && membersBefore !== 0
    ? ` (${signed(difference)} net; without an export, it is not known how many ${verb} added and removed)`
    : ` (${signed(difference)})`;
