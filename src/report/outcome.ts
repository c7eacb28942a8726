/** What a target that did not fail came to, in a sentence or two. Pure. */
import type { TargetResult } from '../result.ts';
import { count, number, percent, signed } from '../words.ts';

export function outcomeOf(target: TargetResult): string {
  const { list, status, approvalRequestId } = target;
  const keys = count(list?.keys ?? 0, 'key');
  const request = approvalRequestId === undefined ? '' : ` (approval request ${approvalRequestId})`;
  return {
    complete: () => completeText(target, keys),
    submitted: () => `LaunchDarkly accepted ${keys} and is still processing them; this step did not wait for the end.`,
    pending_approval: () =>
      `LaunchDarkly holds ${keys}, and changes the segment when the import is approved and applied${request}.`,
    unchanged: () => unchangedText(target, keys),
    dry_run: () => dryRunText(target, keys),
    failed: () => 'The run failed.',
  }[status]();
}

function unchangedText({ mode, list }: TargetResult, keys: string): string {
  if (list?.keys === 0 && mode !== 'replace')
    return `The list is empty, and a ${mode} of it changes nothing. Nothing was sent.`;
  if (mode === 'remove') return `The segment has none of the ${keys} of the list.`;
  return `The segment already holds ${mode === 'replace' ? 'exactly' : 'all of'} the ${keys} of the list.`;
}

function completeText(target: TargetResult, keys: string): string {
  const { mode, membersBefore: before, membersAfter: after } = target;
  const now = after === undefined ? '' : `${count(after, 'member')} now`;
  const members = now + (before === undefined || now === '' ? '' : `, ${number(before)} before`);
  const done = changesText(target);
  if (done) return `${done}${members === '' ? '' : `: ${members}`}.`;
  if (mode === 'remove') {
    if (before === undefined || after === undefined || after > before) return `${keys} of the list were taken out.`;
    return `${count(before - after, 'member')} taken out: ${members}.`;
  }
  if (after === undefined) return `LaunchDarkly has finished the import of ${keys}.`;
  return `${members}${before === undefined ? '' : balance(target, after - before, 'were')}.`;
}

function dryRunText(target: TargetResult, keys: string): string {
  const { mode, list, added, removed, membersBefore: before } = target;
  if (added === 0 && removed === 0) return 'The segment is as it should be: a real run would change nothing.';
  const would = (what: string): string => `A real run would ${what}. Nothing was changed.`;
  const exact = changed(target);
  if (exact)
    return would(mode === 'remove' ? `take out ${exact.removed}` : `add ${exact.added} and remove ${exact.removed}`);
  const now = before === undefined ? '' : `, which has ${count(before, 'member')} now`;
  if (mode === 'merge') return would(`merge ${keys} into the segment${now}`);
  if (mode === 'remove') return would(`take ${keys} out of the segment${now}`);
  const after = list?.keys ?? 0;
  const change = before === undefined ? '' : `, ${number(before)} now${balance(target, after - before, 'would be')}`;
  return would(`leave ${count(after, 'member')} in the segment${change}`);
}

/** Additions and removals, where they are known exactly, with their shares of the members before. */
function changed({ added, removed, membersBefore = 0 }: TargetResult): { added: string; removed: string } | undefined {
  if (added === undefined || removed === undefined) return undefined;
  const share = (value: number): string =>
    number(value) + (value > 0 && membersBefore > 0 ? ` (${percent(value, membersBefore)})` : '');
  return { added: share(added), removed: share(removed) };
}

/** What was added and removed, where that is known exactly. */
function changesText(target: TargetResult): string | undefined {
  const exact = changed(target);
  return (
    exact &&
    (target.mode === 'remove' ? `${exact.removed} taken out` : `${exact.added} added, ${exact.removed} removed`)
  );
}

/** The difference of two counts. That of a replace is no more than that: +1,590 may be 200,000 in and 198,410 out. */
const balance = ({ mode, membersBefore }: TargetResult, difference: number, verb: string): string =>
  mode === 'replace' && membersBefore !== 0
    ? ` (${signed(difference)} on balance; without an export, how many ${verb} added and how many removed is not known)`
    : ` (${signed(difference)})`;
