import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Certificate, createAuthority, createCertificate } from '../../simulator/certificates.ts';
import type { Segment } from '../../simulator/environment.ts';
import { type FaultProxy, startFaultProxy } from '../../simulator/faults.ts';
import { startOtherOrigin } from '../../simulator/other-origin.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call, upload } from './client.ts';

const LIST = Array.from({ length: 20_000 }, (_, n) => `key-${n}\n`).join('');

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

let sim: Simulator;
let proxy: FaultProxy;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { members: ['old'] });
  proxy = await startFaultProxy({ target: sim.url });
});

afterEach(async () => {
  await proxy.close();
  await sim.close();
});

const post = () => upload(sim, segment.path, 'replace', LIST, { origin: proxy.url, undescribed: true });
const look = () => call(sim, 'GET', segment.path, { origin: proxy.url });

describe('the fault proxy', () => {
  test('passes everything on when it is told nothing', async () => {
    expect((await post()).status).toBe(204);
    expect((await look()).json._unboundedMetadata.includedCount).toBe(20_000);
    expect(proxy.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
    expect(proxy.connections).toBe(2);
  });

  test.each([0, 100, 'head', { body: 1000 }, { body: 0.5 }, { body: -1 }] as const)(
    'breaks off a request after %p: nothing is imported',
    async (after) => {
      const rule = proxy.add({ path: '/imports', fault: { kind: 'reset', side: 'request', after } });
      await expect(post()).rejects.toThrow();
      expect(rule.hits).toBe(1);
      await until(() => sim.requests.every(({ finishedAt }) => finishedAt !== undefined));
      expect(sim.state.imports).toEqual([]);
      expect(sim.seen('POST import').filter(({ complete }) => complete)).toEqual([]);
    },
  );

  test.each(['reset', 'close'] as const)('swallows an answer with a %s: the import is made', async (kind) => {
    proxy.add({ method: 'POST', fault: { kind, side: 'response', after: 0 } });
    await expect(post()).rejects.toThrow();
    expect(segment.members.size).toBe(20_000);
  });

  test('breaks off an answer in its body', async () => {
    proxy.add({ method: 'GET', fault: { kind: 'close', side: 'response', after: { body: 0.5 } } });
    await expect(look()).rejects.toThrow('aborted');
  });

  test('finds the place in an answer that comes in small pieces', async () => {
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\nConnection: close\r\n\r\n0123456789';
    const dribbling = createServer((socket) => {
      socket.setNoDelay().resume();
      socket.on('error', () => {});
      const pieces = answer.match(/[\s\S]{1,9}/g)!;
      const timer = setInterval(() => (pieces.length > 0 ? socket.write(pieces.shift()!) : socket.end()), 2);
      socket.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => dribbling.listen(0, '127.0.0.1', resolve));
    const { port } = dribbling.address() as AddressInfo;
    const between = await startFaultProxy({ target: `http://127.0.0.1:${port}` });
    between.add({ fault: { kind: 'close', side: 'response', after: { body: 4 } } });
    const received: Buffer[] = [];
    const client = connect(Number(new URL(between.url).port), '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    for await (const chunk of client) received.push(chunk);
    expect(Buffer.concat(received).toString()).toBe(answer.slice(0, -6));
    await between.close();
    dribbling.close();
  });

  test('strikes the nth matching request only', async () => {
    const rule = proxy.add({ method: 'GET', nth: 2, fault: { kind: 'reset', side: 'response', after: 0 } });
    expect((await look()).status).toBe(200);
    await expect(look()).rejects.toThrow();
    expect((await look()).status).toBe(200);
    expect([rule.seen, rule.hits]).toEqual([3, 1]);
    rule.remove();
    await look();
    expect(rule.seen).toBe(3);
  });

  test.each(['request', 'response'] as const)('stalls a %s until somebody gives up', async (side) => {
    const rule = proxy.add({ method: 'POST', fault: { kind: 'stall', side, after: 10 } });
    const failed = post().catch((error: Error) => error);
    await until(() => rule.hits > 0);
    expect(await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, 100, 'still waiting'))])).toBe(
      'still waiting',
    );
    await proxy.close();
    expect(await failed).toMatchObject({ code: 'ECONNRESET' });
    proxy = await startFaultProxy({ target: sim.url });
  });

  test('answers early, while the body is on its way', async () => {
    const answer = { status: 413, headers: { 'content-type': 'application/json' }, body: '{"code":"x","message":"y"}' };
    proxy.add({ method: 'POST', fault: { kind: 'answer', side: 'request', after: { body: 100 }, answer } });
    const reply = await post();
    expect([reply.status, reply.json.code]).toEqual([413, 'x']);
    expect(segment.members).toEqual(new Set(['old']));
  });

  test('answers and closes under a body that is on its way', async () => {
    const answer = { status: 500 };
    proxy.add({ path: '/imports', fault: { kind: 'answer', side: 'request', after: 'head', answer, when: 'closing' } });
    const outcome = await post().catch((error: NodeJS.ErrnoException) => error.code);
    // The answer arrives unless the reset that follows it overtakes it.
    expect(outcome === 'ECONNRESET' || outcome === 'EPIPE' || (outcome as { status: number }).status === 500).toBe(
      true,
    );
    expect(sim.state.imports).toEqual([]);
  });

  test('answers 204 to a body that the simulator never got whole', async () => {
    proxy.add({
      path: '/imports',
      fault: { kind: 'answer', side: 'request', after: { body: 0.5 }, answer: { status: 204 } },
    });
    expect((await post()).status).toBe(204);
    expect(segment.members).toEqual(new Set(['old']));
  });

  test('answers something else after the request was processed', async () => {
    const answer = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>' };
    proxy.add({ path: '/imports', fault: { kind: 'answer', side: 'response', after: 0, answer } });
    expect((await post()).status).toBe(502);
    expect(segment.members.size).toBe(20_000);
  });

  test('a redirect leads to another origin, which tells what came', async () => {
    const otherOrigin = await startOtherOrigin();
    const answer = { status: 307, headers: { location: `${otherOrigin.url}/x` } };
    proxy.add({ path: '/imports', fault: { kind: 'answer', side: 'request', after: 0, answer, when: 'received' } });
    const { status, headers } = await post();
    expect([status, headers.location]).toEqual([307, `${otherOrigin.url}/x`]);
    expect(segment.members).toEqual(new Set(['old']));
    expect(otherOrigin.saw(sim.token)).toBe(false);
    await call(sim, 'GET', '/x', { origin: otherOrigin.url, undescribed: true });
    expect(otherOrigin.saw(sim.token)).toBe(true);
    await otherOrigin.close();
  });

  test.each(['reset', 'stall'] as const)('delivers a zombie when its client is gone (%s)', async (how) => {
    proxy.add({ path: '/imports', fault: { kind: 'zombie', after: { body: 0.5 }, how } });
    const failed = post().catch((error: Error) => error);
    if (how === 'reset') expect(await failed).toMatchObject({ code: 'ECONNRESET' });
    else await until(() => proxy.requests.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(segment.members).toEqual(new Set(['old']));
    proxy.release();
    await until(() => segment.members.size === 20_000);
    if (how === 'stall') await proxy.close();
    expect(await failed).toMatchObject({ code: 'ECONNRESET' });
  });

  test('delivers a zombie by itself after a while', async () => {
    proxy.add({ path: '/imports', fault: { kind: 'zombie', after: 'head', delayMs: 50 } });
    await expect(post()).rejects.toThrow();
    expect(segment.members).toEqual(new Set(['old']));
    await until(() => segment.members.size === 20_000);
  });

  test.each(['request', 'response'] as const)('slows a %s down', async (side) => {
    proxy.add({ fault: { kind: 'slow', side, bytesPerSecond: 2000 } });
    const started = Date.now();
    const reply = await look();
    const bytes = side === 'request' ? 150 : reply.text.length;
    expect(Date.now() - started).toBeGreaterThan((bytes / 2000) * 1000 * 0.8);
    expect(reply.json.key).toBe('beta');
  });
});

describe('the fault proxy in front of https', () => {
  let authority: Certificate;
  let certificate: Certificate;
  let secure: Simulator;
  let path: string;

  beforeAll(async () => {
    authority = await createAuthority();
    certificate = await createCertificate({ issuer: authority });
    secure = await startSimulator({ tls: certificate });
    path = secure.state.createSegment('web/production/beta').path;
  });

  afterAll(() => secure.close());

  test('passes TLS through, and breaks whole connections', async () => {
    const through = await startFaultProxy({ target: secure.url });
    const options = { origin: through.url, ca: authority.cert };
    through.add({ on: 'connection', nth: 2, fault: { kind: 'reset', side: 'request', after: 0 } });
    through.add({ on: 'connection', nth: 3, fault: { kind: 'reset', side: 'response', after: 1000 } });
    expect((await call(secure, 'GET', path, options)).status).toBe(200);
    await expect(call(secure, 'GET', path, options)).rejects.toThrow();
    await expect(call(secure, 'GET', path, options)).rejects.toThrow();
    expect((await call(secure, 'GET', path, options)).status).toBe(200);
    await through.close();
  });

  test('with a certificate of its own it sees requests', async () => {
    const between = await startFaultProxy({ target: secure.url, tls: certificate });
    const options = { origin: between.url, ca: authority.cert };
    between.add({ path: '/imports', nth: 1, fault: { kind: 'reset', side: 'request', after: { body: 0.5 } } });
    await expect(upload(secure, path, 'merge', LIST, options)).rejects.toThrow();
    expect((await upload(secure, path, 'merge', LIST, options)).status).toBe(204);
    expect(between.requests.map(({ fault }) => fault?.kind)).toEqual(['reset', undefined]);
    await between.close();
  });

  test.each([
    ['self-signed', async () => createCertificate(), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['expired', async () => createCertificate({ issuer: authority, expired: true }), 'CERT_HAS_EXPIRED'],
    [
      'for another host',
      async () => createCertificate({ issuer: authority, hosts: ['example.test'] }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
  ])('a %s certificate is refused', async (_name, create, code) => {
    const bad = await startSimulator({ tls: await create() });
    await expect(call(bad, 'GET', '/', { ca: authority.cert })).rejects.toMatchObject({ code });
    await bad.close();
  });
});
