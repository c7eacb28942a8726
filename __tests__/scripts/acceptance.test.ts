import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import type { Finding } from '../../scripts/acceptance/probe.ts';
import { PROBES } from '../../scripts/acceptance/probes.ts';
import type { Report } from '../../scripts/acceptance/report.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { NOBODY } from '../support/nobody.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const STEPS = [{ status: 'preparing', reads: 3 }, { status: 'in_progress', reads: 3 }, 'complete'];

let folder: string;
let sim: Simulator;

async function start(options: SimulatorOptions = {}): Promise<void> {
  sim = await startSimulator({ importSteps: STEPS, ...options });
  sim.state.createSegment('web/test/beta', { members: ['a', 'b'], excluded: ['c'] });
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
});

afterEach(async () => {
  await sim?.close();
  rmSync(folder, { recursive: true });
});

/** Starts the script; readers may lag behind for `settleSeconds`. */
function run(settleSeconds: number, { token = sim.token, url = sim.url, approvals = '' } = {}) {
  const place = ['--project', 'web', '--environment', 'test', '--approval-environment', approvals, '--base-uri', url];
  const patience = ['--poll-seconds', '0.002', '--settle-seconds', String(settleSeconds)];
  const out = join(folder, 'out.json');
  const summary = join(folder, 'summary.md');
  const child = spawn(process.execPath, ['scripts/acceptance.ts', ...place, ...patience, '--out', out], {
    cwd: root,
    env: { ...process.env, LAUNCHDARKLY_ACCESS_TOKEN: token, GITHUB_STEP_SUMMARY: summary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const ended = once(child, 'close').then(([code]) => ({ code, printed }));
  return {
    child,
    ended,
    report: async () => {
      const { code } = await ended;
      const text = readFileSync(out, 'utf8');
      const report: Report = JSON.parse(text);
      const findings = new Map<string, Finding>(report.results.map((result) => [result.name, result]));
      return { code, report, findings, everything: printed + text + readFileSync(summary, 'utf8') };
    },
  };
}

const inShort = (findings: Map<string, Finding>) =>
  Object.fromEntries([...findings].map(([name, { verdict, data }]) => [name, [verdict, data]]));

describe('the probes', () => {
  test('find what the simulator is documented to do', async () => {
    await start();
    const { code, report, findings, everything } = await run(10).report();
    expect(inShort(findings)).toEqual({
      location: ['as assumed', 'relative'],
      'in-progress': ['as assumed', true],
      'in-progress-in-list': ['as assumed', true],
      statuses: [
        'as assumed',
        STEPS.map((step) =>
          expect.objectContaining(typeof step === 'string' ? { status: step } : { status: step.status }),
        ),
      ],
      'conflict-same-segment': ['as assumed', 409],
      'conflict-other-segment': ['as assumed', 409],
      'count-lateness': ['as assumed', expect.any(Number)],
      'lookup-lateness': ['as assumed', expect.any(Number)],
      'version-after-import': ['as assumed', { version: true, lastModified: true }],
      quoting: [
        'as assumed',
        { 'with a comma': ['as meant'], 'with a quote': ['as meant'], 'quoted for nothing': ['as meant'] },
      ],
      'non-ascii': [
        'as assumed',
        { 'letters outside ASCII': ['kept'], 'upper case': ['kept'], 'decomposed letters': ['kept'] },
      ],
      spaces: ['noted', 'Kept'],
      'header-row': ['noted', 'Imported as a member'],
      'byte-order-mark': ['noted', 'Part of the first key'],
      'blank-rows': ['noted', 'Skipped'],
      duplicates: ['noted', 'Counted once'],
      'unknown-key': ['as assumed', 200],
      'odd-keys': ['as assumed', { '.': 'seen', '..': 'seen', 'a/b': 'seen', 'a?b#c%d': 'seen' }],
      'version-after-change': ['as assumed', { version: true, lastModified: true }],
      batch: ['as assumed', { 1000: 204, 5000: 204, 20000: 204 }],
      'empty-replace': ['as assumed', 204],
      'excluded-after-replace': ['as assumed', true],
      'excluded-in-import': ['as assumed', 'a member and still excluded'],
      'excluded-in-batch': ['as assumed', { status: 400, other: 'no member' }],
      'patch-dry-run': ['noted', { status: 200, includedCount: 2, changed: false, conflict: 400 }],
      'export-start': ['as assumed', { status: 200, location: 'relative', body: [] }],
      'export-end': ['as assumed', { statuses: ['complete'], names: ['download'], origin: 'another' }],
      'export-file': ['as assumed', expect.objectContaining({ rows: 4, columns: 1, quoting: 'RFC 4180' })],
      'approval-settings': ['as assumed', { status: 200 }],
      access: ['noted', 'absent'],
      page: ['noted', '/{project}/{environment}/segments/{segment}'],
      'rate-limits': ['as assumed', expect.objectContaining({ refusals: 0 })],
    });
    expect([code, report.left]).toEqual([0, []]);

    // Nothing of others was touched, nothing of its own is left, and no credential got out.
    const [other, ...rest] = sim.state.segments;
    expect([rest, [...other!.members], [...other!.excluded]]).toEqual([[], ['a', 'b'], ['c']]);
    for (const { method, url } of sim.requests)
      expect(`${method} ${url}`).toMatch(
        /^GET \/api\/v2\/(projects\/web\/environments\/test$|segments\/web\/test\?|approval-requests\/projects\/web\/settings\?)|^POST \/api\/v2\/segments\/web\/test$|\/segments\/web\/test\/acceptance-[\da-f]{8}-/,
      );
    const link = sim.storage.requests[0]!;
    expect(link.headers).not.toHaveProperty('authorization');
    for (const secret of [sim.token, link.url.split('signature=')[1]!]) expect(everything).not.toContain(secret);
  });

  test('find another LaunchDarkly different', async () => {
    await start({ contextsLimit: { keys: 1000, status: 413 } });
    sim.behave({ on: 'POST import', storeQuotes: true, location: 'absolute' });
    sim.behave({ on: 'POST import', nth: 1, steps: [{ status: 'odd', reads: 3 }, 'complete'] });
    sim.behave({ on: 'POST import', nth: 2, status: 204 });
    sim.behave({ on: 'POST import', path: '-empty/', status: 400 });
    sim.behave({
      on: 'POST segment',
      after: () => {
        const { key, onExcluded } = sim.state.segments.at(-1)!;
        if (key.endsWith('-excluded-import')) onExcluded.import = 'stopped';
        if (key.endsWith('-excluded-batch')) onExcluded.batch = 'left-out';
      },
    });
    sim.behave({ on: 'PATCH segment', before: () => void sim.state.segments.at(-1)!.add('new') });
    sim.behave({
      on: 'GET segments',
      edit: ({ body }) => {
        for (const item of body.items) delete item._importInProgress;
      },
    });
    sim.state.environment('web/test').requireApproval({ requiredApprovalTags: ['vip'] });
    sim.state.environment('web/test').approvalsShown = false;
    sim.behave({
      on: 'POST import',
      path: '-excluded/',
      after: () =>
        sim.state.segments.find(({ key }) => key.endsWith('-excluded'))!.change({ excluded: { remove: ['outsider'] } }),
    });
    sim.behave({
      on: 'GET segment',
      edit: ({ body }) => {
        Object.assign(body._unboundedMetadata, { version: 1, lastModified: 1 });
        body._access = { allowed: [{ action: 'updateOn' }], denied: [{ action: 'deleteSegment' }] };
      },
    });
    sim.behave({ on: 'GET import', nth: 1, status: 429, headers: { 'retry-after': '0' } });
    sim.behave({
      on: 'GET context',
      edit: (answer) => {
        if (!answer.body.included && !answer.body.excluded) answer.status = 404;
      },
    });
    sim.behave({ on: 'GET context', path: '/a%2Fb', status: 404 });
    sim.behave({
      on: 'POST export',
      location: 'none',
      edit: (answer, { url }) => {
        const id = [...sim.state.exports.values()].find(({ segment }) => url.startsWith(segment.path))!.id;
        answer.body = { id };
      },
      file: {
        header: ['key', 'kind'],
        row: (key) => [key, 'user'],
        link: 'same-origin',
        linkName: 'file',
        excluded: true,
      },
    });
    const { code, findings, everything } = await run(1).report();
    expect(inShort(findings)).toMatchObject({
      location: ['as assumed', 'absolute'],
      statuses: ['otherwise', [{ status: 'odd' }, { status: 'complete' }]],
      'conflict-same-segment': ['otherwise', 204],
      'conflict-other-segment': ['as assumed', 409],
      'version-after-import': ['otherwise', { version: false, lastModified: false }],
      quoting: ['otherwise', { 'quoted for nothing': ['with its quotes'], 'with a comma': ['cut at the comma'] }],
      'unknown-key': ['as assumed', 404],
      'odd-keys': ['otherwise', { 'a/b': 'not seen (404)', '..': 'seen' }],
      batch: ['as assumed', { 1000: 204, 5000: 413 }],
      'empty-replace': ['otherwise', 400],
      'in-progress-in-list': ['otherwise', 'absent'],
      'excluded-after-replace': ['otherwise', false],
      'excluded-in-import': ['otherwise', 'stopped'],
      'excluded-in-batch': ['as assumed', { status: 204, now: 'no member and still excluded' }],
      'patch-dry-run': ['noted', { status: 200, changed: true, conflict: 400 }],
      'approval-settings': ['otherwise', { settings: 'with one of 1 tags', status: 200 }],
      access: ['otherwise', { allowed: ['updateOn'], denied: ['deleteSegment'] }],
      'export-start': ['as assumed', { location: 'none', body: ['id'] }],
      'export-end': ['as assumed', { names: ['file'], origin: 'the same' }],
      'export-file': ['otherwise', { rows: 5, header: 'key,kind', columns: 2, excluded: true }],
      'rate-limits': ['as assumed', { refusals: 1 }],
    });
    expect(code).toBe(0);
    expect(everything).not.toContain(sim.token);
  });

  test('say what they could not settle', async () => {
    // Nobody could look at an import without an ID until it ends.
    await start({ importSteps: ['complete'] });
    sim.behave({ on: 'POST import', location: 'none' });
    sim.behave({
      on: 'POST segment',
      after: () => sim.state.segments.at(-1)!.late({ counts: { ms: 1e9 }, members: { ms: 1e9 } }),
    });
    const { code, findings } = await run(0.05).report();
    const verdicts = Object.fromEntries([...findings].map(([name, { verdict }]) => [name, verdict]));
    expect(verdicts).toMatchObject({
      location: 'otherwise',
      statuses: 'not settled',
      quoting: 'not settled',
      spaces: 'not settled',
      'empty-replace': 'not settled',
      'export-file': 'not settled',
    });
    expect(code).toBe(0);
  });

  test('call late counts and lookups late', async () => {
    await start();
    sim.behave({ on: 'POST segment', after: () => sim.state.segments.at(-1)!.late({ counts: { ms: 1e9 } }) });
    const { findings } = await run(0.5).report();
    expect(findings.get('count-lateness')).toMatchObject({
      verdict: 'otherwise',
      found: 'Not right for as long as it was watched. includedCount is 0 instead of 20000.',
    });
    expect(findings.get('lookup-lateness')!.verdict).toBe('as assumed');
  });
});

describe('where approval is required', () => {
  const inStrict = async () => {
    const { code, findings, report } = await run(2, { approvals: 'strict' }).report();
    expect([code, report.left, sim.state.environment('web/strict').segments.size]).toEqual([0, [], 0]);
    return Object.fromEntries(Object.entries(inShort(findings)).filter(([name]) => name.startsWith('required-')));
  };
  const settings = { environment: 'all', settings: 'all', status: 200 };

  test.each([
    ['is refused', {}, 'refused', [403, 403]],
    ['waits', {}, 'wait', ['pending_approval', 403]],
    ['is applied', { bypassApprovals: true }, 'refused', ['applied', 'applied']],
  ] as const)('an import %s', async (_, role, unapprovedImports, [import_, batch]) => {
    await start({ role });
    const strict = sim.state.environment('web/strict');
    strict.requireApproval();
    strict.unapprovedImports = unapprovedImports;
    expect(await inStrict()).toEqual({
      'required-settings': ['as assumed', settings],
      'required-import': ['as assumed', import_],
      'required-batch': ['as assumed', batch],
    });
  });

  test('segments get a tag that makes it so, and another refusal or nothing done is told', async () => {
    await start();
    sim.state.environment('web/strict').requireApproval({ requiredApprovalTags: ['vip'], serviceKind: 'servicenow' });
    sim.behave({ on: 'POST import', path: '/strict/', status: 403 });
    sim.behave({ on: 'POST contexts', path: '/strict/', status: 204 });
    const by = 'with one of 1 tags, by servicenow';
    expect(await inStrict()).toEqual({
      'required-settings': ['as assumed', { environment: by, settings: by, status: 200 }],
      'required-import': ['otherwise', 403],
      'required-batch': ['otherwise', 204],
    });
    const made = sim.seen('POST segment').find(({ url }) => url.includes('/strict'))!;
    expect(made.json).toMatchObject({ tags: expect.arrayContaining(['vip']) });
  });
});

describe('the script', () => {
  test('makes nothing where it cannot work', async () => {
    await start();
    expect(await run(1, { token: 'api-wrong' }).ended).toEqual({ code: 1, printed: expect.stringContaining('401') });
    const unreachable = await run(1, { url: `http://${NOBODY}` }).ended;
    expect(unreachable).toEqual({ code: 1, printed: expect.stringContaining('ECONNREFUSED') });
    sim.state.environment('web/test').requireApproval();
    expect(await run(1).ended).toEqual({ code: 1, printed: expect.stringContaining('need approval') });
    sim.state.environment('web/strict');
    sim.state.environment('web/test').approvals = undefined;
    const strict = await run(1, { approvals: 'strict' }).ended;
    expect(strict).toEqual({ code: 1, printed: expect.stringContaining('need no approval') });
    expect(sim.seen('POST segment')).toEqual([]);
  });

  test('says which segments it could not delete', async () => {
    await start();
    sim.behave({ on: 'DELETE segment', path: '-page', status: 403 });
    const { code, report, everything } = await run(1).report();
    expect([code, report.left]).toEqual([1, [expect.stringMatching(/-page$/)]]);
    expect(everything.match(/Not deleted: /g)).toHaveLength(2);
  });

  (process.platform === 'win32' ? test.skip : test)('deletes its segments when it is broken off', async () => {
    await start({ importSteps: ['preparing'] });
    const { child, report } = run(60);
    while (sim.seen('GET import').length === 0) await new Promise((done) => setTimeout(done, 10));
    child.kill('SIGTERM');
    const { code, findings } = await report();
    expect([code, findings.get('location')!.found]).toEqual([1, 'Broken off.']);
    expect(sim.state.segments.map(({ key }) => key)).toEqual(['beta']);
  });

  test('shares no code with src/ and needs no package', () => {
    const paths = readdirSync(join(root, 'scripts/acceptance'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `scripts/acceptance/${path}`);
    for (const path of ['scripts/acceptance.ts', ...paths])
      for (const [, from] of read(path).matchAll(/ from '([^']*)'/g))
        expect([path, from]).toEqual([path, expect.stringMatching(/^(node:|\.\/|\.\.\/(?!src))/)]);
  });

  test('gets from the example what it knows', () => {
    const { steps } = parse(read('examples/acceptance.yml')).jobs.acceptance;
    const command: string = steps.find(({ run: text }: { run?: string }) => text?.includes('acceptance.ts')).run;
    const options = /options: \{([\s\S]*?)\n {2}\},/.exec(read('scripts/acceptance.ts'))![1]!;
    for (const [, name] of command.matchAll(/ --([\w-]+)/g)) expect(options).toMatch(new RegExp(`\\b${name}'?: `));
  });
});

describe('docs/assumptions.md', () => {
  const rows = [...read('docs/assumptions.md').matchAll(/^\| <a id="([\w-]+)"><\/a>.* \| (.*) \|$/gm)];

  test('names with each assumption the probes that settle it, and where they are', () => {
    const written = rows.map(([, id, cell]) => [id, [...cell!.matchAll(/\[([\w-]+)\]\(\.\.\/([^)]*)\)/g)]] as const);
    const byName = PROBES.map(({ name, settles }) => `${settles}: ${name}`);
    expect(written.flatMap(([id, links]) => links.map(([, name]) => `${id}: ${name}`)).sort()).toEqual(byName.sort());
    for (const [, name, path] of written.flatMap(([, links]) => links))
      expect(read(path!)).toContain(`name: '${name}'`);
  });

  test('says of every assumption how it is settled, or why nothing settles it', () => {
    const lines = read('docs/assumptions.md')
      .split('\n')
      .filter((line) => /^\| (?!Assumption|---)/.test(line));
    expect(rows).toHaveLength(lines.length);
    for (const [, id, cell] of rows) expect([id, cell]).toEqual([id, expect.stringMatching(/^(\[|Nothing: )/)]);
  });
});
