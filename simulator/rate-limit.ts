import { Refusal } from './errors.ts';

/** A limit on requests in a window, for the whole account as LaunchDarkly has it. */
export interface RateLimitOptions {
  requests: number;
  /** LaunchDarkly's windows are 10 seconds. */
  windowMs?: number;
  /** How far `X-Ratelimit-Reset` is off: negative lies in the past. */
  resetOffsetMs?: number;
}

/** Counts requests in fixed windows and gives the headers that LaunchDarkly documents. */
export class RateLimit {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #resetOffsetMs: number;
  #windowEnd = 0;
  #taken = 0;

  constructor({
    requests = Number.POSITIVE_INFINITY,
    windowMs = 10_000,
    resetOffsetMs = 0,
  }: Partial<RateLimitOptions> = {}) {
    this.#limit = requests;
    this.#windowMs = windowMs;
    this.#resetOffsetMs = resetOffsetMs;
  }

  /**
   * Takes one request off the limit.
   *
   * @returns the headers of its answer
   * @throws Refusal (429) if there was none left
   */
  take(): Record<string, string> {
    const now = Date.now();
    if (now >= this.#windowEnd) {
      this.#windowEnd = now + this.#windowMs;
      this.#taken = 0;
    }
    this.#taken++;
    const left = Math.max(0, Math.min(this.#limit, 1_000_000) - this.#taken);
    const headers = {
      'x-ratelimit-global-remaining': String(left),
      'x-ratelimit-route-remaining': String(left),
      'x-ratelimit-reset': String(this.#windowEnd + this.#resetOffsetMs),
    };
    if (this.#taken <= this.#limit) return headers;
    throw new Refusal(429, 'rate_limited', "You've exceeded the API rate limit. Try again later.", headers);
  }
}
