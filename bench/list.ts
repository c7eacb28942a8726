/**
 * Reading the list, against what people use: `node bench/list.ts [part of a case's name]`. The files are made once per
 * run, or kept in BENCH_DIR.
 */
import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BenchCase, benchDirectory, installed, machine, measure, table } from './harness.ts';

const root = resolve(import.meta.dirname, '..');

/** Random UUIDs, some thousand lines at a time. */
function* uuids(count: number, line: (uuid: string, index: number) => string): Generator<string> {
  const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
  const random = Buffer.alloc(16 * 4096);
  for (let index = 0; index < count; ) {
    randomFillSync(random);
    let text = '';
    for (let at = 0; at < random.length && index < count; at += 16, index++) {
      let uuid = '';
      for (let byte = 0; byte < 16; byte++) {
        uuid += hex[random[at + byte]!];
        if (byte === 3 || byte === 5 || byte === 7 || byte === 9) uuid += '-';
      }
      text += line(uuid, index);
    }
    yield text;
  }
}

/** Makes a file, unless it is there from an earlier run. */
function file(path: string, pieces: () => Iterable<string>): string {
  if (existsSync(path)) return path;
  const handle = openSync(`${path}.new`, 'w');
  for (const piece of pieces()) writeSync(handle, piece);
  closeSync(handle);
  renameSync(`${path}.new`, path);
  return path;
}

/** The cases; makes their files, and builds what the action ships. */
export function listCases(directory = benchDirectory()): BenchCase[] {
  mkdirSync(directory, { recursive: true });
  const quoted = file(join(directory, 'quoted-1m.csv'), function* () {
    yield '"user_id","name","signed_up_at"\n';
    yield* uuids(
      1_000_000,
      (uuid, index) => `"${uuid}","Doe, ""J."" ${index}","2026-11-${10 + (index % 20)}T10:00:00Z"\n`,
    );
  });
  const plain = file(join(directory, 'uuids-10m.csv'), () => uuids(10_000_000, (uuid) => `${uuid}\n`));
  const gzip = `${plain}.gz`;
  if (!existsSync(gzip)) execFileSync('gzip', ['-kf', plain]);

  // The same compiled JavaScript as in dist/, without the rest of the action.
  const build = join(directory, 'build');
  execFileSync(process.execPath, [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    join(root, 'tsconfig.build.json'),
    '--outDir',
    build,
  ]);
  writeFileSync(join(build, 'package.json'), '{ "type": "module" }\n');
  const script = (name: string, text: string): string => {
    const path = join(directory, name);
    writeFileSync(path, text);
    return path;
  };
  const ours = script(
    'ours.mjs',
    `import { mkdtempSync, rmSync } from 'node:fs';
import { readKeyList } from './build/list/read.js';
const tempDirectory = mkdtempSync(${JSON.stringify(join(directory, 'parts-'))});
const settings = { csvPath: [process.argv[2]], keyColumn: 1, header: 'auto', delimiter: 'auto', onInvalidRow: 'fail', allowEmpty: false };
const list = await readKeyList({ settings, workspace: '/', tempDirectory, limits: { keys: 1e6, bytes: 39_990_000 } });
if (list.summary.keys !== Number(process.argv[3])) throw new Error('wrong');
rmSync(tempDirectory, { recursive: true });
`,
  );
  const csvParse = script(
    'csv-parse.mjs',
    `import { createReadStream } from 'node:fs';
import { parse } from ${JSON.stringify(join(root, 'node_modules/csv-parse/lib/index.js'))};
let rows = 0;
for await (const _ of createReadStream(process.argv[2], { highWaterMark: 1 << 20 }).pipe(parse())) rows++;
if (rows !== 1_000_001) throw new Error('wrong');
`,
  );
  const papaparse = script(
    'papaparse.mjs',
    `import { createReadStream } from 'node:fs';
import papa from ${JSON.stringify(join(root, 'node_modules/papaparse/papaparse.js'))};
let rows = 0;
const input = createReadStream(process.argv[2], { encoding: 'utf8', highWaterMark: 1 << 20 });
await new Promise((complete) => papa.parse(input, { chunk: ({ data }) => { rows += data.length; }, complete }));
if (rows < 1_000_001) throw new Error('wrong');
`,
  );
  const python = script(
    'read.py',
    'import csv, sys\nassert sum(1 for row in csv.reader(open(sys.argv[1], newline=""))) == 1000001\n',
  );
  const pythonDistinct = script(
    'distinct.py',
    'import csv, sys\nassert len({row[0] for row in csv.reader(open(sys.argv[1], newline=""))}) == 10000000\n',
  );
  const withPython = installed('python3') ? {} : { missing: 'python3 is not installed' };
  const node = process.execPath;

  return [
    {
      name: '1,000,000 rows, three quoted columns',
      goal: 'reading with all checks, digest, distinct keys and parts written takes at most 0.25 of csv-parse and 0.40 of papaparse merely parsing',
      contenders: [
        { name: 'this action', command: [node, ours, quoted, '1000000'] },
        { name: 'csv-parse 7, rows counted', command: [node, csvParse, quoted] },
        { name: 'papaparse 5, rows counted', command: [node, papaparse, quoted] },
        { name: "Python's csv, rows counted", command: ['python3', python, quoted], ...withPython },
      ],
    },
    {
      name: '10,000,000 UUIDs, one column',
      goal: 'at most 0.25 of sort -u, peak memory under 350 MB',
      contenders: [
        { name: 'this action', command: [node, ours, plain, '10000000'] },
        { name: '`LC_ALL=C sort -u | wc -l`', command: ['sh', '-c', `sort -u ${plain} | wc -l`], env: { LC_ALL: 'C' } },
        { name: "Python's csv and a set", command: ['python3', pythonDistinct, plain], ...withPython },
      ],
    },
    {
      name: '10,000,000 UUIDs, one column, gzip',
      goal: 'at most 1.3 times `gzip -dc > file`, which checks nothing',
      contenders: [
        { name: 'this action', command: [node, ours, gzip, '10000000'] },
        { name: '`gzip -dc > file`', command: ['gzip', '-dc', gzip], stdout: join(directory, 'gunzipped.csv') },
      ],
    },
  ];
}

if (import.meta.main) {
  console.log(`${machine()}\n`);
  for (const benchCase of listCases()) {
    if (benchCase.name.includes(process.argv[2] ?? '')) console.log(table(benchCase, await measure(benchCase)));
  }
}
