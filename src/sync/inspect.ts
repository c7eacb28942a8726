/** The segment and its approval settings as they are now. Reads only. */
import { Failure } from '../failure.ts';
import {
  getSegment,
  listApprovalRequests,
  needsApproval,
  type Segment,
  type SegmentRef,
} from '../launchdarkly/index.ts';
import type { TargetSettings } from '../settings.ts';
import { missingSegment, unreadableSegment, unsupportedSegment } from './advice.ts';
import type { Context } from './context.ts';
import { showableId, showableSegment } from './showable.ts';

/** What was seen. */
export interface Inspection {
  /** Absent where the token may not read it and the run can go on without. */
  segment?: Segment;
  approvals: Approvals;
}

/** Thrown by a step to leave a plan, or the making of one, that the segment does not match any more. */
export class Stale extends Error {}

/** Whether changes of this segment need approval. */
export type Approvals =
  | { kind: 'not_needed' }
  /** `pending`: with `wait-on-approvals`, an open request for an import into this segment. */
  | { kind: 'needed'; pending?: string }
  | { kind: 'unreadable'; why: Failure };

/**
 * Reads the segment and the approval settings.
 * @throws Failure `not_found`, `unsupported_segment`, `forbidden`, `guard_blocked`, and those of requests
 */
export async function inspect(context: Context): Promise<Inspection> {
  const inspection = await read(context);
  if (inspection.segment !== undefined && inspection.segment.includedCount === undefined) {
    const unknown = 'LaunchDarkly did not say how many members the segment has.';
    if (mustSee(context.settings)) throw unreadableSegment(context, unknown);
    context.emit({ type: 'warning', text: `${unknown} The run goes on without knowing it.` });
  }
  return inspection;
}

async function read(context: Context): Promise<Inspection> {
  const segment = await readSegment(context);
  const approvals = await readApprovals(context, segment?.tags ?? []);
  return { ...(segment !== undefined && { segment }), approvals };
}

/**
 * Inspects again: what a plan rests on must still be so, approvals and, for plans that rest on the members, these too.
 * @throws Stale if it is not; Failure as `inspect`
 */
export async function recheck(context: Context, planned: Inspection): Promise<Inspection> {
  const { settings } = context;
  const now = await read(context);
  const same =
    sameApprovals(planned.approvals, now.approvals) &&
    (!restsOnMembers(settings) || sameMembers(planned.segment, now.segment, mustSee(settings)));
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

const restsOnMembers = (settings: TargetSettings): boolean => settings.mode !== 'merge' || mustSee(settings);

function sameApprovals(planned: Approvals, now: Approvals): boolean {
  if (planned.kind === 'needed' && now.kind === 'needed') return planned.pending === now.pending;
  return planned.kind === now.kind;
}

/** What could not be read is not compared; a run that had to see all (`strict`) has read it. */
export function sameMembers(planned: Segment | undefined, now: Segment | undefined, strict: boolean): boolean {
  if (planned === undefined || now === undefined) return !strict;
  const versions = [planned.version, planned.lastModified, now.version, now.lastModified];
  if (versions.some((version) => version !== undefined))
    return planned.version === now.version && planned.lastModified === now.lastModified;
  // Without a version the count is compared, and without a count nothing says that the members are the same.
  return planned.includedCount === now.includedCount && (planned.includedCount !== undefined || !strict);
}

async function readSegment(context: Context): Promise<Segment | undefined> {
  const { client, ref, settings, emit, secrets } = context;
  let segment: Segment;
  try {
    segment = await showableSegment(secrets, await getSegment(client, ref));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'not_found') throw missingSegment(context, error);
    if (error.code !== 'forbidden') throw error;
    if (mustSee(settings)) throw unreadableSegment(context, `the segment could not be read: ${error.message}`, error);
    const text = `The run goes on without knowing the segment's members, since it could not be read: ${error.message}`;
    emit({ type: 'warning', text });
    return undefined;
  }
  refuseUnsupported(ref, segment);
  return segment;
}

function refuseUnsupported({ segmentKey }: SegmentRef, { external, unbounded }: Segment): void {
  if (external !== undefined) throw unsupportedSegment(segmentKey, { external });
  if (!unbounded) throw unsupportedSegment(segmentKey, {});
}

async function readApprovals(context: Context, tags: readonly string[]): Promise<Approvals> {
  const { client, ref, settings, deadline } = context;
  try {
    if (!(await needsApproval(client, ref, tags))) return { kind: 'not_needed' };
  } catch (error) {
    if (!isAnswer(error) || deadline.over) throw error;
    if (!settings.waitOnApprovals) {
      const text = `Whether changes to this segment need approval could not be read: ${error.message}`;
      context.emit({ type: 'warning', text });
      return { kind: 'unreadable', why: error };
    }
  }
  const pending = settings.waitOnApprovals ? await findPending(context) : undefined;
  return { kind: 'needed', ...(pending !== undefined && { pending }) };
}

/** LaunchDarkly, or somebody in its place, has answered: other than without a connection or time, the run can go on. */
const isAnswer = (error: unknown): error is Failure => error instanceof Failure && error.httpStatus !== undefined;

/** An open request that processes an import into this segment; of any other a warning is enough. */
async function findPending({ client, ref, emit, secrets, deadline }: Context): Promise<string | undefined> {
  try {
    const open = await listApprovalRequests(client, ref);
    const other = open.find(({ processesImport }) => !processesImport);
    if (other !== undefined) {
      const id = await showableId(secrets, other.id);
      const text = `The approval request ${id} for another change of this segment is open; it is left alone.`;
      emit({ type: 'warning', text });
    }
    const pending = open.find(({ processesImport }) => processesImport);
    return pending && (await showableId(secrets, pending.id));
  } catch (error) {
    if (!isAnswer(error) || deadline.over) throw error;
    const text = `Whether an approval request is already pending for this segment could not be read: ${error.message}`;
    emit({ type: 'warning', text });
    return undefined;
  }
}
