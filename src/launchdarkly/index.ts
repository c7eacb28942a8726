/** The only door of the API client: a client, ways to wait, and a function for each endpoint. */
export * from './approvals.ts';
export type { BeforeAttempt, ClientObserver } from './call.ts';
export { type Reached, RequestFailure } from './call.ts';
export { LaunchDarklyClient } from './client.ts';
export { Deadline } from './deadline.ts';
export * from './exports.ts';
export * from './imports.ts';
export { poll, watch } from './poll.ts';
export { type SegmentRef, segmentUrl, siteUrl } from './resources.ts';
export * from './segments.ts';
