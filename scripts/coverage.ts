/**
 * Runs the tests and reports how much of src/ they reach, in Jest's processes and in those of the action itself, to the
 * terminal and to reports/coverage/. Fails below 95 % of lines or 90 % of branches. Arguments go to Jest.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
// @ts-expect-error It has no types.
import { mergeProcessCovs } from '@bcoe/v8-coverage';
import istanbulCoverage from 'istanbul-lib-coverage';
import istanbulReport from 'istanbul-lib-report';
import istanbulReports from 'istanbul-reports';
import v8ToIstanbul from 'v8-to-istanbul';

/** V8's counts: https://chromedevtools.github.io/devtools-protocol/v8/Profiler/ */
interface ScriptCov {
  scriptId: string;
  url: string;
  functions: {
    functionName: string;
    isBlockCoverage: boolean;
    ranges: { startOffset: number; endOffset: number; count: number }[];
  }[];
}
const merge: (counts: { result: ScriptCov[] }[]) => { result: ScriptCov[] } = mergeProcessCovs;

const GOALS = { lines: 95, branches: 90 } as const;
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'reports/coverage');
const counts = join(folder, 'v8');

/** URL and length of every source file that is more than types and comments. */
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(root, 'src', name))
  .map((path) => [path, readFileSync(path, 'utf8')] as const)
  .filter(
    ([, source]) =>
      stripTypeScriptTypes(source)
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        .trim() !== '',
  )
  .map(([path, source]) => [pathToFileURL(path).href, source.length] as const);

rmSync(folder, { recursive: true, force: true });
mkdirSync(counts, { recursive: true });
const node = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = ['node_modules/jest/bin/jest.js', ...process.argv.slice(2)];
const counting = ['--coverage', '--coverageProvider=v8', '--coverageReporters=none', `--coverageDirectory=${folder}`];
const reporters = ['--reporters=default', '--reporters=<rootDir>/__tests__/support/coverage-reporter.mjs'];
const { status } = spawnSync(process.execPath, [...node, ...jest, ...counting, ...reporters], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, COVERAGE_DIR: counts },
});
if (status !== 0) process.exitCode = 1;

const map = istanbulCoverage.createCoverageMap();
for (const script of merged()) {
  const path = fileURLToPath(script.url);
  const converter = v8ToIstanbul(path, 0, { source: readFileSync(path, 'utf8') });
  await converter.load();
  converter.applyCoverage(script.functions);
  map.merge(converter.toIstanbul());
}
const context = istanbulReport.createContext({ dir: folder, coverageMap: map });
for (const name of ['text', 'html', 'lcovonly'] as const) istanbulReports.create(name).execute(context);

const summary = map.getCoverageSummary();
for (const [what, goal] of Object.entries(GOALS)) {
  const { pct } = summary[what as keyof typeof GOALS];
  if (pct >= goal) continue;
  console.error(`${pct} % of ${what} are covered; the goal is ${goal} %.`);
  process.exitCode = 1;
}

/** What all processes counted together, files that none of them loaded included. */
function merged(): readonly ScriptCov[] {
  const unseen = sources.map(([url, length]) => {
    const ranges = [{ startOffset: 0, endOffset: length, count: 0 }];
    return { scriptId: '0', url, functions: [{ functionName: '', isBlockCoverage: true, ranges }] };
  });
  // Step by step, since all counts together would need gigabytes.
  return readdirSync(counts).reduce((sum, name) => merge([sum, { result: load(name) }]), { result: unseen }).result;
}

/** What one process counted. Node appends a comment to what it strips of types: that is not part of the source. */
function load(name: string): ScriptCov[] {
  const scripts: ScriptCov[] = JSON.parse(readFileSync(join(counts, name), 'utf8'));
  const lengths = new Map(sources);
  for (const { url, functions } of scripts)
    for (const { ranges } of functions)
      for (const range of ranges) range.endOffset = Math.min(range.endOffset, lengths.get(url) ?? 0);
  return scripts.filter(({ url }) => lengths.has(url));
}
