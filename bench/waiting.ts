/**
 * How late the end of an import is noticed, and how many requests that takes. For ten thousand imports by the action's
 * own schedule, worked out without waiting; for a few more in real time, with the built action and the simulator.
 */
import { runAction } from '../__tests__/support/run-action.ts';
import { startSimulator } from '../simulator/server.ts';
import { pollDelay } from '../src/launchdarkly/poll.ts';
import { inputsFor } from './action.ts';
import { type BenchOptions, type Goal, row, type Section } from './harness.ts';

const SECONDS = [2, 5, 10, 20, 30, 60, 120];
const IMPORTS = 10_000;
/** What an answer takes, in the schedule that is worked out. */
const ROUND_TRIP = 0.1;

/** What may be lost, in seconds. */
const allowed = (seconds: number): number => Math.max(1, 0.06 * seconds);

interface Noticed {
  late: number;
  requests: number;
}

/** One import of about so many seconds, by the schedule. */
function scheduled(about: number): Noticed {
  const end = about * (0.95 + Math.random() / 10);
  let now = 0;
  for (let requests = 1; ; requests++) {
    const looked = now + ROUND_TRIP / 2;
    now += ROUND_TRIP;
    if (looked >= end) return { late: now - end, requests };
    now += pollDelay(now * 1000) / 1000;
  }
}

/** One import of so many seconds, by the built action. */
async function real(seconds: number): Promise<Noticed> {
  const sim = await startSimulator({ importSteps: [{ status: 'in_progress', ms: seconds * 1000 }, 'complete'] });
  try {
    sim.state.createSegment('web/production/beta');
    const inputs = { ...inputsFor(sim.url, 'keys.csv'), 'access-token': sim.token };
    await runAction({ inputs, files: { 'keys.csv': 'anna\nben\n' }, limitSeconds: seconds + 60 });
    const end = sim.state.imports[0]!.creationTime + seconds * 1000;
    const looks = sim.seen('GET import');
    return { late: (looks.at(-1)!.finishedAt! - end) / 1000, requests: looks.length };
  } finally {
    await sim.close();
  }
}

export async function waiting({ quick }: BenchOptions): Promise<Section> {
  const lengths = quick ? SECONDS.slice(0, 2) : SECONDS;
  const measured = await Promise.all(lengths.map(real));
  const goals: Goal[] = [];
  const rows = lengths.map((seconds, index) => {
    const runs = Array.from({ length: IMPORTS }, () => scheduled(seconds));
    const late = runs.map((run) => run.late).sort((left, right) => left - right);
    const requests = runs.reduce((sum, run) => sum + run.requests, 0) / IMPORTS;
    // Between two looks there is a pause and an answer; then half an answer's time goes by until it is here.
    const worst = late.at(-1)! - 1.5 * ROUND_TRIP;
    goals.push({
      text: `an import of ${seconds} s: noticed at most ${allowed(seconds).toFixed(1)} s late, the answers' own time aside`,
      figure: `${worst.toFixed(2)} s at worst`,
      holds: worst <= allowed(seconds) + 1e-6,
    });
    const inReal = measured[index]!;
    return row(
      `${seconds} s`,
      `${late[IMPORTS >> 1]!.toFixed(2)} s`,
      `${late.at(-1)!.toFixed(2)} s`,
      requests.toFixed(1),
      `${inReal.late.toFixed(2)} s`,
      inReal.requests,
    );
  });
  return {
    title: 'Waiting',
    body: [
      `Worked out with the action's own \`pollDelay\` for ${IMPORTS.toLocaleString('en-US')} imports of about each length (± 5 %), answers taking ${ROUND_TRIP * 1000} ms;`,
      'and one import of exactly each length in real time, by the built action against the simulator.',
      '',
      '| import takes | late, median | late, at worst | requests | in real time: late | requests |',
      '|--:|--:|--:|--:|--:|--:|',
      ...rows,
    ].join('\n'),
    goals,
  };
}
