/** LaunchDarkly's TypeScript client, in its only way that uploads a file right: `… <its folder> <base URI> <file>` prints seconds. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [folder, baseUri, path] = process.argv.slice(2);
const { Configuration, SegmentsApi } = createRequire(join(folder, 'index.js'))('launchdarkly-api-typescript');
const segments = new SegmentsApi(new Configuration({ apiKey: 'api-bench', basePath: baseUri }));
const started = performance.now();
const file = new File([readFileSync(path)], 'beta.csv', { type: 'text/csv' });
const body = { maxBodyLength: Number.POSITIVE_INFINITY };
await segments.createBigSegmentImport('web', 'production', 'beta', file, 'merge', false, body);
console.log((performance.now() - started) / 1000);
