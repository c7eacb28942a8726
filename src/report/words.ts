/**
 * What happened, in sentences: shared by log, annotations, summary and comment. Plain text; whoever shows it makes it
 * harmless first. Pure.
 */
import type { GuardSummary, ListSummary, ProblemKind, Status, TargetResult, VerificationSummary } from '../result.ts';
import { failureTitle } from './failures.ts';
import { count, isOrAre, percent, plural, range, signed } from './format.ts';
import { cut, short } from './plain.ts';

/** Characters of a name among others, and of a warning. */
const NAME = 60;
const WARNING = 2000;

/** What each kind of problem means, for one row. */
export const PROBLEMS: Readonly<Record<ProblemKind, string>> = {
  missing_column: 'The row has no key column.',
  empty_key: 'The key is empty.',
  control_character: 'The key contains a control character or a line break.',
  invalid_utf8: 'The key is not valid UTF-8.',
  malformed_quoting: 'The quoting of the row is malformed.',
  placeholder: 'The key is a placeholder for an empty value, such as NULL.',
};

const PROBLEM_NAMES: Readonly<Record<ProblemKind, [one: string, many: string]>> = {
  missing_column: ['missing key column', 'missing key columns'],
  empty_key: ['empty key', 'empty keys'],
  control_character: ['control character', 'control characters'],
  invalid_utf8: ['invalid UTF-8', 'invalid UTF-8'],
  malformed_quoting: ['malformed quoting', 'malformed quoting'],
  placeholder: ['placeholder such as NULL', 'placeholders such as NULL'],
};

/** `8 empty keys, 4 placeholders such as NULL`, the most frequent first. */
export function problemsInWords(list: ListSummary): string {
  return (Object.keys(PROBLEM_NAMES) as ProblemKind[])
    .map((kind) => ({ kind, total: list.problemTotals[kind] ?? 0 }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
    .map(({ kind, total }) => plural(total, ...PROBLEM_NAMES[kind]))
    .join(', ');
}

/** `beta (production)`. */
export const nameOf = (target: TargetResult): string =>
  `${short(target.segmentKey, NAME)} (${short(target.environmentKey, NAME)})`;

/** A target among others: `production/beta`, with the project in front where there are several. */
export function labelOf(targets: readonly Named[], target: Named): string {
  const names = [target.environmentKey, target.segmentKey];
  if (targets.some((other) => other.projectKey !== target.projectKey)) names.unshift(target.projectKey);
  return names.map((name) => short(name, NAME)).join('/');
}

/** A warning about a target; among several targets it says which one. */
export const warningText = (targets: readonly Named[], target: Named | undefined, text: string): string =>
  (targets.length > 1 && target ? `${labelOf(targets, target)}: ` : '') + cut(text, WARNING);

type Named = Pick<TargetResult, 'projectKey' | 'environmentKey' | 'segmentKey'>;

const STATUS_NAMES: Readonly<Record<Status, string>> = {
  failed: 'failed',
  pending_approval: 'waiting for approval',
  submitted: 'submitted',
  complete: 'complete',
  unchanged: 'unchanged',
  dry_run: 'dry run',
};

/** `9 complete, 1 unchanged, 2 failed`. */
export function tally(targets: readonly TargetResult[]): string {
  return (['complete', 'submitted', 'pending_approval', 'dry_run', 'unchanged', 'failed'] as const)
    .map((status) => ({ status, total: targets.filter((target) => target.status === status).length }))
    .filter(({ total }) => total > 0)
    .map(({ status, total }) => `${count(total)} ${STATUS_NAMES[status]}`)
    .join(', ');
}

/** What a target came to, in a few words, to follow its name. */
export function verdict(target: TargetResult): string {
  switch (target.status) {
    case 'complete':
      return `${target.mode} complete`;
    case 'submitted':
      return `${target.mode} submitted`;
    case 'pending_approval':
      return `${target.mode} waits for approval`;
    case 'unchanged':
      return 'nothing to change';
    case 'dry_run':
      return `dry run of a ${target.mode}`;
    case 'failed':
      return target.failure ? failureTitle(target.failure) : 'failed';
  }
}

/** What a target came to, in a sentence or two. */
export function outcomeInWords(target: TargetResult): string {
  const keys = plural(target.list?.keys ?? 0, 'key');
  switch (target.status) {
    case 'complete':
      return completeInWords(target);
    case 'submitted':
      return `LaunchDarkly accepted ${keys} and is still processing ${target.list?.keys === 1 ? 'it' : 'them'}; this step did not wait for the end.`;
    case 'pending_approval':
      return target.importIds.length > 0
        ? `${keys} ${target.list?.keys === 1 ? 'is' : 'are'} uploaded. LaunchDarkly changes the segment when the import is approved and applied${request(target)}.`
        : `An earlier approval request for this segment is still pending${request(target)}. Nothing was uploaded.`;
    case 'unchanged':
      return target.list?.keys === 0
        ? 'The list is empty, and merging it changes nothing. Nothing was sent.'
        : `The segment already holds ${target.mode === 'replace' ? 'exactly ' : target.list?.keys === 1 ? '' : 'all of '}the ${keys} of the list.`;
    case 'dry_run':
      return dryRunInWords(target);
    case 'failed':
      return target.failure?.message ?? 'The run failed.';
  }
}

function completeInWords(target: TargetResult): string {
  const { membersBefore: before, membersAfter: after } = target;
  if (after === undefined) return `LaunchDarkly has finished the import of ${plural(target.list?.keys ?? 0, 'key')}.`;
  if (before === undefined) return `${plural(after, 'member')} now.`;
  const change = after === before ? 'as many as before' : `${count(before)} before, ${signed(after - before)}`;
  return `${plural(after, 'member')} now (${change}).`;
}

function dryRunInWords(target: TargetResult): string {
  const keys = target.list?.keys ?? 0;
  const { membersBefore: before, added, removed } = target;
  if (added !== undefined && removed !== undefined) {
    return added + removed === 0
      ? 'The segment already holds the list: a real run would change nothing.'
      : `A real run would add ${plural(added, 'member')} and remove ${count(removed)}. Nothing was changed.`;
  }
  const now = before === undefined ? '' : `; it has ${count(before)} now`;
  return target.mode === 'replace'
    ? `A real run would leave the segment with ${plural(keys, 'member')}${now}. Nothing was changed.`
    : `A real run would merge ${plural(keys, 'key')} into the segment${now}. Nothing was changed.`;
}

/** How the removal guard judged, in a sentence; undefined where there is nothing to say (a merge). */
export function guardInWords(guard: GuardSummary, before: number | undefined): string | undefined {
  switch (guard.verdict) {
    case 'off':
      return 'Off: max-removal-percent is 100.';
    case 'not_needed':
      return undefined;
    case 'passed':
    case 'blocked':
      return judgement(guard, before ?? 0);
  }
}

function judgement(guard: GuardSummary, before: number): string {
  const { removalsByCount, removalsBySample = 0, sampled, sampledMembers = 0, maxRemovalPercent, verdict } = guard;
  const removals = verdict === 'blocked' ? Math.max(removalsByCount, removalsBySample) : removalsByCount;
  const found = `${count(removals)} of ${plural(before, 'member')} (${percent(removals, before)}) would be removed`;
  const allowed = `up to ${maxRemovalPercent}% may be`;
  const sample = `${count(sampledMembers)} of ${plural(sampled ?? 0, 'looked-up key')} of the list ${areMembers(sampledMembers, sampled)} now`;
  if (verdict === 'blocked') {
    return `Blocked. ${sampled === undefined ? capital(found) : `At least ${found}`}; ${allowed}.${sampled === undefined ? '' : ` ${sample}.`}`;
  }
  if (sampled === undefined) return `Passed. ${capital(found)}; ${allowed}.`;
  return removals === 0
    ? `Passed. ${sample}, and the list has no fewer keys than the segment has members.`
    : `Passed. ${sample}; by the counts at least ${found}, ${allowed}.`;
}

/** What verification found, in a sentence or two. */
export function verificationInWords(verification: VerificationSummary, after: number | undefined): string {
  const found: string[] = [];
  const { countOk, expectedMembers: expected } = verification;
  if (countOk !== undefined && expected) {
    if (countOk) found.push('the number of members is right');
    else
      found.push(
        `LaunchDarkly counts ${after === undefined ? 'another number of members' : plural(after, 'member')}, expected ${range(expected)}`,
      );
  }
  if (verification.sampled > 0) {
    const { sampled, sampledMembers } = verification;
    found.push(`${count(sampledMembers)} of ${plural(sampled, 'sampled key')} ${areMembers(sampledMembers, sampled)}`);
  }
  if (verification.removedSampled) {
    const { removedSampled, removedGone = 0 } = verification;
    found.push(
      `${count(removedGone)} of ${plural(removedSampled, 'removed key')} ${isOrAre(removedGone, removedSampled)} gone`,
    );
  }
  const what = found.length === 0 ? '' : ` ${capital(found.join('; '))}.`;
  switch (verification.verdict) {
    case 'passed':
      return `Passed.${what}`;
    case 'warned':
      return `Passed with a warning.${what}`;
    case 'failed':
      return `Failed.${what}`;
    case 'skipped':
      return verification.setting === 'off' ? 'Off: verify is off.' : 'Not done.';
  }
}

/** To follow `… of … keys`. */
export const areMembers = (members: number, keys = 0): string =>
  members === 1 || keys === 1 ? 'is a member' : 'are members';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const request = ({ approvalRequestId: id }: TargetResult): string =>
  id === undefined ? '' : ` (approval request ${id})`;
