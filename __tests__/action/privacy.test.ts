/** No key of a list and no token comes out anywhere but at LaunchDarkly, whatever happens. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Rule } from '../../simulator/behaviours.ts';
import type { ErrorCode } from '../../src/failure.ts';
import { expectPrivate } from '../support/expect-private.ts';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { inRandomForm } from '../support/random-forms.ts';
import type { ActionResult, RunOptions } from '../support/run-action.ts';
import { keys, type Scenario, scenario } from '../support/scenario.ts';

const random = (): string => randomBytes(9).toString('hex');

/** Keys as people have them: e-mail addresses, IDs of identity providers, names with signs that get encoded. */
const SHAPES: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => `${token}@example.com`,
  (token) => `auth0|${token}`,
  (token) => `${token} & Söhne <gmbh>`,
  (token) => `${token}, "the" second`,
  (token) => `/org/${token}/user?id=1`,
];
const TOKENS = Array.from({ length: 60 }, random);
const KEYS = TOKENS.map((token, index) => SHAPES[index % SHAPES.length]!(token));
const QUOTED = KEYS.map((key) => (/[",]/.test(key) ? `"${key.replaceAll('"', '""')}"` : key));
/** In a column that is not read. Nobody may see it either. */
const OTHER = random();
const CSV = QUOTED.map((key) => `${key},${OTHER}\n`).join('');

let scene: Scenario;
beforeEach(async () => {
  scene = await scenario({ members: KEYS.slice(0, 55), list: QUOTED });
});
afterEach(() => scene.sim.close());

/** A run with debug logging, so that everything that can be printed is. Rows of retries end after two minutes. */
const run = (inputs: RunOptions['inputs'] = {}, options: RunOptions = {}): Promise<ActionResult> =>
  scene.run(
    { 'timeout-minutes': 2, ...inputs },
    { debug: true, timeScale: 500, files: { 'keys.csv': CSV }, ...options },
  );

/** Parts of keys count as well: the random part alone tells who it is. */
const expectNothingSaid = (result: ActionResult): void =>
  expectPrivate(result, { keys: [...TOKENS, ...KEYS], token: scene.sim.token, others: [OTHER] });

describe('on success', () => {
  test.each([
    ['merge', {}],
    ['replace', { mode: 'replace' }],
    ['dry run', { mode: 'replace', 'dry-run': true }],
    ['delta', { mode: 'replace', strategy: 'delta' }],
    ['skipped rows', { 'on-invalid-row': 'skip', 'csv-path': 'bad.csv' }],
  ])('%s', async (name, inputs) => {
    const bad = `${CSV}"${random()}\u0007",x\n\n`;
    const result = await run(inputs, { files: { 'keys.csv': CSV, 'bad.csv': bad } });
    expectSuccess(result, name === 'dry run' ? 'dry_run' : 'complete');
    expectNothingSaid(result);
  });

  test('in the comment on the pull request', async () => {
    let sent = '';
    const github = createServer((request, response) => {
      request.on('data', (chunk) => {
        sent += chunk;
      });
      request.on('end', () => {
        response.writeHead(request.method === 'GET' ? 200 : 201, { 'content-type': 'application/json' });
        response.end(request.method === 'GET' ? '[]' : '{"id":1}');
      });
    }).listen(0, '127.0.0.1');
    try {
      await new Promise((resolve) => github.once('listening', resolve));
      scene.sim.behave({ on: 'POST import', status: 400, body: { message: `Bad key ${KEYS[1]} in row 2.` } });
      const result = await run(
        { 'comment-on-pr': true },
        {
          eventName: 'pull_request',
          event: { number: 7, pull_request: { number: 7 } },
          githubToken: 'ghs_sixteencharacters',
          env: { GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}` },
          timeScale: 1,
        },
      );
      expectFailure(result, 'bad_request');
      expect(sent).toMatch(/Bad key &#42;&#42;&#42; in row 2/);
      expectNothingSaid({ ...result, summary: result.summary + sent });
    } finally {
      github.closeAllConnections();
      github.close();
    }
  });
});

describe('on failure', () => {
  test.each<[string, string, ErrorCode]>([
    ['an invalid row', `${CSV}${TOKENS[0]}x\u0001,y\n`, 'invalid_csv'],
    ['a row without a key', `${CSV},${OTHER}\n`, 'invalid_csv'],
    ['a quote that never closes', `${CSV}"${KEYS[0]}\n`, 'invalid_csv'],
    ['malformed quoting', `${CSV}"${KEYS[0]}"x,y\n`, 'invalid_csv'],
  ])('%s', async (_, csv, code) => {
    const result = await run({}, { files: { 'keys.csv': csv } });
    expectFailure(result, code);
    expectNothingSaid(result);
  });

  test('a named column that is not in the first row, which is one of keys', async () => {
    const result = await run({ 'key-column': 'user_id' });
    expectFailure(result, 'invalid_csv');
    expectNothingSaid(result);
  });

  test('the guard, by count and by sample', async () => {
    for (const csv of [QUOTED.slice(0, 9).join('\n'), TOKENS.map((token) => `${token}-new\n`).join('')]) {
      const result = await run({ mode: 'replace' }, { files: { 'keys.csv': csv } });
      expectFailure(result, 'guard_blocked');
      expectNothingSaid(result);
    }
  });

  test('members that are missing afterwards', async () => {
    scene.sim.behave({ on: 'POST import', effect: 'none' });
    const result = await run();
    expectFailure(result, 'verification_failed');
    expectNothingSaid(result);
  });

  test('a cancelled run', async () => {
    scene.environment.occupy();
    const action = scene.start({}, { debug: true, files: { 'keys.csv': CSV } });
    await action.waitForOutput(/Waiting to start the import/);
    action.child.kill('SIGTERM');
    const result = await action.result;
    expectFailure(result, 'cancelled');
    expectNothingSaid(result);
    expect(result.tempFiles).toEqual([expect.stringMatching(/report/)]);
  });
});

describe('LaunchDarkly quotes a key', () => {
  const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const named = (text: string): string =>
    text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);
  const forms: Record<string, (key: string) => string> = {
    plain: (key) => key,
    'percent-encoded': encodeURIComponent,
    'percent-encoded in lower case': (key) => encodeURIComponent(key).replace(/%../g, (code) => code.toLowerCase()),
    'percent-encoded between encoded quotes': (key) => `%22${encodeURIComponent(key)}%22`,
    'form-encoded': (key) => encodeURIComponent(key).replaceAll('%20', '+'),
    'JSON-encoded': (key) => JSON.stringify(key),
    'JSON-encoded outside ASCII too': (key) =>
      JSON.stringify(key).replace(
        /[<>&\u0080-\uffff]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
    'HTML-encoded': html,
    'HTML-encoded by name': named,
    'encoded twice': (key) => encodeURIComponent(encodeURIComponent(key)),
  };
  /** Sentences around a key, and one that is cut off near it. */
  const short: readonly ((key: string) => string)[] = [
    (key) => `The context key ${key}, which is in row 7, is not valid.`,
    (key) => `Invalid key: ${key}.`,
    (key) => `(${key}) key='${key}';key="${key}"`,
    (key) => `<${key}> is not known!`,
    (key) => `/api/v2/segments/web/production/beta/contexts/${key}?x=1: no such path`,
    (key) => `*_${key}_* _${key}_ …${key}…`,
  ];
  const long = (key: string): string => `${'a long text, '.repeat(37)}${key}${' and so on'.repeat(20)}`;

  test.each(Object.keys(forms))('%s', async (form) => {
    const write = forms[form]!;
    // Every shape of key in one of the sentences, and others in code and id.
    const said = KEYS.slice(0, 6).map((key, index) => short[(index + form.length) % 6]!(write(key)));
    const messages = [said.slice(0, 3).join(' '), said.slice(3).join(' '), long(write(KEYS[form.length % 6]!))];
    for (const [index, message] of messages.entries()) {
      const body = { code: write(KEYS[index + 6]!), message, id: write(KEYS[index + 9]!) };
      const takeBack = scene.sim.behave({ on: 'POST import', status: 400, body });
      const result = await run();
      takeBack();
      expect(expectFailure(result, 'bad_request')).toContain('LaunchDarkly said: ');
      expectNothingSaid(result);
    }
  });

  test('in each of these sentences, an address', async () => {
    const said = short.map((sentence) => sentence(KEYS[1]!));
    for (const message of [said.slice(0, 3).join(' '), said.slice(3).join(' '), long(KEYS[1]!)]) {
      const takeBack = scene.sim.behave({ on: 'POST import', status: 400, body: { code: 'c', message } });
      const result = await run();
      takeBack();
      expect(expectFailure(result, 'bad_request')).toContain('***');
      expectNothingSaid(result);
    }
  });

  const body = { code: `k-${KEYS[0]}`, message: `No ${KEYS[1]}, no ${KEYS[3]}.`, id: KEYS[2] };
  test.each<[string, Rule, RunOptions['inputs'], ErrorCode | '']>([
    ['about the segment', { on: 'GET segment', status: 403, body }, { mode: 'replace' }, 'forbidden'],
    ['about the segment, and the run goes on', { on: 'GET segment', status: 403, body }, {}, ''],
    ['about a look-up before', { on: 'GET context', status: 403, body }, { mode: 'replace' }, 'guard_blocked'],
    ['about a look-up after', { on: 'GET context', status: 403, body }, {}, ''],
    [
      'about a look-up, with a page',
      { on: 'GET context', html: true, body: KEYS.join(' ') },
      { verify: 'fail' },
      'verification_failed',
    ],
    ['about the environment', { on: 'GET environment', status: 403, body }, {}, ''],
    ['about the import', { on: 'GET import', status: 403, body }, {}, 'forbidden'],
    ['while it makes the run wait', { on: 'POST import', status: 409, body }, {}, 'conflict'],
    ['while it fails', { on: 'POST import', status: 503, body }, {}, 'server_error'],
    [
      'in a redirect',
      { on: 'POST import', status: 307, headers: { Location: `/x/${TOKENS[0]}?k=${TOKENS[1]}` } },
      {},
      'unexpected_response',
    ],
    ['in a page', { on: 'POST import', html: true, body: `<html>${KEYS.join('<p>')}` }, {}, 'unexpected_response'],
    ['in a text that is no JSON', { on: 'POST import', status: 400, body: KEYS.join(', ') }, {}, 'bad_request'],
    [
      'about the export',
      { on: 'POST export', status: 400, body },
      { mode: 'replace', strategy: 'delta' },
      'bad_request',
    ],
    [
      'about a change',
      { on: 'POST contexts', status: 400, body },
      { mode: 'replace', strategy: 'delta' },
      'bad_request',
    ],
  ])('%s', async (_, rule, inputs, code) => {
    scene.sim.behave(rule);
    const result = await run(inputs);
    if (code === '') expectSuccess(result);
    else expectFailure(result, code);
    expectNothingSaid(result);
  });
});

describe('LaunchDarkly quotes a token', () => {
  const GITHUB = `ghs_${random()}`;
  const expectNoToken = (result: ActionResult): void =>
    expectPrivate(result, { keys: [...TOKENS, ...KEYS], token: scene.sim.token, others: [GITHUB] });

  test.each<[string, (token: string) => string]>([
    ['between quotes', (token) => `Token "${token}" has expired.`],
    ['behind a letter, a digit, a line break', (token) => `x${token}y 7${token}8 Bearer\\n${token}\\n`],
    ['in a header of a URL', (token) => `Authorization%3A%20${token}%0D%0A and ${encodeURIComponent(`%20${token}`)}`],
    ['in HTML', (token) => `&lt;b&gt${token}&NewLine;&#34${token}&nbsp;${token.replaceAll('-', '&hyphen;')}`],
    ['in JSON', (token) => `{\\"token\\":\\"${token.replaceAll('-', '\\\\u002d')}\\"}`],
  ])('%s', async (_, write) => {
    const texts = [scene.sim.token, GITHUB].map(write);
    scene.sim.behave({
      on: 'POST import',
      status: 401,
      body: { code: texts[0], message: texts.join(' '), id: texts[1] },
    });
    const result = await run({}, { githubToken: GITHUB });
    expect(expectFailure(result, 'unauthorized')).toContain('***');
    expectNoToken(result);
  });

  test('or a key, whatever stands around it and however it is written', async () => {
    const forms = fc.sample(inRandomForm, { numRuns: 15, seed: 16 });
    for (let index = 0; index < forms.length; index += 3) {
      const [one, two, three] = forms.slice(index, index + 3).map((write) => (text: string) => write(text));
      const message = `${one!(KEYS[index]!)} ${two!(scene.sim.token)} ${three!(KEYS[index + 1]!)}`;
      const body = { code: three!(GITHUB), message, id: one!(KEYS[index + 20]!) };
      const takeBack = scene.sim.behave({ on: 'POST import', status: 400, body });
      const result = await run({}, { githubToken: GITHUB });
      takeBack();
      expectFailure(result, 'bad_request');
      expectNoToken(result);
    }
  });
});

describe('whatever LaunchDarkly says', () => {
  /** Keys, the token and 150 KB in any text. */
  const text = (start = ''): string =>
    `${start}${KEYS[0]} x${scene.sim.token} ${encodeURIComponent(KEYS[4]!)}\n::error::no ##[error]no ${'more '.repeat(30_000)}${KEYS[1]}`;
  const expectBounded = (result: ActionResult): void => {
    expectNothingSaid(result);
    expect(result.stdout.length + result.summary.length + result.report.length).toBeLessThan(60_000);
    expect(JSON.stringify(result.outputs).length).toBeLessThan(20_000);
    expect(JSON.stringify(result.annotations)).not.toMatch(/"message":"no/);
  };

  test('of the segment', async () => {
    scene.sim.behave({
      on: 'GET segment',
      edit: ({ body }) => {
        body.name = text();
        body.unboundedContextKind = text('user ');
        body._flags = [
          { key: text('flag-'), name: text('Flag ') },
          { key: KEYS[2], name: scene.sim.token },
        ];
        body._links.site = { href: `/web/${TOKENS[0]}?token=${scene.sim.token}`, type: 'text/html' };
      },
    });
    const result = await run();
    expectSuccess(result);
    expect(result.log).toContain('2 flags target it: flag-***');
    expect(result.outputs['segment-url']).toMatch(/:\d+\/web\/production\/segments\/beta$/);
    expectBounded(result);
  });

  test('of the tool that a segment is synced from', async () => {
    scene.sim.behave({
      on: 'GET segment',
      edit: ({ body }) => {
        body._external = text('amplitude ');
      },
    });
    const result = await run();
    expect(expectFailure(result, 'unsupported_segment')).toContain('is synced from amplitude ***');
    expectBounded(result);
  });

  test('of the status of an import', async () => {
    scene.sim.behave({ on: 'POST import', steps: [{ status: text('resting '), reads: 2 }, 'complete'] });
    const result = await run();
    expectSuccess(result);
    expect(result.log).toContain('the import is "resting ***');
    expectBounded(result);
    scene.sim.behave({ on: 'POST import', steps: [KEYS[1]!] });
    const late = await run();
    expectFailure(late, 'timed_out');
    expectBounded(late);
  });

  test.each([
    ['a key', () => TOKENS[0]!],
    ['a part that is a key', () => `import-${TOKENS[0]}`],
    ['the token', () => scene.sim.token],
  ])('of the ID of an import: %s', async (_, idOf) => {
    scene.sim.behave({
      on: 'POST import',
      edit: ({ headers }) => {
        for (const name of Object.keys(headers)) if (/^location$/i.test(name)) delete headers[name];
        headers.Location = `/api/v2/segments/web/production/beta/imports/${idOf()}`;
      },
    });
    scene.sim.behave({ on: 'GET import', status: 200, body: { id: idOf(), status: 'complete' } });
    const result = await run();
    expectSuccess(result);
    expect(result.outputs['import-id']).toMatch(/^(import-)?\*\*\*$/);
    expectBounded(result);
  });

  test('of an export', async () => {
    scene.sim.behave({
      on: 'POST export',
      edit: ({ headers }) => {
        for (const name of Object.keys(headers)) if (/^location$/i.test(name)) headers[name] += `?${TOKENS[1]}`;
      },
    });
    scene.sim.behave({
      on: 'GET export',
      times: 1,
      edit: ({ body }) => {
        body.status = text('resting ');
      },
    });
    const result = await run({ mode: 'replace', strategy: 'delta' });
    expectSuccess(result);
    expect(result.log).toMatch(/Export [\w-]{36}: resting \*\*\*/);
    expectBounded(result);
  });

  test('of where a redirect leads', async () => {
    scene.sim.behave({ on: 'POST import', status: 307, headers: { Location: `https://${TOKENS[0]}.example.com/x` } });
    const result = await run();
    expect(expectFailure(result, 'unexpected_response')).toContain('Location: https://***.example.com');
    expectBounded(result);
  });
});

test('a link to an export masks only what may be a secret', async () => {
  scene.sim.behave({
    on: 'GET export',
    edit: ({ body }) => {
      for (const [name, link] of Object.entries<{ href: string }>(body._links ?? {}))
        if (!['self', 'parent'].includes(name)) link.href = `${link.href.split('?')[0]}?1`;
    },
  });
  const result = await run({ mode: 'replace', strategy: 'delta' });
  expect(result.masks.filter((mask) => mask.length < 16)).toEqual([]);
  expect(result.masks.some((mask) => mask.endsWith('?1'))).toBe(true);
});

test('a cancelled run does not go on to compare a list with what LaunchDarkly said', async () => {
  /** As soon as there is a file `slow`, every read takes its time. */
  const module = `
    import fs from 'node:fs';
    import { open } from 'node:fs/promises';
    const handle = await open(process.execPath);
    const prototype = Object.getPrototypeOf(handle);
    await handle.close();
    const read = prototype.read;
    prototype.read = async function (...rest) {
      if (fs.existsSync(process.env.GITHUB_WORKSPACE + '/slow')) await new Promise((done) => setTimeout(done, 1500));
      return read.apply(this, rest);
    };`;
  const many = await scenario({ list: keys(1_000_000) });
  try {
    const action = many.start(
      { mode: 'replace' },
      { nodeArgs: ['--import', `data:text/javascript,${encodeURIComponent(module)}`] },
    );
    many.sim.behave({
      on: 'GET segment',
      before: () => writeFileSync(join(action.workspace, 'slow'), ''),
      status: 403,
      body: { message: `No ${keys(1)[0]}.` },
    });
    while (many.sim.seen('GET segment').length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const killed = performance.now();
    action.child.kill('SIGTERM');
    const result = await action.result;
    expect(performance.now() - killed).toBeLessThan(5_000);
    expectFailure(result, 'cancelled');
    expectPrivate(result, { keys: keys(20), token: many.sim.token });
  } finally {
    await many.sim.close();
  }
});
