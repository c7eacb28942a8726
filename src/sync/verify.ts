/**
 * Step 5: does the segment hold what it should? Looks until it does, or for two minutes, then judges what was seen last.
 */
import { Failure } from '../failure.ts';
import { sleep } from '../launchdarkly/deadline.ts';
import { getSegment } from '../launchdarkly/segments.ts';
import type { VerificationSummary } from '../result.ts';
import { count, was } from './plan.ts';
import type { TargetRun } from './run.ts';
import { lookUp } from './sample.ts';

/** How late counts and look-ups are is not documented: https://launchdarkly.com/docs/home/flags/list-based-segments */
const PATIENCE_MS = 120_000;

export interface Expectation {
  members: { min: number; max?: number };
  /** Keys that must be members. */
  present: readonly string[];
  /** Keys that must not be members any more (delta). */
  absent?: readonly string[];
  /** Judge as with `fail`, whatever the setting: success cannot be told otherwise. */
  forced: boolean;
}

/** What the latest look saw. */
interface Seen {
  members?: number;
  /** Keys that are not yet as they should be. */
  missing: readonly string[];
  lingering: readonly string[];
  /** Everything could be read at least once. */
  complete: boolean;
  /** Why the latest look could not read something. */
  unreadable?: Failure;
}

/**
 * Compares the segment with what it should hold, and notes it in the result.
 * @throws Failure `verification_failed` where the setting, or `forced`, asks for it; `cancelled`
 */
export async function verify(run: TargetRun, expected: Expectation): Promise<void> {
  const { verify: setting } = run.settings;
  if (setting === 'off' && !expected.forced) {
    await noteMembersAfter(run);
    run.result.verification = { setting, sampled: 0, sampledMembers: 0, verdict: 'skipped' };
    return;
  }
  run.emit({ type: 'phase', phase: 'verify' });
  const seen = await run.timed('verify', () => watch(run, expected));
  if (seen.members !== undefined) run.result.membersAfter = seen.members;
  const complaints = judge(seen, expected);
  const fails = complaints.some(({ grave }) => grave) || setting === 'fail' || expected.forced;
  const verdict = complaints.length === 0 ? 'passed' : fails ? 'failed' : 'warned';
  run.result.verification = summarise(run, seen, expected, verdict);
  run.found('verify');
  if (verdict === 'passed') return;
  const text = complaints.map((complaint) => complaint.text).join(' ');
  if (verdict === 'warned') return run.warn(text);
  throw new Failure('verification_failed', text, {
    advice:
      'Look at the segment in LaunchDarkly: is another job, an integration or a person changing it? Then run again. ' +
      'If it happens again, compare how your keys are written (quotes, spaces, letters outside ASCII) with what the segment shows.',
  });
}

async function watch(run: TargetRun, expected: Expectation): Promise<Seen> {
  const end = Math.min(Date.now() + PATIENCE_MS, run.deadline.at.getTime());
  let seen: Seen = { missing: expected.present, lingering: expected.absent ?? [], complete: false };
  for (let delay = 1_000; ; delay = Math.min(delay * 2, 15_000)) {
    seen = await look(run, expected, seen);
    if (judge(seen, expected).length === 0 || isFinal(seen.unreadable)) return seen;
    const left = end - Date.now();
    if (left <= 0) return seen;
    const wait = Math.min(delay, left);
    run.emit({
      type: 'waiting',
      text: 'Verification: LaunchDarkly does not show all changes yet',
      seconds: wait / 1000,
      until: new Date(end),
    });
    await sleep(wait, run.deadline);
  }
}

/**
 * Looks once at everything, also at what was right before: a look-up may have shown the segment as it was before the
 * import. What cannot be read keeps what was seen last.
 */
async function look(run: TargetRun, { present, absent = [] }: Expectation, before: Seen): Promise<Seen> {
  const seen: Seen = { ...before };
  delete seen.unreadable;
  try {
    const members = (await getSegment(run.client, run.ref)).includedCount;
    if (members !== undefined) seen.members = members;
    const found = await lookUp(run.client, run.ref, present);
    seen.missing = present.filter((_, index) => !found[index]);
    const left = await lookUp(run.client, run.ref, absent);
    seen.lingering = absent.filter((_, index) => left[index]);
    seen.complete = true;
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
    seen.unreadable = error;
  }
  return seen;
}

/** Asking again would not help. */
const isFinal = (failure: Failure | undefined): boolean =>
  failure !== undefined && ['unauthorized', 'forbidden', 'not_found', 'bad_request'].includes(failure.code);

/** What is wrong with what was seen; empty if nothing is. */
function judge(seen: Seen, expected: Expectation): { text: string; grave: boolean }[] {
  const { min, max = Number.POSITIVE_INFINITY } = expected.members;
  const complaints: { text: string; grave: boolean }[] = [];
  if (!seen.complete) {
    complaints.push({
      text: `The segment could not be checked: ${seen.unreadable?.message ?? 'time was up.'}`,
      grave: false,
    });
    return complaints;
  }
  if (seen.members === undefined) {
    complaints.push({ text: 'LaunchDarkly did not say how many members the segment has.', grave: false });
  } else if (seen.members < min || seen.members > max) {
    const right =
      min === max
        ? count(min, 'member')
        : Number.isFinite(max)
          ? `${min.toLocaleString('en-US')} to ${count(max, 'member')}`
          : `at least ${count(min, 'member')}`;
    complaints.push({ text: `The segment has ${count(seen.members, 'member')}, not ${right}.`, grave: false });
  }
  if (seen.missing.length > 0) {
    const { length } = expected.present;
    complaints.push({
      text: `Of ${count(length, 'key')} of the list that ${was(length)} looked up, ${seen.missing.length} ${are(seen.missing.length)} not in the segment.`,
      grave: true,
    });
  }
  if (seen.lingering.length > 0) {
    const length = expected.absent?.length ?? 0;
    complaints.push({
      text: `Of ${count(length, 'removed key')} that ${was(length)} looked up, ${seen.lingering.length} ${are(seen.lingering.length)} still in the segment.`,
      grave: true,
    });
  }
  return complaints;
}

const are = (number: number): string => (number === 1 ? 'is' : 'are');

function summarise(
  run: TargetRun,
  seen: Seen,
  expected: Expectation,
  verdict: VerificationSummary['verdict'],
): VerificationSummary {
  const { present, absent, members: expectedMembers } = expected;
  return {
    setting: run.settings.verify,
    expectedMembers,
    ...(seen.members !== undefined && {
      countOk: seen.members >= expectedMembers.min && seen.members <= (expectedMembers.max ?? Number.POSITIVE_INFINITY),
    }),
    sampled: present.length,
    sampledMembers: present.length - seen.missing.length,
    ...(absent !== undefined && { removedSampled: absent.length, removedGone: absent.length - seen.lingering.length }),
    verdict,
  };
}

/** Notes the count after the import for the outputs; not knowing it is no failure. */
async function noteMembersAfter(run: TargetRun): Promise<void> {
  try {
    const { includedCount } = await getSegment(run.client, run.ref);
    if (includedCount !== undefined) run.result.membersAfter = includedCount;
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
  }
}
