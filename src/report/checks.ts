/** What the checks of a target found: the guard before the change, the verification after it. Pure. */
import type { Bounds, GuardSummary, TargetResult, VerificationSummary } from '../result.ts';
import { count, mostAllowed, number, range } from '../words.ts';

const GUARD_VERDICTS = { kept: 'passed', broken: 'blocked', open: 'blocked' } as const;

/** What the guard knows of the change, and what is allowed; nothing if it is off. */
export function guardText(guard: GuardSummary, mode: TargetResult['mode']): string {
  const { limits, before, removals, additions, verdict } = guard;
  if (verdict === 'off') return '';
  const members = `of ${count(before, 'member')} would be ${mode === 'remove' ? 'taken out' : 'removed'}`;
  const keys = `${additions.max === 1 ? 'key' : 'keys'} would be added`;
  const allowed = (limit: number): string => `at most ${number(mostAllowed(limit, before))} (${limit}%) may be`;
  const each: string[] = [];
  if (limits.removal !== undefined) each.push(`${bounds(removals)} ${members}`, allowed(limits.removal));
  if (limits.addition !== undefined) each.push(`${bounds(additions)} ${keys}`, allowed(limits.addition));
  const [first, ...others] = each;
  return [`${GUARD_VERDICTS[verdict]}: ${first} (${basis(guard)})`, ...others].join('; ');
}

const bounds = ({ min, max }: Bounds): string =>
  min === max ? number(min) : `between ${number(min)} and ${number(max)}`;

function basis({ by, sample, removals, additions }: GuardSummary): string {
  if (by === 'export') return 'exact, from an export';
  if (sample === undefined) return 'from the counts alone';
  const exact = removals.min === removals.max && additions.min === additions.max;
  return exact ? 'exact, all keys looked up' : `99.9% sure: ${membersOf(sample.members, sample.size)}`;
}

const membersOf = (members: number, lookedUp: number): string =>
  `${number(members)} of ${count(lookedUp, 'looked-up key')} ${lookedUp === 1 ? 'is a member' : 'are members'}`;

const VERDICTS = { passed: 'passed', warned: 'passed with a warning', failed: 'failed', skipped: 'not done' } as const;

/**
 * What verification found.
 * @param after members that were counted
 */
export function verificationText(verification: VerificationSummary, after: number | undefined): string {
  const { setting, verdict, countOk, expectedMembers, sampled, sampledMembers } = verification;
  const { removedSampled = 0, removedGone = 0 } = verification;
  if (verdict === 'skipped' && setting === 'off') return 'off: `verify` is `off`';
  const found: string[] = [];
  if (countOk !== undefined && expectedMembers) {
    const counted = after === undefined ? 'another number of members' : count(after, 'member');
    const wrong = `LaunchDarkly counts ${counted}, expected ${range(expectedMembers)}`;
    found.push(countOk ? 'the number of members is right' : wrong);
  }
  if (sampled > 0) found.push(membersOf(sampledMembers, sampled));
  if (removedSampled > 0) {
    const gone = removedSampled === 1 ? 'is gone' : 'are gone';
    found.push(`${number(removedGone)} of ${count(removedSampled, 'removed key')} ${gone}`);
  }
  if (verdict === 'warned' && found.length === 0) return 'not possible';
  return VERDICTS[verdict] + (found.length === 0 ? '' : `: ${found.join('; ')}`);
}
