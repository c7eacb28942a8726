import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call } from './client.ts';

const LIST = '/api/v2/segments/web/production';

let sim: Simulator;

beforeEach(async () => {
  sim = await startSimulator();
  for (let n = 0; n < 25; n++) sim.state.createSegment(`web/production/big-${n}`, { members: ['a'] });
  sim.state.createSegment('web/production/small', { unbounded: false, name: 'Some people', tags: ['vip'] });
  sim.state.createSegment('web/production/synced', { external: 'amplitude', tags: ['vip', 'cdp'] });
  sim.state.createSegment('web/staging/big-0');
});

afterEach(() => sim.close());

async function list(filter: string, page = ''): Promise<{ keys: string[]; totalCount: number }> {
  const { json } = await call(sim, 'GET', `${LIST}?filter=${encodeURIComponent(filter)}${page}`);
  return { keys: json.items.map(({ key }: { key: string }) => key), totalCount: json.totalCount };
}

test('big segments are listed in pages of 20', async () => {
  const first = await list('unbounded equals true');
  const second = await list('unbounded equals true', '&offset=20');
  expect([first.keys.length, second.keys.length, first.totalCount]).toEqual([20, 6, 26]);
  expect(second.keys).toEqual([20, 21, 22, 23, 24].map((n) => `big-${n}`).concat('synced'));
  expect((await list('unbounded equals true', '&limit=3&offset=1')).keys).toEqual(['big-1', 'big-2', 'big-3']);
  expect((await list('unbounded equals true', '&limit=200')).keys).toHaveLength(26);
});

test('each is shown as a single one is, without its flags', async () => {
  sim.state.segment('web/production/big-3').flags = [{ key: 'flag', name: 'A flag' }];
  const { json } = await call(sim, 'GET', `${LIST}?limit=4`);
  const { _flags, ...single } = (await call(sim, 'GET', `${LIST}/big-3`)).json;
  expect([json.items[3], _flags.length]).toEqual([single, 1]);
});

test('the one that is being imported shows', async () => {
  const busy = sim.state.segment('web/production/big-7');
  busy.environment.startImport(busy, { mode: 'merge', keys: ['b'], steps: ['in_progress'] });
  const { json } = await call(sim, 'GET', `${LIST}?filter=${encodeURIComponent('unbounded equals true')}`);
  const importing = json.items.filter((item: { _importInProgress: boolean }) => item._importInProgress);
  expect(importing.map(({ key }: { key: string }) => key)).toEqual(['big-7']);
});

test.each([
  ['unbounded equals false', ['small']],
  ['external exists true', ['synced']],
  ['tags anyOf ["vip"],unbounded equals true', ['synced']],
  ['includedKeys anyOf ["big-1", "big-2", "none"]', ['big-1', 'big-2']],
  ['includedKeys anyOf ["big-1", "big-2"],excludedKeys anyOf ["big-2"]', ['big-1']],
  ['query equals "some PEOPLE"', ['small']],
])('filter %s', async (filter, expected) => expect((await list(filter)).keys).toEqual(expected));

test.each([
  'filter=unbounded',
  'filter=unbounded%20anyOf%20%5B%22true%22%5D',
  'filter=colour%20equals%20red',
  'limit=x',
])('%s is refused', async (query) => expect((await call(sim, 'GET', `${LIST}?${query}`)).status).toBe(400));

test('an unknown environment has no list', async () => {
  expect((await call(sim, 'GET', '/api/v2/segments/web/none')).status).toBe(404);
});
