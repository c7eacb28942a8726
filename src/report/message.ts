/**
 * The output `message`: a run in one line for a chat. Safe to paste anywhere, so it has our own words, numbers, codes and
 * segment keys only, and no backtick, `$`, quote, `<`, `>`, `@` or line break. Pure.
 */
import type { RunResult, TargetResult } from '../result.ts';
import { count, number } from '../words.ts';
import { onlyOf, titleOf } from './describe.ts';
import { changesText, membersText } from './outcome.ts';
import { cut, short } from './plain.ts';
import { isPlan, verdictOf, verifiedOf } from './status.ts';

/** Characters of a message. */
const MESSAGE = 300;

/** A segment's key, of which nothing is left but letters, digits and what LaunchDarkly allows in keys. */
export const keyOf = ({ segmentKey }: Pick<TargetResult, 'segmentKey'>): string =>
  short(segmentKey.replace(/[^\p{L}\p{N}._-]|\p{Cs}/gu, '_'));

/** What is known of a subject, in one line. */
export const lineOf = (subject: string, facts: readonly (string | false | undefined)[]): string =>
  cut(`${subject}: ${facts.filter(Boolean).join('; ')}.`, MESSAGE);

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
  const changes = changesText(target, number);
  return lineOf(name, [
    verdictOf(target) + (failure ? ` (${failure.code})` : ''),
    changes && (isPlan(target) ? `planned: ${changes}` : changes),
    ...membersText(target),
    list && list.invalidRows > 0 && `${number(list.invalidRows)} of ${count(list.rows, 'row')} invalid`,
    { true: 'verified', false: 'not verified', null: '' }[String(verifiedOf(target))],
  ]);
}
