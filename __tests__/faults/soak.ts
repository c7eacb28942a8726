/**
 * Makes many runs with random faults: `npm run soak [-- --runs 200] [--seed 7]`. Prints its seed; the same seed gives the
 * same faults (what they meet on the way depends on the machine). Whatever happens, the invariants below hold.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Rule } from '../../simulator/behaviours.ts';
import type { Fault, Position, Side } from '../../simulator/faults.ts';
import { undeletable } from '../support/undeletable.ts';
import { type List, MEDIUM, removeLists, SMALL, TWO_PARTS } from './lists.ts';
import { runScenario, type Scenario, SOAKED, type World } from './test-bench.ts';

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

const ROUTES = [
  ...(['GET segment', 'POST import', 'GET import', 'GET context', 'GET environment'] as const),
  ...(['POST contexts', 'POST export', 'GET export', 'GET file'] as const),
];
const CHANGES = ['POST import', 'POST contexts'] as const;
const PATHS = [/\/beta$/, /\/imports$/, /\/imports\//, /\/contexts$/, /\/contexts\//, /\/exports$/, /\/exports\//];
const STATUSES = [400, 401, 403, 404, 409, 413, 418, 429, 429, 500, 502, 503];

/** What a run may be asked to do, each with its chance. */
const WAYS = [
  { mode: 'replace' },
  { mode: 'replace' },
  { mode: 'merge' },
  { mode: 'merge' },
  { mode: 'remove' },
  { mode: 'remove', strategy: 'delta' },
  { mode: 'replace', strategy: 'delta' },
  { mode: 'merge', strategy: 'delta' },
] as const;

const snapshots = mkdtempSync(join(tmpdir(), 'soak-snapshots-'));

const withoutFirst = (keys: readonly string[]): readonly string[] => keys.slice(1);

function randomScenario(number: number): Scenario {
  const random = generator(seed + number * 7919);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(choices: readonly T[]): T => choices[below(choices.length)]!;
  const chance = (share: number): boolean => random() < share;
  const some = (): number[] => Array.from({ length: 1 + below(4) }, () => 1 + below(6));

  const list = chance(0.08) ? TWO_PARTS : chance(0.12) ? MEDIUM : SMALL;
  const way = pick(WAYS);
  const { mode } = way;
  // A delta always has one: whatever it changes can be undone.
  const snapshot = 'strategy' in way || chance(0.2) ? join(snapshots, `${number}.csv`) : undefined;
  const bypass = chance(0.2) ? { role: chance(0.7), asked: chance(0.8) } : undefined;
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
      // In the place of LaunchDarkly's own: a refusal would be a lie that nobody can see through.
      {
        kind: 'answer',
        side: 'response',
        after: 0,
        answer: { status: pick([200, 204, 500, 502, 503]), body: '<html>' },
      },
      // Between two parts it may come after the verification: then nobody can know.
      ...(list === TWO_PARTS ? [] : [{ kind: 'zombie', after: { body: -1 }, delayMs: below(1_500) } as const]),
    ]);
  };
  const rule = (): Rule =>
    pick<Rule>([
      { on: 'POST export', file: { link: 'relative' } },
      { on: pick(ROUTES), nth: some(), status: pick(STATUSES) },
      { on: pick(ROUTES), nth: some(), html: true },
      { on: pick(ROUTES), nth: some(), status: 429, headers: { 'Retry-After': String(below(90)) } },
      { on: pick(CHANGES), nth: some(), drop: pick(['before', 'after']) },
      { on: pick(CHANGES), nth: some(), status: 503, processed: true },
      { on: 'POST export', nth: some(), file: pick([{ header: ['key'] }, { omit: [0] }, { truncate: 20 }]) },
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
    if (bypass) segment.environment.requireApproval();
    if (bypass?.role) sim.tokens.grant(sim.token, { bypassApprovals: true });
    if (chance(0.2)) segment.environment.occupy({ ms: below(1_500) });
    if (chance(0.2)) segment.late({ counts: { ms: below(1_000) }, members: { ms: below(1_000) } });
  };
  if (chance(0.125))
    return {
      name: `run ${number}: ${JSON.stringify({ action: 'export', faults, rules })}`,
      action: 'export',
      minutes: pick([1, 3, 8]),
      arrange,
      ...SOAKED,
    };
  return {
    name: `run ${number}: ${JSON.stringify({ ...way, snapshot, bypass, verify, keys: list.keys.length, faults, rules })}`,
    list,
    mode,
    minutes: pick([1, 3, 8]),
    scale: list === SMALL ? 100 : 20,
    inputs: {
      ...way,
      ...(mode !== 'merge' && { 'max-removal-percent': pick([100, 100, 95]) }),
      ...(mode === 'replace' && !('strategy' in way) && { 'allow-partial-replace': true }),
      ...(snapshot !== undefined && { 'snapshot-path': snapshot }),
      ...(bypass && { 'bypass-approvals': bypass.asked }),
      verify,
    },
    ...(chance(0.3) && { undeletable: undeletable(pick([0.3, 1]), 1 + below(1_000)) }),
    simulator: { importSteps: ['preparing', { status: 'in_progress', ms: below(400) }, 'complete'] },
    arrange,
    ...SOAKED,
    check: ({ outputs, annotations }, world) => {
      checkEnd(outputs, annotations.map(({ message }) => message).join('\n'), world, mode, list);
      if (snapshot !== undefined) checkSnapshot(snapshot, outputs, world.segment.members, list.membersBefore);
      if (bypass?.role === false) assert.ok(isSame(world.segment.members, list.membersBefore), 'changed unapproved');
    },
  };
}

/** Success is only claimed where it is; a failure does not say that nothing happened where something did. */
function checkEnd(
  outputs: Record<string, string>,
  told: string,
  { sim, segment: { members } }: World,
  mode: 'merge' | 'replace' | 'remove',
  { keys, membersBefore }: List,
): void {
  if (outputs.status === 'complete' || outputs.status === 'unchanged') {
    const listed = new Set(keys);
    const held = keys.filter((key) => members.has(key)).length;
    assert.equal(
      held,
      mode === 'remove' ? 0 : keys.length,
      'success, and keys of the list are not what they should be',
    );
    const others = mode === 'replace' ? [] : membersBefore.filter((key) => !listed.has(key));
    assert.equal(members.size, held + others.length, 'success, and there are other members');
    return;
  }
  assert.equal(outputs.status, 'failed');
  if (sim.state.imports.length > 0)
    assert.match(
      told,
      /not known|still working on it|as complete|Parts? 1|holds the import|were made/,
      'an import was accepted',
    );
  if (sim.state.imports.length > 0 || !isSame(members, membersBefore))
    assert.doesNotMatch(told, /Nothing was imported/, 'something was changed');
}

/** Nothing is changed before the snapshot is whole. What names it has it, and nobody else. */
function checkSnapshot(
  path: string,
  outputs: Record<string, string>,
  members: ReadonlySet<string>,
  before: readonly string[],
): void {
  assert.equal(existsSync(path), outputs['snapshot-path'] === path, 'the snapshot is there if it is said to be');
  if (!isSame(members, before)) assert.ok(existsSync(path), 'there is a change, and no snapshot');
  if (!existsSync(path)) return;
  const kept = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  assert.ok(isSame(new Set(kept), before), 'the snapshot holds the members before');
}

const isSame = (members: ReadonlySet<string>, before: readonly string[]): boolean =>
  members.size === before.length && before.every((key) => members.has(key));

const runs = Number(values.runs);
const tally = new Map<string, number>();
let next = 1;
let failed = 0;
async function worker(): Promise<void> {
  while (next <= runs) {
    const scenario = randomScenario(next++);
    try {
      const { outputs } = await runScenario(scenario);
      const end = outputs['error-code'] || outputs.status!;
      tally.set(end, (tally.get(end) ?? 0) + 1);
    } catch (error) {
      failed += 1;
      console.log(`FAILED ${scenario.name}\n${(error as Error).message}\n`);
    }
  }
}
await Promise.all(Array.from({ length: Number(values.parallel) }, worker));
removeLists();
rmSync(snapshots, { recursive: true });
console.log(
  [...tally]
    .sort()
    .map(([end, number]) => `${end} ${number}`)
    .join(', '),
);
console.log(`${runs - failed} passed, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
