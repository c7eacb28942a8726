import type { Segment } from '../environment.ts';
import { badRequest } from '../errors.ts';
import { type Field, listPage, valueField } from '../listing.ts';
import { represent } from '../representation.ts';
import type { Context, Define } from '../routing.ts';
import { findSegment, SEGMENT, SEGMENTS, type SegmentParams } from './finding.ts';

const key = ({ key: one }: Segment) => [one];
const text = ({ key: one, name }: Segment) => `${one}\n${name}`.toLowerCase();

/** What a filter can ask about, as the description of `getSegments` lists it. */
const FIELDS: Record<string, Field<Segment>> = {
  includedKeys: { ...valueField(key), operators: ['anyOf'] },
  excludedKeys: { operators: ['anyOf'], test: (segment, wanted) => !wanted.includes(segment.key) },
  external: {
    operators: ['exists'],
    test: ({ external }, wanted) => wanted.includes(String(external !== undefined)),
  },
  query: {
    operators: ['equals'],
    test: (segment, wanted) => wanted.some((word) => text(segment).includes(word.toLowerCase())),
  },
  tags: { ...valueField(({ tags }) => tags), operators: ['anyOf'] },
  unbounded: { ...valueField(({ unbounded }) => [String(unbounded)]), operators: ['equals'] },
};

export function segmentRoutes(define: Define, context: Context): void {
  const { state, siteLinks: site } = context;

  define('POST segment', SEGMENTS, (request) => {
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
    return { status: 201, body: represent(segment, { site, flags: true }) };
  });

  define('GET segments', SEGMENTS, (request) => {
    const { projectKey, environmentKey } = request.params as SegmentParams;
    const all = [...state.findEnvironment(projectKey, environmentKey).segments.values()];
    const { page, totalCount } = listPage(all, request.query as Record<string, string | undefined>, FIELDS);
    const items = page.map((segment) => represent(segment, { site, flags: false }));
    const _links = { self: { href: request.url, type: 'application/json' } };
    return { status: 200, body: { items, totalCount, _links } };
  });

  define('GET segment', SEGMENT, (request) => {
    const segment = findSegment(context, request);
    return { status: 200, body: represent(segment, { site, flags: true }) };
  });

  define('DELETE segment', SEGMENT, (request) => {
    const segment = findSegment(context, request);
    segment.environment.segments.delete(segment.key);
    return { status: 204 };
  });
}
