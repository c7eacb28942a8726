/**
 * Approvals of segment changes. Experimental: the flow is inferred from the API description, nobody has tried it.
 * https://launchdarkly.com/docs/api/approvals
 */
import { Failure } from '../failure.ts';
import type { LaunchDarklyClient } from './client.ts';
import { apiPath, lastElement, type SegmentRef, segmentPurpose, segmentResource, sitePath } from './resources.ts';
import { fields, isRecord, records, strings, text } from './values.ts';

/**
 * Whether changes to a segment with these tags need approval, as the environment's settings say. Tags narrow the rule down:
 * "Require approval only on flags with the provided tags. Otherwise all flags will require approval" (API description,
 * `requiredApprovalTags`).
 */
export async function needsApproval(
  client: LaunchDarklyClient,
  ref: SegmentRef,
  tags: readonly string[],
): Promise<boolean> {
  const path = apiPath('projects', ref.projectKey, 'environments', ref.environmentKey);
  const purpose = segmentPurpose(ref, "read the environment's approval settings", 'viewProject');
  return await client.request({ path, purpose }, 'no environment', ({ json }) => {
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
export async function listApprovalRequests(client: LaunchDarklyClient, ref: SegmentRef): Promise<ApprovalRequest[]> {
  const open = 'status anyOf ["pending", "scheduled"]';
  try {
    return await listRequests(client, ref, `resourceId equals ${segmentResource(ref)},${open}`);
  } catch (error) {
    // The description names `resourceId` as a field to filter by; its own text for a 400 does not.
    if (error instanceof Failure && error.code === 'bad_request') return await listRequests(client, ref, open);
    throw error;
  }
}

async function listRequests(client: LaunchDarklyClient, ref: SegmentRef, filter: string): Promise<ApprovalRequest[]> {
  const purpose = segmentPurpose(ref, 'list the pending approval requests', 'viewProject');
  const found: ApprovalRequest[] = [];
  for await (const page of client.pages({ path: apiPath('approval-requests'), purpose }, filter)) {
    for (const { _id, resourceId, status, reviewStatus, instructions } of page) {
      const id = lastElement(text(_id));
      const isOpen = (status === 'pending' || status === 'scheduled') && reviewStatus !== 'declined';
      if (id === undefined || resourceId !== segmentResource(ref) || !isOpen) continue;
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
  ref: SegmentRef,
  { importId, description, notifyMemberIds, notifyTeamKeys }: NewApprovalRequest,
): Promise<{ id: string; sitePath: string | undefined }> {
  const json = {
    resourceId: segmentResource(ref),
    description,
    instructions: [{ kind: PROCESS_IMPORT, importId }],
    ...(notifyMemberIds.length > 0 && { notifyMemberIds }),
    ...(notifyTeamKeys.length > 0 && { notifyTeamKeys }),
  };
  const purpose = segmentPurpose(ref, 'open the approval request', 'createApprovalRequest');
  const path = apiPath('approval-requests');
  return await client.request(
    { method: 'POST', path, json, expect: [200, 201], purpose, repeat: 'after_refusal' },
    'no approval request',
    ({ json: request }) => {
      const id = lastElement(text(fields(request)._id));
      return id === undefined ? undefined : { id, sitePath: sitePath(fields(request)) };
    },
  );
}
