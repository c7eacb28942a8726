import { Refusal } from './errors.ts';

/** Limits on requests, of the three kinds that LaunchDarkly has. What is not given has no limit. */
export interface RateLimitOptions {
  /** Requests of the whole account in a window. */
  requests?: number;
  /** Requests to one route in the same window: to any, or to those named. */
  route?: number | Readonly<Record<string, number>>;
  /** Requests with one access token, in a window of its own; with it, answers have the token's headers too. */
  token?: number;
  /** LaunchDarkly's windows are 10 seconds. */
  windowMs?: number;
  tokenWindowMs?: number;
  /** How far `X-Ratelimit-Reset` is off: negative lies in the past. */
  resetOffsetMs?: number;
  /** The same for `X-Ratelimit-Auth-Token-Reset`. */
  tokenResetOffsetMs?: number;
  /** Headers that answers lack, in lower case. */
  without?: readonly string[];
}

/** What is left where there is no limit. */
const PLENTY = 1_000_000;

/** Counts in fixed windows, by name. */
class Windows {
  readonly #lengthMs: number;
  readonly #taken = new Map<string, number>();
  end = 0;

  constructor(lengthMs: number) {
    this.#lengthMs = lengthMs;
  }

  open(now: number): void {
    if (now < this.end) return;
    this.end = now + this.#lengthMs;
    this.#taken.clear();
  }

  take(name: string): void {
    this.#taken.set(name, (this.#taken.get(name) ?? 0) + 1);
  }

  left(name: string, limit: number): number {
    return limit === Number.POSITIVE_INFINITY ? PLENTY : Math.max(0, limit - (this.#taken.get(name) ?? 0));
  }
}

/** Counts requests and gives the headers of their answers. */
export class RateLimit {
  readonly #options: RateLimitOptions;
  readonly #account: Windows;
  readonly #tokens: Windows;

  constructor(options: RateLimitOptions = {}) {
    const { windowMs = 10_000, tokenWindowMs = windowMs } = options;
    this.#options = options;
    this.#account = new Windows(windowMs);
    this.#tokens = new Windows(tokenWindowMs);
  }

  /**
   * Takes one request off all limits.
   *
   * @returns the headers of its answer
   * @throws Refusal (429) if one of the limits had none left; the others lose nothing then
   */
  take(route: string, token: string): Record<string, string> {
    const { requests = Number.POSITIVE_INFINITY, without = [] } = this.#options;
    const now = Date.now();
    this.#account.open(now);
    this.#tokens.open(now);
    const limits: [Windows, name: string, limit: number][] = [
      [this.#account, 'account', requests],
      [this.#account, `route ${route}`, this.#routeLimit(route)],
      [this.#tokens, token, this.#options.token ?? Number.POSITIVE_INFINITY],
    ];
    const refused = limits.some(([windows, name, limit]) => windows.left(name, limit) === 0);
    if (!refused) for (const [windows, name] of limits) windows.take(name);

    const [account, ofRoute, ofToken] = limits.map(([windows, name, limit]) => String(windows.left(name, limit)));
    const { resetOffsetMs = 0, tokenResetOffsetMs = 0 } = this.#options;
    const headers: Record<string, string> = {
      'x-ratelimit-global-remaining': account!,
      'x-ratelimit-route-remaining': ofRoute!,
      'x-ratelimit-reset': String(this.#account.end + resetOffsetMs),
      ...(this.#options.token !== undefined && {
        'x-ratelimit-auth-token-limit': String(this.#options.token),
        'x-ratelimit-auth-token-remaining': ofToken!,
        'x-ratelimit-auth-token-reset': String(this.#tokens.end + tokenResetOffsetMs),
      }),
    };
    for (const name of without) delete headers[name];
    if (!refused) return headers;
    throw new Refusal(429, 'rate_limited', "You've exceeded the API rate limit. Try again later.", headers);
  }

  #routeLimit(route: string): number {
    const { route: limits = {} } = this.#options;
    return (typeof limits === 'number' ? limits : limits[route]) ?? Number.POSITIVE_INFINITY;
  }
}
