/**
 * Builds dist/ from src/: TypeScript to build/, then one bundle (and its lazy chunks) with ncc, and the licences of
 * what is in it. dist/ is emptied first, since chunks of earlier builds would stay. The output is byte-reproducible.
 * Another output folder may be named: `node scripts/build.ts /tmp/dist`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { bundledPackages, licenceTexts } from './licences.ts';

/** What ncc gives: it has no types of its own. Stats are webpack's. */
interface Bundle {
  code: string;
  assets: Record<string, { source: string | Buffer }>;
  stats: { compilation: { modules: Set<object> } };
}
const ncc: (entry: string, options: object) => Promise<Bundle> = createRequire(import.meta.url)('@vercel/ncc');

const root = resolve(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

// A fixed name, since ncc writes it into the bundle; inside the project, so that ncc finds node_modules.
const build = join(root, 'build');
rmSync(build, { recursive: true, force: true });
mkdirSync(build);
try {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', build], {
    cwd: root,
    stdio: 'inherit',
  });
  writeFileSync(join(build, 'package.json'), '{ "type": "module" }\n');
  process.chdir(root);
  const { code, assets, stats } = await ncc(join(build, 'index.js'), { quiet: true, cache: false });
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'index.js'), code);
  for (const [name, { source }] of Object.entries(assets)) writeFileSync(join(dist, name), source);
  writeFileSync(join(dist, 'licenses.txt'), licenceTexts(bundledPackages(stats.compilation.modules)));
} finally {
  rmSync(build, { recursive: true, force: true });
}
