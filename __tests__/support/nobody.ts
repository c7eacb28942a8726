/**
 * `host:port` of a place where nobody listens. A port that was free a moment ago may be another test's by now; this one is
 * below those that systems give away.
 */
export const NOBODY = '127.0.0.1:2';
