/**
 * Approvals of a segment's changes: whether they are needed, and the request for an import that waits for one.
 * Experimental: the flow is inferred from the API description, and nobody has tried it on a live account.
 */
import { Failure } from '../failure.ts';
import {
  createApprovalRequest,
  getSegmentApprovalSettings,
  listPendingApprovalRequests,
  needsApproval,
} from '../launchdarkly/approvals.ts';
import { linkUrl } from '../launchdarkly/call.ts';
import { count } from './plan.ts';
import type { TargetRun } from './run.ts';
import { showableId, showablePath } from './showable.ts';

export interface Approvals {
  /** Whether changes need approval; absent where that could not be read. */
  needed?: boolean;
  /** A pending approval request for this segment, with `wait-on-approvals`: nothing may be uploaded. */
  pending?: { id: string };
  /** What refuses any change, where a dry run may still find that there is none to make. */
  refusal?: Failure;
}

/**
 * Fails where the environment wants approvals and the run does not; finds a request that is already waiting.
 * @param before what was seen when the plan was made, if it was
 */
export async function readApprovals(run: TargetRun, tags: readonly string[], before?: Approvals): Promise<Approvals> {
  const { strategy, waitOnApprovals, dryRun } = run.settings;
  const unknown = before !== undefined && before.needed === undefined;
  const needed = unknown ? undefined : ((await readNeed(run, tags)) ?? before?.needed);
  const approvals: Approvals = needed === undefined ? {} : { needed };
  if (!(needed ?? waitOnApprovals)) return approvals;
  if (waitOnApprovals) {
    const pending = await findPending(run, before?.pending);
    return pending === undefined ? approvals : { ...approvals, pending };
  }
  const refusal = new Failure('approval_required', 'Changes to this segment need approval in this environment.', {
    advice:
      strategy === 'delta'
        ? 'A delta changes members directly and never goes around an approval. Use `strategy: upload` with `wait-on-approvals: true`.'
        : 'Set `wait-on-approvals: true`, and `request-approval: true` to open the request in the same step.',
  });
  // Whether an approved import is through can be asked by a dry run, which goes around nothing.
  if (strategy === 'delta' && dryRun) return { ...approvals, refusal };
  throw refusal;
}

/** Whether changes need approval; undefined where that cannot be read and the run goes on without. */
async function readNeed(run: TargetRun, tags: readonly string[]): Promise<boolean | undefined> {
  try {
    return needsApproval(await getSegmentApprovalSettings(run.client, run.ref), tags);
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'cancelled' || run.deadline.over) throw error;
    if (run.settings.strategy === 'delta') {
      if (error.code === 'network_error') throw error;
      throw new Failure(
        'approval_required',
        `Whether changes to this segment need approval could not be read: ${error.message}`,
        {
          advice:
            'A delta changes members directly, so it stops where an approval may be needed. Give the token a role that may read the environment ' +
            '(`viewProject` on `proj/PROJECT`), or use `strategy: upload`.',
          cause: error,
        },
      );
    }
    run.emit({ type: 'debug', text: `Approval settings could not be read: ${error.message}` });
    return undefined;
  }
}

async function findPending(run: TargetRun, before: { id: string } | undefined): Promise<{ id: string } | undefined> {
  try {
    const [pending] = await listPendingApprovalRequests(run.client, run.ref);
    return pending && { id: await showableId(run, pending.id) };
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'cancelled' || run.deadline.over) throw error;
    run.warn(`Whether an approval request is already pending for this segment could not be read: ${error.message}`);
    return before;
  }
}

/**
 * Asks for approval of the import, and notes the request in the result.
 * @param importId the import that LaunchDarkly holds until it is approved
 * @throws Failure of the request; it says that the import is uploaded and waiting
 */
export async function requestApproval(run: TargetRun, importId: string): Promise<void> {
  const { approvalNotifyMembers, approvalNotifyTeams } = run.settings;
  try {
    const request = await createApprovalRequest(run.client, run.ref, {
      importId,
      description: describe(run),
      notifyMemberIds: approvalNotifyMembers,
      notifyTeamKeys: approvalNotifyTeams,
    });
    const id = await showableId(run, request.id);
    const path = await showablePath(run, request.sitePath);
    run.result.approvalRequestId = id;
    if (path !== undefined) run.result.approvalUrl = linkUrl(run.shared.baseUri, path)!.href;
    run.line(`Approval request ${id} is open.`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message, advice, httpStatus, api, cause } = error;
    const missing =
      code === 'forbidden' ? 'The token may not open approval requests: its role needs `createApprovalRequest`. ' : '';
    throw new Failure(
      code,
      `The import ${run.result.importIds.at(-1)} is uploaded and waits for approval, but the approval request could not be opened: ${message}`,
      {
        advice:
          `${missing}Open the approval request for this import in LaunchDarkly by hand, or decline it there and run again. ${advice ?? ''}`.trimEnd(),
        ...(httpStatus !== undefined && { httpStatus }),
        ...(api !== undefined && { api }),
        cause,
      },
    );
  }
}

/** What reviewers read: the change in numbers, and where it comes from. */
function describe(run: TargetRun): string {
  const { result, settings, shared } = run;
  const keys = count(result.list?.keys ?? 0, 'key');
  const before = result.membersBefore === undefined ? '' : `, which had ${count(result.membersBefore, 'member')}`;
  const what =
    settings.mode === 'replace'
      ? `Replace all members of the segment${before} with a list of ${keys}.`
      : `Add a list of ${keys} to the segment${before}.`;
  const digest = result.list === undefined ? '' : ` SHA-256 of the list: ${result.list.sha256}.`;
  return `${what}${digest}${shared.runUrl === undefined ? '' : ` Uploaded by ${shared.runUrl}`}`;
}
