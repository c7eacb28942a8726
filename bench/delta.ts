/**
 * A daily sync of 1,000,000 members, as an upload and as deltas that change more and more of them: the built action
 * against the simulator, with every byte counted on its way.
 */
import { randomUUID } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { type ActionResult, runAction } from '../__tests__/support/run-action.ts';
import { startSimulator } from '../simulator/server.ts';
import { inputsFor } from './action.ts';
import { type BenchOptions, duration, median, row, type Section } from './harness.ts';

const SHARES = [0.0001, 0.001, 0.01, 0.1, 1];
/** The share that the goals are about. */
const DAILY = 0.001;
const MOST_MB = 300;

interface Figures {
  seconds: number;
  sent: number;
  received: number;
  imports: number;
  exportSeconds: number | undefined;
  peakMb: number;
}

/** Replaces the members `old` by as many, of which a share is new. */
async function run(
  dist: string,
  strategy: 'upload' | 'delta',
  old: readonly string[],
  share: number,
): Promise<Figures> {
  const replaced = Math.round((old.length * share) / 2) || 1;
  const list = [...old.slice(replaced), ...Array.from({ length: replaced }, () => randomUUID())];
  const sim = await startSimulator();
  const counter = await startCounter(Number(new URL(sim.url).port));
  try {
    const segment = sim.state.createSegment('web/production/beta', { members: old });
    // A relative link, so that the file comes through the counter as well.
    sim.behave({ on: 'POST export', file: { link: 'relative' } });
    const result = await runAction({
      inputs: {
        ...inputsFor(counter.url, 'keys.csv'),
        'access-token': sim.token,
        mode: 'replace',
        strategy,
        'max-removal-percent': 100,
      },
      files: { 'keys.csv': `${list.join('\n')}\n` },
      limitSeconds: 300,
      dist,
    });
    const right = segment.members.size === list.length && list.every((key) => segment.members.has(key));
    if (result.outputs.status !== 'complete' || !right) throw new Error(`${strategy} failed:\n${result.log}`);
    return {
      seconds: result.milliseconds / 1000,
      ...counter.bytes,
      imports: sim.seen('POST import').length,
      exportSeconds: secondsOf(result, 'export'),
      peakMb: result.maxRss / 1e6,
    };
  } finally {
    await counter.close();
    await sim.close();
  }
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

/** A round to warm up and several more, the strategies and shares in turn; the median time, and the peak of all. */
async function rounds(
  { old, shares, dists }: { old: readonly string[]; shares: readonly number[]; dists: readonly string[] },
  count: number,
): Promise<Figures[]> {
  const all: Figures[][] = [];
  for (let round = 0; round <= count; round++) {
    const figures: Figures[] = [];
    for (const dist of dists) figures.push(await run(dist, 'upload', old, DAILY));
    for (const share of shares) for (const dist of dists) figures.push(await run(dist, 'delta', old, share));
    if (round > 0) all.push(figures);
  }
  return all[0]!.map((first, index) => {
    const each = all.map((figures) => figures[index]!);
    const exports = each.flatMap(({ exportSeconds }) => exportSeconds ?? []);
    return {
      ...first,
      seconds: median(each.map(({ seconds }) => seconds)),
      exportSeconds: exports.length > 0 ? median(exports) : undefined,
      peakMb: Math.max(...each.map(({ peakMb }) => peakMb)),
    };
  });
}

export async function delta({ checkouts, quick }: BenchOptions): Promise<Section> {
  const old = Array.from({ length: quick ? 50_000 : 1_000_000 }, () => randomUUID());
  const shares = quick ? SHARES.slice(1, 3) : SHARES;
  const dists = checkouts.map(({ root }) => join(root, 'dist'));
  const figures = await rounds({ old, shares, dists }, quick ? 1 : 5);
  const whats = [
    '`upload`, whatever changed',
    ...shares.map((share) => `\`delta\`, ${+(share * 100).toFixed(2)} % changed`),
  ];
  const names = whats.flatMap((what) => checkouts.map(({ name }, index) => (index === 0 ? what : `${what}, ${name}`)));
  const line = (name: string, { sent, received, imports, exportSeconds, seconds, peakMb }: Figures): string =>
    row(
      name,
      mb(sent),
      mb(received),
      imports,
      exportSeconds === undefined ? '' : duration(exportSeconds),
      duration(seconds),
      `${peakMb.toFixed(0)} MB`,
    );
  const [upload] = figures as [Figures];
  const daily = figures[(shares.indexOf(DAILY) + 1) * checkouts.length]!;
  const sentShare = daily.sent / upload.sent;
  return {
    title: 'Delta',
    body: [
      `A replace of ${old.length.toLocaleString('en-US')} members. Of the changes half are removals and half additions.`,
      'The simulator runs on the same machine and its time is in all figures; an import that takes LaunchDarkly minutes takes it none.',
      '',
      '| | sent | received | imports | export and comparison | whole step | peak memory |',
      '|---|--:|--:|--:|--:|--:|--:|',
      ...figures.map((each, index) => line(names[index]!, each)),
    ].join('\n'),
    goals: [
      {
        text: `${DAILY * 100} % changed: below 1 % of an upload's bytes sent`,
        figure: `${(sentShare * 100).toFixed(2)} %`,
        holds: sentShare < 0.01,
      },
      { text: `${DAILY * 100} % changed: no import`, figure: String(daily.imports), holds: daily.imports === 0 },
      {
        text: `${DAILY * 100} % changed: memory under ${MOST_MB} MB`,
        figure: `${daily.peakMb.toFixed(0)} MB`,
        holds: daily.peakMb < MOST_MB,
      },
    ],
  };
}
