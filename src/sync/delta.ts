/**
 * `strategy: delta`: exports the members and changes only what is different. What stays a member is never touched.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.ts';
import { subtract } from '../list/difference.ts';
import { Members } from '../list/members.ts';
import type { WriteOptions } from '../list/writer.ts';
import { change, type Difference } from './change.ts';
import { exportMembers } from './export.ts';
import { checkUnchanged, type Look, look, type Plan } from './look.ts';
import { count, guardFailure, judgeRemovals, PART_LIMITS } from './plan.ts';
import type { TargetRun } from './run.ts';
import { sampleKeys, tellingKeys, VERIFY_SAMPLE } from './sample.ts';
import { remove } from './temporary.ts';
import { verify } from './verify.ts';

/** https://launchdarkly.com/docs/home/flags/list-based-segments */
const MOST_MEMBERS_EXPORTED = 10_000_000;

/** Keys of each kind of change that are looked up afterwards. */
const CHANGES_SAMPLE = 10;

/**
 * Looks, exports and compares. The export is the only thing that this leaves in LaunchDarkly.
 * @throws Failure whatever refuses this list or this segment; PlanOutdated
 */
export async function planDelta(run: TargetRun): Promise<Plan> {
  const { result } = run;
  run.emit({ type: 'phase', phase: 'export' });
  const seen = await run.timed('look', () => look(run));
  const difference = await run.timed('export', () => compare(run, seen));
  const { additions, removals } = difference;
  run.emit({ type: 'phase', phase: 'plan' });
  result.parts = [];
  if (run.settings.mode === 'replace') guard(run, seen.membersBefore!, removals.count);
  result.added = additions.count;
  result.removed = removals.count;
  run.found('plan');
  const changesNothing = additions.count + removals.count === 0;
  if (!changesNothing && seen.approvals.refusal !== undefined) throw seen.approvals.refusal;
  return { look: seen, changesNothing, carryOut: () => carryOut(run, seen, difference) };
}

/** Additions are what the list has and the segment has not; removals, of a `replace`, the other way round. */
async function compare(run: TargetRun, seen: Look): Promise<Difference> {
  const { membersBefore } = seen;
  const list = run.list!;
  const replaces = run.settings.mode === 'replace';
  // Without members all of the list is new; without keys a merge adds nothing. Neither needs an export.
  if (membersBefore === 0 || (list.count === 0 && !replaces)) return { additions: list, removals: Members.none() };
  if (membersBefore! > MOST_MEMBERS_EXPORTED) throw tooManyMembers(membersBefore!);
  const folder = join(run.folder, 'delta');
  await remove(folder, run.warn);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  run.members = await exportMembers(run, folder, membersBefore!).catch(async (error: unknown) => {
    // An export of a segment that has changed since it was counted cannot match.
    if (error instanceof Failure && error.code === 'export_mismatch') await checkUnchanged(run, seen);
    throw error;
  });
  const options: WriteOptions = {
    tempDirectory: folder,
    limits: PART_LIMITS,
    signal: run.shared.signal,
    onProgress: (done, total) => run.emit({ type: 'progress', what: 'Comparing', done, total, unit: 'keys' }),
  };
  const additions = await subtract(list, run.members.stored, options);
  const removals = replaces ? await run.members.without(list, options) : Members.none();
  return { additions, removals };
}

function guard({ settings, result }: TargetRun, membersBefore: number, exactRemovals: number): void {
  const { maxRemovalPercent } = settings;
  const { keys } = result.list!;
  const summary = judgeRemovals({ keys, membersBefore, maxRemovalPercent, exactRemovals });
  result.guard =
    membersBefore === 0
      ? { ...summary, verdict: 'not_needed' }
      : maxRemovalPercent === 100
        ? { ...summary, verdict: 'off' }
        : summary;
  if (result.guard.verdict === 'blocked') throw guardFailure(result.guard, keys, membersBefore, true);
}

async function carryOut(run: TargetRun, seen: Look, difference: Difference): Promise<void> {
  const { result, settings } = run;
  const { additions, removals } = difference;
  const { mustVerify } = await change(run, difference, () => checkUnchanged(run, seen));
  if (!settings.wait) {
    result.status = 'submitted';
    return;
  }
  const after = seen.membersBefore! + additions.count - removals.count;
  await verify(run, {
    members: { min: after, max: after },
    present: await keysToFind(run, difference),
    absent: await sampleKeys(removals, CHANGES_SAMPLE),
    forced: mustVerify,
  });
  result.status = 'complete';
}

/** Keys that were added first, since a random key of a long list was hardly just added; then keys of all of the list. */
async function keysToFind({ list }: TargetRun, { additions }: Difference): Promise<string[]> {
  const added = await sampleKeys(additions, CHANGES_SAMPLE);
  const telling = await tellingKeys(list!);
  return [...new Set([...added, ...telling])].slice(0, VERIFY_SAMPLE);
}

function tooManyMembers(members: number): Failure {
  return new Failure(
    'unsupported_segment',
    `The segment has ${count(members, 'member')}, and LaunchDarkly exports at most ${count(MOST_MEMBERS_EXPORTED, 'member')}.`,
    {
      advice:
        'A delta needs an export. Use `strategy: upload`: a `merge` is sent in as many parts as it needs; ' +
        'a `replace` in parts also needs `allow-partial-replace: true`.',
    },
  );
}
