/**
 * What the guard's look-ups come to, computed exactly: no random numbers. Keys are drawn without repetition, so the hits
 * among those of one step follow a hypergeometric distribution, and the state after a step is the number of hits so far.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mode } from '../../src/settings.ts';
import { boundsFrom } from '../../src/sync/bounds.ts';
import { ALPHA, judge, type Limits, STEPS, STEPS_WITHOUT_EXPORT } from '../../src/sync/limits.ts';

export interface Scenario {
  mode: Mode;
  limits: Limits;
  /** Members before, keys of the list, and how many of them are members. */
  before: number;
  keys: number;
  overlap: number;
}

export interface Statistics {
  /** Probabilities: the run goes on, is blocked, or needs an export (without one: could not be proved). */
  kept: number;
  broken: number;
  open: number;
  /** Expected number of look-ups. */
  lookUps: number;
}

/** @param withoutExport also the steps that follow where no export can be had */
export function statisticsOf(scenario: Scenario, withoutExport = false): Statistics {
  const { mode, limits, before, keys, overlap } = scenario;
  const result: Statistics = { kept: 0, broken: 0, open: 0, lookUps: 0 };
  const most = Math.min(keys, before);
  const verdictOf = (min: number, max: number) => judge(limits, { mode, keys, before, overlap: { min, max } });
  const first = verdictOf(0, most);
  if (first !== 'open') return { ...result, [first]: 1 };
  /** Per number of hits: its probability, and the best bounds that steps on the way have shown. */
  let states = new Map<number, { hits: number; min: number; max: number; probability: number }>([
    [0, { hits: 0, min: 0, max: most, probability: 1 }],
  ]);
  let size = 0;
  for (const step of withoutExport ? [...STEPS, ...STEPS_WITHOUT_EXPORT] : STEPS) {
    const next = Math.min(step, keys);
    if (next === size) break;
    const after: typeof states = new Map();
    const known = new Map<number, ReturnType<typeof boundsFrom>>();
    const boundsOf = (hits: number) => {
      const bounds = known.get(hits) ?? boundsFrom({ size: next, hits, unclear: 0 }, keys, ALPHA);
      known.set(hits, bounds);
      return bounds;
    };
    const drawn = new Map<number, ReturnType<typeof hypergeometric>>();
    for (const { hits, min, max, probability } of states.values()) {
      result.lookUps += probability * (next - size);
      const draws = drawn.get(hits) ?? hypergeometric(keys - size, overlap - hits, next - size);
      drawn.set(hits, draws);
      for (const [more, share] of draws) {
        if (probability * share < NEGLIGIBLE) break;
        const bounds = boundsOf(hits + more);
        const now = {
          hits: hits + more,
          min: Math.max(min, Math.min(bounds.min, max)),
          max: Math.max(min, Math.min(bounds.max, max)),
        };
        const verdict = verdictOf(now.min, now.max);
        if (verdict !== 'open') {
          result[verdict] += probability * share;
          continue;
        }
        const id = (now.hits * (most + 1) + now.min) * (most + 1) + now.max;
        after.set(id, { ...now, probability: (after.get(id)?.probability ?? 0) + probability * share });
      }
    }
    states = after;
    size = next;
  }
  for (const { probability } of states.values()) result.open += probability;
  return result;
}

/** Paths that are rarer are left out: all together are about one in 100,000, which tests count as the worst. */
const NEGLIGIBLE = 1e-11;

/** The probabilities of each number of hits among `draws` of `total`, of which `marked` are hits, the likeliest first. */
function hypergeometric(total: number, marked: number, draws: number): [hits: number, probability: number][] {
  const low = Math.max(0, draws - (total - marked));
  const high = Math.min(draws, marked);
  const mode = Math.min(high, Math.max(low, Math.floor(((draws + 1) * (marked + 1)) / (total + 2))));
  const top = Math.exp(choose(marked, mode) + choose(total - marked, draws - mode) - choose(total, draws));
  const all: [number, number][] = [[mode, top]];
  const ratio = (hits: number): number =>
    ((marked - hits) * (draws - hits)) / ((hits + 1) * (total - marked - draws + hits + 1));
  for (let hits = mode, share = top; hits < high && share > NEGLIGIBLE; hits += 1) {
    share *= ratio(hits);
    all.push([hits + 1, share]);
  }
  for (let hits = mode, share = top; hits > low && share > NEGLIGIBLE; hits -= 1) {
    share /= ratio(hits - 1);
    all.push([hits - 1, share]);
  }
  return all.sort(([, one], [, other]) => other - one);
}

const choose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** Exact for small numbers, Stirling's series (an error below 1e-12) for others. */
function logFactorial(n: number): number {
  if (n < SMALL.length) return SMALL[n]!;
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

const SMALL = [0];
for (let n = 1; n < 1_000; n += 1) SMALL.push(SMALL[n - 1]! + Math.log(n));

/** `statisticsOf` for each, in a process of its own: in jest's sandbox the arithmetic takes thirty times as long. */
export function allStatistics(scenarios: readonly Scenario[], withoutExport = false): Statistics[] {
  const input = JSON.stringify(scenarios.map((scenario) => [scenario, withoutExport]));
  const args = ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url)];
  return JSON.parse(execFileSync(process.execPath, args, { input, encoding: 'utf8' }));
}

if (import.meta.main) {
  const calls: Parameters<typeof statisticsOf>[] = JSON.parse(readFileSync(0, 'utf8'));
  console.log(JSON.stringify(calls.map((call) => statisticsOf(...call))));
}
