import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Segment } from '../../simulator/environment.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { type CallOptions, call, FORM_TYPE, form, importForm, part, upload } from './client.ts';

let sim: Simulator;
let segment: Segment;

beforeEach(async () => {
  sim = await startSimulator();
  segment = sim.state.createSegment('web/production/beta', { members: ['old'] });
});

afterEach(() => sim.close());

const send = (mode: string, csv: string | Buffer, options?: CallOptions) =>
  upload(sim, segment.path, mode, csv, options);
const look = async () => (await call(sim, 'GET', segment.path)).json;
const members = () => [...segment.members];

/** Sends a list and gives the statuses that looking at its import shows. */
async function statuses(count: number): Promise<string[]> {
  const { headers } = await send('merge', 'new\n');
  const seen: string[] = [];
  for (let n = 0; n < count; n++) {
    seen.push((await call(sim, 'GET', headers.location!, { undescribed: true })).json.status);
  }
  return seen;
}

describe('an upload', () => {
  test('merge adds to the members', async () => {
    const reply = await send('merge', 'a\nb\nold\n');
    expect([reply.status, reply.text]).toEqual([204, '']);
    expect(members()).toEqual(['old', 'a', 'b']);
    expect((await look())._unboundedMetadata).toMatchObject({ includedCount: 3, version: 2 });
  });

  test('replace makes the list the membership', async () => {
    await send('replace', 'a\nb\na\n');
    expect(members()).toEqual(['a', 'b']);
  });

  test('is recorded as it came over the wire', async () => {
    const csv = 'a\r\n"b"\r\n';
    await send('merge', csv);
    const [record] = sim.seen('POST import');
    expect(record).toMatchObject({
      method: 'POST',
      url: `${segment.path}/imports`,
      status: 204,
      complete: true,
      bodyBytes: importForm('merge', csv).length,
      upload: {
        fields: ['mode', 'waitOnApprovals', 'file'],
        mode: 'merge',
        waitOnApprovals: 'false',
        fileName: 'beta.csv',
        contentType: 'text/csv',
        bytes: csv.length,
        sha256: createHash('sha256').update(csv).digest('hex'),
        rows: 2,
        importId: sim.state.imports[0]!.id,
      },
    });
    expect(record!.headers.authorization).toBe(sim.token);
  });

  test('the import is found under its location', async () => {
    const { headers } = await send('replace', 'a\n');
    expect(headers.location).toMatch(/^\/api\/v2\/segments\/web\/production\/beta\/imports\/[\w-]+$/);
    expect((await call(sim, 'GET', headers.location!)).json).toMatchObject({
      segmentKey: 'beta',
      mode: 'replace',
      status: 'complete',
      files: [{ filename: 'beta.csv', status: 'complete' }],
    });
    expect((await call(sim, 'GET', `${segment.path}/imports/none`)).status).toBe(404);
  });

  test.each([
    ['a header row becomes a member', 'key\na\n', ['key', 'a']],
    ['a byte order mark becomes part of the first key', '\uFEFFa\nb\n', ['\uFEFFa', 'b']],
    ['further columns are ignored', 'a,1,x\nb\n', ['a', 'b']],
    ['quotes are understood', '"a,b"\n"c""d"\n"e\nf"\n', ['a,b', 'c"d', 'e\nf']],
    ['quotes may come late', `${'k\n'.repeat(100_000)}"q,r"\nz`, ['k', 'q,r', 'z']],
    ['lines may end in CR', 'a\rb\r', ['a', 'b']],
    ['nothing is trimmed', ' a \n', [' a ']],
    ['blank lines are skipped', 'a\r\n\r\nb', ['a', 'b']],
    ['an empty file has no keys', '', []],
  ])('%s', async (_name, csv, expected) => {
    expect((await send('replace', csv)).status).toBe(204);
    expect(members()).toEqual(expected);
  });

  const file = part('file', 'a\n', 'a.csv');
  const merge = part('mode', 'merge');
  test.each([
    ['no mode', form(file)],
    ['an unknown mode', importForm('append', 'a\n')],
    ['no file', form(merge)],
    ['a file without a file name', form(merge, part('file', 'a\n'))],
    ['an unknown field', form(merge, part('extra', 'x'), file)],
    ['a field twice', form(merge, merge, file)],
    ['another waitOnApprovals', importForm('merge', 'a\n', 'yes')],
    ['an unclosed quote', importForm('merge', '"a\n')],
    ['a row without a key', importForm('merge', 'a\n,1\n')],
    ['more than a million keys', importForm('merge', 'k\n'.repeat(1_000_001))],
    ['an unfinished form', importForm('merge', 'a\n').subarray(0, -8)],
    ['an empty body', Buffer.alloc(0)],
  ])('is refused with %s', async (_name, body) => {
    const reply = await call(sim, 'POST', `${segment.path}/imports`, { headers: FORM_TYPE, body });
    expect([reply.status, reply.json.code]).toEqual([400, 'invalid_request']);
    expect(sim.state.imports).toEqual([]);
  });

  test('is refused as JSON', async () => {
    const options = { headers: { 'content-type': 'application/json' }, body: '{"mode":"merge"}' };
    expect((await call(sim, 'POST', `${segment.path}/imports`, options)).status).toBe(400);
  });

  test('is refused without a Content-Length', async () => {
    const reply = await send('merge', 'a\n', { headers: { 'transfer-encoding': 'chunked' }, chunked: true });
    expect([reply.status, reply.json.message]).toEqual([400, 'Content-Length is required']);
  });

  test('is refused over 40 MB', async () => {
    const list = `${'x'.repeat(999)}\n`.repeat(40_000);
    const room = 40_000_000 - importForm('merge', '').length;
    expect((await send('merge', list.slice(0, room + 1))).status).toBe(413);
    expect((await send('merge', list.slice(0, room))).status).toBe(204);
  }, 30_000);

  test('a million keys fit', async () => {
    const keys = Array.from({ length: 1_000_000 }, (_, n) => `${n}\n`).join('');
    expect((await send('replace', keys)).status).toBe(204);
    expect(segment.members.size).toBe(1_000_000);
  }, 30_000);
});

describe('an import on its way', () => {
  test('goes through its steps as it is looked at, and applies at the end', async () => {
    sim.behave({ on: 'POST import', steps: ['preparing', { status: 'in_progress', reads: 2 }, 'complete'] });
    const { headers } = await send('merge', 'a\n');
    const next = async () => (await call(sim, 'GET', headers.location!)).json.status;
    expect(await next()).toBe('in_progress');
    expect(members()).toEqual(['old']);
    expect((await look())._importInProgress).toBe(true);
    expect(await next()).toBe('complete');
    expect((await look())._importInProgress).toBe(false);
    expect(members()).toEqual(['old', 'a']);
  });

  test('goes through its steps as time passes', async () => {
    sim.behave({ on: 'POST import', steps: [{ status: 'preparing', ms: 100 }, 'complete'] });
    await send('merge', 'a\n');
    expect(members()).toEqual(['old']);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(members()).toEqual(['old', 'a']);
  });

  test('may stop, stick or be in an unknown status', async () => {
    sim.behave({ on: 'POST import', steps: [{ status: 'pondering', reads: 1 }, 'stopped'] });
    expect(await statuses(3)).toEqual(['pondering', 'stopped', 'stopped']);
    expect(members()).toEqual(['old']);
    sim.behave({ on: 'POST import', steps: ['preparing'] });
    expect(await statuses(3)).toEqual(['preparing', 'preparing', 'preparing']);
    expect((await send('merge', 'b\n')).status).toBe(409);
  });

  test('may complete and do nothing, or something else', async () => {
    sim.behave({ on: 'POST import', nth: 1, effect: 'none' });
    sim.behave({ on: 'POST import', nth: 2, effect: (keys) => keys.slice(1) });
    expect(await statuses(1)).toEqual(['complete']);
    expect(members()).toEqual(['old']);
    await send('merge', 'a\nb\n');
    expect(members()).toEqual(['old', 'b']);
  });

  test('may store quotes', async () => {
    sim.behave({ on: 'POST import', storeQuotes: true });
    await send('replace', '"a"\nb\n');
    expect(members()).toEqual(['"a"', 'b']);
  });
});

describe('one import at a time', () => {
  test('in an environment, whatever the segment', async () => {
    const { path } = sim.state.createSegment('web/production/other');
    sim.behave({ on: 'POST import', nth: 1, steps: [{ status: 'in_progress', reads: 1 }, 'complete'] });
    const { headers } = await send('merge', 'a\n');
    const refused = await upload(sim, path, 'merge', 'b\n');
    expect([refused.status, refused.json.code]).toEqual([409, 'conflict']);
    await call(sim, 'GET', headers.location!);
    expect((await upload(sim, path, 'merge', 'b\n')).status).toBe(204);
  });

  test('but environments do not disturb each other', async () => {
    const { path } = sim.state.createSegment('web/staging/beta');
    sim.behave({ on: 'POST import', steps: ['in_progress'] });
    expect((await send('merge', 'a\n')).status).toBe(204);
    expect((await upload(sim, path, 'merge', 'a\n')).status).toBe(204);
  });

  test('somebody else occupies the environment for a number of refusals', async () => {
    segment.environment.occupy({ refusals: 2, onEnd: () => segment.add('theirs') });
    const replies = [await send('merge', 'a\n'), await send('merge', 'a\n'), await send('merge', 'a\n')];
    expect(replies.map(({ status }) => status)).toEqual([409, 409, 204]);
    expect((await look())._importInProgress).toBe(false);
    expect(members()).toEqual(['old', 'theirs', 'a']);
  });

  test('somebody else occupies the environment until released', async () => {
    const release = segment.environment.occupy();
    expect((await send('merge', 'a\n')).status).toBe(409);
    release();
    expect((await send('merge', 'a\n')).status).toBe(204);
  });

  test("somebody else's import into this segment shows", async () => {
    segment.environment.startImport(segment, {
      mode: 'merge',
      keys: ['theirs'],
      steps: [{ status: 'ready', reads: 1 }, 'complete'],
    });
    expect((await look())._importInProgress).toBe(true);
    expect((await look())._importInProgress).toBe(false);
    expect(members()).toEqual(['old', 'theirs']);
  });
});
