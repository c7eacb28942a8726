/**
 * Coverage of the action when it runs as a process of its own: with COVERAGE_DIR set, src/ runs in place of dist/, and what
 * V8 counted of it is kept in that folder. `npm run coverage` puts it together with what Jest counts.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const SOURCE = resolve(import.meta.dirname, '../../src');
const folder = process.env.COVERAGE_DIR;

/** What to start instead of one of the built entries; undefined: that one. */
export const coveredEntry = (built: string): string | undefined =>
  folder === undefined ? undefined : join(SOURCE, `${basename(built, '.js')}.ts`);

/** @returns the variables that make Node count into the given folder of this run */
export const coverageEnvironment = (run: string): Record<string, string> =>
  // Of functions from a cache, V8 counts less.
  folder === undefined ? {} : { NODE_V8_COVERAGE: run, NODE_DISABLE_COMPILE_CACHE: '1' };

/** Keeps what was counted of src/; the rest is large and of no interest. */
export function keepCoverage(run: string): void {
  if (folder === undefined) return;
  const prefix = pathToFileURL(SOURCE).href;
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(run)) {
    const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(run, name), 'utf8'));
    writeFileSync(
      join(folder, basename(name)),
      JSON.stringify({ result: result.filter(({ url }) => url.startsWith(prefix)) }),
    );
  }
}
