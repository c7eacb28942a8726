/**
 * One target: read the list, look, plan; then do and verify.
 */
import { mkdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Failure } from '../failure.ts';
import { ListFailure } from '../list/failure.ts';
import { readKeyList } from '../list/read.ts';
import type { Mode } from '../settings.ts';
import { requestApproval } from './approval.ts';
import { planDelta } from './delta.ts';
import { blind, checkUnchanged, hidesAnswer, type Look, look, type Plan, PlanOutdated } from './look.ts';
import { expectedMembers, GUARD_SAMPLE, guardFailure, judgeRemovals, PART_LIMITS, uploadModes } from './plan.ts';
import type { TargetRun } from './run.ts';
import { lookUp, sampleKeys, tellingKeys } from './sample.ts';
import { remove } from './temporary.ts';
import { type Upload, uploadParts } from './upload.ts';
import { verify } from './verify.ts';

/** New plans after the segment changed under the first. */
const MOST_NEW_PLANS = 3;

/**
 * Reads and checks the list, looks at the segment, and decides. Changes nothing.
 * @throws Failure whatever refuses this list or this segment
 */
export async function prepare(run: TargetRun): Promise<Plan> {
  await run.timed('read', () => readList(run));
  return makePlan(run);
}

/**
 * Does what was planned, planning anew if the segment changes before anything was sent, and verifies.
 * @throws Failure
 */
export async function execute(run: TargetRun, first: Plan): Promise<void> {
  for (let plan = first; ; ) {
    try {
      return await carryOut(run, plan);
    } catch (error) {
      planAgain(run, error);
    }
    plan = await makePlan(run);
  }
}

async function carryOut(run: TargetRun, plan: Plan): Promise<void> {
  const { result, settings } = run;
  const { pending } = plan.look.approvals;
  if (!plan.changesNothing && pending === undefined) return settings.dryRun ? finishDryRun(run) : plan.carryOut();
  // What is claimed holds for the segment as it is now: the plan may have waited for hours.
  const { membersBefore } = await checkUnchanged(run, plan.look);
  if (settings.dryRun) return finishDryRun(run, pending?.id);
  if (pending !== undefined) return finishPending(run, pending.id);
  result.status = 'unchanged';
  if (membersBefore !== undefined) result.membersAfter = membersBefore;
}

/** Gives back everything the target holds: connections, and its part files. Never rejects. */
export async function close(run: TargetRun): Promise<void> {
  run.pause();
  run.list = undefined;
  run.members = undefined;
  await remove(run.folder, run.warn);
}

async function readList(run: TargetRun): Promise<void> {
  run.emit({ type: 'phase', phase: 'list' });
  await mkdir(run.folder, { recursive: true, mode: 0o700 });
  try {
    run.list = await readKeyList({
      settings: run.settings.list,
      workspace: run.shared.workspace,
      tempDirectory: run.folder,
      limits: PART_LIMITS,
      signal: run.shared.signal,
      onProgress: ({ bytes, totalBytes }) =>
        run.emit({ type: 'progress', what: 'Reading', done: bytes, total: totalBytes, unit: 'bytes' }),
      onRewrite: (done, total) =>
        run.emit({ type: 'progress', what: 'Taking out repeated keys', done, total, unit: 'rows' }),
    });
  } catch (error) {
    if (error instanceof ListFailure && error.summary !== undefined) {
      run.result.list = error.summary;
      run.found('list');
    }
    throw error;
  }
  const { summary, parts } = run.list;
  run.result.list = summary;
  run.result.parts = parts.map(({ keys, bytes }) => ({ keys, bytes }));
  run.found('list');
}

/** Plans, and again as long as the segment changes meanwhile. */
async function makePlan(run: TargetRun): Promise<Plan> {
  for (;;) {
    try {
      return await (run.settings.strategy === 'delta' ? planDelta(run) : planUpload(run));
    } catch (error) {
      planAgain(run, error);
    }
  }
}

/**
 * Lets a new plan be made.
 * @throws the error, unless it is that the plan is outdated; Failure `segment_changed` after too many plans
 */
function planAgain(run: TargetRun, error: unknown): void {
  if (!(error instanceof PlanOutdated)) throw error;
  if (run.newPlans === MOST_NEW_PLANS) {
    throw new Failure(
      'segment_changed',
      `The segment was changed by someone else ${MOST_NEW_PLANS + 1} times while this run was about to import.`,
      {
        advice:
          'Find out what else changes this segment (another workflow, an integration, a person) and let only one of them.',
      },
    );
  }
  run.newPlans += 1;
  run.line(`${error.message} since the plan was made: planning again.`);
}

/** The whole list is sent. */
async function planUpload(run: TargetRun): Promise<Plan> {
  const { settings, result } = run;
  const list = run.list!;
  run.emit({ type: 'phase', phase: 'plan' });
  return run.timed('look', async () => {
    const seen = await look(run);
    const parts = list.parts.length > 0 ? list.parts : emptyParts(settings.mode, seen.membersBefore);
    result.parts = parts.map(({ keys, bytes }) => ({ keys, bytes }));
    try {
      // Nothing is uploaded as long as an approval request is pending.
      const { pending } = seen.approvals;
      const modes = pending ? [] : uploadModes(settings, parts.length, seen.membersBefore);
      if (settings.mode === 'replace' && !pending) await guard(run, seen);
      return { look: seen, changesNothing: parts.length === 0, carryOut: () => upload(run, seen, parts, modes) };
    } finally {
      // Also where the plan is refused: what is at stake is what a person wants to see then.
      run.found('plan');
    }
  });
}

/** An empty list merges nothing; a replace with it is one upload without a byte, unless the segment is empty already. */
function emptyParts(mode: Mode, membersBefore: number | undefined): Upload[] {
  if (mode === 'merge' || membersBefore === 0) return [];
  return [{ bytes: 0, keys: 0, open: () => Readable.from([]) }];
}

/** Step 2: refuses a replace that removes more members than allowed. */
async function guard(run: TargetRun, { membersBefore }: Look): Promise<void> {
  const { result, client, ref } = run;
  const { maxRemovalPercent } = run.settings;
  const list = run.list!;
  const { keys } = list.summary;
  if (maxRemovalPercent === 100 || membersBefore === undefined || membersBefore === 0) {
    const verdict = membersBefore === 0 ? 'not_needed' : 'off';
    result.guard = { maxRemovalPercent, removalsByCount: Math.max(0, (membersBefore ?? 0) - keys), verdict };
    return;
  }
  result.guard = judgeRemovals({ keys, membersBefore, maxRemovalPercent });
  if (result.guard.verdict === 'passed') {
    const sampled = await sampleKeys(list, GUARD_SAMPLE);
    const found = await lookUp(client, ref, sampled).catch((error: unknown) => {
      if (!hidesAnswer(run, error)) throw error;
      throw blind(run, `the segment's members could not be looked up: ${error.message}`, error);
    });
    const sample = { size: sampled.length, members: found.filter(Boolean).length };
    result.guard = judgeRemovals({ keys, membersBefore, maxRemovalPercent, sample });
  }
  if (result.guard.verdict === 'blocked') throw guardFailure(result.guard, keys, membersBefore);
}

/** Steps 3 to 5. */
async function upload(run: TargetRun, planned: Look, parts: readonly Upload[], modes: readonly Mode[]): Promise<void> {
  const { settings, result } = run;
  const list = run.list!;
  const { keys } = list.summary;
  let { membersBefore } = planned;
  const { outcome, mustVerify, importId } = await uploadParts(run, {
    parts,
    modes,
    beforeFirstChange: async () => {
      ({ membersBefore } = await checkUnchanged(run, planned));
    },
  });
  if (outcome === 'complete') {
    await verify(run, {
      members: expectedMembers(settings.mode, keys, membersBefore),
      present: await tellingKeys(list),
      forced: mustVerify,
    });
  }
  if (outcome === 'pending_approval' && settings.requestApproval) await requestApproval(run, importId!);
  result.status = outcome;
}

function finishPending(run: TargetRun, id: string): void {
  run.result.approvalRequestId = id;
  run.result.status = 'pending_approval';
  run.warn(
    `Nothing was uploaded: the approval request ${id} for this segment is still pending. ` +
      'Approve and apply it, then run again; or decline it, then run again to import this list instead.',
  );
}

function finishDryRun(run: TargetRun, pending?: string): void {
  run.result.status = 'dry_run';
  if (pending === undefined) return;
  run.result.approvalRequestId = pending;
  run.warn(`The real run would upload nothing: the approval request ${pending} for this segment is still pending.`);
}
