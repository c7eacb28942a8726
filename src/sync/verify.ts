/** Does the segment hold what it should? Looks until it does, or for two minutes, then judges what was seen last. */
import { Failure } from '../failure.ts';
import { getSegment, poll } from '../launchdarkly/index.ts';
import type { VerificationSummary } from '../result.ts';
import { count, number, rangeOf, was } from '../words.ts';
import { VERIFICATION_ADVICE } from './advice.ts';
import type { Context } from './context.ts';
import type { Expectation } from './expectation.ts';
import { lookUp } from './sample.ts';

/** How late counts and look-ups are is not documented: https://launchdarkly.com/docs/home/flags/list-based-segments */
const PATIENCE_MS = 120_000;

/** What was seen last. */
interface Seen {
  members?: number;
  /** Excluded targets of the segment. */
  excluded?: number;
  /** Keys that are not yet as they should be; of those that are missing, so many are excluded targets. */
  missing: readonly string[];
  missingExcluded: number;
  lingering: readonly string[];
  /** Everything could be read at least once. */
  complete: boolean;
  /** Why something could not be read the last time. */
  unreadable?: Failure;
}

/** Something that is not as it should be. */
interface Mismatch {
  text: string;
  /** Whether it ends the run: whatever `verify` says, or as it says. */
  fails: 'always' | 'as_set' | 'never';
}

/** What verification found. */
export interface Verification {
  summary: VerificationSummary;
  /** The segment's members, if they could be counted. */
  members?: number;
  /** Where it must end the run. */
  failure?: Failure;
}

/**
 * Compares the segment with what it should hold.
 * @param forced judges as with `verify: fail`, whatever the setting: success cannot be told otherwise
 * @param excludedBefore excluded targets before the change
 * @throws Failure `cancelled`
 */
export async function verify(
  context: Context,
  expected: Expectation,
  { forced, excludedBefore }: { forced: boolean; excludedBefore?: number | undefined },
): Promise<Verification> {
  const { verify: setting } = context.settings;
  if (setting === 'off' && !forced) {
    const members = await countMembers(context);
    return {
      summary: { setting, sampled: 0, sampledMembers: 0, verdict: 'skipped' },
      ...(members !== undefined && { members }),
    };
  }
  context.emit({ type: 'phase', phase: 'verify' });
  const seen = await watch(context, expected);
  const mismatches = judge(seen, expected, excludedBefore);
  const strict = setting === 'fail' || forced;
  const failed = mismatches.some(({ fails }) => fails === 'always' || (strict && fails === 'as_set'));
  const verdict = mismatches.length === 0 ? 'passed' : failed ? 'failed' : 'warned';
  const text = mismatches.map((mismatch) => mismatch.text).join(' ');
  if (verdict === 'warned') context.warn(text);
  return {
    summary: summarise(setting, seen, expected, verdict),
    ...(seen.members !== undefined && { members: seen.members }),
    ...(verdict === 'failed' && {
      failure: new Failure('verification_failed', text, { advice: VERIFICATION_ADVICE }),
    }),
  };
}

async function watch(context: Context, expected: Expectation): Promise<Seen> {
  const { deadline, emit } = context;
  const until = Math.min(Date.now() + PATIENCE_MS, deadline.at.getTime());
  let seen: Seen = {
    missing: expected.present,
    missingExcluded: 0,
    lingering: expected.absent,
    complete: false,
  };
  await poll(
    deadline,
    async () => {
      seen = await look(context, expected, seen);
      return judge(seen, expected).length === 0 || isFinal(seen.unreadable) ? true : undefined;
    },
    {
      until,
      delay: (_, round) => Math.min(1_000 * 2 ** round, 15_000),
      onWait: (seconds) =>
        emit({
          type: 'waiting',
          text: 'Verification: LaunchDarkly does not show all changes yet',
          seconds,
          until: new Date(until),
        }),
    },
  );
  return seen;
}

/**
 * Reads everything once, also what was right before: a look-up may have shown the segment as it was before the change.
 * What cannot be read keeps what was seen last.
 */
async function look(context: Context, { present, absent }: Expectation, before: Seen): Promise<Seen> {
  const { client, ref } = context;
  const { unreadable: _, ...known } = before;
  let seen: Seen = known;
  try {
    const { includedCount, excludedCount } = await getSegment(client, ref);
    if (includedCount !== undefined) seen = { ...seen, members: includedCount };
    if (excludedCount !== undefined) seen = { ...seen, excluded: excludedCount };
    const found = await lookUp(context, present);
    const missing = present.filter((_, index) => !found[index]?.included);
    const missingExcluded = found.filter(({ included, excluded }) => !included && excluded).length;
    seen = { ...seen, missing, missingExcluded };
    const left = await lookUp(context, absent);
    return { ...seen, lingering: absent.filter((_, index) => left[index]?.included), complete: true };
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
    return { ...seen, unreadable: error };
  }
}

/** Asking again would not help. */
const isFinal = (failure: Failure | undefined): boolean =>
  failure !== undefined && ['unauthorized', 'forbidden', 'not_found', 'bad_request'].includes(failure.code);

/** What is wrong with what was seen; empty if nothing is. */
function judge(seen: Seen, expected: Expectation, excludedBefore?: number): Mismatch[] {
  if (!seen.complete) {
    const why = seen.unreadable?.message ?? 'time was up.';
    return [{ text: `The segment could not be checked: ${why}`, fails: 'as_set' }];
  }
  const mismatches: Mismatch[] = [];
  const { members, missing, missingExcluded, lingering } = seen;
  if (members === undefined)
    mismatches.push({ text: 'LaunchDarkly did not say how many members the segment has.', fails: 'as_set' });
  else if (!isRight(members, expected))
    mismatches.push({
      text: `The segment has ${count(members, 'member')}, not ${rangeOf(expected.members, 'member')}.`,
      fails: 'as_set',
    });
  if (missing.length > 0) {
    const excluded =
      missingExcluded === 0
        ? ''
        : ` (${missingExcluded} ${be(missingExcluded, 'an excluded target', 'excluded targets')} of the segment)`;
    mismatches.push({
      text: `Of ${count(expected.present.length, 'key')} of the list that ${was(expected.present.length)} looked up, ${number(missing.length)} ${be(missing.length)} not in the segment${excluded}.`,
      fails: 'always',
    });
  }
  if (lingering.length > 0)
    mismatches.push({
      text: `Of ${count(expected.absent.length, 'removed key')} that ${was(expected.absent.length)} looked up, ${number(lingering.length)} ${be(lingering.length)} still in the segment.`,
      fails: 'always',
    });
  if (excludedBefore !== undefined && seen.excluded !== undefined && seen.excluded !== excludedBefore)
    mismatches.push({
      text: `The segment has ${count(seen.excluded, 'excluded target')}, and had ${number(excludedBefore)} before.`,
      fails: 'never',
    });
  return mismatches;
}

const isRight = (count: number, { members: { min, max = Number.POSITIVE_INFINITY } }: Expectation): boolean =>
  count >= min && count <= max;

const be = (number: number, one = '', many = ''): string => (number === 1 ? `is ${one}` : `are ${many}`).trimEnd();

function summarise(
  setting: VerificationSummary['setting'],
  seen: Seen,
  expected: Expectation,
  verdict: VerificationSummary['verdict'],
): VerificationSummary {
  const { present, absent, members } = expected;
  return {
    setting,
    expectedMembers: members,
    ...(seen.members !== undefined && { countOk: isRight(seen.members, expected) }),
    sampled: present.length,
    sampledMembers: present.length - seen.missing.length,
    ...(absent.length > 0 && { removedSampled: absent.length, removedGone: absent.length - seen.lingering.length }),
    verdict,
  };
}

/** The count for the outputs; not knowing it is no failure. */
async function countMembers({ client, ref }: Context): Promise<number | undefined> {
  try {
    return (await getSegment(client, ref)).includedCount;
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
    return undefined;
  }
}
