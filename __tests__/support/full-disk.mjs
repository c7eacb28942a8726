/**
 * Preloaded into the action's process: every write to a file that is not yet under its name fails, since the disk is
 * full; with `?lists` also every write of a normalised list after the first megabyte.
 */
import fs from 'node:fs';
import { open } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const { createWriteStream } = fs;
fs.createWriteStream = (path, options) => {
  if (!String(path).endsWith('.partial')) return createWriteStream(path, options);
  const write = (_handle, _buffer, _offset, _length, _position, done) =>
    done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' }));
  return createWriteStream(path, {
    ...options,
    fs: { ...fs, write, writev: (_h, _b, _p, done) => write(0, 0, 0, 0, 0, done) },
  });
};
syncBuiltinESMExports();

if (new URL(import.meta.url).search === '?lists') {
  await using some = await open(process.execPath);
  const prototype = Object.getPrototypeOf(some);
  const { write } = prototype;
  let room = 1_000_000;
  prototype.write = function (bytes, at = 0) {
    room -= bytes.length - at;
    if (room >= 0) return write.call(this, bytes, at);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  };
}
