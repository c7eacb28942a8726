import type { FastifyRequest } from 'fastify';
import { badRequest, notFound } from '../errors.ts';
import type { Context, Define } from '../routing.ts';
import type { Segment, TargetChange } from '../segment.ts';

export const SEGMENT = '/api/v2/segments/:projectKey/:environmentKey/:segmentKey';

interface SegmentParams {
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

function represent(segment: Segment): Record<string, unknown> {
  const { environment, path } = segment;
  const common = {
    name: segment.name,
    key: segment.key,
    tags: segment.tags,
    creationDate: segment.creationDate,
    lastModifiedDate: segment.lastModified,
    rules: segment.rules,
    version: 1,
    deleted: false,
    generation: 1,
    _links: {
      self: { href: path, type: 'application/json' },
      site: {
        href: `/projects/${environment.projectKey}/segments/${segment.key}?env=${environment.key}`,
        type: 'text/html',
      },
    },
    _flags: segment.flags.map(({ key, name }) => ({
      key,
      name,
      _links: { self: { href: `/api/v2/flags/${environment.projectKey}/${key}`, type: 'application/json' } },
    })),
  };
  if (!segment.unbounded) {
    return { ...common, included: [...segment.members], excluded: [...segment.excluded], unbounded: false };
  }
  const { included, excluded } = segment.readCounts();
  const importing = environment.imports.filter((one) => one.segment === segment && one.running);
  for (const one of importing) one.look();
  return {
    ...common,
    unbounded: true,
    unboundedContextKind: segment.contextKind,
    ...(segment.external && { _external: segment.external }),
    _importInProgress: importing.length > 0,
    _unboundedMetadata: {
      envId: environment.id,
      segmentId: segment.id,
      version: segment.version,
      includedCount: included,
      excludedCount: excluded,
      lastModified: segment.lastModified,
      deleted: false,
    },
  };
}

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

export function segmentRoutes(define: Define, context: Context): void {
  const { state, contextsLimit } = context;

  define('POST segment', '/api/v2/segments/:projectKey/:environmentKey', (request) => {
    const { projectKey, environmentKey } = request.params as SegmentParams;
    const environment = state.findEnvironment(projectKey, environmentKey);
    const body = request.body as Record<string, unknown> | undefined;
    const { key, name, unbounded, unboundedContextKind, tags } = body ?? {};
    if (typeof key !== 'string' || typeof name !== 'string') throw badRequest('key and name are required');
    if (environment.segments.has(key)) throw badRequest('A segment with this key exists');
    const segment = environment.createSegment(key, {
      name,
      tags: (tags as string[] | undefined) ?? [],
      unbounded: unbounded === true,
      contextKind: (unboundedContextKind as string | undefined) ?? 'user',
    });
    return { status: 201, body: represent(segment) };
  });

  define('GET segment', SEGMENT, (request) => {
    const segment = findSegment(context, request);
    return { status: 200, body: represent(segment) };
  });

  define('DELETE segment', SEGMENT, (request) => {
    const segment = findSegment(context, request);
    segment.environment.segments.delete(segment.key);
    return { status: 204 };
  });

  define('GET context', `${SEGMENT}/contexts/:contextKey`, (request) => {
    const segment = findBigSegment(context, request);
    const { contextKey } = request.params as { contextKey: string };
    const included = segment.readMembership(contextKey);
    return { status: 200, body: { userKey: contextKey, included, excluded: segment.excluded.has(contextKey) } };
  });

  define('POST contexts', `${SEGMENT}/contexts`, (request) => {
    const segment = findBigSegment(context, request, true);
    if (segment.environment.needsApproval(segment)) throw badRequest('Changes of this segment require approval');
    const { body } = request;
    checkChange(body);
    if (keyCount(body) > contextsLimit.keys) {
      const message = `At most ${contextsLimit.keys} contexts can be changed in one request`;
      return { status: contextsLimit.status, body: { code: 'invalid_request', message } };
    }
    segment.environment.settle();
    segment.change(body);
    return { status: 204 };
  });
}
