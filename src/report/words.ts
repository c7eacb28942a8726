/**
 * What happened, in sentences: shared by log, annotations, summary and comment. Plain text; whoever shows it makes it
 * harmless first. Pure.
 */
import type { ErrorCode } from '../failure.ts';
import type {
  FailureSummary,
  GuardSummary,
  ListSummary,
  ProblemKind,
  Status,
  TargetResult,
  VerificationSummary,
} from '../result.ts';
import { count, percent, plural, range, signed } from './format.ts';

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

/** What ended a run, in a few words, to follow a segment's name. */
const FAILURES: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'invalid input',
  invalid_csv: 'the key list is not valid',
  empty_list: 'the key list is empty',
  unsupported_segment: 'not a list-based big segment',
  guard_blocked: 'stopped by the removal guard',
  partial_replace_refused: 'the list is too large for one replace',
  approval_required: 'approval is required',
  segment_changed: 'the segment kept changing',
  bad_request: 'LaunchDarkly rejected the request',
  unauthorized: 'LaunchDarkly rejected the access token',
  forbidden: 'the access token lacks a permission',
  not_found: 'not found in LaunchDarkly',
  conflict: 'another import kept this one waiting',
  payload_too_large: 'the upload is too large',
  rate_limited: 'LaunchDarkly limited the rate of requests',
  server_error: 'LaunchDarkly had a server error',
  unexpected_response: 'unexpected answer',
  export_mismatch: 'the export cannot be trusted',
  network_error: 'LaunchDarkly could not be reached',
  timed_out: 'the import did not end in time',
  import_stopped: 'LaunchDarkly stopped the import',
  verification_failed: 'verification failed',
  cancelled: 'cancelled',
};

/** What a failure is called in a title. */
export const failureTitle = (failure: FailureSummary): string => FAILURES[failure.code];

/** `beta (production)`. */
export const nameOf = (target: TargetResult): string => `${target.segmentKey} (${target.environmentKey})`;

/** A target among others: `production/beta`, with the project in front where there are several. */
export function labelOf(targets: readonly Named[], target: Named): string {
  const names = [target.environmentKey, target.segmentKey];
  if (targets.some((other) => other.projectKey !== target.projectKey)) names.unshift(target.projectKey);
  return names.join('/');
}

/** A warning about a target; among several targets it says which one. */
export const warningText = (targets: readonly Named[], target: Named | undefined, text: string): string =>
  targets.length > 1 && target ? `${labelOf(targets, target)}: ${text}` : text;

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
      return `LaunchDarkly accepted ${keys} and is still processing them; this step did not wait for the end.`;
    case 'pending_approval':
      return target.importIds.length > 0
        ? `${keys} are uploaded. LaunchDarkly changes the segment when the import is approved and applied.`
        : 'An earlier approval request for this segment is still pending. Nothing was uploaded.';
    case 'unchanged':
      return target.list?.keys === 0
        ? 'The list is empty, and merging it changes nothing. Nothing was sent.'
        : `The segment already holds ${target.mode === 'replace' ? 'exactly' : 'all of'} the ${keys} of the list.`;
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
    case 'blocked': {
      const blocked = guard.verdict === 'blocked';
      const sampled = guard.sampled !== undefined;
      const removals = blocked ? Math.max(guard.removalsByCount, guard.removalsBySample ?? 0) : guard.removalsByCount;
      const by = !sampled ? '' : blocked ? 'At least ' : 'By the counts, ';
      const sample = sampled
        ? ` ${count(guard.sampledMembers ?? 0)} of ${plural(guard.sampled ?? 0, 'looked-up key')} of the list are members now.`
        : '';
      return (
        `${blocked ? 'Blocked.' : 'Passed.'} ${by}${count(Math.max(0, removals))} of ${plural(before ?? 0, 'member')} ` +
        `(${percent(removals, before ?? 0)}) would be removed; the limit is ${guard.maxRemovalPercent}%.${sample}`
      );
    }
  }
}

/** What verification found, in a sentence or two. */
export function verificationInWords(verification: VerificationSummary, after: number | undefined): string {
  const found: string[] = [];
  const { countOk, expectedMembers: expected } = verification;
  if (countOk !== undefined && expected) {
    if (countOk) found.push('the number of members is right');
    else
      found.push(
        `LaunchDarkly counts ${after === undefined ? 'another number of' : count(after)} members, expected ${range(expected)}`,
      );
  }
  if (verification.sampled > 0) {
    found.push(`${count(verification.sampledMembers)} of ${plural(verification.sampled, 'sampled key')} are members`);
  }
  if (verification.removedSampled) {
    found.push(
      `${count(verification.removedGone ?? 0)} of ${plural(verification.removedSampled, 'removed key')} are gone`,
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

/** What LaunchDarkly itself said about a failure; undefined where it said nothing. */
export function apiInWords(failure: FailureSummary): string | undefined {
  const { api } = failure;
  if (!api || (!api.code && !api.message && !api.id)) return undefined;
  const said = api.message && !failure.message.includes(api.message) ? api.message : undefined;
  const marks = [api.code && `code ${api.code}`, api.id && `error ID ${api.id}`].filter(Boolean).join(', ');
  if (said === undefined && marks === '') return undefined;
  if (said === undefined) return `LaunchDarkly's ${marks}.`;
  return `LaunchDarkly said: ${said}${marks === '' ? '' : ` (${marks})`}`;
}

/** A failure as the lines of an annotation: what failed, what LaunchDarkly said, how things stand, what to do. */
export function failureInWords(failure: FailureSummary): string {
  return [failure.message, apiInWords(failure), failure.state, failure.advice, `Error code: ${failure.code}`]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
