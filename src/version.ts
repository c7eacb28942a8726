/** This action's version, as in package.json (a test keeps them equal). */
export const VERSION = '1.0.0';

/** What requests call themselves in `User-Agent`. */
export const USER_AGENT = `launchdarkly-segment-import/${VERSION}`;
