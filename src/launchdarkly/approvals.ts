/**
 * Approvals of segment changes. Experimental: the flow is inferred from the API description, nobody has tried it.
 * https://launchdarkly.com/docs/api/approvals
 */
import { Failure } from '../failure.ts';
import { apiPath } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { isRecord } from './errors.ts';
import {
  list,
  type SegmentRef,
  segmentPurpose,
  segmentResource,
  sitePath,
  text,
  withoutUndefined,
} from './segments.ts';

/** `resourceApprovalSettings.segment` of an environment. */
export interface ApprovalSettings {
  required: boolean;
  /** If there are any: only segments with one of these tags need it. */
  requiredTags: readonly string[];
  minApprovals?: number;
  canReviewOwnRequest?: boolean;
}

/** What the environment says about approvals of segment changes; undefined: it asks for none. */
export async function getSegmentApprovalSettings(
  client: LaunchDarklyClient,
  ref: SegmentRef,
): Promise<ApprovalSettings | undefined> {
  const purpose = segmentPurpose(ref, "read the environment's approval settings", 'viewProject');
  const path = apiPath('projects', ref.projectKey, 'environments', ref.environmentKey);
  const { answer, json } = await client.requestJson({ method: 'GET', path, expect: [200], purpose });
  if (!isRecord(json) || !text(json.key)) throw client.unexpected(answer, purpose, 'no environment');
  const settings = isRecord(json.resourceApprovalSettings) ? json.resourceApprovalSettings.segment : undefined;
  if (!isRecord(settings)) return undefined;
  return withoutUndefined<ApprovalSettings>({
    required: settings.required === true,
    requiredTags: list(settings.requiredApprovalTags).filter((tag) => typeof tag === 'string'),
    minApprovals: typeof settings.minNumApprovals === 'number' ? settings.minNumApprovals : undefined,
    canReviewOwnRequest: typeof settings.canReviewOwnRequest === 'boolean' ? settings.canReviewOwnRequest : undefined,
  });
}

/**
 * Whether changes of a segment with these tags need approval. Tags narrow the rule down: "Require approval only on flags
 * with the provided tags. Otherwise all flags will require approval" (API description, `requiredApprovalTags`).
 */
export function needsApproval(settings: ApprovalSettings | undefined, tags: readonly string[]): boolean {
  if (settings === undefined) return false;
  const { required, requiredTags } = settings;
  return requiredTags.length > 0 ? requiredTags.some((tag) => tags.includes(tag)) : required;
}

export interface ApprovalRequest {
  id: string;
  /** `pending` and `scheduled` requests can still be applied. */
  status?: string;
  /** `approved`, `declined` or `pending`. */
  reviewStatus?: string;
  description?: string;
  /** The imports that it would process. */
  importIds: readonly string[];
  /** Path of its page in LaunchDarkly's user interface, if the answer has one. */
  sitePath?: string;
}

const PAGE = 200;

/** The approval requests for this segment that may still be applied. */
export async function listPendingApprovalRequests(
  client: LaunchDarklyClient,
  ref: SegmentRef,
): Promise<ApprovalRequest[]> {
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
  for (let offset = 0; ; offset += PAGE) {
    const path = `${apiPath('approval-requests')}?${new URLSearchParams({ filter, limit: String(PAGE), offset: String(offset) })}`;
    const { answer, json } = await client.requestJson({ method: 'GET', path, expect: [200], purpose });
    if (!isRecord(json) || !Array.isArray(json.items))
      throw client.unexpected(answer, purpose, 'no list of approval requests');
    const items = json.items.filter(isRecord);
    found.push(
      ...items
        .filter(
          ({ resourceId, status }) =>
            resourceId === segmentResource(ref) && (status === 'pending' || status === 'scheduled'),
        )
        .flatMap((item) => approvalRequest(item) ?? []),
    );
    if (json.items.length < PAGE) return found;
  }
}

export interface NewApprovalRequest {
  importId: string;
  description: string;
  comment?: string;
  /** IDs of members and keys of teams to notify; ten at most together. */
  notifyMemberIds?: readonly string[];
  notifyTeamKeys?: readonly string[];
}

/** Opens the approval request that processes an import which waits for approval. It is not sent twice: people are notified. */
export async function createApprovalRequest(
  client: LaunchDarklyClient,
  ref: SegmentRef,
  request: NewApprovalRequest,
): Promise<ApprovalRequest> {
  const { importId, description, comment, notifyMemberIds = [], notifyTeamKeys = [] } = request;
  const purpose = segmentPurpose(ref, 'open the approval request', 'createApprovalRequest');
  const { answer, json } = await client.requestJson({
    method: 'POST',
    path: apiPath('approval-requests'),
    json: {
      resourceId: segmentResource(ref),
      description,
      ...(comment && { comment }),
      instructions: [{ kind: 'processBigSegmentImport', importId }],
      ...(notifyMemberIds.length > 0 && { notifyMemberIds }),
      ...(notifyTeamKeys.length > 0 && { notifyTeamKeys }),
    },
    expect: [200, 201],
    purpose,
    idempotent: false,
  });
  const created = isRecord(json) ? approvalRequest(json) : undefined;
  if (!created) throw client.unexpected(answer, purpose, 'no approval request');
  return created;
}

function approvalRequest(item: Record<string, unknown>): ApprovalRequest | undefined {
  const id = text(item._id);
  if (!id || !/^[\w-]{1,100}$/.test(id)) return undefined;
  const imports = list(item.instructions)
    .filter(isRecord)
    .filter(({ kind }) => kind === 'processBigSegmentImport');
  return withoutUndefined<ApprovalRequest>({
    id,
    status: text(item.status),
    reviewStatus: text(item.reviewStatus),
    description: text(item.description),
    importIds: imports.flatMap(({ importId }) => text(importId) ?? []),
    sitePath: sitePath(item),
  });
}
