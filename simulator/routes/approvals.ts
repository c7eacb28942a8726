import type { FastifyRequest } from 'fastify';
import type { ApprovalRequest, NewApprovalRequest, ReviewKind } from '../approvals.ts';
import { badRequest } from '../errors.ts';
import { type Field, listPage, valueField } from '../listing.ts';
import type { Context, Define } from '../routing.ts';

const REQUESTS = '/api/v2/approval-requests';
const REQUESTOR = '12ab3c45de678910abc12345';

function represent(request: ApprovalRequest): Record<string, unknown> {
  const { content, segment } = request;
  return {
    _id: request.id,
    _version: request.version,
    creationDate: request.creationDate,
    serviceKind: segment.environment.approvals?.serviceKind ?? 'launchdarkly',
    requestorId: REQUESTOR,
    description: content.description,
    reviewStatus: request.reviewStatus,
    allReviews: request.reviews.map(({ id, kind, comment, creationDate }) => ({
      _id: id,
      kind,
      creationDate,
      ...(comment !== undefined && { comment }),
    })),
    notifyMemberIds: content.notifyMemberIds ?? [],
    ...(request.appliedDate !== undefined && { appliedDate: request.appliedDate }),
    status: request.status,
    instructions: content.instructions,
    conflicts: [],
    resourceId: segment.resourceId,
    _links: { self: { href: `${REQUESTS}/${request.id}`, type: 'application/json' } },
  };
}

/** What a filter can ask about, as the description of `getApprovalRequests` lists it. */
const FIELDS: Record<string, Field<ApprovalRequest>> = {
  notifyMemberIds: valueField(({ content }) => content.notifyMemberIds ?? []),
  requestorId: valueField(() => [REQUESTOR]),
  resourceId: valueField(({ segment }) => [segment.resourceId]),
  resourceKind: valueField(() => ['segment']),
  reviewStatus: valueField(({ reviewStatus }) => [reviewStatus]),
  status: valueField(({ status }) => [status]),
  projectKey: valueField(({ segment }) => [segment.environment.projectKey]),
};

function checkBody(body: Record<string, unknown> | undefined): NewApprovalRequest {
  const isStrings = (list: unknown) =>
    list === undefined || (Array.isArray(list) && list.every((x) => typeof x === 'string'));
  const { description, instructions, notifyMemberIds, notifyTeamKeys } = body ?? {};
  if (typeof description !== 'string' || description === '') throw badRequest('description is required');
  if (!Array.isArray(instructions)) throw badRequest('instructions are required');
  if (!isStrings(notifyMemberIds) || !isStrings(notifyTeamKeys)) throw badRequest('Invalid request body');
  return body as unknown as NewApprovalRequest;
}

export function approvalRoutes(define: Define, { state }: Context): void {
  const find = (request: FastifyRequest) => state.approvals.find((request.params as { id: string }).id);
  const bodyOf = (request: FastifyRequest) => (request.body ?? {}) as Record<string, unknown>;

  define('POST approval-request', REQUESTS, (request) => {
    const body = bodyOf(request);
    const segment = state.segments.find(({ resourceId }) => resourceId === body.resourceId);
    if (!segment) throw badRequest('resourceId is not that of a segment');
    return { status: 201, body: represent(state.approvals.open(segment, checkBody(body))) };
  });

  define('GET approval-requests', REQUESTS, (request) => {
    const query = request.query as Record<string, string | undefined>;
    const { page, totalCount } = listPage(state.approvals.all, query, FIELDS);
    const _links = { self: { href: request.url, type: 'application/json' } };
    return { status: 200, body: { items: page.map(represent), totalCount, _links } };
  });

  define('GET approval-request', `${REQUESTS}/:id`, (request) => ({ status: 200, body: represent(find(request)) }));

  define('POST review', `${REQUESTS}/:id/reviews`, (request) => {
    const found = find(request);
    const { kind, comment } = bodyOf(request);
    if (!['approve', 'comment', 'decline'].includes(String(kind))) throw badRequest('kind is not a kind of review');
    found.review(kind as ReviewKind, comment as string | undefined);
    return { status: 200, body: represent(found) };
  });

  define('POST apply', `${REQUESTS}/:id/apply`, (request) => {
    const found = find(request);
    found.apply();
    return { status: 200, body: represent(found) };
  });
}
