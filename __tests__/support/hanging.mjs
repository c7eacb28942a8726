/**
 * Preloaded into the action's process: `HANGING: read` makes reading `keys.csv` never return, `part` reading the list's parts
 * once there is a file `HANGING_SINCE`, `rm` removing a file or folder (one whose name ends with `HANGING_NAME`, if that is given).
 * `HANGING_THREADS` of libuv's four threads (1 by default) hang with it, in opening the named pipe `HANGING_FIFO`.
 */
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { HANGING, HANGING_FIFO, HANGING_NAME = '', HANGING_SINCE, HANGING_THREADS = '1' } = process.env;
const { open, rm } = fs;

async function hang() {
  for (let thread = 0; thread < Number(HANGING_THREADS); thread++) open(HANGING_FIFO, 'r');
  process.stdout.write('hangs now\n');
  // Without a thread that hangs, a timer keeps the process alive.
  if (HANGING_THREADS === '0') setInterval(() => {}, 1_000);
  await new Promise(() => {});
}

if (HANGING === 'rm') fs.rm = (path, ...rest) => (String(path).endsWith(HANGING_NAME) ? hang() : rm(path, ...rest));
else {
  // A read under way keeps its handle from being collected, and so do these.
  globalThis.handles = [];
  fs.open = async (path, ...rest) => {
    const handle = await open(path, ...rest);
    if (!String(path).endsWith(HANGING === 'part' ? 'part-1.csv' : 'keys.csv')) return handle;
    const { read } = handle;
    const hangs = () => HANGING_SINCE === undefined || existsSync(HANGING_SINCE);
    handle.read = (...range) => (hangs() ? hang() : read.apply(handle, range));
    globalThis.handles.push(handle);
    return handle;
  };
}
syncBuiltinESMExports();
