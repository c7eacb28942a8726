import type { FastifyRequest } from 'fastify';
import type { Segment } from '../environment.ts';
import { badRequest, forbidden, notFound } from '../errors.ts';
import type { Context } from '../routing.ts';

export const SEGMENTS = '/api/v2/segments/:projectKey/:environmentKey';
export const SEGMENT = `${SEGMENTS}/:segmentKey`;

/** Parameters of the paths above. */
export interface SegmentParams {
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
}

/** @throws Refusal if the request's segment does not exist */
export function findSegment({ state }: Context, request: FastifyRequest): Segment {
  const { projectKey, environmentKey, segmentKey } = request.params as SegmentParams;
  const segment = state.findEnvironment(projectKey, environmentKey).segments.get(segmentKey);
  if (!segment) throw notFound();
  return segment;
}

/** @throws Refusal if it is not a big segment, or if `forChange` and it is synced from elsewhere */
export function findBigSegment(context: Context, request: FastifyRequest, forChange = false): Segment {
  const segment = findSegment(context, request);
  if (!segment.unbounded) throw badRequest('This operation does not support standard segments');
  if (forChange && segment.external) throw badRequest(`The segment is synced from ${segment.external}`);
  return segment;
}

/** Whether a change of the segment with this request's token needs approval. */
export const needsApproval = (segment: Segment, request: FastifyRequest): boolean =>
  segment.environment.needsApproval(segment) && !request.role.bypassApprovals;

/** In LaunchDarkly's words, as they were seen. */
export const approvalIsRequired = () => forbidden('approval is required');

/** @throws Refusal if a change of the segment with this request's token needs approval */
export function refuseUnapproved(segment: Segment, request: FastifyRequest): void {
  if (needsApproval(segment, request)) throw approvalIsRequired();
}
