/** The segment and its approval settings as they are now. Reads only. */
import { Failure } from '../failure.ts';
import { listApprovalRequests, needsApproval, type Segment } from '../launchdarkly/index.ts';
import type { TargetSettings } from '../settings.ts';
import { importAdvice } from './advice.ts';
import type { Context } from './context.ts';
import { readSegment } from './segment.ts';
import { showableId } from './showable.ts';

/** What was seen. */
export interface Inspection {
  /** Absent where the token may not read it and the run can go on without. */
  segment: Segment | undefined;
  approvals: Approvals;
}

/** Thrown by a step when the segment no longer matches the plan, or what a plan is being made from. */
export class Stale extends Error {}

/** Whether changes to this segment need approval. */
export type Approvals =
  | { kind: 'not_needed'; pending?: undefined }
  /** `pending`: with `wait-on-approvals`, an open request for an import into this segment. */
  | { kind: 'needed'; pending?: string | undefined }
  | { kind: 'unreadable'; why: Failure; pending?: undefined };

/**
 * Reads the segment and the approval settings.
 * @param before what was seen of the segment earlier, see readSegment()
 * @throws Failure `not_found`, `unsupported_segment`, `forbidden`, `guard_blocked`, and those of requests
 */
export async function inspect(context: Context, before?: Segment): Promise<Inspection> {
  const segment = await readSegment(context, importAdvice(context), mustSee(context.settings), before);
  return { segment, approvals: await readApprovals(context, segment?.tags ?? []) };
}

/**
 * Inspects again: what a plan rests on must not have changed (approvals, and the members if the plan rests on them).
 * @throws Stale if it is not; Failure as `inspect`
 */
export async function recheck(context: Context, planned: Inspection): Promise<Inspection> {
  const { settings } = context;
  const now = await inspect(context, planned.segment);
  const same =
    planned.approvals.kind === now.approvals.kind &&
    planned.approvals.pending === now.approvals.pending &&
    ((settings.mode === 'merge' && !mustSee(settings)) || sameMembers(planned.segment, now.segment));
  if (!same) throw new Stale();
  return now;
}

/** Whether the run can do nothing without knowing the segment's members. */
export function mustSee(settings: TargetSettings): boolean {
  const { mode, strategy, maxRemovalPercent, maxAdditionPercent, snapshotPath } = settings;
  return (
    strategy === 'delta' ||
    snapshotPath !== undefined ||
    maxAdditionPercent !== undefined ||
    (mode !== 'merge' && maxRemovalPercent < 100)
  );
}

/** What could not be read is not compared: a run that must see it ends before this. */
export function sameMembers(planned: Segment | undefined, now: Segment | undefined): boolean {
  if (planned === undefined || now === undefined) return true;
  const read = [planned.version, planned.lastModified, planned.includedCount];
  if (read.every((value) => value === undefined)) return true;
  const versions = [planned.version, planned.lastModified, now.version, now.lastModified];
  if (versions.some((version) => version !== undefined))
    return planned.version === now.version && planned.lastModified === now.lastModified;
  return planned.includedCount === now.includedCount;
}

async function readApprovals(context: Context, tags: readonly string[]): Promise<Approvals> {
  const { client, settings, deadline } = context;
  try {
    if (!(await needsApproval(client, tags))) return { kind: 'not_needed' };
  } catch (error) {
    if (!isAnswer(error) || deadline.over) throw error;
    if (!settings.waitOnApprovals) {
      context.warn(`Whether changes to this segment need approval could not be read: ${error.message}`);
      return { kind: 'unreadable', why: error };
    }
  }
  return { kind: 'needed', pending: settings.waitOnApprovals ? await findPending(context) : undefined };
}

/** LaunchDarkly, or something in its place, has answered. Without a connection or time left, the run could not go on. */
const isAnswer = (error: unknown): error is Failure => error instanceof Failure && error.httpStatus !== undefined;

/** An open request that processes an import into this segment; of any other a warning is enough. */
async function findPending({ client, warn, secrets, deadline }: Context): Promise<string | undefined> {
  try {
    const open = await listApprovalRequests(client);
    const other = open.find(({ processesImport }) => !processesImport);
    if (other !== undefined) {
      const id = await showableId(secrets, other.id);
      warn(`The approval request ${id} for another change to this segment is open; it is left alone.`);
    }
    const pending = open.find(({ processesImport }) => processesImport);
    return pending && (await showableId(secrets, pending.id));
  } catch (error) {
    if (!isAnswer(error) || deadline.over) throw error;
    warn(`Whether an approval request is already pending for this segment could not be read: ${error.message}`);
    return undefined;
  }
}
