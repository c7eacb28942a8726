import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import type { ExportFormat } from '../../simulator/exports.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { call, closeAll, startAnother } from './client.ts';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { members: ['b', 'a,"1"', 'ü'], excluded: ['x'] });
});

afterEach(() => closeAll(sim));

/** Asks for an export and gives the link to its file, absolute. */
async function link(file: ExportFormat = {}): Promise<string> {
  const takeBack = sim.behave({ on: 'POST export', file });
  const { headers } = await call(sim, 'POST', `${segment.path}/exports`);
  takeBack();
  const { json } = await call(sim, 'GET', headers.location!);
  const names = Object.keys(json._links).filter((name) => name !== 'self');
  expect(names).toEqual([file.linkName ?? 'download']);
  return new URL(json._links[names[0]!].href, sim.url).href;
}

function follow(href: string, headers: Record<string, string> = { authorization: '' }) {
  const { origin, pathname, search } = new URL(href);
  return call(sim, 'GET', pathname + search, { origin, headers, undescribed: true });
}

describe('an export', () => {
  test('answers 200 with a location, and has a link when it is complete', async () => {
    sim.behave({ on: 'POST export', file: { steps: [{ status: 'in_progress', reads: 1 }, 'complete'] } });
    const { status, headers, text } = await call(sim, 'POST', `${segment.path}/exports`);
    expect([status, text]).toEqual([200, '']);
    const first = (await call(sim, 'GET', headers.location!)).json;
    expect(first).toMatchObject({ segmentKey: 'beta', status: 'in_progress', _links: { self: expect.anything() } });
    expect(Object.keys(first._links)).toEqual(['self']);
    const second = (await call(sim, 'GET', headers.location!)).json;
    expect(second).toMatchObject({ status: 'complete', sizeBytes: 15, _links: { download: expect.anything() } });
  });

  test('is kept on another origin, which takes no token but a signature', async () => {
    const href = await link();
    expect(new URL(href).origin).toBe(sim.storage.url);
    expect((await follow(href)).text).toBe('b\n"a,""1"""\nü\n');
    expect((await follow(href.slice(0, -1))).status).toBe(403);
    expect(sim.storage.requests.map(({ status }) => status)).toEqual([200, 403]);
  });

  test.each(['same-origin', 'relative'] as const)('may be kept on the same origin (%s)', async (where) => {
    const href = await link({ link: where });
    expect(new URL(href).origin).toBe(sim.url);
    expect((await follow(href, {})).text).toBe('b\n"a,""1"""\nü\n');
  });

  test.each(['same-origin', 'other-origin'] as const)('may redirect from the %s', async (where) => {
    const { status, headers } = await follow(await link({ link: where, redirect: true }), {});
    expect(status).toBe(302);
    expect(new URL(headers.location!, sim.storage.url).origin).toBe(sim.storage.url);
    expect((await follow(new URL(headers.location!, sim.storage.url).href)).status).toBe(200);
  });

  test.each<[string, ExportFormat, string]>([
    ['a header row', { header: ['key'] }, 'key\nb\n"a,""1"""\nü\n'],
    [
      'columns and excluded rows',
      { header: ['kind', 'key'], row: (key, included) => [included ? 'in' : 'out', key], excluded: true },
      'kind,key\nout,x\nin,b\nin,"a,""1"""\nin,ü\n',
    ],
    ['quotes everywhere and CRLF', { quote: 'always', eol: '\r\n' }, '"b"\r\n"a,""1"""\r\n"ü"\r\n'],
    [
      'tabs and a byte order mark',
      { delimiter: '\t', bom: true, row: (key) => [key, 'u'] },
      '\uFEFFb\tu\n"a,""1"""\tu\nü\tu\n',
    ],
    ['reversed', { order: 'reversed' }, 'ü\n"a,""1"""\nb\n'],
    ['sorted', { order: 'sorted' }, '"a,""1"""\nb\nü\n'],
    ['rows too few and too many', { omit: [0, -1], extra: ['z'] }, '"a,""1"""\nz\n'],
  ])('may have %s', async (_name, file, expected) => {
    expect((await follow(await link(file))).text).toBe(expected);
  });

  test('may break off', async () => {
    await expect(follow(await link({ truncate: 3 }))).rejects.toThrow('aborted');
  });

  test('holds the members of the moment it was asked for', async () => {
    const href = await link();
    segment.add('late');
    expect((await follow(href)).text).not.toContain('late');
  });

  test('or those of the moment it was complete', async () => {
    const steps = [{ status: 'in_progress', reads: 1 }, 'complete'];
    sim.behave({ on: 'POST export', file: { steps, taken: 'complete' } });
    sim.behave({ on: 'GET export', nth: 1, after: () => segment.add('late') });
    const { headers } = await call(sim, 'POST', `${segment.path}/exports`);
    expect((await call(sim, 'GET', headers.location!)).json).toMatchObject({ status: 'in_progress', sizeBytes: 0 });
    const { json } = await call(sim, 'GET', headers.location!);
    expect((await follow(json._links.download.href)).text).toBe('b\n"a,""1"""\nü\nlate\n');
  });

  test('holds whatever keys there are', async () => {
    segment.replaceMembers([' a ', 'tab\t', 'bell\u0007', 'two\nlines', 'cr\r', '#N/A', 'NULL', '"']);
    const text = ' a \ntab\t\nbell\u0007\n"two\nlines"\n"cr\r"\n#N/A\nNULL\n""""\n';
    expect((await follow(await link())).text).toBe(text);
  });

  test('is refused to a token that may not export', async () => {
    const authorization = sim.tokens.add({ exports: false });
    const { status, json } = await call(sim, 'POST', `${segment.path}/exports`, { headers: { authorization } });
    expect([status, json.code]).toEqual([403, 'forbidden']);
    expect((await call(sim, 'POST', `${segment.path}/exports`)).status).toBe(200);
  });

  test('is refused above a number of members', async () => {
    const small = await startAnother({ exportLimit: 2 });
    const { path } = small.state.createSegment('web/production/beta', { members: ['a', 'b'] });
    expect((await call(small, 'POST', `${path}/exports`)).status).toBe(200);
    small.state.segment('web/production/beta').add('c');
    expect((await call(small, 'POST', `${path}/exports`)).status).toBe(400);
  });

  test('is unknown under another segment', async () => {
    const { headers } = await call(sim, 'POST', `${segment.path}/exports`);
    const { path } = sim.state.createSegment('web/production/other');
    expect((await call(sim, 'GET', headers.location!.replace(segment.path, path))).status).toBe(404);
  });
});
