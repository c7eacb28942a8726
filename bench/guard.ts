/** How long the guard's look-ups take with a server that answers in 100 ms: the built action against the simulator. */
import { runAction } from '../__tests__/support/run-action.ts';
import { startSimulator } from '../simulator/server.ts';
import { inputsFor } from './action.ts';
import { type BenchOptions, duration, type Goal, median, row, type Section } from './harness.ts';

const LATENCY_MS = 100;
const MEMBERS = 20_000;

const CASES = [
  // Another list: the first 50 look-ups show it.
  { lookUps: 50, most: 2, shared: 0, limit: 20 },
  // A limit that only the export proves: 400 look-ups come before it.
  { lookUps: 400, most: 12, shared: MEMBERS - 200, limit: 1 },
] as const;

/** Seconds from the first look-up's arrival to the last one's answer. */
async function seconds({ lookUps, shared, limit }: (typeof CASES)[number]): Promise<number> {
  const sim = await startSimulator({ latencyMs: LATENCY_MS });
  try {
    const key = (index: number): string => `user-${index}`;
    const numbers = Array.from({ length: MEMBERS }, (_, index) => index);
    sim.state.createSegment('web/production/beta', { members: numbers.map(key) });
    const list = numbers.map((index) => key(index + MEMBERS - shared));
    const inputs = {
      ...inputsFor(sim.url, 'keys.csv'),
      'access-token': sim.token,
      mode: 'replace',
      'max-removal-percent': limit,
      'dry-run': true,
    };
    await runAction({ inputs, files: { 'keys.csv': `${list.join('\n')}\n` }, limitSeconds: 120 });
    const seen = sim.seen('GET context').slice(0, lookUps);
    if (seen.length < lookUps) throw new Error(`${seen.length} look-ups instead of ${lookUps}`);
    const ends = seen.map(({ finishedAt }) => finishedAt ?? Number.NaN);
    return (Math.max(...ends) - Math.min(...seen.map(({ startedAt }) => startedAt))) / 1000;
  } finally {
    await sim.close();
  }
}

export async function guard({ quick }: BenchOptions): Promise<Section> {
  const goals: Goal[] = [];
  const rows: string[] = [];
  for (const one of CASES) {
    const measured: number[] = [];
    for (let round = 0; round < (quick ? 1 : 5); round += 1) measured.push(await seconds(one));
    const middle = median(measured);
    rows.push(
      row(one.lookUps, duration(middle), `${Math.min(...measured).toFixed(2)} – ${Math.max(...measured).toFixed(2)} s`),
    );
    goals.push({
      text: `${one.lookUps} look-ups at ${LATENCY_MS} ms each in at most ${one.most} s`,
      figure: duration(middle),
      holds: middle <= one.most,
    });
  }
  return {
    title: "The guard's look-ups",
    body: ['| look-ups | median | range |', '|--:|--:|--:|', ...rows].join('\n'),
    goals,
  };
}
