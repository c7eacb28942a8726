/** What a target that did not fail came to, in a sentence or two. Pure. */
import type { TargetResult } from '../result.ts';
import { count, number, percent, rangeOf, signed, was } from '../words.ts';

export function outcomeOf(target: TargetResult): string {
  const { list, status, approvalRequestId } = target;
  const keys = count(list?.keys ?? 0, 'key');
  const request = approvalRequestId === undefined ? '' : ` (approval request ${approvalRequestId})`;
  return {
    complete: () => completeText(target, keys),
    submitted: () => submittedText(target, keys),
    pending_approval: () =>
      `LaunchDarkly holds ${keys}, and changes the segment when the import is approved and applied${request}.`,
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
    return `The list is empty, and a ${mode} of it changes nothing. Nothing was sent.`;
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
  const done = changesText(target, amountOf(target));
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
    const amount = amountOf(target);
    return would(
      mode === 'remove' ? `take out ${amount(removed)}` : `add ${amount(added)} and remove ${amount(removed)}`,
    );
  }
  const members = plannedMembers(target);
  if (members === undefined) return would(`${mode} ${keys}`);
  const change = mode === 'replace' ? balance(target, (list?.keys ?? 0) - (before ?? 0), 'would be') : '';
  return would(`leave ${members} in the segment${before === undefined ? '' : `, ${number(before)} now${change}`}`);
}

type Amount = (value: number) => string;

/** Additions and removals where they are known exactly, in figures that `amount` makes. */
export function changesText({ mode, added, removed }: TargetResult, amount: Amount): string | undefined {
  if (added === undefined || removed === undefined) return undefined;
  return mode === 'remove' ? `${amount(removed)} taken out` : `${amount(added)} added, ${amount(removed)} removed`;
}

/** The members after and before. */
export const membersText = ({ membersAfter: after, membersBefore: before }: TargetResult): string[] => [
  ...(after === undefined ? [] : [`${count(after, 'member')} now`]),
  ...(before === undefined ? [] : [`${number(before)} before`]),
];

/** A number with its share of the members before. */
const amountOf =
  ({ membersBefore }: TargetResult): Amount =>
  (value) => {
    const of = share(value, membersBefore);
    return number(value) + (of === '' ? '' : ` (${of})`);
  };

/** The difference of two counts. That of a replace is no more than that: +1,590 may be 200,000 in and 198,410 out. */
const balance = ({ mode, membersBefore }: TargetResult, difference: number, verb: string): string =>
  mode === 'replace' && membersBefore !== 0
    ? ` (${signed(difference)} on balance; without an export, how many ${verb} added and how many removed is not known)`
    : ` (${signed(difference)})`;
