/**
 * Builds dist/ from src/: TypeScript to build/, then one bundle (and its lazy chunks) with ncc.
 * dist/ is emptied first, since ncc leaves chunks of earlier builds behind. The output is byte-reproducible.
 * Another output folder may be named: `node scripts/build.ts /tmp/dist`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

/** Runs a package's script on the Node that runs this one. */
const run = (script: string, ...args: string[]): void => {
  execFileSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' });
};

// A fixed name, since ncc writes it into the bundle; inside the project, so that ncc finds node_modules.
const build = join(root, 'build');
rmSync(build, { recursive: true, force: true });
mkdirSync(build);
try {
  run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', build);
  writeFileSync(join(build, 'package.json'), '{ "type": "module" }\n');
  rmSync(dist, { recursive: true, force: true });
  run('@vercel/ncc/dist/ncc/cli.js', 'build', join(build, 'index.js'), '-o', dist, '--quiet');
} finally {
  rmSync(build, { recursive: true, force: true });
}
