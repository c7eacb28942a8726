/** The upload path alone: `upload-file.mjs <build> <base URI> <file>` prints the seconds from the request to its answer. */
import { statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';

// As in dist/, where undici is only loaded if it is used.
const lazyUndici = new URL('../../scripts/lazy-undici.js', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'undici' ? { url: lazyUndici, shortCircuit: true } : next(name, context)),
});

const [build, baseUri, path] = process.argv.slice(2);
const { LaunchDarklyClient } = await import(join(build, 'launchdarkly/client.js'));
const { Deadline } = await import(join(build, 'launchdarkly/deadline.js'));
const { startImport } = await import(join(build, 'launchdarkly/imports.js'));
const { StoredKeys } = await import(join(build, 'list/stored.js'));

const bytes = statSync(path).size;
const part = { path, bytes, keys: 0, firstIndex: 0, notes: [] };
const stored = new StoredKeys({ keys: 0, bytes, sha256: '', parts: [part], landmarks: { partStarts: [0] } });
const deadline = new Deadline(600_000);
const client = new LaunchDarklyClient({ baseUri, accessToken: 'api-bench', userAgent: 'bench', deadline });
const ref = { projectKey: 'web', environmentKey: 'production', segmentKey: 'beta' };
const started = performance.now();
await startImport(client, ref, { mode: 'merge', waitOnApprovals: false, fileName: 'beta.csv', file: stored.parts[0] });
console.log((performance.now() - started) / 1000);
client.close();
deadline.dispose();
