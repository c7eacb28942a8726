/**
 * What a run came to, in words: log, annotations, summary and comment render what stands here and in facts.ts and outcome.ts,
 * and phrase nothing themselves. Plain text, in which backticks stand around names; whoever shows it makes it harmless
 * first. Pure.
 */
import { FAILURES } from '../failure.ts';
import type { FailureSummary, RunResult, Status, TargetResult } from '../result.ts';
import type { SegmentRef } from '../settings.ts';
import { count, number } from '../words.ts';
import { type Fact, factsOf, name } from './facts.ts';
import { changesText, isPlan, membersText, outcomeOf, tally, verdictOf, verifiedOf } from './outcome.ts';
import { cut, short } from './plain.ts';

/** Characters of a warning, and of a message. */
const WARNING = 2000;
const MESSAGE = 300;

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

export const describe = (target: TargetResult): Description => ({
  status: target.status,
  heading: headingOf(target, verdictOf(target)),
  text: target.failure ? failureText(target.failure) : [outcomeOf(target)],
  warnings: target.warnings,
  facts: factsOf(target, isPlan(target)),
});

/** `beta in web / production: replace complete` */
export const headingOf = ({ projectKey, environmentKey, segmentKey }: SegmentRef, verdict: string): string =>
  `${name(segmentKey)} in ${name(projectKey)} / ${name(environmentKey)}: ${verdict}`;

/** As `headingOf`, where there is little room: `beta (production): replace complete` */
export const shortHeadingOf = ({ environmentKey, segmentKey }: SegmentRef, verdict: string): string =>
  `${short(segmentKey)} (${short(environmentKey)}): ${verdict}`;

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
export function labelOf(targets: readonly SegmentRef[], target: SegmentRef): string {
  const names = [target.environmentKey, target.segmentKey];
  if (targets.some((other) => other.projectKey !== target.projectKey)) names.unshift(target.projectKey);
  return names.map((each) => short(each)).join('/');
}

/** A warning about a target; among several targets it says which one. */
export const warningText = (targets: readonly SegmentRef[], target: SegmentRef | undefined, text: string): string =>
  (targets.length > 1 && target ? `${labelOf(targets, target)}: ` : '') + cut(text, WARNING);

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

/** A segment's key, of which nothing is left but letters, digits and what LaunchDarkly allows in keys. */
export const keyOf = ({ segmentKey }: SegmentRef): string =>
  short(segmentKey.replace(/[^\p{L}\p{N}._-]|\p{Cs}/gu, '_'));

/** What is known of a subject, in one line. */
export const lineOf = (subject: string, facts: readonly (string | false | undefined)[]): string =>
  cut(`${subject}: ${facts.filter(Boolean).join('; ')}.`, MESSAGE);

/**
 * The output `message`: a run in one line for a chat. Safe to paste anywhere, so it has our own words, numbers, codes and
 * segment keys only, and no backtick, `$`, quote, `<`, `>`, `@` or line break.
 */
export function messageOf(run: RunResult): string {
  const only = onlyOf(run.targets);
  if (run.failure) return `${titleOf(run)} (${run.failure.code}).`;
  if (only) return targetMessage(only);
  const failed = run.targets.filter((target) => target.failure);
  const codes = [...new Set(failed.map((target) => target.failure?.code))].join(', ');
  const names = failed.map(keyOf).join(', ');
  return cut(failed.length === 0 ? `${titleOf(run)}.` : `${titleOf(run)} (${codes}): ${names}.`, MESSAGE);
}

/** One target in one line, which begins with what it is called. */
export function targetMessage(target: TargetResult, name = keyOf(target)): string {
  const { failure, list } = target;
  const changes = changesText(target);
  return lineOf(name, [
    verdictOf(target) + (failure ? ` (${failure.code})` : ''),
    changes && (isPlan(target) ? `planned: ${changes}` : changes),
    ...membersText(target),
    list && list.invalidRows > 0 && `${number(list.invalidRows)} of ${count(list.rows, 'row')} invalid`,
    { true: 'verified', false: 'not verified', null: '' }[String(verifiedOf(target))],
  ]);
}
