/**
 * What a run came to, in words: log, annotations, summary and comment render what stands here and in facts.ts, outcome.ts
 * and checks.ts, and phrase nothing themselves. Plain text, in which backticks stand around names; whoever shows it makes it harmless first. Pure.
 */
import type { ErrorCode } from '../failure.ts';
import type { FailureSummary, ListSummary, RowProblem, RunResult, Status, TargetResult } from '../result.ts';
import { capital, count, number, ROW_PROBLEMS, rowProblems } from '../words.ts';
import { type Fact, factsOf, name } from './facts.ts';
import { outcomeOf } from './outcome.ts';
import { cut, short } from './plain.ts';
import { isPlan } from './status.ts';

/** Characters of a name among others, and of a warning. */
const NAME = 60;
const WARNING = 2000;

/** What happened to a segment, ready to be shown. */
export interface Description {
  status: Status;
  /** Which segment, and what it came to in a few words. */
  heading: string;
  /** What it came to: paragraphs. */
  text: readonly string[];
  warnings: readonly string[];
  facts: readonly Fact[];
}

export type Named = Pick<TargetResult, 'projectKey' | 'environmentKey' | 'segmentKey'>;

export const describe = (target: TargetResult): Description => ({
  status: target.status,
  heading: headingOf(target, verdictOf(target)),
  text: target.failure ? failureText(target.failure) : [outcomeOf(target)],
  warnings: target.warnings.map((warning) => cut(warning, WARNING)),
  facts: factsOf(target, isPlan(target)),
});

/** `beta in web / production: replace complete` */
export const headingOf = ({ projectKey, environmentKey, segmentKey }: Named, verdict: string): string =>
  `${name(segmentKey)} in ${name(projectKey)} / ${name(environmentKey)}: ${verdict}`;

/** As `headingOf`, where there is little room: `beta (production): replace complete` */
export const shortHeadingOf = ({ environmentKey, segmentKey }: Named, verdict: string): string =>
  `${short(segmentKey, NAME)} (${short(environmentKey, NAME)}): ${verdict}`;

/** The only target of a run. */
export const onlyOf = <Target>(targets: readonly Target[]): Target | undefined =>
  targets.length === 1 ? targets[0] : undefined;

/** A run in a few words. */
export function titleOf({ failure, targets }: RunResult): string {
  if (failure) return `Run failed: ${FAILURES[failure.code]}`;
  const only = onlyOf(targets);
  return only ? shortHeadingOf(only, verdictOf(only)) : `${count(targets.length, 'segment')}: ${tally(targets)}`;
}

/** What a run came to: one error or one notice says it. */
export function textOf({ failure, targets }: RunResult): string[] {
  if (failure) return failureText(failure);
  const only = onlyOf(targets);
  if (only) {
    const { text, facts, status } = describe(only);
    const verified = status === 'complete' ? facts.filter(({ label }) => label === 'Verification') : [];
    return [...text, ...verified.map(checkText)];
  }
  const failed = targets.filter((target) => target.failure);
  const named = (target: TargetResult): string =>
    `${labelOf(targets, target)}: ${describe(target).text.join(' ').replaceAll('\n', ' ')}`;
  if (failed.length === 0) return targets.slice(0, 50).map(named);
  // All names first, since a long message is cut off.
  return [`Failed: ${failed.map((target) => labelOf(targets, target)).join(', ')}.`, ...failed.map(named)];
}

/** What a check found, as a sentence. */
export const checkText = ({ label, value }: Fact): string => `${label} ${value}.`;

/** A target among others: `production/beta`, with the project in front where there are several. */
export function labelOf(targets: readonly Named[], target: Named): string {
  const names = [target.environmentKey, target.segmentKey];
  if (targets.some((other) => other.projectKey !== target.projectKey)) names.unshift(target.projectKey);
  return names.map((each) => short(each, NAME)).join('/');
}

/** A warning about a target; among several targets it says which one. */
export const warningText = (targets: readonly Named[], target: Named | undefined, text: string): string =>
  (targets.length > 1 && target ? `${labelOf(targets, target)}: ` : '') + cut(text, WARNING);

/** How a target is synced. */
export const methodOf = ({ mode, strategy }: Pick<TargetResult, 'mode' | 'strategy'>): string =>
  strategy === 'delta' ? `${mode} by delta` : mode;

/** One invalid row: where it is and what is wrong; the log shows no more of an annotation than its text. */
export const rowText = ({ file, line, column, kind }: RowProblem) => ({
  place: `${file}:${line}:${column}`,
  problem: `${capital(ROW_PROBLEMS[kind])}.`,
  message: `${file}:${line}:${column}: ${ROW_PROBLEMS[kind]}.`,
});

/** How many rows have which problem. */
export const rowTotals = (list: ListSummary): string =>
  `${count(list.invalidRows, 'invalid row')}: ${rowProblems(list)}.`;

/** What ended a run, in a few words, to follow a segment's name. */
export const FAILURES: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'invalid input',
  invalid_csv: 'the key list is not valid',
  empty_list: 'the key list is empty',
  unsupported_segment: 'not a larger list-based segment',
  guard_blocked: 'stopped by the guard',
  partial_replace_refused: 'the list is too large for one replace',
  approval_required: 'approval is required',
  approval_pending: 'an earlier approval request is open',
  segment_changed: 'the segment kept changing',
  bad_request: 'LaunchDarkly rejected the request',
  unauthorized: 'LaunchDarkly rejected the access token',
  forbidden: 'the access token lacks a permission',
  not_found: 'not found in LaunchDarkly',
  conflict: 'another import was running',
  payload_too_large: 'the upload is too large',
  rate_limited: 'rate-limited by LaunchDarkly',
  server_error: 'LaunchDarkly had a server error',
  unexpected_response: 'unexpected answer',
  export_mismatch: 'the export cannot be trusted',
  network_error: 'could not reach LaunchDarkly',
  timed_out: 'LaunchDarkly did not finish in time',
  import_stopped: 'LaunchDarkly stopped the import',
  verification_failed: 'verification failed',
  runner_error: 'the runner refused an operation',
  internal_error: 'a bug in the action',
  cancelled: 'cancelled',
};

/** A failure: what failed, what LaunchDarkly said, how things stand, what to do. */
export function failureText(failure: FailureSummary): string[] {
  const { message, state = '', advice = '', code } = failure;
  const todo = advice === '' ? '' : `What to do: ${advice}`;
  return [message, apiText(failure), state, todo, `Error code: ${code}`].filter((text) => text !== '');
}

/** What LaunchDarkly itself said about a failure; empty where it said nothing. */
function apiText({ api = {}, message }: FailureSummary): string {
  const said = api.message && !message.includes(api.message) ? api.message : '';
  const marks = [api.code && `code ${api.code}`, api.id && `error ID ${api.id}`].filter(Boolean).join(', ');
  if (said !== '') return `LaunchDarkly said: ${said}${marks === '' ? '' : ` (${marks})`}`;
  return marks === '' ? '' : `LaunchDarkly's ${marks}.`;
}

interface StatusWords {
  icon: string;
  /** After a number of targets. */
  word: string;
  /** A target in a few words, from how it is synced. */
  verdict: (method: string) => string;
}

export const STATUSES: Readonly<Record<Status, StatusWords>> = {
  complete: { icon: '✅', word: 'complete', verdict: (method) => `${method} complete` },
  submitted: { icon: '🚀', word: 'submitted', verdict: (method) => `${method} submitted` },
  pending_approval: { icon: '⏳', word: 'waiting for approval', verdict: (method) => `${method} waits for approval` },
  dry_run: { icon: '🔍', word: 'dry run', verdict: (method) => `dry run of a ${method}` },
  unchanged: { icon: '✅', word: 'unchanged', verdict: () => 'nothing to change' },
  failed: { icon: '❌', word: 'failed', verdict: () => 'failed' },
};

/** `9 complete, 1 unchanged, 2 failed`. */
function tally(targets: readonly TargetResult[]): string {
  const groups = Object.groupBy(targets, ({ status }) => status);
  return (Object.keys(STATUSES) as Status[])
    .flatMap((status) => (groups[status] ? `${number(groups[status].length)} ${STATUSES[status].word}` : []))
    .join(', ');
}

/** What a target came to, in a few words. */
export const verdictOf = (target: TargetResult): string =>
  target.failure ? FAILURES[target.failure.code] : STATUSES[target.status].verdict(methodOf(target));
