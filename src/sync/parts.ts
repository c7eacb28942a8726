/** How much one upload takes. */

/** One upload takes at most so many keys: https://launchdarkly.com/docs/home/flags/list-based-segments */
const MOST_KEYS_PER_UPLOAD = 1_000_000;

/** One upload's whole request body; LaunchDarkly says "40 MB" and not which, so the smaller reading. */
const MOST_BYTES_PER_UPLOAD = 40_000_000;

/** What the multipart framing around a part's bytes may take: boundaries, headers, the longest file name. */
const MULTIPART_ALLOWANCE = 4_096;

/** What one part of a list may hold. */
export const PART_LIMITS = { keys: MOST_KEYS_PER_UPLOAD, bytes: MOST_BYTES_PER_UPLOAD - MULTIPART_ALLOWANCE };
