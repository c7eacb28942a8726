/**
 * Opens the approval request for an import that waits for one. Experimental: the flow is inferred from the API
 * description, and nobody has tried it on a live account.
 */
import { Failure } from '../failure.ts';
import { createApprovalRequest, siteUrl } from '../launchdarkly/index.ts';
import type { TargetSettings } from '../settings.ts';
import { count } from '../words.ts';
import type { Applied, ImportIds } from './applied.ts';
import type { Context } from './context.ts';
import type { Planned } from './plan.ts';
import { showableTexts } from './showable.ts';

/**
 * Asks for approval of an import.
 * @param ids of the import that LaunchDarkly holds until it is approved
 * @throws Failure of the request; it says that the import is uploaded and waiting
 */
export async function requestApproval(
  { client, settings, shared, log, secrets }: Context,
  ids: ImportIds,
  planned: Planned,
): Promise<Pick<Applied, 'approvalRequestId' | 'approvalUrl'>> {
  try {
    const request = await createApprovalRequest(client, {
      importId: ids.id,
      description: describeForReviewers(settings, planned, shared.runUrl),
      notifyMemberIds: settings.approvalNotifyMembers,
      notifyTeamKeys: settings.approvalNotifyTeams,
    });
    const { id, sitePath } = await showableTexts(secrets, request);
    log(`Approval request ${id} is open.`);
    return { approvalRequestId: id, approvalUrl: sitePath && siteUrl(shared.baseUri, sitePath) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const missing =
      error.code === 'forbidden'
        ? 'The token may not open approval requests: its role needs `createApprovalRequest`. '
        : '';
    const advice = `${missing}Open the approval request for this import in LaunchDarkly by hand, or decline it there and run again.`;
    throw error.with({
      message: `The import ${ids.shown} was uploaded and is waiting for approval, but the approval request could not be opened: ${error.message}`,
      advice: `${advice} ${error.advice ?? ''}`.trimEnd(),
    });
  }
}

/** What reviewers read: the change in numbers, and where it comes from. */
function describeForReviewers(
  { mode }: TargetSettings,
  { list: { summary }, inspection: { segment } }: Planned,
  runUrl: string | undefined,
): string {
  const { keys, sha256 } = summary;
  const before = segment?.includedCount === undefined ? '' : `, which had ${count(segment.includedCount, 'member')}`;
  const list = `a list of ${count(keys, 'key')}`;
  const what =
    mode === 'replace'
      ? `Replace all members of the segment${before} with ${list}.`
      : `Add ${list} to the segment${before}.`;
  return `${what} SHA-256 of the list: ${sha256}.${runUrl === undefined ? '' : ` Uploaded by ${runUrl}`}`;
}
