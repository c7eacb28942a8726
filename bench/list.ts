/** Reading a list and checking all of it, against what people use to parse one or to make it distinct. */
import { join } from 'node:path';
import { compiledSource, file, gzipped, ROOT, uuidList, uuids } from './files.ts';
import {
  atMost,
  type BenchCase,
  type BenchOptions,
  type Contender,
  type Goal,
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
const ONE_THREAD =
  "at the edge in some hours of a shared machine: `sort` keeps both cores busy, the checks are one thread's work (see CPU)";
const TWO_CORES =
  'inflating takes Node as long as `gzip -dc`, and the checks run beside it: they cost little only where a second core is free';

export async function list({ directory, quick }: BenchOptions): Promise<Section> {
  const [rows, keys] = quick ? [100_000, 500_000] : [1_000_000, 10_000_000];
  const quoted = file(join(directory, `quoted-${rows}.csv`), function* () {
    yield '"user_id","name","signed_up_at"\n';
    yield* uuids(rows, (uuid, index) => `"${uuid}","Doe, ""J."" ${index}","2026-11-${10 + (index % 20)}T10:00:00Z"\n`);
  });
  const plain = uuidList(directory, keys);
  const gzip = gzipped(plain);
  const build = compiledSource(directory);
  const node = (script: string, ...args: (string | number)[]): Contender['command'] => [
    process.execPath,
    join(ROOT, 'bench', script),
    ...args.map(String),
  ];
  const python = (script: string, ...args: (string | number)[]): Contender['command'] => [
    'python3',
    join(ROOT, 'bench/rivals', script),
    ...args.map(String),
  ];
  const ours = (path: string, expected: number): Contender => ({
    name: 'this action',
    command: node('ours/read-list.mjs', build, path, expected, directory),
  });
  const table1: BenchCase = {
    name: `${rows.toLocaleString('en-US')} rows of three quoted columns`,
    contenders: [
      ours(quoted, rows),
      { name: CSV_PARSE, command: node('rivals/csv-parse.mjs', quoted, rows + 1) },
      { name: PAPAPARSE, command: node('rivals/papaparse.mjs', quoted, rows + 1) },
      { name: "Python's csv, rows counted", command: python('count-rows.py', quoted, rows + 1), ...needs('python3') },
    ],
  };
  const table2: BenchCase = {
    name: `${keys.toLocaleString('en-US')} UUIDs in one column`,
    contenders: [
      ours(plain, keys),
      { name: SORT, command: ['sh', '-c', `sort -u ${plain} | wc -l`], env: { LC_ALL: 'C' }, ...needs('sort') },
      { name: "Python's csv and a set", command: python('count-distinct.py', plain, keys), ...needs('python3') },
    ],
  };
  const table3: BenchCase = {
    name: `${keys.toLocaleString('en-US')} UUIDs in one column, gzip`,
    contenders: [
      ours(gzip, keys),
      { name: GUNZIP, command: ['gzip', '-dc', gzip], stdout: join(directory, 'gunzipped.csv'), ...needs('gzip') },
    ],
  };
  const rounds = quick ? 1 : 7;
  const parsed = await measure(table1, rounds);
  const distinct = await measure(table2, rounds);
  const unpacked = await measure(table3, rounds);
  const peak = distinct[0]!.peakMb;
  const memory: Goal = {
    text: `${table2.name}: peak memory under ${MOST_MB} MB`,
    figure: peak === undefined ? 'not known' : `${peak.toFixed(0)} MB`,
    holds: peak === undefined || peak < MOST_MB,
  };
  return {
    title: 'Reading the list',
    body: [
      'With all checks, exact duplicates, the digest and the parts written to disk; the others only parse, sort or unpack.',
      table(table1, parsed),
      table(table2, distinct),
      table(table3, unpacked),
    ].join('\n\n'),
    goals: [
      atMost(0.25, parsed, CSV_PARSE, table1.name),
      atMost(0.4, parsed, PAPAPARSE, table1.name),
      atMost(0.25, distinct, SORT, table2.name, ONE_THREAD),
      memory,
      atMost(1.3, unpacked, GUNZIP, table3.name, TWO_CORES),
    ],
  };
}
