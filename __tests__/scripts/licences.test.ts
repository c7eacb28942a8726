import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { bundledPackages, licenceTexts } from '../../scripts/licences.ts';

const root = resolve(import.meta.dirname, '../..');
const modules = join(root, 'node_modules');
const titles = (text: string): string[] => [...text.matchAll(/^(\S+)@(\d\S*) \(.+\)$/gm)].map((match) => match[0]);

describe('dist/licenses.txt', () => {
  const dist = join(root, 'dist');
  const licences = readFileSync(join(dist, 'licenses.txt'), 'utf8');
  const bundle = readdirSync(dist)
    .filter((name) => /\.c?js$/.test(name))
    .map((name) => readFileSync(join(dist, name), 'utf8'))
    .join('\n');

  test('names every package that the bundle names', () => {
    const bundled = [...bundle.matchAll(/^.*MODULE: \.\/(?:.*\/)?node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//gm)].map(
      (m) => m[1]!,
    );
    const named = titles(licences).map((title) => title.replace(/(.)@.*/, '$1'));
    expect(bundled.length).toBeGreaterThan(10);
    expect(named).toEqual(expect.arrayContaining([...new Set(bundled)]));
  });

  test('names only production dependencies, in the versions of the lockfile', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version: string; license: string; dev?: boolean }>;
    };
    const production = Object.entries(packages)
      .filter(([path, { dev }]) => path !== '' && !dev)
      .map(([path, { version, license }]) => `${path.replace(/^.*node_modules\//, '')}@${version} (${license})`);
    expect(production).toEqual(expect.arrayContaining(titles(licences)));
  });

  test('has a text for each of them', () => {
    const texts = licences.split(`\n${'-'.repeat(80)}\n`);
    expect(texts.map((text) => titles(text).length)).toEqual(texts.map(() => 1));
    for (const text of texts) expect(text.length).toBeGreaterThan(500);
  });
});

describe('the licences of a bundle', () => {
  test('come from all its modules, concatenated ones too, once each', () => {
    const at = (path: string) => ({ resource: join(modules, path) });
    const bundle = [
      { resource: join(root, 'src/index.ts') },
      { modules: [at('undici/index.js'), at('@actions/core/lib/core.js')] },
      at('undici/lib/x.js'),
    ];
    expect(bundledPackages(bundle)).toEqual([join(modules, '@actions/core'), join(modules, 'undici')]);
  });

  test('cannot be written when a package has none', () => {
    expect(() => licenceTexts([join(root, '__tests__/scripts/fixtures/without-licence')])).toThrow(
      'nothing@1.2.3 has no licence file.',
    );
  });
});
