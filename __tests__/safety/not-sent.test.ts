/** A request that was refused a connection was not sent: nothing is in doubt, and the plan is checked again before the next attempt. */
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { keys, type Scenario, scenario } from '../support/scenario.ts';

interface Gate extends AsyncDisposable {
  readonly url: string;
  /** Refuses new connections from now on; open ones go on. */
  shut(): void;
  open(): void;
}

/** A way to the simulator that can be shut. */
async function gateTo({ sim }: Scenario): Promise<Gate> {
  const target = new URL(sim.url);
  let server: Server | undefined;
  let port = 0;
  const open = (): void => {
    server ??= createServer((client) => {
      const upstream = connect(Number(target.port), target.hostname);
      client.on('error', () => upstream.destroy()).pipe(upstream);
      upstream.on('error', () => client.destroy()).pipe(client);
    }).listen(port, target.hostname);
  };
  open();
  await new Promise((resolve) => server!.once('listening', resolve));
  ({ port } = server!.address() as AddressInfo);
  const shut = (): void => {
    server?.close();
    server = undefined;
  };
  return { url: `http://${target.hostname}:${port}`, shut, open, [Symbol.asyncDispose]: async () => shut() };
}

/**
 * Every request needs a connection of its own, and after each of what is read right before the first change the gate is
 * shut: so that change is refused, whichever of them is read last.
 * @param open called when time has come to open it again, with how many of them have been read
 */
function shutAfterReading(scene: Scenario, gate: Gate, open: (read: number) => void): void {
  let read = 0;
  const before = (): void => {
    gate.shut();
    read += 1;
    setTimeout(open, 150, read);
  };
  scene.sim.behave({ on: '*', headers: { connection: 'close' } });
  // The first reading is the plan's.
  for (const on of ['GET segment', 'GET environment'] as const) scene.sim.behave({ on, nth: 2, before });
}

const replacing = (strategy: string): Promise<Scenario> =>
  scenario({
    members: keys(100),
    list: [...keys(100), 'newcomer'],
    inputs: { mode: 'replace', strategy, 'max-removal-percent': 50 },
  });

describe.each([
  ['upload', 'start the import'],
  ['delta', 'change the members'],
])('the first change is refused a connection (%s)', (strategy, doing) => {
  test('and the segment is changed meanwhile: planned again, so that no foreign member stays', async () => {
    await using scene = await replacing(strategy);
    await using gate = await gateTo(scene);
    shutAfterReading(scene, gate, (read) => {
      if (read === 1) scene.segment.add('somebody-else');
      gate.open();
    });
    const result = await scene.run({ 'base-uri': gate.url, verify: 'off' }, { timeScale: 20 });
    expectSuccess(result);
    expect(result.log.replace(/\s+/g, ' ')).toMatch(new RegExp(`Waiting to ${doing}: [^;]*refused`));
    expect([...scene.segment.members].sort()).toEqual([...scene.list].sort());
  });

  test('and so is every other: nothing was changed, and nothing is in doubt', async () => {
    await using scene = await replacing(strategy);
    await using gate = await gateTo(scene);
    shutAfterReading(scene, gate, (read) => {
      if (read === 1) gate.open();
    });
    const result = await scene.run({ 'base-uri': gate.url }, { timeScale: 200 });
    const message = expectFailure(result, 'network_error');
    expect(message).toContain('this run has not changed the segment');
    expect(message).not.toContain('not known');
    expect(scene.changes().filter((one) => one !== 'POST export')).toEqual([]);
  });
});
