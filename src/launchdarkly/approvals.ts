/**
 * Approvals of segment changes. Experimental: the flow is inferred from the API description, nobody has tried it.
 * https://launchdarkly.com/docs/api/approvals
 */
import { defined } from '../defined.ts';
import { Failure } from '../failure.ts';
import type { Call } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { apiPath, type SegmentRef, segmentPurpose, segmentResource, sitePath } from './resources.ts';
import { fields, isRecord, items, records, strings, text } from './values.ts';

/** `resourceApprovalSettings.segment` of an environment. */
export interface ApprovalSettings {
  required: boolean;
  /** If there are any: only segments with one of these tags need it. */
  requiredTags: readonly string[];
  /** Where changes are approved: `launchdarkly`, or another tool, such as `servicenow`. */
  serviceKind?: string;
}

/** What the environment says about approvals of segment changes; undefined: it asks for none. */
export async function getApprovalSettings(
  client: LaunchDarklyClient,
  ref: SegmentRef,
): Promise<ApprovalSettings | undefined> {
  const path = apiPath('projects', ref.projectKey, 'environments', ref.environmentKey);
  const purpose = segmentPurpose(ref, "read the environment's approval settings", 'viewProject');
  const environment = await client.request({ path, purpose }, 'no environment', ({ json }) =>
    isRecord(json) && text(json.key) ? json : undefined,
  );
  const settings = fields(environment.resourceApprovalSettings).segment;
  if (!isRecord(settings)) return undefined;
  return defined({
    required: settings.required === true,
    requiredTags: strings(settings.requiredApprovalTags),
    serviceKind: text(settings.serviceKind),
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

/** An approval request that can still be applied. */
export interface ApprovalRequest {
  id: string;
  /** It would process an import into the segment; what others would do does not matter here. */
  processesImport: boolean;
}

/** The one instruction that matters here. */
const PROCESS_IMPORT = 'processBigSegmentImport';

const PAGE = 200;

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
  for (let offset = 0; ; offset += PAGE) {
    const query = new URLSearchParams({ filter, limit: String(PAGE), offset: String(offset) });
    const path = `${apiPath('approval-requests')}?${query}`;
    const page = await client.request({ path, purpose }, 'no list of approval requests', items);
    for (const { _id, resourceId, status, reviewStatus, instructions } of records(page)) {
      const id = idOf(_id);
      const isOpen = (status === 'pending' || status === 'scheduled') && reviewStatus !== 'declined';
      if (id === undefined || resourceId !== segmentResource(ref) || !isOpen) continue;
      found.push({ id, processesImport: records(instructions).some(({ kind }) => kind === PROCESS_IMPORT) });
    }
    if (page.length < PAGE) return found;
  }
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
): Promise<{ id: string; sitePath?: string }> {
  const call: Call = {
    method: 'POST',
    path: apiPath('approval-requests'),
    json: {
      resourceId: segmentResource(ref),
      description,
      instructions: [{ kind: PROCESS_IMPORT, importId }],
      ...(notifyMemberIds.length > 0 && { notifyMemberIds }),
      ...(notifyTeamKeys.length > 0 && { notifyTeamKeys }),
    },
    expect: [200, 201],
    purpose: segmentPurpose(ref, 'open the approval request', 'createApprovalRequest'),
    repeat: 'after_refusal',
  };
  return await client.request(call, 'no approval request', ({ json }) => {
    const id = idOf(fields(json)._id);
    return id === undefined ? undefined : defined({ id, sitePath: sitePath(fields(json)) });
  });
}

function idOf(value: unknown): string | undefined {
  const id = text(value);
  return id !== undefined && /^[\w-]{1,100}$/.test(id) ? id : undefined;
}
