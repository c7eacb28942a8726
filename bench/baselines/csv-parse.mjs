import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

const [path, expected] = process.argv.slice(2);
let rows = 0;
for await (const _ of createReadStream(path, { highWaterMark: 1 << 20 }).pipe(parse())) rows++;
if (rows !== Number(expected)) throw new Error(`${rows} rows`);
