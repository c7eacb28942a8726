/** 50,000,000 keys in 40 shards, a fifth of them gzip; run by `npm run test:slow`. Takes 2 GB of disk and minutes. */
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

  // In a process of its own: its memory is what is reported, and jest's sandbox is ten times as slow.
  const options = {
    settings: listSettings({ csvPath: ['out'] }),
    workspace: directory.path,
    tempDirectory: directory.path,
    limits: LIMITS,
  };
  const script = `
    import { readKeyList } from ${JSON.stringify(resolve(import.meta.dirname, '../../src/list/read.ts'))};
    const started = performance.now();
    const list = await readKeyList(${JSON.stringify(options)});
    const seconds = (performance.now() - started) / 1000;
    const keys = await list.keysAt([0, 25_000_000, ${KEYS - 1}]);
    const { maxRSS } = process.resourceUsage();
    console.log(JSON.stringify({ summary: list.summary, parts: list.parts.length, keys, seconds, maxRSS }));`;
  const output = execFileSync(process.execPath, ['--no-warnings', '--input-type=module', '--eval', script]);
  const list: { summary: ListSummary; parts: number; keys: string[]; seconds: number; maxRSS: number } = JSON.parse(
    output.toString(),
  );
  console.log(`${list.seconds.toFixed(1)} s, peak memory ${((list.maxRSS * 1024) / 1e6).toFixed(0)} MB`);

  expect(list.summary).toMatchObject({ rows: KEYS + SHARDS, keys: KEYS, duplicates: SHARDS, invalidRows: 0 });
  expect(list.summary.sha256).toBe(hash.digest('hex'));
  expect(list.summary.files).toHaveLength(SHARDS);
  expect(list.summary.files.every(({ headerSkipped }) => headerSkipped)).toBe(true);
  expect(list.parts).toBe(50);
  expect(list.keys).toEqual(['user-0', 'user-25000000', `user-${KEYS - 1}`]);
}, 1_800_000);
