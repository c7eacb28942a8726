/** Sending one file: what an import's upload costs, without start-up and reading, against other ways to send it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiledSource, file, ROOT } from './files.ts';
import {
  atMost,
  type BenchCase,
  type BenchOptions,
  type Checkout,
  type Contender,
  type Goal,
  type Measurement,
  measure,
  needs,
  type Section,
  table,
} from './harness.ts';
import { type Sink, startSink } from './sink.ts';

const TYPESCRIPT_CLIENT = 'launchdarkly-api-typescript@17.2.0';
const CURL = '`curl -F`';
const GOALS = { https: 1.2, http: 1.7 };
const MOST_MB = 170;
const GIGABIT = 125;
const COLD =
  'before its first byte leaves, a fresh Node spends 20 ms on code that runs for the first time (curl: 1 ms), and the first megabytes ' +
  'go through code that is not yet compiled';
const TWO_CORES = 'Node needs more processor time than curl (see CPU), and the server runs on the same two cores';
const LOOPBACK = '; `http:` is only allowed for loopback';

/** Installs LaunchDarkly's TypeScript client in a folder of its own: as a dependency of this project it would serve nothing else. */
function typescriptClient(directory: string): { folder: string; missing?: string } {
  const folder = join(directory, 'typescript-client');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  if (existsSync(join(folder, 'node_modules/launchdarkly-api-typescript'))) return { folder };
  try {
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', TYPESCRIPT_CLIENT], {
      cwd: folder,
      stdio: 'ignore',
    });
    return { folder };
  } catch {
    return { folder, missing: `${TYPESCRIPT_CLIENT} cannot be installed` };
  }
}

function contenders(
  { url, caFile }: Sink,
  path: string,
  senders: readonly (Checkout & { build: string })[],
  client: ReturnType<typeof typescriptClient>,
): Contender[] {
  const env = { NODE_EXTRA_CA_CERTS: caFile };
  const form = ['-F', 'mode=merge', '-F', 'waitOnApprovals=false', '-F', `file=@${path};type=text/csv`];
  const headers = ['-H', 'Authorization: api-bench', '-H', 'LD-API-Version: 20240415'];
  const imports = `${url}/api/v2/segments/web/production/beta/imports`;
  const node = (script: string, ...args: string[]): Contender['command'] => [
    process.execPath,
    join(ROOT, 'bench', script),
    ...args,
  ];
  return [
    ...senders.map(
      ({ name, root, build }): Contender => ({
        name,
        command: [process.execPath, join(root, 'bench/ours/upload-file.mjs'), build, url, path],
        env,
        ownClock: true,
      }),
    ),
    {
      name: CURL,
      command: ['curl', '-sS', '--fail', '--cacert', caFile, ...headers, ...form, '-w', '%{time_total}', imports],
      ownClock: true,
      ...needs('curl'),
    },
    {
      name: '`launchdarkly-api-typescript` with a `File`',
      command: node('baselines/typescript-client.mjs', client.folder, url, path),
      env,
      ownClock: true,
      ...(client.missing && { missing: client.missing }),
    },
  ];
}

/** How much each of them sends in a second, beside what a network carries. */
const rates = (megabytes: number, results: readonly Measurement[]): string => {
  const each = results
    .filter(({ missing }) => !missing)
    .map(({ name, seconds }) => `${name} ${(megabytes / seconds).toFixed(0)} MB/s`);
  return `${each.join(', ')}; a gigabit link carries ${GIGABIT} MB/s.`;
};

export async function upload({ checkouts, directory, quick }: BenchOptions): Promise<Section> {
  const senders = checkouts.map((checkout) => ({ ...checkout, build: compiledSource(directory, checkout) }));
  const client = typescriptClient(directory);
  const line = `${'k'.repeat(36)}\n`.repeat(10_000);
  const sizes = quick ? [37] : [37, 1000];
  const goals: Goal[] = [];
  const peaks: number[] = [];
  let body = `The seconds are each one's own count from request to answer; CPU and memory are those of its whole process.\n\n`;
  for (const protocol of ['https', 'http'] as const) {
    const sink = await startSink({ https: protocol === 'https' });
    try {
      for (const megabytes of sizes) {
        const path = file(join(directory, `${megabytes}mb.csv`), function* () {
          for (let left = megabytes * 1e6; left > 0; left -= line.length) yield line.slice(0, left);
        });
        const bench: BenchCase = {
          name: `${megabytes} MB, ${protocol}`,
          contenders: contenders(sink, path, senders, client),
        };
        const results = await measure(bench, quick ? 1 : megabytes < 100 ? 15 : 7);
        body += `${table(bench, results)}\n${rates(megabytes, results)}\n\n`;
        const whyNot = (megabytes < 100 ? COLD : TWO_CORES) + (protocol === 'http' ? LOOPBACK : '');
        goals.push(atMost(GOALS[protocol], results, CURL, bench.name, whyNot));
        peaks.push(...(results[0]!.peakMb === undefined ? [] : [results[0]!.peakMb]));
      }
    } finally {
      sink.close();
    }
  }
  const most = Math.max(...peaks);
  goals.push({
    text: `memory under ${MOST_MB} MB, whatever the size`,
    figure: `${peaks.map((peak) => peak.toFixed(0)).join(', ')} MB`,
    holds: most < MOST_MB,
  });
  return { title: 'Upload path alone', body, goals };
}
