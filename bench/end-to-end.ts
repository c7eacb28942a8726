/** The whole step: ten million keys checked and uploaded in ten parts over https, against the scripts that people write. */
import { join } from 'node:path';
import { action } from './action.ts';
import { gzipped, ROOT, uuidList } from './files.ts';
import { atMost, type BenchCase, type BenchOptions, measure, needs, type Section, table } from './harness.ts';
import { startSink } from './sink.ts';

const SCRIPT = 'a script: Python, curl';
const PIPE = '`gzip -dc`, `split`, `curl`';
const CHECKED_FIRST =
  'bad input sends nothing, so the first byte leaves when the last row is checked; inflating alone takes as long as for `gzip -dc`';

export async function endToEnd({ checkouts, directory, quick }: BenchOptions): Promise<Section> {
  const keys = quick ? 1_200_000 : 10_000_000;
  const plain = uuidList(directory, keys);
  const gzip = gzipped(plain);
  const sink = await startSink({ https: true, members: keys });
  const { url, caFile } = sink;
  try {
    const whole: BenchCase = {
      name: `${keys.toLocaleString('en-US')} UUIDs`,
      contenders: [
        ...checkouts.map((checkout) => action(checkout, directory, url, plain, caFile)),
        {
          name: SCRIPT,
          command: ['python3', join(ROOT, 'bench/baselines/sync.py'), plain, url, caFile, String(keys)],
          ...needs('python3', 'curl'),
        },
      ],
    };
    const packed: BenchCase = {
      name: `${keys.toLocaleString('en-US')} UUIDs, gzip`,
      contenders: [
        ...checkouts.map((checkout) => action(checkout, directory, url, gzip, caFile)),
        {
          name: PIPE,
          command: ['sh', join(ROOT, 'bench/baselines/gunzip-curl.sh'), gzip, url, caFile],
          ...needs('gzip', 'split', 'curl'),
        },
      ],
    };
    const rounds = quick ? 1 : 5;
    const results = await measure(whole, rounds);
    const unpacked = await measure(packed, rounds);
    return {
      title: 'End to end',
      body: [
        'Against a server that completes imports at once. The script (`bench/baselines/sync.py`) checks, cuts, uploads and waits for each',
        'import; it does not look at the segment before or after. The shell line (`bench/baselines/gunzip-curl.sh`) checks nothing and',
        'waits for nothing.',
        '',
        table(whole, results),
        table(packed, unpacked),
      ].join('\n'),
      goals: [atMost(0.25, results, SCRIPT, whole.name), atMost(1, unpacked, PIPE, packed.name, CHECKED_FIRST)],
    };
  } finally {
    sink.close();
  }
}
