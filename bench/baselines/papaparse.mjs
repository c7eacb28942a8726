import { createReadStream } from 'node:fs';
import papa from 'papaparse';

const [path, expected] = process.argv.slice(2);
let rows = 0;
const input = createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 });
const chunk = ({ data }) => {
  rows += data.length;
};
await new Promise((complete) => papa.parse(input, { chunk, complete }));
if (rows < Number(expected)) throw new Error(`${rows} rows`);
