/** Larger list-based segments: read one, look up a key, add and remove members. */
import type { Call } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { apiPath, segmentPath, sitePath } from './resources.ts';
import { fields, isRecord, records, strings, text, whole } from './values.ts';

/** What `GET` segment says, as far as it concerns imports. Fields that are missing or make no sense are absent. */
export interface Segment {
  name: string;
  /** A "big segment": list-based with more than 15,000 entries possible, or synced. */
  unbounded: boolean;
  /** The tool that a synced segment is changed in. */
  external?: string | undefined;
  /** `unboundedContextKind`: the one context kind that its keys are of. */
  contextKind?: string | undefined;
  /** `_unboundedMetadata`: how many contexts are included and excluded, and which state of the membership this is. */
  includedCount?: number | undefined;
  excludedCount?: number | undefined;
  version?: number | undefined;
  /** Milliseconds since the epoch. */
  lastModified?: number | undefined;
  /** An import of this segment is running; another segment's import in the same environment does not show here. */
  importInProgress?: boolean | undefined;
  /** Flags that target it. */
  flags: readonly { key: string; name: string }[];
  tags: readonly string[];
  /** Path of its page in LaunchDarkly's user interface, if the answer has one. */
  sitePath?: string | undefined;
}

/** Reads the segment. */
export async function getSegment(client: LaunchDarklyClient): Promise<Segment> {
  const call: Call = { path: segmentPath(client.ref), doing: 'read the segment', needs: 'viewProject' };
  return await client.request(call, 'no segment', ({ json }) => {
    if (!isRecord(json) || typeof json.name !== 'string') return undefined;
    const metadata = fields(json._unboundedMetadata);
    return {
      name: json.name,
      unbounded: json.unbounded === true,
      external: text(json._external),
      contextKind: text(json.unboundedContextKind),
      includedCount: whole(metadata.includedCount),
      excludedCount: whole(metadata.excludedCount),
      version: whole(metadata.version),
      lastModified: whole(metadata.lastModified),
      importInProgress: typeof json._importInProgress === 'boolean' ? json._importInProgress : undefined,
      flags: records(json._flags).flatMap(({ key, name }) => {
        const known = text(key);
        return known === undefined ? [] : [{ key: known, name: text(name) ?? known }];
      }),
      tags: strings(json.tags),
      sitePath: sitePath(json),
    };
  });
}

/** Whether a segment includes or excludes a context. */
export interface Membership {
  included: boolean;
  excluded: boolean;
}

/**
 * Whether a URL can name the key. `.` and `..` are steps in the path, however they are encoded, so an answer would be
 * about another resource.
 */
export const lookable = (key: string | undefined): key is string => key !== undefined && key !== '.' && key !== '..';

/**
 * Looks up a context.
 * That LaunchDarkly answers 404 for a context it has never seen is not documented, but would mean the same as "no".
 * @param key the context key; it leaves only in the request's path, which is never shown
 */
export async function lookUpMember(client: LaunchDarklyClient, key: string): Promise<Membership> {
  const call: Call = {
    path: segmentPath(client.ref, 'contexts'),
    secret: key,
    doing: 'look up a member',
    needs: 'viewProject',
    expect: [200, 404],
  };
  return await client.request(call, 'no membership', ({ status, json }) => {
    if (status === 404) return { included: false, excluded: false };
    const { included, excluded } = fields(json);
    return typeof included === 'boolean' ? { included, excluded: excluded === true } : undefined;
  });
}

/** Look-ups at once: enough to hide the round trip, few enough to stay far below LaunchDarkly's rate limits. */
const PARALLEL_LOOKUPS = 6;

/**
 * Looks keys up, a few at a time.
 * @returns for each key whether it is a member, in the order given
 * @throws Failure of the first look-up that fails for good
 */
export async function lookUpMembers(client: LaunchDarklyClient, keys: readonly string[]): Promise<Membership[]> {
  const found: Membership[] = [];
  // Unlike an array's iterator, a generator ends for all workers when an error makes one of them leave it.
  const queue = (function* () {
    yield* keys.entries();
  })();
  const worker = async (): Promise<void> => {
    for (const [index, key] of queue) found[index] = await lookUpMember(client, key);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_LOOKUPS, keys.length) }, worker));
  return found;
}

/**
 * Adds contexts to those that the segment includes, or removes them. Doing it twice is doing it once.
 * LaunchDarkly documents no limit for the number of keys: a `payload_too_large` or `bad_request` may mean that there are too many.
 */
export async function changeMembers(
  client: LaunchDarklyClient,
  kind: 'add' | 'remove',
  keys: readonly string[],
  attempts: Pick<Call, 'beforeAttempt' | 'whoIsBusy'> = {},
): Promise<void> {
  const call: Call = {
    method: 'POST',
    path: segmentPath(client.ref, 'contexts'),
    doing: 'change the members',
    needs: 'updateIncluded',
    json: { included: { add: [], remove: [], [kind]: keys } },
    expect: [200, 204],
    ...attempts,
  };
  await client.request(call, '', () => true);
}

/** Enough segments to look at. */
const MOST_LISTED = 1_000;

/**
 * Keys of the environment's big segments whose import is in progress. That lists say so is inferred. Only one import runs
 * at a time, so that the first page with one is the last that is read; nothing is asked twice.
 */
export async function listBusySegments(client: LaunchDarklyClient): Promise<string[]> {
  const call: Call = {
    path: apiPath('segments', client.ref.projectKey, client.ref.environmentKey),
    doing: 'list the segments',
    needs: 'viewProject',
    repeat: 'never',
  };
  let listed = 0;
  for await (const page of client.pages(call, 'unbounded equals true')) {
    const busy = page.filter(({ _importInProgress }) => _importInProgress === true);
    listed += page.length;
    if (busy.length > 0 || listed >= MOST_LISTED) return busy.flatMap(({ key }) => text(key) ?? []);
  }
  return [];
}
