/** LaunchDarkly's resources: how they are named in paths, roles and links. */
import { fields, isRecord, text } from './values.ts';

export interface SegmentRef {
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
}

/** The encoded path of an API resource, for keys of any kind. */
export function apiPath(...elements: readonly string[]): string {
  return `/api/v2/${elements.map(encodeElement).join('/')}`;
}

/** The path of a segment, or of what is below it: `exports`. */
export const segmentPath = ({ projectKey, environmentKey, segmentKey }: SegmentRef, ...below: string[]): string =>
  apiPath('segments', projectKey, environmentKey, segmentKey, ...below);

/** The URL of a link in an answer. One that is a path is below the base URI, whose prefix LaunchDarkly does not know. */
export function linkUrl(baseUri: string, href: string): URL | null {
  const prefix = prefixOf(baseUri);
  const isBare = /^\/(?!\/)/.test(href) && !`${href}/`.startsWith(`${prefix}/`);
  return URL.parse(isBare ? prefix + href : href, `${baseUri}/`);
}

/** The path of the base URI, which private hosts may have. */
export const prefixOf = (baseUri: string): string => new URL(baseUri).pathname.replace(/\/$/, '');

/** `.` and `..` are steps in a path, not names, and to many servers and proxies `%2E` is too: better not to ask for them. */
export function encodeElement(element: string): string {
  const encoded = encodeURIComponent(element.toWellFormed());
  return /^\.{1,2}$/.test(encoded) ? encoded.replaceAll('.', '%2E') : encoded;
}

/**
 * The ID of what a `Location` header points to: the last element of its path, be it absolute or relative, or an ID alone.
 * An ID goes into paths and is shown to people, so one with unusual characters counts as none.
 */
export function lastElement(location: string | undefined): string | undefined {
  const path = location && URL.parse(location, 'http://localhost')?.pathname;
  const last = path ? path.split('/').findLast((element) => element !== '') : undefined;
  return last !== undefined && /^[\w.~-]{1,200}$/.test(last) && /\w/.test(last) ? last : undefined;
}

/** `proj/P:env/E:segment/S`: https://launchdarkly.com/docs/home/account/role-resources */
export const segmentResource = ({ projectKey, environmentKey, segmentKey }: SegmentRef): string =>
  `proj/${projectKey}:env/${environmentKey}:segment/${segmentKey}`;

/** A segment's page for a person: the one that the API names, else made in the form that was seen in public. */
export function segmentUrl(baseUri: string, ref: SegmentRef, path?: string): string {
  if (path !== undefined) return siteUrl(baseUri, path);
  const [project, environment, segment] = [ref.projectKey, ref.environmentKey, ref.segmentKey].map(encodeURIComponent);
  return `${baseUri}/${project}/${environment}/segments/${segment}`;
}

/** The address of a page that an answer names by its path. A path prefix of the base URI is kept. */
export const siteUrl = (baseUri: string, path: string): string => linkUrl(baseUri, path)?.href ?? baseUri;

/** The path of a resource's page: `_site`, or `_links.site`. */
export function sitePath(resource: Record<string, unknown>): string | undefined {
  const site = isRecord(resource._site) ? resource._site : fields(resource._links).site;
  const href = text(fields(site).href);
  return href && /^\/[\w.~%-]/.test(href) && !/[\s\\<>"]/.test(href) ? href : undefined;
}
