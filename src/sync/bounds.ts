/** What a random sample says about the whole: exact binomial confidence bounds. Pure. */
import type { Bounds } from '../result.ts';

/**
 * Bounds for how many of `total` things are hits, from looking at some of them at random. Each bound is wrong with a
 * probability of at most `alpha`; where all were looked at, they are exact.
 * @param sample how many were looked at, how many of them are hits, and how many may or may not be
 */
export function boundsFrom(
  sample: { size: number; hits: number; unclear: number },
  total: number,
  alpha: number,
): Bounds {
  const { size, hits, unclear } = sample;
  if (size >= total) return { min: hits, max: hits + unclear };
  return {
    min: Math.max(hits, Math.floor((1 - upperShare(size - hits, size, alpha)) * total)),
    max: Math.min(total - (size - hits - unclear), Math.ceil(upperShare(hits + unclear, size, alpha) * total)),
  };
}

/**
 * The one-sided Clopper-Pearson upper bound: the largest share at which so few hits in so many trials still have the
 * probability `alpha`. Sampling is without repetition, which makes the bound only more careful.
 */
export function upperShare(hits: number, trials: number, alpha: number): number {
  if (hits >= trials) return 1;
  const atMost = binomial(hits, trials);
  let low = hits / trials;
  let high = 1;
  // 60 halvings reach the last bit of a double.
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (atMost(middle) > alpha) low = middle;
    else high = middle;
  }
  return high;
}

/** P(X <= hits) for a share of at least hits / trials: there the last term is the largest, and the others fade away. */
function binomial(hits: number, trials: number): (share: number) => number {
  let ways = 0;
  for (let count = 1; count <= hits; count += 1) ways += Math.log((trials - count + 1) / count);
  return (share) => {
    let term = Math.exp(ways + (hits && hits * Math.log(share)) + (trials - hits) * Math.log1p(-share));
    let sum = term;
    for (let count = hits; count > 0 && term > sum * 1e-18; count -= 1) {
      term *= (count / (trials - count + 1)) * ((1 - share) / share);
      sum += term;
    }
    return sum;
  };
}
