/** Time and memory of the whole step from ten thousand to ten million keys, with a chart. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { action } from './action.ts';
import { chart } from './chart.ts';
import { ROOT, uuidList } from './files.ts';
import { type BenchOptions, type Checkout, duration, measure, row, type Section } from './harness.ts';
import { startSink } from './sink.ts';

interface Point {
  keys: number;
  seconds: number;
  peakMb: number;
}

/** How a figure grows with the keys: the exponent between two points. 1: in proportion. */
function slope(from: Point, to: Point, figure: (point: Point) => number): number {
  return Math.log(figure(to) / figure(from)) / Math.log(to.keys / from.keys);
}

async function point(checkout: Checkout, directory: string, keys: number, rounds: number): Promise<Point> {
  const sink = await startSink({ members: keys });
  try {
    const contenders = [action(checkout, directory, sink.url, uuidList(directory, keys))];
    const [result] = await measure({ name: 'Growth', contenders }, rounds);
    return { keys, seconds: result!.seconds, peakMb: result!.peakMb ?? Number.NaN };
  } finally {
    sink.close();
  }
}

export async function growth({ checkouts: [checkout], directory, quick }: BenchOptions): Promise<Section> {
  const sizes = [10_000, 31_623, 100_000, 316_228, 1_000_000, 3_162_278, 10_000_000];
  const points: Point[] = [];
  for (const keys of quick ? sizes.slice(0, 4) : sizes)
    points.push(await point(checkout, directory, keys, quick ? 1 : 5));
  const [last, previous] = [points.at(-1)!, points.at(-3)!];
  const perKey = ((last.peakMb - previous.peakMb) * 1e6) / (last.keys - previous.keys);
  const panels = [
    { title: 'Seconds, by number of keys', label: String, figure: (each: Point) => each.seconds },
    { title: 'Peak memory in MB, by number of keys', label: String, figure: (each: Point) => each.peakMb },
  ];
  const svg = chart(
    'Time and memory over the number of keys',
    panels.map(({ title, label, figure }) => ({
      title,
      label,
      series: [{ name: title, colour: '#4078f2', points: points.map((each) => [each.keys, figure(each)] as const) }],
    })),
  );
  writeFileSync(quick ? join(directory, 'growth.svg') : join(ROOT, 'bench/growth.svg'), svg);
  return {
    title: 'Growth',
    body: [
      'The whole step over http, against a server that completes imports at once.',
      '',
      '| keys | seconds | keys per second | peak memory |',
      '|--:|--:|--:|--:|',
      ...points.map(({ keys, seconds, peakMb }) =>
        row(
          keys.toLocaleString('en-US'),
          duration(seconds),
          Math.round(keys / seconds).toLocaleString('en-US'),
          `${peakMb.toFixed(0)} MB`,
        ),
      ),
      '',
      `From ${previous.keys.toLocaleString('en-US')} to ${last.keys.toLocaleString('en-US')} keys time grows with the power ${slope(previous, last, ({ seconds }) => seconds).toFixed(2)} ` +
        `(1 is in proportion), and memory by ${perKey.toFixed(0)} bytes per key.`,
      '',
      '![Time and memory over the number of keys](growth.svg)',
    ].join('\n'),
    goals: [],
  };
}
