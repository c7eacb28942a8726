/**
 * A port that nobody listens on. One that was free a moment ago may be another test's by now; this one is below those that
 * systems give away.
 */
export const NOBODYS_PORT = 2;
export const NOBODY = `127.0.0.1:${NOBODYS_PORT}`;
