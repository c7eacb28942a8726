/**
 * Builds dist/ from src/: TypeScript to build/, then one bundle of both actions (and what it loads only if needed) with ncc, the
 * two process entries beside it, and the licences of what is in it. dist/ is emptied first, since chunks of earlier builds would stay. The output is byte-reproducible.
 * Another output folder may be named: `node scripts/build.ts /tmp/dist`.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
  // undici apart from the rest: see lazy-undici.js.
  const externals = { undici: './lazy-undici.js' };
  const action = await ncc(join(build, 'actions.js'), { quiet: true, cache: false, externals });
  const lazy = join(build, 'undici.cjs');
  writeFileSync(lazy, "module.exports = require('undici');\n");
  const undici = await ncc(lazy, { quiet: true, cache: false });
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, 'actions.js'), action.code);
  for (const entry of ['index.js', 'export.js']) copyFileSync(join(build, entry), join(dist, entry));
  writeFileSync(join(dist, 'undici.cjs'), undici.code);
  copyFileSync(join(root, 'scripts/lazy-undici.js'), join(dist, 'lazy-undici.js'));
  for (const [name, { source }] of Object.entries(action.assets)) writeFileSync(join(dist, name), source);
  const modules = [action, undici].flatMap(({ stats }) => [...stats.compilation.modules]);
  writeFileSync(join(dist, 'licenses.txt'), licenceTexts(bundledPackages(modules)));
} finally {
  rmSync(build, { recursive: true, force: true });
}
