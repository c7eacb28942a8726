/** From the start of the process to its first request on the wire, with one plain file of two keys. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { action } from './action.ts';
import { file } from './files.ts';
import { type BenchCase, type BenchOptions, duration, measure, type Section, table } from './harness.ts';

/** Milliseconds above a Node that does nothing. */
const ALLOWED = 80;

export async function startup({ checkouts, directory, quick }: BenchOptions): Promise<Section> {
  let arrived = (_at: number): void => {};
  // What comes after the first request does not matter: the run is refused.
  const server = createServer((_request, response) => {
    arrived(performance.now());
    response.writeHead(404, { 'Content-Type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = file(join(directory, 'two.csv'), () => ['anna\nben\n']);
  const bench: BenchCase = {
    name: 'Start to first request',
    contenders: [
      ...checkouts.map((checkout) => ({
        ...action(checkout, directory, url, keys),
        exitCode: 1,
        until: () =>
          new Promise<number>((resolve) => {
            arrived = resolve;
          }),
      })),
      { name: '`node -e 0`, whole process', command: [process.execPath, '-e', '0'] },
    ],
  };
  const results = await measure(bench, quick ? 5 : 75);
  server.close();
  const more = results[0]!.seconds - results.at(-1)!.seconds;
  return {
    title: 'Start-up',
    body: table(bench, results),
    goals: [
      {
        text: `first request at most ${ALLOWED} ms later than a bare Node ends`,
        figure: `${duration(more)} later`,
        holds: more * 1000 <= ALLOWED,
      },
    ],
  };
}
