/** What benches read and run: lists of random UUIDs, and the source as JavaScript. Made once, and kept for the next run. */
import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { closeSync, existsSync, openSync, renameSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Checkout } from './harness.ts';

export const ROOT = resolve(import.meta.dirname, '..');

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Random UUIDs, each made a line, some thousand at a time. */
export function* uuids(count: number, line = (uuid: string, _index: number): string => `${uuid}\n`): Generator<string> {
  const random = Buffer.alloc(16 * 4096);
  for (let index = 0; index < count; ) {
    randomFillSync(random);
    let text = '';
    for (let at = 0; at < random.length && index < count; at += 16, index++) {
      let uuid = '';
      for (let byte = 0; byte < 16; byte++) {
        uuid += HEX[random[at + byte]!];
        if (byte === 3 || byte === 5 || byte === 7 || byte === 9) uuid += '-';
      }
      text += line(uuid, index);
    }
    yield text;
  }
}

/** Makes a file, unless it is there from an earlier run. */
export function file(path: string, pieces: () => Iterable<string>): string {
  if (existsSync(path)) return path;
  const handle = openSync(`${path}.new`, 'w');
  for (const piece of pieces()) writeSync(handle, piece);
  closeSync(handle);
  renameSync(`${path}.new`, path);
  return path;
}

/** A single-column list of so many random UUIDs. */
export function uuidList(directory: string, keys: number): string {
  return file(join(directory, `uuids-${keys}.csv`), () => uuids(keys));
}

/** The same file, compressed. */
export function gzipped(path: string): string {
  if (!existsSync(`${path}.gz`)) execFileSync('gzip', ['-kf', path]);
  return `${path}.gz`;
}

/** The same file, compressed with zstd as its command does it; by Node, since not every machine has the command. */
export function zstdCompressed(path: string): string {
  const script = `
    const { createReadStream, createWriteStream } = require('node:fs');
    const { constants, createZstdCompress } = require('node:zlib');
    const zstd = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    require('node:stream').pipeline(createReadStream(process.argv[1]), zstd, createWriteStream(process.argv[2]), (error) => {
      if (error) throw error;
    });`;
  if (existsSync(`${path}.zst`)) return `${path}.zst`;
  execFileSync(process.execPath, ['-e', script, path, `${path}.zst.new`]);
  renameSync(`${path}.zst.new`, `${path}.zst`);
  return `${path}.zst`;
}

/** The same compiled JavaScript as in dist/, file by file: for a part of the action alone. */
export function compiledSource(directory: string, { root, name }: Checkout): string {
  const folder = join(directory, name.replaceAll(' ', '-'));
  const build = join(folder, 'build');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', build]);
  writeFileSync(join(build, 'package.json'), '{ "type": "module" }\n');
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return build;
}
