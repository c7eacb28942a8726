/** Reading a list and checking all of it, against what people use to parse one or to make it distinct. */
import { join } from 'node:path';
import { compiledSource, file, gzipped, ROOT, uuidList, uuids, zstdCompressed } from './files.ts';
import {
  atMost,
  type BenchCase,
  type BenchOptions,
  type Contender,
  type Goal,
  installed,
  measure,
  needs,
  type Section,
  table,
} from './harness.ts';

const MOST_MB = 350;
const CSV_PARSE = 'csv-parse 7, rows counted';
const PAPAPARSE = 'papaparse 5, rows counted';
const SORT = '`LC_ALL=C sort -u` and `wc -l`';
const GUNZIP = '`gzip -dc > file`';
const UNZSTD = '`zstd -dc > file`';
const LIMIT = 'the limit: `openssl dgst -sha256`, then `cp`';
const OURS_GZIP = 'this action, the same list as gzip';
const ONE_THREAD =
  "at the edge in some hours of a shared machine: `sort` keeps both cores busy, the checks are one thread's work (see CPU)";
const TWO_CORES =
  'inflating takes Node as long as `gzip -dc`, and the checks run beside it: they cost little only where a second core is free';

export async function list({ checkouts, directory, quick }: BenchOptions): Promise<Section> {
  const [rows, keys] = quick ? [100_000, 500_000] : [1_000_000, 10_000_000];
  const quoted = file(join(directory, `quoted-${rows}.csv`), function* () {
    yield '"user_id","name","signed_up_at"\n';
    yield* uuids(rows, (uuid, index) => `"${uuid}","Doe, ""J."" ${index}","2026-11-${10 + (index % 20)}T10:00:00Z"\n`);
  });
  const plain = uuidList(directory, keys);
  const gzip = gzipped(plain);
  const zstd = zstdCompressed(plain);
  const node = (script: string, ...args: (string | number)[]): Contender['command'] => [
    process.execPath,
    join(ROOT, 'bench', script),
    ...args.map(String),
  ];
  const python = (script: string, ...args: (string | number)[]): Contender['command'] => [
    'python3',
    join(ROOT, 'bench/baselines', script),
    ...args.map(String),
  ];
  const readers = checkouts.map((checkout) => ({ ...checkout, build: compiledSource(directory, checkout) }));
  const ours = (path: string, expected: number): Contender[] =>
    readers.map(({ name, root, build }) => ({
      name,
      command: [
        process.execPath,
        join(root, 'bench/ours/read-list.mjs'),
        ...[build, path, String(expected), directory],
      ],
    }));
  /** What any program has to do that hashes the list and writes it to disk. */
  const limit = (path: string): Contender => ({
    name: LIMIT,
    command: ['sh', '-c', `openssl dgst -sha256 ${path} && cp ${path} ${join(directory, 'copied.csv')}`],
    ...(installed('openssl', 'version') ? {} : { missing: 'openssl is not installed' }),
  });
  const table1: BenchCase = {
    name: `${rows.toLocaleString('en-US')} rows of three quoted columns`,
    contenders: [
      ...ours(quoted, rows),
      { name: CSV_PARSE, command: node('baselines/csv-parse.mjs', quoted, rows + 1) },
      { name: PAPAPARSE, command: node('baselines/papaparse.mjs', quoted, rows + 1) },
      { name: "Python's csv, rows counted", command: python('count-rows.py', quoted, rows + 1), ...needs('python3') },
      limit(quoted),
    ],
  };
  const table2: BenchCase = {
    name: `${keys.toLocaleString('en-US')} UUIDs in one column`,
    contenders: [
      ...ours(plain, keys),
      { name: SORT, command: ['sh', '-c', `sort -u ${plain} | wc -l`], env: { LC_ALL: 'C' }, ...needs('sort') },
      { name: "Python's csv and a set", command: python('count-distinct.py', plain, keys), ...needs('python3') },
      limit(plain),
    ],
  };
  const table3: BenchCase = {
    name: `${keys.toLocaleString('en-US')} UUIDs in one column, gzip`,
    contenders: [
      ...ours(gzip, keys),
      { name: GUNZIP, command: ['gzip', '-dc', gzip], stdout: join(directory, 'gunzipped.csv'), ...needs('gzip') },
      limit(plain),
    ],
  };
  const table4: BenchCase = {
    name: `${keys.toLocaleString('en-US')} UUIDs in one column, zstd`,
    contenders: [
      ours(zstd, keys)[0]!,
      { ...ours(gzip, keys)[0]!, name: OURS_GZIP },
      { name: UNZSTD, command: ['zstd', '-dc', zstd], stdout: join(directory, 'unzstd.csv'), ...needs('zstd') },
      limit(plain),
    ],
  };
  const rounds = quick ? 1 : 7;
  const parsed = await measure(table1, rounds);
  const distinct = await measure(table2, rounds);
  const unpacked = await measure(table3, rounds);
  const unzstd = await measure(table4, rounds);
  const peak = distinct[0]!.peakMb;
  const memory: Goal = {
    text: `${table2.name}: peak memory under ${MOST_MB} MB`,
    figure: peak === undefined ? 'not known' : `${peak.toFixed(0)} MB`,
    holds: peak === undefined || peak < MOST_MB,
  };
  return {
    title: 'Reading the list',
    body: [
      'With all checks, exact duplicates, the digest and the parts written to disk; the others only parse, sort or unpack. The limit hashes the list and copies it, as any program must that does what this one does.',
      table(table1, parsed),
      table(table2, distinct),
      table(table3, unpacked),
      table(table4, unzstd),
    ].join('\n\n'),
    goals: [
      atMost(0.25, parsed, CSV_PARSE, table1.name),
      atMost(0.4, parsed, PAPAPARSE, table1.name),
      atMost(0.25, distinct, SORT, table2.name, ONE_THREAD),
      atMost(2.5, distinct, LIMIT, table2.name),
      memory,
      atMost(1.3, unpacked, GUNZIP, table3.name, TWO_CORES),
      atMost(1, unzstd, OURS_GZIP, table4.name),
    ],
  };
}
