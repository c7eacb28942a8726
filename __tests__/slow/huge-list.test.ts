/** Lists of 50,000,000 and 40,000,000 rows; run by `npm run test:slow`. Takes 2 GB of disk and minutes. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { ListSummary } from '../../src/result.ts';
import { LIMITS, listSettings, temporaryDirectory } from '../list/support.ts';

const SHARDS = 40;
const KEYS = 50_000_000;

test('50,000,000 keys in 40 shards', async () => {
  await using directory = await temporaryDirectory();
  const out = join(directory.path, 'out');
  await mkdir(out);
  await writeFile(join(out, '_SUCCESS'), '');
  const hash = createHash('sha256');
  for (let shard = 0; shard < SHARDS; shard++) {
    const name = join(out, `part-${String(shard).padStart(5, '0')}.csv`);
    const gzip = shard % 5 === 0;
    const file = createWriteStream(gzip ? `${name}.gz` : name);
    for (let first = 0; first < KEYS / SHARDS; first += 125_000) {
      const start = shard * (KEYS / SHARDS) + first;
      const rows = Array.from({ length: 125_000 }, (_, index) => `user-${start + index}\n`).join('');
      hash.update(rows);
      // Each shard begins with a header row and repeats one key of the first.
      const text = first === 0 ? `user_key\n${rows}user-0\n` : rows;
      if (!file.write(gzip ? gzipSync(text, { level: 1 }) : text)) await once(file, 'drain');
    }
    await finished(file.end());
  }

  const list = read('out', directory.path, [0, 25_000_000, KEYS - 1]);
  expect(list.summary).toMatchObject({ rows: KEYS + SHARDS, keys: KEYS, duplicates: SHARDS, invalidRows: 0 });
  expect(list.summary.sha256).toBe(hash.digest('hex'));
  expect(list.summary.files).toHaveLength(SHARDS);
  expect(list.summary.files.every(({ header }) => header === 'skipped')).toBe(true);
  expect(list.parts).toBe(50);
  expect(list.keys).toEqual(['user-0', 'user-25000000', `user-${KEYS - 1}`]);
}, 1_800_000);

test('40,000,000 rows with a million keys: memory is that of the keys', async () => {
  await using directory = await temporaryDirectory();
  const rows = Array.from({ length: 1_000_000 }, (_, index) => `user-${index}\n`).join('');
  const file = createWriteStream(join(directory.path, 'log.csv'));
  for (let day = 0; day < 40; day++) if (!file.write(rows)) await once(file, 'drain');
  await finished(file.end());

  const list = read('log.csv', directory.path, [0, 999_999]);
  expect(list.summary).toMatchObject({ rows: 40_000_000, keys: 1_000_000, duplicates: 39_000_000, invalidRows: 0 });
  expect(list.summary.sha256).toBe(createHash('sha256').update(rows).digest('hex'));
  expect(list.keys).toEqual(['user-0', 'user-999999']);
  // A fingerprint of every row would take 640 MB.
  expect(list.maxRSS * 1024).toBeLessThan(300e6);
}, 1_800_000);

interface Read {
  summary: ListSummary;
  parts: number;
  /** Those at the wanted indices. */
  keys: string[];
  seconds: number;
  /** In KiB. */
  maxRSS: number;
}

/** Reads a list in a process of its own: its memory is what is reported, and jest's sandbox is ten times as slow. */
function read(csvPath: string, directory: string, indices: readonly number[]): Read {
  const options = {
    settings: listSettings({ csvPath: [csvPath] }),
    workspace: directory,
    tempDirectory: directory,
    limits: LIMITS,
  };
  const script = `
    import { readKeyList } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/list/index.ts'))};
    const started = performance.now();
    const list = await readKeyList(${JSON.stringify(options)});
    const seconds = (performance.now() - started) / 1000;
    const wanted = ${JSON.stringify(indices)};
    const keys = [];
    let at = 0;
    for await (const some of list.keys.keys()) {
      for (const index of wanted) if (index >= at && index < at + some.length) keys.push(some[index - at]);
      at += some.length;
    }
    const { maxRSS } = process.resourceUsage();
    console.log(JSON.stringify({ summary: list.summary, parts: list.keys.parts.length, keys, seconds, maxRSS }));`;
  const output = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script]);
  const list: Read = JSON.parse(output.toString());
  console.log(`${csvPath}: ${list.seconds.toFixed(1)} s, peak memory ${((list.maxRSS * 1024) / 1e6).toFixed(0)} MB`);
  return list;
}
