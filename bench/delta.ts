/**
 * A daily sync of 1,000,000 members of which 0.1 % change, as an upload and as a delta: `node bench/delta.ts [members]`.
 * The built action against the simulator, with every byte counted on its way. Asserts what a delta promises.
 */
import { randomUUID } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { type ActionResult, runAction } from '../__tests__/support/run-action.ts';
import { startSimulator } from '../simulator/server.ts';
import { machine } from './harness.ts';

const members = Number(process.argv[2] ?? 1_000_000);
const changed = Math.round(members / 1_000);

const old = Array.from({ length: members }, () => randomUUID());
/** Of the members that go and the keys that come there are as many. */
const list = [...old.slice(changed / 2), ...Array.from({ length: changed / 2 }, () => randomUUID())];
const csv = `${list.join('\n')}\n`;

interface Figures {
  strategy: string;
  seconds: number;
  sent: number;
  received: number;
  imports: number;
  exportSeconds: number | undefined;
  peakMb: number;
}

async function run(strategy: 'upload' | 'delta'): Promise<Figures> {
  const sim = await startSimulator();
  const segment = sim.state.createSegment('web/production/beta', { members: old });
  // A relative link, so that the file comes through the counter as well.
  sim.behave({ on: 'POST export', file: { link: 'relative' } });
  const counter = await startCounter(Number(new URL(sim.url).port));
  const result = await runAction({
    inputs: {
      'access-token': sim.token,
      'base-uri': counter.url,
      'project-key': 'web',
      'environment-key': 'production',
      'segment-key': 'beta',
      'csv-path': 'keys.csv',
      mode: 'replace',
      strategy,
    },
    files: { 'keys.csv': csv },
    limitSeconds: 300,
  });
  const right = segment.members.size === members && list.every((key) => segment.members.has(key));
  if (result.outputs.status !== 'complete' || !right) throw new Error(`${strategy} failed:\n${result.log}`);
  await counter.close();
  await sim.close();
  return {
    strategy,
    seconds: result.milliseconds / 1_000,
    ...counter.bytes,
    imports: sim.seen('POST import').length,
    exportSeconds: secondsOf(result, 'export'),
    peakMb: result.maxRss / 1e6,
  };
}

const secondsOf = (result: ActionResult, phase: string): number | undefined =>
  JSON.parse(result.report).targets[0].timings.find((timing: { phase: string }) => timing.phase === phase)?.seconds;

/** A relay that counts the bytes of all connections, headers included. */
async function startCounter(port: number) {
  const bytes = { sent: 0, received: 0 };
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    client.on('data', (chunk) => {
      bytes.sent += chunk.length;
    });
    upstream.on('data', (chunk) => {
      bytes.received += chunk.length;
    });
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    bytes,
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

const upload = await run('upload');
const delta = await run('delta');
console.log(`${members.toLocaleString('en-US')} members, ${changed.toLocaleString('en-US')} changes; ${machine()}\n`);
console.log('| strategy | sent | received | imports | export and comparison | whole run | peak memory |');
console.log('|---|--:|--:|--:|--:|--:|--:|');
for (const { strategy, sent, received, imports, exportSeconds, seconds, peakMb } of [upload, delta]) {
  const exported = exportSeconds === undefined ? '' : `${exportSeconds.toFixed(2)} s`;
  console.log(
    `| \`${strategy}\` | ${mb(sent)} | ${mb(received)} | ${imports} | ${exported} | ${seconds.toFixed(2)} s | ${peakMb.toFixed(0)} MB |`,
  );
}
const share = delta.sent / upload.sent;
console.log(`\nA delta sends ${(share * 100).toFixed(2)} % of what an upload sends.`);
const promises = {
  'sent below 1 %': share < 0.01,
  'no import': delta.imports === 0,
  'memory below 300 MB': delta.peakMb < 300,
};
for (const [promise, kept] of Object.entries(promises)) if (!kept) console.log(`NOT KEPT: ${promise}`);
if (Object.values(promises).includes(false)) process.exitCode = 1;
