/** The upload path alone: `upload-file.mjs <build> <base URI> <file>` prints the seconds from the request to its answer. */
import { createReadStream } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

// As in dist/, where undici is only loaded if it is used.
const lazyUndici = new URL('../../scripts/lazy-undici.js', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'undici' ? { url: lazyUndici, shortCircuit: true } : next(name, context)),
});

const [build, baseUri, path] = process.argv.slice(2);
const { LaunchDarklyClient } = await import(join(build, 'launchdarkly/client.js'));
const { Deadline } = await import(join(build, 'launchdarkly/deadline.js'));
const { startImport } = await import(join(build, 'launchdarkly/imports.js'));
// Past the door of list/: reading the list first would count, too.
const { PartFile } = await import(join(build, 'list/stored.js'));

const part = new PartFile(path);
for await (const chunk of createReadStream(path)) {
  part.bytes += chunk.length;
  part.crc32 = crc32(chunk, part.crc32);
}
const deadline = new Deadline(600_000);
const client = new LaunchDarklyClient({
  baseUri,
  accessToken: 'api-bench',
  ref: { projectKey: 'web', environmentKey: 'production', segmentKey: 'beta' },
  userAgent: 'bench',
  deadline,
  observer: {},
});
const started = performance.now();
await startImport(client, { mode: 'merge', waitOnApprovals: false, fileName: 'beta.csv', file: part });
console.log((performance.now() - started) / 1000);
client[Symbol.dispose]();
