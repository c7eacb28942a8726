/**
 * Approvals of segment changes. Experimental: the flow is inferred from the API description, nobody has tried it.
 * https://launchdarkly.com/docs/api/approvals
 */
import { Failure } from '../failure.ts';
import type { Call } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { apiPath, lastElement, segmentResource, sitePath } from './resources.ts';
import { fields, isRecord, records, strings, text } from './values.ts';

/**
 * Whether changes to a segment with these tags need approval, as the environment's settings say. Tags narrow the rule down:
 * "Require approval only on flags with the provided tags. Otherwise all flags will require approval" (API description,
 * `requiredApprovalTags`).
 */
export async function needsApproval(client: LaunchDarklyClient, tags: readonly string[]): Promise<boolean> {
  const path = apiPath('projects', client.ref.projectKey, 'environments', client.ref.environmentKey);
  const call: Call = { path, doing: "read the environment's approval settings", needs: 'viewProject' };
  return await client.request(call, 'no environment', ({ json }) => {
    if (!isRecord(json) || !text(json.key)) return undefined;
    const { required, requiredApprovalTags } = fields(fields(json.resourceApprovalSettings).segment);
    const requiredTags = strings(requiredApprovalTags);
    return requiredTags.length > 0 ? requiredTags.some((tag) => tags.includes(tag)) : required === true;
  });
}

/** An approval request that can still be applied. */
export interface ApprovalRequest {
  id: string;
  /** It would process an import into the segment; what others would do does not matter here. */
  processesImport: boolean;
}

/** The one instruction that matters here. */
const PROCESS_IMPORT = 'processBigSegmentImport';

/** The approval requests for this segment that are pending or scheduled, and not declined. */
export async function listApprovalRequests(client: LaunchDarklyClient): Promise<ApprovalRequest[]> {
  const open = 'status anyOf ["pending", "scheduled"]';
  try {
    return await listRequests(client, `resourceId equals ${segmentResource(client.ref)},${open}`);
  } catch (error) {
    // The description names `resourceId` as a field to filter by; its own text for a 400 does not.
    if (error instanceof Failure && error.code === 'bad_request') return await listRequests(client, open);
    throw error;
  }
}

async function listRequests(client: LaunchDarklyClient, filter: string): Promise<ApprovalRequest[]> {
  const resource = segmentResource(client.ref);
  const path = apiPath('approval-requests');
  const call: Call = { path, doing: 'list the pending approval requests', needs: 'viewProject' };
  const found: ApprovalRequest[] = [];
  for await (const page of client.pages(call, filter)) {
    for (const { _id, resourceId, status, reviewStatus, instructions } of page) {
      const id = lastElement(text(_id));
      const isOpen = (status === 'pending' || status === 'scheduled') && reviewStatus !== 'declined';
      if (id === undefined || resourceId !== resource || !isOpen) continue;
      found.push({ id, processesImport: records(instructions).some(({ kind }) => kind === PROCESS_IMPORT) });
    }
  }
  return found;
}

export interface NewApprovalRequest {
  importId: string;
  description: string;
  /** IDs of members and keys of teams to notify; ten at most together. */
  notifyMemberIds: readonly string[];
  notifyTeamKeys: readonly string[];
}

/**
 * Opens the approval request that processes an import which waits for approval. It is not sent twice: people are notified.
 * @returns its ID, and the path of its page in LaunchDarkly's user interface, if the answer has one
 */
export async function createApprovalRequest(
  client: LaunchDarklyClient,
  { importId, description, notifyMemberIds, notifyTeamKeys }: NewApprovalRequest,
): Promise<{ id: string; sitePath: string | undefined }> {
  const call: Call = {
    method: 'POST',
    path: apiPath('approval-requests'),
    json: {
      resourceId: segmentResource(client.ref),
      description,
      instructions: [{ kind: PROCESS_IMPORT, importId }],
      ...(notifyMemberIds.length > 0 && { notifyMemberIds }),
      ...(notifyTeamKeys.length > 0 && { notifyTeamKeys }),
    },
    doing: 'open the approval request',
    needs: 'createApprovalRequest',
    expect: [200, 201],
    repeat: 'after_refusal',
  };
  return await client.request(call, 'no approval request', ({ json }) => {
    const id = lastElement(text(fields(json)._id));
    return id === undefined ? undefined : { id, sitePath: sitePath(fields(json)) };
  });
}
