import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Use, usesOf } from '../scripts/docs/check.ts';
import type { Metadata } from '../scripts/docs/generate.ts';
import { readMarkdown } from '../scripts/docs/markdown.ts';
import { runAction } from './support/run-action.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const list = (pattern: string): string[] =>
  execFileSync('git', ['ls-files', '-z', '--', pattern], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);

/** Every step with this action that the examples and the docs show, by where it stands. */
function shownUses(): [string, Use][] {
  const examples = list('examples/*.yml').map((path) => [path, read(path)]);
  const blocks = list('*.md').flatMap((path) =>
    readMarkdown(read(path))
      .code.filter(({ language }) => /^ya?ml\b/.test(language))
      .map(({ text }) => [path, text]),
  );
  return [...examples, ...blocks].flatMap(([path, yaml]) => usesOf(yaml!).map((use): [string, Use] => [path!, use]));
}

test('every step that is shown is accepted by the action, up to where it would call LaunchDarkly', async () => {
  const { inputs: declared }: Metadata = parse(read('action.yml'));
  const uses = shownUses();
  expect(uses.length).toBeGreaterThan(0);
  const seen = new Set<string>();
  for (const [path, { inputs: shown }] of uses) {
    const inputs = Object.fromEntries(
      Object.entries(shown).map(([name, value]) => {
        const filled = typeof declared[name]?.default === 'boolean' ? 'true' : 'x';
        return [name, String(value).replace(/\$\{\{.*?\}\}/g, filled)];
      }),
    );
    if (inputs['base-uri'] !== undefined)
      expect(inputs['base-uri']).toMatch(/^(x|https:\/\/[\w.-]+|http:\/\/(127\.0\.0\.1|localhost)(:\d+)?)$/);
    inputs['access-token'] = 'api-123456';
    // A port that nobody listens on.
    inputs['base-uri'] = 'http://127.0.0.1:1';
    if (inputs['csv-path'] !== undefined) inputs['csv-path'] = 'keys.csv';
    if (inputs['targets-path'] !== undefined) inputs['targets-path'] = 'targets.yml';
    if (seen.has(JSON.stringify(inputs))) continue;
    seen.add(JSON.stringify(inputs));

    const { outputs, annotations } = await runAction({
      inputs,
      files: {
        // One key under the column that is named, or in the first three columns.
        'keys.csv': Number.isNaN(Number(inputs['key-column'] ?? 1)) ? `${inputs['key-column']}\nk\n` : 'k,k,k\n',
        'targets.yml': 'targets: [{project-key: p, environment-key: e, segment-key: s, csv-path: keys.csv}]',
      },
      timeScale: 1000,
    });
    expect([path, outputs['error-code'], annotations]).toEqual([path, 'network_error', expect.anything()]);
  }
});
