/**
 * Opens the approval request for an import that waits for one. Experimental: the flow is inferred from the API
 * description, and nobody has tried it on a live account.
 */
import { Failure } from '../failure.ts';
import { createApprovalRequest } from '../launchdarkly/approvals.ts';
import { count } from './plan.ts';
import type { TargetRun } from './run.ts';

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
    run.result.approvalRequestId = request.id;
    if (request.sitePath !== undefined) run.result.approvalUrl = run.shared.baseUri + request.sitePath;
    run.line(`Approval request ${request.id} is open.`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { code, message, advice, httpStatus, api, cause } = error;
    const missing =
      code === 'forbidden' ? 'The token may not open approval requests: its role needs `createApprovalRequest`. ' : '';
    throw new Failure(
      code,
      `The import ${importId} is uploaded and waits for approval, but the approval request could not be opened: ${message}`,
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
