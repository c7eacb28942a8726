/**
 * Runs the tests and reports how much of src/ they reach, in Jest's processes and in those of the action itself, to the
 * terminal and to reports/coverage/. Fails below 95 % of lines or 90 % of branches. Arguments go to Jest.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'reports/coverage');
const counts = join(folder, 'v8');

const run = (...args: string[]): void => {
  const env = { ...process.env, COVERAGE_DIR: counts };
  if (spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env }).status !== 0) process.exitCode = 1;
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(counts, { recursive: true });
// Jest reports what it counts in its own processes only; c8 adds what the action's leave in the same folder. Not with
// `--all`: files that nothing loads are for knip to find, and c8 takes files of nothing but types for files not covered.
run(
  ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
  ...process.argv.slice(2),
  ...['--coverage', '--coverageProvider=v8', '--coverageReporters=none', `--coverageDirectory=${folder}`],
  ...['--reporters=default', '--reporters=<rootDir>/__tests__/support/coverage-reporter.mjs'],
);
run(
  ...['tools/coverage/node_modules/c8/bin/c8.js', 'report', `--temp-directory=${counts}`, '--merge-async'],
  ...['--include=src/**/*.ts', `--reports-dir=${folder}`, '--reporter=text', '--reporter=html', '--reporter=lcovonly'],
  ...['--check-coverage', '--lines=95', '--branches=90', '--functions=0', '--statements=0'],
);
