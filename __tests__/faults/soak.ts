/**
 * Plays many runs with random faults: `npm run soak [-- --runs 200] [--seed 7]`. Prints its seed; the same seed gives the
 * same faults (what they meet on the way depends on the machine). Whatever happens, the invariants below hold.
 */
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import type { Rule } from '../../simulator/behaviours.ts';
import type { Fault, Position, Side } from '../../simulator/faults.ts';
import { MEDIUM, removeLists, SMALL, TWO_PARTS } from './lists.ts';
import { play, type Row, SOAKED, type World } from './rig.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string' },
    parallel: { type: 'string', default: '3' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9));
console.log(`${values.runs} runs, seed ${seed}`);

/** Mulberry32 by Tommy Ettinger (public domain). */
function generator(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ROUTES = ['GET segment', 'POST import', 'GET import', 'GET context', 'GET environment'] as const;
const PATHS = [/\/beta$/, /\/imports$/, /\/imports\//, /\/contexts\//];
const STATUSES = [400, 401, 403, 404, 409, 413, 418, 429, 429, 500, 502, 503];

const withoutFirst = (keys: readonly string[]): readonly string[] => keys.slice(1);

function randomRow(number: number): Row {
  const random = generator(seed + number * 7919);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)]!;
  const chance = (share: number): boolean => random() < share;
  const some = (): number[] => Array.from({ length: 1 + below(4) }, () => 1 + below(6));

  const list = chance(0.08) ? TWO_PARTS : chance(0.12) ? MEDIUM : SMALL;
  const mode = chance(0.5) ? 'replace' : 'merge';
  const verify = pick(['off', 'warn', 'fail']);

  const position = (): Position => pick([0, 'head', { body: 0.1 }, { body: 0.5 }, { body: -1 }] as const);
  const fault = (): Fault => {
    const side: Side = pick(['request', 'response']);
    const status = pick([200, 204, 307, 401, 409, 413, 500, 502, 503]);
    return pick<Fault>([
      { kind: 'reset', side, after: position() },
      { kind: 'close', side, after: position() },
      { kind: 'stall', side, after: position() },
      { kind: 'slow', bytesPerSecond: 3_000_000 },
      {
        kind: 'answer',
        side: 'request',
        after: position(),
        when: pick(['early', 'closing', 'deaf']),
        answer: { status, body: '<html>' },
      },
      { kind: 'answer', side: 'response', after: 0, answer: { status, body: '<html>' } },
      // Between two parts it may come after the verification: then nobody can know.
      ...(list === TWO_PARTS ? [] : [{ kind: 'zombie', after: { body: -1 }, delayMs: below(1_500) } as const]),
    ]);
  };
  const rule = (): Rule =>
    pick<Rule>([
      { on: pick(ROUTES), nth: some(), status: pick(STATUSES) },
      { on: pick(ROUTES), nth: some(), html: true },
      { on: pick(ROUTES), nth: some(), status: 429, headers: { 'Retry-After': String(below(90)) } },
      { on: 'POST import', nth: some(), drop: pick(['before', 'after']) },
      { on: 'POST import', nth: some(), status: 503, processed: true },
      { on: 'POST import', location: pick(['none', 'absolute', 'relative']) },
      {
        on: 'POST import',
        nth: some(),
        steps: ['preparing', { status: 'in_progress', ms: below(900) }, pick(['complete', 'stopped'])],
      },
      // Without verification LaunchDarkly is believed.
      ...(verify === 'off'
        ? []
        : [{ on: 'POST import', nth: some(), effect: pick(['none', withoutFirst] as const) } as const]),
      { on: pick(ROUTES), delayMs: below(60) },
    ]);

  const faults = Array.from({ length: below(3) }, () => ({ path: pick(PATHS), nth: some(), fault: fault() }));
  const rules = Array.from({ length: below(3) }, rule);
  const arrange = ({ proxy, sim, segment }: World): void => {
    for (const one of faults) proxy.add(one);
    for (const one of rules) sim.behave(one);
    if (chance(0.2)) segment.environment.occupy({ ms: below(1_500) });
    if (chance(0.2)) segment.late({ counts: { ms: below(1_000) }, members: { ms: below(1_000) } });
  };
  return {
    name: `run ${number}: ${mode}, ${list.keys.length} keys; ${JSON.stringify({ faults, rules })}`,
    list,
    mode,
    minutes: pick([1, 3, 8]),
    scale: list === SMALL ? 100 : 20,
    inputs: {
      ...(mode === 'replace' && { 'max-removal-percent': 100, 'allow-partial-replace': true }),
      verify,
      wait: true,
    },
    simulator: { importSteps: ['preparing', { status: 'in_progress', ms: below(400) }, 'complete'] },
    arrange,
    ...SOAKED,
    check: (result, world) =>
      invariants(result.outputs, result.annotations.map(({ message }) => message).join('\n'), world, mode, list.keys),
  };
}

/** Success is only claimed where it is; a failure does not say that nothing happened where something did. */
function invariants(
  outputs: Record<string, string>,
  told: string,
  { sim, segment }: World,
  mode: string,
  keys: readonly string[],
): void {
  if (outputs.status === 'complete') {
    const missing = keys.filter((key) => !segment.members.has(key)).length;
    assert.equal(missing, 0, 'success, and keys of the list are no members');
    if (mode === 'replace') assert.equal(segment.members.size, keys.length, 'success, and there are other members');
    return;
  }
  assert.equal(outputs.status, 'failed');
  if (sim.state.imports.length > 0) {
    assert.match(told, /not known|goes on with it|as complete|Parts? 1|holds the import/, 'an import was accepted');
    assert.doesNotMatch(told, /Nothing was imported/, 'an import was accepted');
  }
}

const runs = Number(values.runs);
const tally = new Map<string, number>();
let next = 1;
let failed = 0;
async function worker(): Promise<void> {
  while (next <= runs) {
    const row = randomRow(next++);
    try {
      const { outputs } = await play(row);
      const end = outputs['error-code'] || outputs.status!;
      tally.set(end, (tally.get(end) ?? 0) + 1);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${row.name}\n${(error as Error).message}\n`);
    }
  }
}
await Promise.all(Array.from({ length: Number(values.parallel) }, worker));
removeLists();
console.log(
  [...tally]
    .sort()
    .map(([end, number]) => `${end} ${number}`)
    .join(', '),
);
console.log(`${runs - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
