/**
 * Step 1: what is the segment, may it be changed this way, and what is at stake. Reads only.
 */
import { Failure } from '../failure.ts';
import { getSegment, type Segment, segmentUrl } from '../launchdarkly/segments.ts';
import { type Approvals, readApprovals } from './approval.ts';
import type { TargetRun } from './run.ts';
import { showableSegment } from './showable.ts';

/** What was seen. */
export interface Look {
  /** Absent where it could not be read and the run goes on blind. */
  segment?: Segment;
  membersBefore?: number;
  approvals: Approvals;
}

/**
 * Reads the segment and the approval settings, and refuses what cannot be imported into.
 * @throws Failure `not_found`, `unsupported_segment`, `forbidden`, `guard_blocked`, `approval_required`, and those of requests
 */
export async function look(run: TargetRun): Promise<Look> {
  const read = await readSegment(run);
  const segment = read && (await showableSegment(run, read));
  const membersBefore = segment && describeSegment(run, segment);
  const approvals = await readApprovals(run, segment?.tags ?? []);
  return {
    ...(segment !== undefined && { segment }),
    ...(membersBefore !== undefined && { membersBefore }),
    approvals,
  };
}

/** What will be done, and what was seen when that was decided. */
export interface Plan {
  look: Look;
  /** The segment holds already what it should. */
  changesNothing: boolean;
  /**
   * Changes the segment and verifies; fills the result, with its status.
   * @throws PlanOutdated before anything was changed; Failure
   */
  carryOut(): Promise<void>;
}

/** Thrown inside to leave a plan that the segment does not match any more; says what has changed. */
export class PlanOutdated extends Error {}

/**
 * Looks again at all that a plan rests on: nothing may be done, or claimed, by a plan that was made for something else.
 * What could not be read when the plan was made is not compared, and what cannot be read any more counts as it was.
 * @returns what was planned for, for a merge with the number of members that it meets
 * @throws PlanOutdated if it has changed; Failure as `look`
 */
export async function checkUnchanged(run: TargetRun, planned: Look): Promise<Look> {
  const segment = planned.segment && ((await readSegment(run)) ?? planned.segment);
  const approvals = await readApprovals(run, segment?.tags ?? [], planned.approvals);
  const { needed, pending } = planned.approvals;
  if (approvals.needed !== needed || approvals.pending?.id !== pending?.id) {
    throw new PlanOutdated('The approvals that the segment needs have changed');
  }
  if (planned.segment === undefined || segment === undefined) return planned;
  if (run.settings.strategy === 'delta' || run.settings.mode === 'replace') {
    if (!sameMembers(planned.segment, segment)) throw new PlanOutdated('The segment has changed');
    return planned;
  }
  // A merge adds to whatever members there are.
  if (segment.includedCount === undefined) return planned;
  run.result.membersBefore = segment.includedCount;
  return { ...planned, membersBefore: segment.includedCount };
}

function sameMembers(planned: Segment, now: Segment): boolean {
  const versioned = planned.version !== undefined || planned.lastModified !== undefined;
  // A replace that need not see what it removes, and did not.
  if (!versioned && planned.includedCount === undefined) return true;
  if (planned.version !== now.version || planned.lastModified !== now.lastModified) return false;
  return versioned || planned.includedCount === now.includedCount;
}

/** Whether the run may go on although it cannot see what it changes: it removes nothing, or is told not to care. */
function mayGoBlind(run: TargetRun): boolean {
  const { mode, strategy, maxRemovalPercent } = run.settings;
  return strategy === 'upload' && (mode === 'merge' || maxRemovalPercent === 100);
}

/**
 * Whether LaunchDarkly answers and does not let this run see: a missing permission (it says 401 or 403), a fault of its
 * own, or no answer of LaunchDarkly's at all. No connection, or no time left, is another matter.
 */
export function hidesAnswer(run: TargetRun, error: unknown): error is Failure {
  const codes = ['unauthorized', 'forbidden', 'bad_request', 'server_error', 'unexpected_response'];
  return error instanceof Failure && codes.includes(error.code) && !run.deadline.over;
}

/**
 * Reads the segment.
 * @returns undefined where it cannot be read and the run goes on without
 * @throws Failure `not_found` with how to create one; `forbidden` or `guard_blocked` where it must be read
 */
async function readSegment(run: TargetRun): Promise<Segment | undefined> {
  try {
    return await getSegment(run.client, run.ref);
  } catch (error) {
    if (error instanceof Failure && error.code === 'not_found') throw missingSegment(run, error);
    if (!hidesAnswer(run, error)) throw error;
    if (mayGoBlind(run)) {
      run.warn(`The run goes on without knowing the segment's members, since it could not be read: ${error.message}`);
      return undefined;
    }
    // Nothing says yet that the token is good at all.
    if (error.code === 'unauthorized') throw error;
    throw blind(run, `the segment could not be read: ${error.message}`, error);
  }
}

/** Refuses a segment that takes no imports, and notes what it is. Gives its number of members, if that is known. */
function describeSegment(run: TargetRun, segment: Segment): number | undefined {
  refuseUnsupported(run, segment);
  const { name, contextKind, flags, sitePath } = segment;
  run.result.segment = { name, flags, ...(contextKind !== undefined && { contextKind }) };
  if (sitePath !== undefined) run.result.segmentUrl = segmentUrl(run.shared.baseUri, run.ref, sitePath);
  const membersBefore = readCount(run, segment);
  if (membersBefore !== undefined) run.result.membersBefore = membersBefore;
  return membersBefore;
}

function readCount(run: TargetRun, segment: Segment): number | undefined {
  if (segment.includedCount !== undefined) return segment.includedCount;
  if (!mayGoBlind(run)) throw blind(run, 'LaunchDarkly did not say how many members the segment has.');
  run.warn('LaunchDarkly did not say how many members the segment has. The run goes on without knowing it.');
  return undefined;
}

/**
 * A replace, or a delta, that cannot see what it would do.
 * @param why completes "Nothing was sent, since …", with its final stop
 */
export function blind(run: TargetRun, why: string, cause?: Failure): Failure {
  const [what, instead] =
    run.settings.strategy === 'delta'
      ? ['What a delta would change', 'use `strategy: upload`']
      : ['What a replace would remove', 'set `max-removal-percent: 100` to replace without looking'];
  const refused = cause?.code === 'forbidden' || cause?.code === 'unauthorized';
  return new Failure(refused ? 'forbidden' : 'guard_blocked', `Nothing was sent, since ${why}`, {
    advice: `${what} cannot be known without it. Give the token a role that may read the segment (\`viewProject\` on \`proj/PROJECT\`), or ${instead}.`,
    ...(cause?.httpStatus !== undefined && { httpStatus: cause.httpStatus }),
    ...(cause?.api !== undefined && { api: cause.api }),
    cause,
  });
}

function missingSegment(run: TargetRun, error: Failure): Failure {
  const { projectKey, environmentKey, segmentKey } = run.ref;
  const details = error.httpStatus === undefined ? {} : { httpStatus: error.httpStatus };
  return new Failure(
    'not_found',
    `The segment \`${segmentKey}\` was not found in \`${projectKey}\` / \`${environmentKey}\`.`,
    {
      ...details,
      ...(error.api !== undefined && { api: error.api }),
      advice:
        'Check `project-key`, `environment-key` and `segment-key` (keys, not names); a token without access to the project also gets 404. ' +
        'If the segment does not exist yet, create a list-based one for more than 15,000 targets. A segment cannot be converted later. ' +
        'In LaunchDarkly: Segments, Create segment, "Larger list-based segment". ' +
        'By API: POST /api/v2/segments/{project}/{environment} with `"unbounded": true` and `"unboundedContextKind": "user"`. ' +
        'With Terraform: `launchdarkly_segment` with `unbounded = true`.',
      cause: error,
    },
  );
}

function refuseUnsupported(run: TargetRun, segment: Segment): void {
  const { segmentKey } = run.ref;
  if (segment.external !== undefined) {
    throw new Failure(
      'unsupported_segment',
      `The segment \`${segmentKey}\` is synced from ${segment.external}, and LaunchDarkly takes no imports for it.`,
      {
        advice: 'Change its members in that tool, or import into a list-based segment of another key.',
      },
    );
  }
  if (!segment.unbounded) {
    throw new Failure(
      'unsupported_segment',
      `The segment \`${segmentKey}\` is no larger list-based segment (\`unbounded\` is not true).`,
      {
        advice:
          'Only list-based segments made for more than 15,000 targets take imports, and a segment cannot be converted. ' +
          'Create a new one (`"unbounded": true`) under another key and let the flags target it.',
      },
    );
  }
}
