import { afterEach, expect, test } from '@jest/globals';
import type { RateLimitOptions } from '../../simulator/rate-limit.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call } from './client.ts';

const WINDOW = { windowMs: 60_000 };

let sim: Simulator;
let path: string;

afterEach(() => sim.close());

async function start(rateLimit: RateLimitOptions): Promise<void> {
  sim = await startSimulator({ rateLimit });
  ({ path } = sim.state.createSegment('web/production/beta'));
}

const look = async (token = sim.token) => {
  const { status, headers } = await call(sim, 'GET', path, { headers: { authorization: token } });
  return { status, headers };
};
const lookup = async () => (await call(sim, 'GET', `${path}/contexts/a`)).status;

test('without limits, the account has plenty left and tokens are not mentioned', async () => {
  await start({});
  const { headers } = await look();
  expect(Object.keys(headers).filter((name) => name.startsWith('x-ratelimit-'))).toEqual([
    'x-ratelimit-global-remaining',
    'x-ratelimit-route-remaining',
    'x-ratelimit-reset',
  ]);
  expect(Number(headers['x-ratelimit-global-remaining'])).toBeGreaterThan(1000);
});

test("the account's limit is told on every answer, and past it requests are refused", async () => {
  await start({ requests: 2, ...WINDOW });
  const answers = [await look(), await look(), await look()];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers.map(({ headers }) => headers['x-ratelimit-global-remaining'])).toEqual(['1', '0', '0']);
  const reset = Number(answers[0]!.headers['x-ratelimit-reset']);
  expect(reset).toBeGreaterThan(Date.now());
  expect(reset).toBeLessThan(Date.now() + 61_000);
});

test("a route's limit may be low, and is none of another route's", async () => {
  await start({ route: { 'GET context': 5 }, ...WINDOW });
  const answered: number[] = [];
  for (let n = 0; n < 6; n++) answered.push(await lookup());
  expect(answered).toEqual([200, 200, 200, 200, 200, 429]);
  expect((await look()).status).toBe(200);
  expect((await call(sim, 'GET', `${path}/contexts/a`)).headers['x-ratelimit-route-remaining']).toBe('0');
});

test('one limit for each route, whichever', async () => {
  await start({ route: 1, ...WINDOW });
  expect([(await look()).status, await lookup(), (await look()).status, await lookup()]).toEqual([200, 200, 429, 429]);
});

test('a token has a limit of its own, with headers of its own', async () => {
  await start({ token: 1, ...WINDOW, tokenWindowMs: 120_000 });
  const first = await look();
  expect(first.headers).toMatchObject({
    'x-ratelimit-auth-token-limit': '1',
    'x-ratelimit-auth-token-remaining': '0',
  });
  const [account, token] = ['x-ratelimit-reset', 'x-ratelimit-auth-token-reset'].map((name) => first.headers[name]);
  expect(Number(token) - Number(account)).toBe(60_000);
  expect([(await look()).status, (await look(sim.tokens.add())).status]).toEqual([429, 200]);
});

test('a refused request is taken off no other limit', async () => {
  await start({ requests: 3, route: { 'GET context': 1 }, ...WINDOW });
  expect([await lookup(), await lookup(), await lookup()]).toEqual([200, 429, 429]);
  expect((await look()).headers['x-ratelimit-global-remaining']).toBe('1');
});

test('resets may lie in the past, and headers may be absent', async () => {
  await start({
    token: 5,
    resetOffsetMs: -70_000,
    tokenResetOffsetMs: -80_000,
    ...WINDOW,
    without: ['x-ratelimit-route-remaining'],
  });
  const { headers } = await look();
  for (const name of ['x-ratelimit-reset', 'x-ratelimit-auth-token-reset']) {
    expect(Number(headers[name])).toBeLessThan(Date.now());
  }
  expect(headers).not.toHaveProperty('x-ratelimit-route-remaining');
});

test('the next window has everything again', async () => {
  await start({ requests: 1, token: 1, windowMs: 200 });
  expect([(await look()).status, (await look()).status]).toEqual([200, 429]);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect((await look()).status).toBe(200);
});
