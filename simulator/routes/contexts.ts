import type { Segment } from '../environment.ts';
import { badRequest } from '../errors.ts';
import type { Context, Define } from '../routing.ts';
import type { TargetChange } from '../targets.ts';
import { findBigSegment, refuseUnapproved, SEGMENT } from './finding.ts';

function keyCount({ included, excluded }: TargetChange): number {
  const lists = [included?.add, included?.remove, excluded?.add, excluded?.remove];
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 0);
}

function checkChange(body: unknown): asserts body is TargetChange {
  const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const isKeys = (list: unknown) => Array.isArray(list) && list.every((key) => typeof key === 'string' && key !== '');
  const isChange = (change: unknown) =>
    isObject(change) &&
    Object.entries(change as object).every(([name, list]) => ['add', 'remove'].includes(name) && isKeys(list));
  const known =
    isObject(body) &&
    Object.entries(body as object).every(
      ([name, change]) => ['included', 'excluded'].includes(name) && isChange(change),
    );
  if (!known) throw badRequest('Invalid request body');
}

/**
 * Changes targets as a request wants it.
 *
 * @throws Refusal of the whole change if it makes a key both included and excluded, and the segment refuses that
 */
export function changeTargets(segment: Segment, change: TargetChange): void {
  const way = segment.onExcluded.batch;
  segment.environment.settle();
  const [conflict] = way === 'refused' ? segment.conflictsOf(change) : [];
  // LaunchDarkly may well name the key: clients must not print it.
  if (conflict !== undefined) throw badRequest(`A key cannot be both included and excluded: ${conflict}`);
  segment.change(way === 'refused' ? change : segment.resolve(change, way));
}

export function contextRoutes(define: Define, context: Context): void {
  const { contextsLimit } = context;

  define('GET context', `${SEGMENT}/contexts/:contextKey`, (request) => {
    const segment = findBigSegment(context, request);
    const { contextKey } = request.params as { contextKey: string };
    const included = segment.readMembership(contextKey);
    return { status: 200, body: { userKey: contextKey, included, excluded: segment.excluded.has(contextKey) } };
  });

  define('POST contexts', `${SEGMENT}/contexts`, (request) => {
    const segment = findBigSegment(context, request, true);
    refuseUnapproved(segment, request);
    const { body } = request;
    checkChange(body);
    if (keyCount(body) > contextsLimit.keys) {
      const message = `At most ${contextsLimit.keys} contexts can be changed in one request`;
      return { status: contextsLimit.status, body: { code: 'invalid_request', message } };
    }
    changeTargets(segment, body);
    return { status: 204 };
  });
}
