/** Steps that the pages show, beside the files of examples/, which __tests__/examples/ runs. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type Use, usesOf, yamlBlocks } from '../scripts/docs/check.ts';
import type { Metadata } from '../scripts/docs/generate.ts';
import { NOBODY } from './support/nobody.ts';
import { runAction } from './support/run-action.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const list = (pattern: string): string[] =>
  execFileSync('git', ['ls-files', '-z', '--', pattern], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);

const declared: Record<Use['action'], Metadata['inputs']> = {
  import: parse(read('action.yml')).inputs,
  export: parse(read('export/action.yml')).inputs,
};

/** What the action is given: expressions filled in, the files of the test, and a port that nobody listens on. */
function filled({ action, inputs: shown }: Use): Record<string, string> {
  const inputs = Object.fromEntries(
    Object.entries(shown).map(([name, value]) => {
      const result = typeof declared[action][name]?.default === 'boolean' ? 'true' : 'x';
      return [name, String(value).replace(/\$\{\{.*?\}\}/g, result)];
    }),
  );
  inputs['access-token'] = 'api-123456';
  inputs['base-uri'] = `http://${NOBODY}`;
  if (inputs['csv-path'] !== undefined) inputs['csv-path'] = 'keys.csv';
  if (inputs['targets-path'] !== undefined) inputs['targets-path'] = 'targets.yml';
  return inputs;
}

const examples = new Set(list('examples/*.yml').map((path) => read(path).trimEnd()));

// Steps that differ in nothing are tried once, and files that a page shows not at all.
const shown = new Map(
  list('*.md').flatMap((path) =>
    yamlBlocks(read(path))
      .filter((code) => !examples.has(code.trimEnd()))
      .flatMap((code) => usesOf(code).map((use) => [JSON.stringify([use.action, filled(use)]), path] as const)),
  ),
);

test('some are shown', () => expect(shown.size).toBeGreaterThan(0));

test.concurrent.each([...shown].map(([step, path]) => [path, step] as const))(
  'a step that %s shows is accepted by the action, up to where it would call LaunchDarkly',
  async (_, step) => {
    const [action, inputs]: [Use['action'], Record<string, string>] = JSON.parse(step);
    const { outputs } = await runAction({
      action,
      inputs,
      files: {
        // One key under the column that is named, or in the first three columns.
        'keys.csv': Number.isNaN(Number(inputs['key-column'] ?? 1)) ? `${inputs['key-column']}\nk\n` : 'k,k,k\n',
        'targets.yml': 'targets: [{project-key: p, environment-key: e, segment-key: s, csv-path: keys.csv}]',
      },
      timeScale: 1000,
    });
    expect(outputs['error-code']).toBe('network_error');
  },
);
