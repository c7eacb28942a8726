/** LaunchDarkly's rate limits: https://launchdarkly.com/docs/api#rate-limiting */
import type { IncomingHttpHeaders } from 'node:http';

/** Each family has a reset of its own: the account's (for all requests, and for those of one route), and the token's. */
const FAMILIES = [
  { reset: 'x-ratelimit-reset', remaining: ['x-ratelimit-global-remaining', 'x-ratelimit-route-remaining'] },
  { reset: 'x-ratelimit-auth-token-reset', remaining: ['x-ratelimit-auth-token-remaining'] },
];

/** LaunchDarkly's windows are ten seconds; a reset further away than this is a clock that is wrong. */
const LONGEST_WINDOW = 60_000;

/**
 * When to come back, in milliseconds since the epoch; 0 if nothing says so. After a 429 it is what `Retry-After` says, in
 * seconds or as a date, if there is one; else it is when the last limit that is used up is reset. Resets may lie in the past.
 */
export function limitEnd(status: number, headers: IncomingHttpHeaders, now: number): number {
  const refused = status === 429;
  const retryAfter = (refused && headers['retry-after']?.trim()) || '';
  const end = /^\d+(\.\d+)?$/.test(retryAfter) ? now + Number(retryAfter) * 1_000 : httpDate(retryAfter);
  if (end > 0) return end;
  const resets = FAMILIES.filter(({ remaining }) => {
    const given = remaining.flatMap((name) => headers[name] ?? []);
    // After a refusal, a family that does not say how much remains may be the cause.
    return given.some((number) => Number.parseFloat(number) <= 0) || (refused && given.length === 0);
  }).map((family) => Number(headers[family.reset]));
  return Math.min(Math.max(0, ...resets.filter((reset) => reset > now)), now + LONGEST_WINDOW);
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7. Date.parse alone takes almost anything for a date. */
function httpDate(text: string): number {
  return /^[a-z]{3,9}, .*\d:\d\d:\d\d GMT$/i.test(text) ? Date.parse(text) : Number.NaN;
}

const paces = new Map<string, Pace>();

/** Keeps requests from coming before the time that an earlier answer has named. */
export class Pace {
  #end = 0;

  /** One for all requests with a token, whichever client sends them: limits are the account's and the token's. */
  static of(origin: string, token: string): Pace {
    const name = JSON.stringify([origin, token]);
    const pace = paces.get(name) ?? new Pace();
    paces.set(name, pace);
    return pace;
  }

  note(status: number, headers: IncomingHttpHeaders): void {
    this.#end = Math.max(this.#end, limitEnd(status, headers, Date.now()));
  }

  /**
   * Milliseconds to wait before the next request, and 0.1 to 1 s more: timers may be early, and not everybody should come
   * back in the same moment.
   */
  wait(): number {
    const wait = this.#end - Date.now();
    return wait > 0 ? wait + 100 + Math.random() * 900 : 0;
  }
}
