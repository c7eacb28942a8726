/** Preloaded into the action's process: a file that is not yet under its name never gets through to the disk. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { createWriteStream } = fs;
fs.createWriteStream = (path, options) => {
  if (!String(path).endsWith('.partial')) return createWriteStream(path, options);
  const fsync = () => {
    process.stdout.write('slow now\n');
    setInterval(() => {}, 1_000);
  };
  return createWriteStream(path, { ...options, fs: { ...fs, fsync } });
};
syncBuiltinESMExports();
