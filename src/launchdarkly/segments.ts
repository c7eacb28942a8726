/** Larger list-based segments: look at one, ask for a member, add and remove members. */
import { apiPath, type Call, linkUrl } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { isHtml, isRecord, type Purpose, parseJson } from './errors.ts';

export interface SegmentRef {
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
}

/** What `GET` segment says, as far as it concerns imports. Fields that are missing or make no sense are absent. */
export interface Segment {
  name: string;
  /** A "big segment": list-based with more than 15,000 entries possible, or synced. */
  unbounded: boolean;
  /** The tool that a synced segment is changed in. */
  external?: string;
  /** `unboundedContextKind`: the one context kind that its keys are of. */
  contextKind?: string;
  /** `_unboundedMetadata`: how many contexts are included, and which state of the membership this is. */
  includedCount?: number;
  version?: number;
  /** Milliseconds since the epoch. */
  lastModified?: number;
  /** An import of this segment is running; another segment's import in the same environment does not show here. */
  importInProgress?: boolean;
  /** Flags that target it. */
  flags: readonly { key: string; name: string }[];
  tags: readonly string[];
  /** Path of its page in LaunchDarkly's user interface, if the answer has one. */
  sitePath?: string;
}

/** `proj/P:env/E:segment/S`: https://launchdarkly.com/docs/home/account/role-resources */
export function segmentResource({ projectKey, environmentKey, segmentKey }: SegmentRef): string {
  return `proj/${projectKey}:env/${environmentKey}:segment/${segmentKey}`;
}

export function segmentPath(ref: SegmentRef, ...below: readonly string[]): string {
  return apiPath('segments', ref.projectKey, ref.environmentKey, ref.segmentKey, ...below);
}

/**
 * What a request on a segment is for. That changes of the membership need the role action `updateIncluded` is inferred:
 * LaunchDarkly names no action for imports.
 */
export function segmentPurpose(ref: SegmentRef, doing: string, action = 'updateIncluded'): Purpose {
  const resource = action === 'viewProject' ? `proj/${ref.projectKey}` : segmentResource(ref);
  const check = `the project key "${ref.projectKey}", the environment key "${ref.environmentKey}" and the segment key "${ref.segmentKey}"`;
  return { doing, needs: { action, resource }, check };
}

/** Reads the segment. */
export async function getSegment(client: LaunchDarklyClient, ref: SegmentRef): Promise<Segment> {
  const purpose = segmentPurpose(ref, 'read the segment', 'viewProject');
  const { answer, json } = await client.requestJson({ method: 'GET', path: segmentPath(ref), expect: [200], purpose });
  if (!isRecord(json) || typeof json.name !== 'string') throw client.unexpected(answer, purpose, 'no segment');
  const metadata = isRecord(json._unboundedMetadata) ? json._unboundedMetadata : {};
  return withoutUndefined({
    name: json.name,
    unbounded: json.unbounded === true,
    external: text(json._external),
    contextKind: text(json.unboundedContextKind),
    includedCount: whole(metadata.includedCount),
    version: whole(metadata.version),
    lastModified: whole(metadata.lastModified),
    importInProgress: typeof json._importInProgress === 'boolean' ? json._importInProgress : undefined,
    flags: list(json._flags).flatMap((flag) =>
      isRecord(flag) && text(flag.key) ? [{ key: String(flag.key), name: text(flag.name) ?? String(flag.key) }] : [],
    ),
    tags: list(json.tags).filter((tag) => typeof tag === 'string'),
    sitePath: sitePath(json),
  });
}

/**
 * Whether the segment includes a context.
 * That LaunchDarkly answers 404 for a context it has never seen is not documented, but would mean the same as "no".
 * @param key the context key; it leaves only in the request's path, which is never shown
 */
export async function isMember(client: LaunchDarklyClient, ref: SegmentRef, key: string): Promise<boolean> {
  const purpose = segmentPurpose(ref, 'look up a member', 'viewProject');
  const answer = await client.request({
    method: 'GET',
    path: segmentPath(ref, 'contexts', key),
    shownPath: `${segmentPath(ref, 'contexts')}/***`,
    expect: [200, 404],
    purpose,
  });
  const json = parseJson(answer.text);
  if (answer.status === 404 && !isHtml(answer)) return false;
  if (!isRecord(json) || typeof json.included !== 'boolean') throw client.unexpected(answer, purpose, 'no membership');
  return json.included;
}

/**
 * Adds contexts to and removes contexts from those that the segment includes. Doing it twice is doing it once.
 * LaunchDarkly documents no limit for the number of keys: a `payload_too_large` or `bad_request` may mean that there are too many.
 */
export async function changeMembers(
  client: LaunchDarklyClient,
  ref: SegmentRef,
  change: { add?: readonly string[]; remove?: readonly string[] },
  hooks: Pick<Call, 'beforeAttempt' | 'afterAttempt'> = {},
): Promise<void> {
  const { add = [], remove = [] } = change;
  if (add.length + remove.length === 0) return;
  const purpose = segmentPurpose(ref, 'change the members');
  const answer = await client.request({
    method: 'POST',
    path: segmentPath(ref, 'contexts'),
    json: { included: { add, remove } },
    expect: [200, 204],
    purpose,
    ...hooks,
  });
  if (isHtml(answer)) throw client.unexpected(answer, purpose, '');
}

/**
 * A segment's page for a person. LaunchDarkly does not document the addresses of its pages: where the API did not name
 * one (`Segment.sitePath`), this is made after the pattern of flag pages.
 */
export function segmentUrl(baseUri: string, ref: SegmentRef, path?: string): string {
  if (path) return linkUrl(baseUri, path)!.href;
  const [project, environment, segment] = [ref.projectKey, ref.environmentKey, ref.segmentKey].map(encodeURIComponent);
  return `${baseUri}/projects/${project}/segments/${segment}/targeting?env=${environment}&selected-env=${environment}`;
}

/** The path of a resource's page: `_site`, or `_links.site`. */
export function sitePath(resource: Record<string, unknown>): string | undefined {
  const links = isRecord(resource._links) ? resource._links : {};
  const site = isRecord(resource._site) ? resource._site : links.site;
  const href = isRecord(site) ? text(site.href) : undefined;
  return href && /^\/[\w.~%-]/.test(href) && !/[\s\\<>"]/.test(href) ? href : undefined;
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A count or a time: LaunchDarkly's examples write times as strings of digits. */
function whole(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) && (number as number) >= 0 ? (number as number) : undefined;
}

/** `exactOptionalPropertyTypes` tells an absent property from one that is undefined. */
export function withoutUndefined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
