import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { startOtherOrigin } from '../../simulator/other-origin.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { keys, scenario } from '../support/scenario.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('one import', () => {
  test('a merge adds, and every output says so', async () => {
    await using scene = await scenario({ members: ['old'], list: ['a', 'b', 'c'] });
    const result = await scene.run();
    expectSuccess(result);
    expect([...scene.segment.members]).toEqual(['old', 'a', 'b', 'c']);
    const { id } = scene.sim.state.imports[0]!;
    expect(result.outputs).toMatchObject({
      status: 'complete',
      'error-code': '',
      'http-status': '204',
      'import-id': id,
      'approval-request-id': '',
      rows: '3',
      keys: '3',
      duplicates: '0',
      'invalid-rows': '0',
      files: '1',
      bytes: '6',
      sha256: sha256('a\nb\nc\n'),
      parts: '1',
      'members-before': '1',
      'members-after': '4',
      added: '',
      removed: '',
      'segment-url': expect.stringContaining('/web/production/segments/beta'),
    });
    expect(JSON.parse(result.outputs.results!)).toEqual([
      expect.objectContaining({ status: 'complete', importId: id, importIds: [id], keys: 3, membersAfter: 4 }),
    ]);
    expect(JSON.parse(result.report)).toMatchObject({ targets: [{ status: 'complete', keys: 3 }] });
    expect(result.tempFiles).toEqual([expect.stringMatching(/report.*\.json$/)]);
  });

  test('a replace makes the list the whole membership', async () => {
    await using scene = await scenario({ members: keys(10), list: keys(10, 1) });
    const result = await scene.run({ mode: 'replace' });
    expectSuccess(result);
    expect([...scene.segment.members]).toEqual(keys(10, 1));
    expect(result.outputs).toMatchObject({ 'members-before': '10', 'members-after': '10' });
  });

  test('with `wait: false` it ends when LaunchDarkly has accepted', async () => {
    await using scene = await scenario({ simulator: { importSteps: ['preparing'] } });
    const result = await scene.run({ wait: false });
    expectSuccess(result, 'submitted');
    expect(result.outputs).toMatchObject({ 'http-status': '204', 'members-after': '' });
    expect(result.outputs['import-id']).toBe(scene.sim.state.imports[0]!.id);
    expect(scene.sim.seen('GET import')).toEqual([]);
  });

  test('it waits through every status of an import', async () => {
    await using scene = await scenario({
      simulator: {
        importSteps: [
          { status: 'preparing', reads: 2 },
          { status: 'ready', reads: 1 },
          { status: 'in_progress', reads: 2 },
          'complete',
        ],
      },
    });
    const result = await scene.run({}, { timeScale: 50 });
    expectSuccess(result);
    expect(result.log).toMatch(/: preparing\n.*: ready\n.*: in_progress\n.*: complete\n/s);
    expect(scene.sim.seen('GET import')).toHaveLength(6);
  });

  test('with `verify: off` no member is looked up', async () => {
    await using scene = await scenario();
    const result = await scene.run({ verify: 'off' });
    expectSuccess(result);
    expect(scene.sim.seen('GET context')).toEqual([]);
    expect(result.outputs['members-after']).toBe('3');
  });

  test('of a list that was not read to its end, nothing is said that only all of it has', async () => {
    await using scene = await scenario();
    const result = await scene.run({}, { files: { 'keys.csv': 'a\n"b\n' } });
    expectFailure(result, 'invalid_csv');
    expect(result.outputs).toMatchObject({ rows: '1', files: '1', bytes: '', sha256: '', parts: '' });
    expect(result.log + result.summary).not.toMatch(/\bSize\b/);
  });

  test('many files, some of them compressed, are one list in the order of their names', async () => {
    await using scene = await scenario();
    const result = await scene.run(
      { 'csv-path': 'out/part-*\nmore.csv' },
      {
        files: {
          'out/part-2.csv': 'c\nd\n',
          'out/part-1.csv.gz': gzipSync('a\nb\nc\n'),
          'more.csv': 'key,name\n"e,1",Ann\n',
        },
      },
    );
    expectSuccess(result);
    const list = ['e,1', 'a', 'b', 'c', 'd'];
    expect([...scene.segment.members].sort()).toEqual([...list].sort());
    expect(result.outputs).toMatchObject({ files: '3', rows: '6', keys: '5', duplicates: '1', parts: '1' });
    expect(scene.sim.seen('POST import')[0]!.upload!.sha256).toBe(result.outputs.sha256);
  });

  test('on a private host below a path', async () => {
    await using scene = await scenario();
    const { hostname, port } = new URL(scene.sim.url);
    const seen: string[] = [];
    const gateway = createServer((incoming, outgoing) => {
      seen.push(incoming.url!);
      const { method, headers } = incoming;
      const path = incoming.url!.replace(/^\/ld\/eu/, '');
      const onward = request({ hostname, port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      });
      incoming.pipe(onward);
    }).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => gateway.once('listening', resolve));
      const base = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/ld/eu`;
      for (const uri of [base, `${base}/`]) expectSuccess(await scene.run({ 'base-uri': uri }));
      expect(seen.every((url) => url.startsWith('/ld/eu/api/v2/'))).toBe(true);
    } finally {
      gateway.closeAllConnections();
      gateway.close();
    }
  });
});

describe('on the wire', () => {
  test('an upload is exactly as documented', async () => {
    await using scene = await scenario({ list: ['a', '"b,""c"""', 'ü'] });
    expectSuccess(await scene.run({ mode: 'replace' }));
    const [upload] = scene.sim.seen('POST import');
    expect(upload).toMatchObject({
      url: '/api/v2/segments/web/production/beta/imports',
      complete: true,
      upload: {
        fields: ['mode', 'waitOnApprovals', 'file'],
        mode: 'replace',
        waitOnApprovals: 'false',
        fileName: 'beta.csv',
        contentType: 'text/csv',
        sha256: sha256('a\n"b,""c"""\nü\n'),
      },
    });
    expect(upload!.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(upload!.headers['content-length']).toBe(String(upload!.bodyBytes));
    expect(upload!.headers).not.toHaveProperty('transfer-encoding');
    expect([...scene.segment.members]).toEqual(['a', 'b,"c"', 'ü']);
  });

  test('every request has the bare token, the version of the API and a name', async () => {
    await using scene = await scenario();
    expectSuccess(await scene.run());
    expect(scene.sim.requests.length).toBeGreaterThan(5);
    for (const { headers } of scene.sim.requests) {
      expect(headers.authorization).toBe(scene.sim.token);
      expect(headers['ld-api-version']).toBe('20240415');
      expect(headers['user-agent']).toMatch(new RegExp(`^launchdarkly-segment-import/${version}( |$)`));
    }
  });

  test('keys of projects, environments and segments are encoded', async () => {
    await using scene = await scenario();
    scene.sim.state.createSegment('web 1/a%2Fb/ü?#', {});
    const names = { 'project-key': 'web 1', 'environment-key': 'a%2Fb', 'segment-key': 'ü?#', 'dry-run': true };
    expectSuccess(await scene.run(names), 'dry_run');
    expect(scene.sim.seen('GET segment')[0]!.url).toBe('/api/v2/segments/web%201/a%252Fb/%C3%BC%3F%23');
  });

  test.each([301, 302, 303, 307, 308])(
    'a redirect (%i) is refused, and nothing goes where it leads',
    async (status) => {
      await using scene = await scenario();
      const otherOrigin = await startOtherOrigin();
      try {
        scene.sim.behave({ on: 'POST import', status, headers: { Location: `${otherOrigin.url}/imports?t=secret` } });
        const result = await scene.run();
        const message = expectFailure(result, 'unexpected_response');
        expect(message).toContain(otherOrigin.url);
        expect(message).not.toContain('t=secret');
        expect(result.outputs['http-status']).toBe(String(status));
        expect(otherOrigin.requests).toEqual([]);
      } finally {
        await otherOrigin.close();
      }
    },
  );

  test('the token is masked before anything else, and is nowhere else', async () => {
    await using scene = await scenario();
    const result = await scene.run({}, { debug: true });
    const [first, ...rest] = result.stdout.split('\n');
    expect(first).toBe(`::add-mask::${scene.sim.token}`);
    for (const text of [...rest, result.stderr, result.summary, result.report, JSON.stringify(result.outputs)]) {
      expect(text).not.toContain(scene.sim.token);
    }
  });
});
