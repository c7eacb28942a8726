/**
 * The output `message`: a run in one line for a chat. Safe to paste anywhere, so it has our own words, numbers, codes and
 * segment keys only, and no backtick, `$`, quote, `<`, `>`, `@` or line break. Pure.
 */
import type { RunResult, TargetResult } from '../result.ts';
import { count, number } from '../words.ts';
import { onlyOf, titleOf } from './describe.ts';
import { cut, short } from './plain.ts';
import { isPlan, verdictOf, verifiedOf } from './status.ts';

/** Characters of a message, and of a name in it. */
const MESSAGE = 300;
const NAME = 60;

/** A segment's key, of which nothing is left but letters, digits and what LaunchDarkly allows in keys. */
export const keyOf = ({ segmentKey }: Pick<TargetResult, 'segmentKey'>): string =>
  short(segmentKey.replace(/[^\p{L}\p{N}._-]|\p{Cs}/gu, '_'), NAME);

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

/** One target in one line. */
export function targetMessage(target: TargetResult): string {
  const { failure, list, mode, added, removed, membersBefore: before, membersAfter: after } = target;
  const plan = isPlan(target) ? 'planned: ' : '';
  return lineOf(keyOf(target), [
    verdictOf(target) + (failure ? ` (${failure.code})` : ''),
    added !== undefined && mode !== 'remove' && `${plan}${number(added)} added, ${number(removed ?? 0)} removed`,
    removed !== undefined && mode === 'remove' && `${plan}${number(removed)} taken out`,
    after !== undefined && `${count(after, 'member')} now`,
    before !== undefined && `${number(before)} before`,
    list && list.invalidRows > 0 && `${number(list.invalidRows)} of ${count(list.rows, 'row')} invalid`,
    { true: 'verified', false: 'not verified', null: '' }[String(verifiedOf(target))],
  ]);
}
