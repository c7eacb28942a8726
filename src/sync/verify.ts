/** Does the segment hold what it should? Looks until it does, or for two minutes, then judges what was seen last. */
import { Failure } from '../failure.ts';
import { getSegment, lookUpMembers, type Membership, poll } from '../launchdarkly/index.ts';
import type { VerificationSummary } from '../result.ts';
import { count, number, rangeOf, was } from '../words.ts';
import { VERIFICATION_ADVICE } from './advice.ts';
import type { Context } from './context.ts';
import type { Expectation } from './expectation.ts';

/** How late counts and look-ups are is not documented: https://launchdarkly.com/docs/home/flags/list-based-segments */
const PATIENCE_MS = 120_000;

const WAITING = 'Verification: LaunchDarkly does not show all changes yet';

type LookUps = Pick<Expectation, 'present' | 'absent'>;

/** What was seen last. */
interface Seen {
  members?: number | undefined;
  /** Excluded targets of the segment. */
  excluded?: number | undefined;
  /** Looked-up keys that are not yet members, and how many still are; absent until they could be looked up. */
  missing?: readonly Membership[];
  lingering?: number;
  /** Why something could not be read the last time. */
  unreadable?: Failure | undefined;
}

/** Something that is not as it should be, and whether it ends the run: whatever `verify` says, or as it says. */
type Mismatch = [fails: 'always' | 'as_set' | 'never', text: string];

/** What verification found. */
export interface Verification {
  summary: VerificationSummary;
  /** The segment's members, if they could be counted. */
  members: number | undefined;
  /** Where it must end the run. */
  failure?: Failure;
}

/**
 * Compares the segment with what it should hold.
 * @throws Failure `cancelled`
 */
export async function verify(context: Context, expected: Expectation): Promise<Verification> {
  const { verify: setting } = context.settings;
  const { present, absent, forced } = expected;
  const seen: Seen = {};
  if (setting === 'off' && !forced) {
    await look(context, { present: [], absent: [] }, seen);
    const changed = excludedChange(seen, expected);
    if (changed !== undefined) context.warn(changed);
    const verdict = changed === undefined ? 'skipped' : 'warned';
    return { summary: { setting, sampled: 0, sampledMembers: 0, verdict }, members: seen.members };
  }
  context.emit({ type: 'phase', phase: 'verify' });
  await watch(context, expected, seen);
  const mismatches = judge(seen, expected);
  const changed = excludedChange(seen, expected);
  if (changed !== undefined) mismatches.push(['never', changed]);
  const strict = setting === 'fail' || forced;
  const failed = mismatches.some(([fails]) => fails === 'always' || (strict && fails === 'as_set'));
  const verdict = mismatches.length === 0 ? 'passed' : failed ? 'failed' : 'warned';
  const text = mismatches.map(([, what]) => what).join(' ');
  if (verdict === 'warned') context.warn(text);
  const summary: VerificationSummary = {
    setting,
    expectedMembers: expected.members,
    ...(seen.members !== undefined && { countOk: isRight(seen.members, expected) }),
    ...(seen.missing === undefined
      ? { sampled: 0, sampledMembers: 0 }
      : { sampled: present.length, sampledMembers: present.length - seen.missing.length }),
    ...(absent.length > 0 &&
      seen.lingering !== undefined && { removedSampled: absent.length, removedGone: absent.length - seen.lingering }),
    verdict,
  };
  const failure = new Failure('verification_failed', text, { advice: VERIFICATION_ADVICE });
  return { summary, members: seen.members, ...(verdict === 'failed' && { failure }) };
}

async function watch(context: Context, expected: Expectation, seen: Seen): Promise<void> {
  const { deadline, emit } = context;
  const until = Math.min(Date.now() + PATIENCE_MS, deadline.at.getTime());
  const ask = async (): Promise<true | undefined> => {
    await look(context, expected, seen);
    return judge(seen, expected).length === 0 || isFinal(seen.unreadable) ? true : undefined;
  };
  await poll(deadline, ask, {
    until,
    delay: (_, round) => Math.min(1_000 * 2 ** round, 15_000),
    onWait: (seconds) => emit({ type: 'waiting', text: WAITING, seconds, until: new Date(until) }),
  });
}

/**
 * Reads everything once, also what was right before: a look-up may have shown the segment as it was before the change.
 * What cannot be read stays as it was seen last.
 */
async function look({ client }: Context, { present, absent }: LookUps, seen: Seen): Promise<void> {
  seen.unreadable = undefined;
  try {
    const { includedCount, excludedCount } = await getSegment(client);
    seen.members = includedCount ?? seen.members;
    seen.excluded = excludedCount ?? seen.excluded;
    seen.missing = (await lookUpMembers(client, present)).filter(({ included }) => !included);
    seen.lingering = (await lookUpMembers(client, absent)).filter(({ included }) => included).length;
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
    seen.unreadable = error;
  }
}

/** Asking again would not help. */
const isFinal = (failure: Failure | undefined): boolean =>
  failure !== undefined && ['unauthorized', 'forbidden', 'not_found', 'bad_request'].includes(failure.code);

/** What is wrong with what was seen; empty if nothing is. */
function judge(seen: Seen, expected: Expectation): Mismatch[] {
  const { members, missing, lingering } = seen;
  if (missing === undefined || lingering === undefined)
    return [['as_set', `The segment could not be checked: ${seen.unreadable?.message ?? 'time was up.'}`]];
  const mismatches: Mismatch[] = [];
  if (members === undefined) mismatches.push(['as_set', 'LaunchDarkly did not say how many members the segment has.']);
  else if (!isRight(members, expected))
    mismatches.push([
      'as_set',
      `The segment has ${count(members, 'member')}, not ${rangeOf(expected.members, 'member')}.`,
    ]);
  if (missing.length > 0) {
    const targets = missing.filter((one) => one.excluded).length;
    const among =
      targets === 0 ? '' : ` (${targets} ${be(targets, 'an excluded target', 'excluded targets')} of the segment)`;
    const looked = lookedUp(expected.present, 'key of the list', 'keys of the list');
    mismatches.push(['always', `${looked}${missing.length} ${be(missing.length)} not in the segment${among}.`]);
  }
  if (lingering > 0)
    mismatches.push([
      'always',
      `${lookedUp(expected.absent, 'removed key')}${lingering} ${be(lingering)} still in the segment.`,
    ]);
  return mismatches;
}

/** What a snapshot would not restore: another number of excluded targets than before. */
function excludedChange({ excluded: now }: Seen, { excluded: before }: Expectation): string | undefined {
  if (now === undefined || before === undefined || now === before) return undefined;
  return `The segment has ${count(now, 'excluded target')}, and had ${number(before)} before.`;
}

const lookedUp = ({ length }: readonly string[], one: string, many?: string): string =>
  `Of ${count(length, one, many)} that ${was(length)} looked up, `;

const isRight = (count: number, { members: { min, max = Number.POSITIVE_INFINITY } }: Expectation): boolean =>
  count >= min && count <= max;

const be = (number: number, one = '', many = ''): string => (number === 1 ? `is ${one}` : `are ${many}`).trimEnd();
