/** Reads a list with everything that the action checks: `read-list.mjs <build> <list> <expected keys> <directory>`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [build, path, expected, directory] = process.argv.slice(2);
const { readKeyList } = await import(join(build, 'list/index.js'));
const tempDirectory = mkdtempSync(join(directory, 'parts-'));
const settings = {
  csvPath: [path],
  keyColumn: 1,
  header: 'auto',
  delimiter: 'auto',
  onInvalidRow: 'fail',
  allowEmpty: false,
};
const list = await readKeyList({ settings, workspace: '/', tempDirectory, limits: { keys: 1e6, bytes: 39_990_000 } });
if (list.summary.keys !== Number(expected)) throw new Error(`${list.summary.keys} keys`);
rmSync(tempDirectory, { recursive: true });
