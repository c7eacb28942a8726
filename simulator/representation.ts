import type { Segment } from './environment.ts';

/** What answers about a segment have besides what they must have. */
export interface Extras {
  /** `_links.site`, the page for people. */
  site: boolean;
  /** `_flags`: documented for the answer about one segment only. */
  flags: boolean;
}

/** @returns a segment as LaunchDarkly answers it; a look at its running imports */
export function represent(segment: Segment, extras: Extras): Record<string, unknown> {
  const { environment, path } = segment;
  const site = `/${environment.projectKey}/${environment.key}/segments/${segment.key}`;
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
      ...(extras.site && { site: { href: site, type: 'text/html' } }),
    },
    ...(extras.flags && { _flags: segment.flags.map((flag) => representFlag(segment, flag)) }),
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

function representFlag({ environment }: Segment, { key, name }: Segment['flags'][number]): Record<string, unknown> {
  const href = `/api/v2/flags/${environment.projectKey}/${key}`;
  return { key, name, _links: { self: { href, type: 'application/json' } } };
}
