import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { expectPrivate } from './expect-private.ts';
import { type ActionResult, type RunOptions, runAction, startAction } from './run-action.ts';

const folder = mkdtempSync(join(tmpdir(), 'fake-action-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(folder, 'action.yml'),
  'inputs: {base-uri: {default: "https://a"}, dry-run: {default: false}, token: {default: "${{ github.token }}"}, some name: {}}',
);

/** Options to run the given script as if it were the built action. */
function script(source: string, options: RunOptions = {}): RunOptions {
  const dist = mkdtempSync(join(folder, 'dist-'));
  writeFileSync(join(dist, 'index.js'), `import fs from 'node:fs';\n${source}`);
  return { dist, metadata: join(folder, 'action.yml'), ...options };
}

describe('what the action gets', () => {
  const show = 'console.log(JSON.stringify({ ...process.env, cwd: process.cwd() }))';
  const environment = async (options: RunOptions = {}) => JSON.parse((await runAction(script(show, options))).stdout);

  test('inputs take their defaults, with hyphens kept and spaces replaced', async () => {
    expect(await environment()).toMatchObject({
      'INPUT_BASE-URI': 'https://a',
      'INPUT_DRY-RUN': 'false',
      INPUT_TOKEN: '',
      INPUT_SOME_NAME: '',
    });
  });

  test('inputs that are given win, and an undeclared one is an error', async () => {
    const seen = await environment({ inputs: { 'dry-run': true, 'some name': ' x ' }, githubToken: 'ghs_1' });
    expect(seen).toMatchObject({ 'INPUT_DRY-RUN': 'true', INPUT_SOME_NAME: ' x ', INPUT_TOKEN: 'ghs_1' });
    expect(() => startAction(script(show, { inputs: { 'dry-rum': true } }))).toThrow('no input "dry-rum"');
  });

  test('nothing of the parent environment but PATH', async () => {
    process.env.SOMETHING_OF_THE_PARENT = 'x';
    const seen = await environment({ env: { MINE: '1', GITHUB_STEP_SUMMARY: undefined } });
    delete process.env.SOMETHING_OF_THE_PARENT;
    expect(seen).not.toHaveProperty('SOMETHING_OF_THE_PARENT');
    expect(seen).not.toHaveProperty('GITHUB_STEP_SUMMARY');
    expect(seen).not.toHaveProperty('PEAK_MEMORY_FILE');
    expect(seen).toMatchObject({ PATH: process.env.PATH, MINE: '1', CI: 'true', cwd: seen.GITHUB_WORKSPACE });
  });

  test('a workspace with the files of the test, and the event', async () => {
    const source =
      "console.log(fs.readFileSync('a/b.csv', 'utf8'), fs.readFileSync(process.env.GITHUB_EVENT_PATH, 'utf8'))";
    const { stdout } = await runAction(script(source, { files: { 'a/b.csv': 'k' }, event: { number: 7 } }));
    expect(stdout).toBe('k {"number":7}\n');
  });
});

describe('what the test gets', () => {
  test('exit code, streams, outputs, variables, summary, report, leftovers, time and memory', async () => {
    const source = `
      const { GITHUB_OUTPUT, GITHUB_ENV, GITHUB_STEP_SUMMARY, RUNNER_TEMP } = process.env;
      fs.writeFileSync(RUNNER_TEMP + '/report.json', '{}');
      fs.mkdirSync(RUNNER_TEMP + '/d');
      fs.writeFileSync(RUNNER_TEMP + '/d/part', '');
      fs.appendFileSync(GITHUB_OUTPUT, 'a<<E\\n1\\n2\\nE\\nb=\\nreport-path<<E\\n' + RUNNER_TEMP + '/report.json\\nE\\n');
      fs.appendFileSync(GITHUB_ENV, 'X=y=z\\n');
      fs.appendFileSync(GITHUB_STEP_SUMMARY, '# Hi');
      console.log('out');
      console.error('err');
      process.exitCode = 3;`;
    const result = await runAction(script(source));
    expect(result).toMatchObject({
      exitCode: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
      outputs: { a: '1\n2', b: '' },
      exported: { X: 'y=z' },
      summary: '# Hi',
      report: '{}',
      tempFiles: ['d/part', 'report.json'],
    });
    expect(result.milliseconds).toBeGreaterThan(0);
    expect(result.maxRss).toBeGreaterThan(10_000_000);
  });

  test('annotations are unescaped; unknown commands are text', async () => {
    const source = `console.log('::error title=A%3A b%2C,file=x.csv,line=3,col=4::50%25%0Aof it\\n::warning::w\\n::nothing::x');`;
    const { annotations, log } = await runAction(script(source));
    expect(annotations).toEqual([
      { level: 'error', title: 'A: b,', file: 'x.csv', line: 3, col: 4, message: '50%\nof it' },
      { level: 'warning', message: 'w' },
    ]);
    expect(log).toBe('##[error]50%\nof it\n##[warning]w\n::nothing::x\n');
  });

  test('a secret is masked from the moment on that it is known', async () => {
    const source = `console.log('s3cret\\n::add-mask::s3cret\\n::group::g s3cret\\nin s3cret\\n::endgroup::\\n::notice::s3cret');`;
    const { log, masks, groups, annotations } = await runAction(script(source));
    expect(log).toBe('s3cret\n##[group]g ***\nin ***\n##[endgroup]\n##[notice]***\n');
    expect(masks).toEqual(['s3cret']);
    expect(groups).toEqual([{ title: 'g ***', lines: ['in ***'] }]);
    expect(annotations).toEqual([{ level: 'notice', message: '***' }]);
  });

  test('debug lines are shown only with debug logging', async () => {
    const source = `console.log('::debug::d')`;
    expect((await runAction(script(source))).log).toBe('');
    expect((await runAction(script(source, { debug: true }))).log).toBe('##[debug]d\n');
  });

  test('stopped commands are text', async () => {
    const { annotations } = await runAction(
      script(`console.log('::stop-commands::t\\n::error::x\\n::t::\\n::error::y')`),
    );
    expect(annotations).toEqual([{ level: 'error', message: 'y' }]);
  });
});

describe('a running action', () => {
  test('can be waited for and signalled', async () => {
    const source = `process.on('SIGTERM', () => { console.log('bye'); clearInterval(t); process.exitCode = 1; });
      const t = setInterval(() => {}, 1000); console.log('ready');`;
    const action = startAction(script(source));
    await action.waitForOutput('ready');
    action.child.kill('SIGTERM');
    expect(await action.result).toMatchObject({ exitCode: 1, signal: null, stdout: 'ready\nbye\n' });
  });

  test('waiting for what never comes ends with the action', async () => {
    const action = startAction(script(`console.log('something else')`));
    await expect(action.waitForOutput(/ready/)).rejects.toThrow('something else');
    await action.result;
  });

  test('one that hangs is killed, and the error shows its last lines', async () => {
    const hanging = script(`console.log('waiting'); setInterval(() => {}, 1000);`, { limitSeconds: 1 });
    await expect(runAction(hanging)).rejects.toThrow(/did not end within 1 s and was killed.*\nwaiting/s);
  });
});

describe('the time machine', () => {
  test('an hour of timers and clocks passes in a moment', async () => {
    const source = `
      import { promisify } from 'node:util';
      import * as timers from 'node:timers';
      import { scheduler, setInterval as every, setTimeout as wait } from 'node:timers/promises';
      const from = [Date.now(), new Date().getTime(), performance.now()];
      await new Promise((settle) => setTimeout(settle, 600_000));
      await promisify(setTimeout)(600_000);
      await new Promise((settle) => timers.setTimeout(settle, 600_000));
      await wait(600_000);
      await scheduler.wait(300_000);
      for await (const _ of every(300_000)) break;
      const signal = AbortSignal.timeout(600_000);
      const alive = setInterval(() => {}, 1_000);
      await new Promise((settle) => signal.addEventListener('abort', settle));
      clearInterval(alive);
      const to = [Date.now(), new Date().getTime(), performance.now()];
      console.log(JSON.stringify(to.map((value, index) => value - from[index])), signal.reason.name, new Date(0).toISOString(), new Date() instanceof Date);`;
    const { stdout, milliseconds } = await runAction(script(source, { timeScale: 36_000 }));
    const [, elapsed, rest] = /^(\[.*\]) (.*)$/m.exec(stdout)!;
    for (const value of JSON.parse(elapsed!)) expect(value).toBeGreaterThanOrEqual(3_600_000);
    expect(rest).toBe('TimeoutError 1970-01-01T00:00:00.000Z true');
    expect(milliseconds).toBeLessThan(60_000);
  });

  test('timers fire in order, as often as they should, and hold the process only as long as they should', async () => {
    const source = `
      import { setTimeout as wait } from 'node:timers/promises';
      const said = (text) => () => console.log(text);
      setTimeout(said('third'), 3_000);
      setTimeout(said('first'), 1_000);
      clearTimeout(setTimeout(said('never'), 1_500));
      const again = setTimeout(said('fourth'), 2_500);
      setTimeout(() => again.refresh(), 2_000);
      setTimeout(said('second'), 2_000);
      setTimeout(said('too late'), 60_000).unref();
      let left = 3;
      const interval = setInterval(() => --left || clearInterval(interval), 10_000);
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 5_000);
      wait(900_000, '', { signal: stop.signal }).catch((error) => console.log(error.name));
      process.on('exit', () => console.log(left));`;
    const { stdout, exitCode } = await runAction(script(source, { timeScale: 1_000 }));
    expect([exitCode, stdout]).toEqual([0, 'first\nsecond\nthird\nfourth\nAbortError\n0\n']);
  });

  test('time stands still while the action or the test is held up', async () => {
    const source = `
      const alive = setInterval(() => {}, 1_000);
      const lock = new Int32Array(new SharedArrayBuffer(4));
      let from = Date.now();
      Atomics.wait(lock, 0, 0, 400);
      await new Promise(setImmediate);
      console.log('busy', Date.now() - from);
      from = Date.now();
      console.log('ready');
      await Atomics.waitAsync(lock, 0, 0, 400).value;
      console.log('waiting', Date.now() - from);
      clearInterval(alive);`;
    const action = startAction(script(source, { timeScale: 1_000 }));
    await action.waitForOutput('ready');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    const { stdout } = await action.result;
    for (const what of ['busy', 'waiting'])
      expect(Number(new RegExp(`${what} (.*)`).exec(stdout)![1])).toBeLessThan(60_000);
  });

  test('randomness repeats with its seed', async () => {
    const roll = async (seed: number): Promise<string> =>
      (await runAction(script('console.log(Math.random(), Math.random())', { seed }))).stdout;
    expect(await roll(1)).toBe(await roll(1));
    expect(await roll(1)).not.toBe(await roll(2));
  });
});

describe('expectPrivate', () => {
  const key = 'Ünï "quoted" <user+1@example.com>';
  const nothing: ActionResult = {
    action: 'import',
    exitCode: 0,
    signal: null,
    stdout: '::add-mask::api-123456\nall is well & good: 100% <b>\n',
    stderr: '',
    log: '',
    outputs: { keys: '1' },
    exported: {},
    annotations: [],
    masks: [],
    groups: [],
    summary: '',
    report: '',
    tempFiles: [],
    milliseconds: 1,
    ownMilliseconds: 1,
    maxRss: 1,
  };

  test('accepts a run that leaks nothing', () => {
    expect(() => expectPrivate(nothing, { keys: [key], token: 'api-123456' })).not.toThrow();
  });

  const hex = (text: string) => [...text].map((c) => `&#x${c.codePointAt(0)!.toString(16)};`).join('');
  test.each([
    ['plain', key],
    ['in another case', key.toUpperCase()],
    ['percent-encoded', encodeURIComponent(key)],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(key))],
    ['as JSON', JSON.stringify(key)],
    [
      'as JSON with escapes',
      JSON.stringify(key).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    [
      'as HTML',
      key.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('@', '&commat;'),
    ],
    ['as HTML, decimal', key.replaceAll('"', '&#34;').replaceAll('@', '&#64;').replaceAll('Ü', '&Uuml;')],
    ['as HTML, hexadecimal', hex(key)],
    ['as HTML in JSON', JSON.stringify(hex(key))],
    ['as base64', Buffer.from(key).toString('base64')],
    ['as base64 inside other text', `xy${Buffer.from(`1${key}`).toString('base64url')}`],
  ])('finds a key %s, wherever it is', (_, text) => {
    for (const place of ['stdout', 'stderr', 'log', 'summary', 'report'] as const)
      expect(() => expectPrivate({ ...nothing, [place]: `before ${text} after` }, { keys: ['other1', key] })).toThrow(
        `Leaked in the ${place}`,
      );
    expect(() => expectPrivate({ ...nothing, outputs: { x: text } }, { keys: [key] })).toThrow('outputs');
    const annotations = [{ level: 'error' as const, message: '', title: text }];
    expect(() => expectPrivate({ ...nothing, annotations }, { keys: [key] })).toThrow('annotations');
  });

  test('finds a token outside of its mask', () => {
    const stdout = `${nothing.stdout}sent api-123456\n`;
    expect(() => expectPrivate({ ...nothing, stdout }, { token: 'api-123456' })).toThrow(
      'Leaked in the stdout (plain)',
    );
  });

  test('refuses to look for nothing, or for what occurs by chance', () => {
    expect(() => expectPrivate(nothing, {})).toThrow('nothing to look for');
    expect(() => expectPrivate(nothing, { keys: ['abc'] })).toThrow('too short');
  });
});
