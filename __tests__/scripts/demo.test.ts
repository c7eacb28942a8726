/** `npm run demo` with what can follow it, on the built action. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';

/** Runs the demo. @returns its exit code and what it printed, runs of spaces as one */
async function demo(...args: string[]): Promise<{ code: number; printed: string }> {
  const child = spawn(process.execPath, ['scripts/demo.ts', ...args], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const [code] = await once(child, 'close');
  return { code, printed: printed.replace(/ +/g, ' ') };
}

test('remove takes the keys of the list out, and no other', async () => {
  const { code, printed } = await demo('remove');
  expect(printed).toContain('mode: remove');
  expect(printed).toContain('members before 95,000\nmembers after 90,000\nof the list held 0 of 10,000\n');
  expect(printed).toContain('of those before 90,000 of 95,000');
  expect(code).toBe(0);
});

test('undo brings back exactly the members before the bad list', async () => {
  const { code, printed } = await demo('undo');
  expect(printed).toMatch(/snapshot-path: before\.csv\n.*The way back.*csv-path: \S*before\.csv\n/s);
  expect(printed).toContain('members after the step 3,000\nof the list held 3,000 of 3,000\n');
  expect(printed).toContain('and in the end 95,000, exactly those before');
  expect(code).toBe(0);
});

test('inputs go into the step, with and without a word', async () => {
  const runs = [await demo('strategy=delta', 'dry-run=true'), await demo('undo', 'dry-run=true')];
  for (const { code, printed } of runs) {
    expect(printed).toContain('dry-run: true');
    expect(printed).toContain('status dry_run');
    expect(printed).toContain('of those before 95,000 of 95,000');
    expect(printed).not.toContain('The way back');
    expect(code).toBe(0);
  }
  expect(runs[0]!.printed).toMatch(/added 10,?000/);
});

test('anything else is answered with the usage', async () => {
  expect(await demo('--help')).toEqual({ code: 0, printed: expect.stringMatching(/replace \| remove \| undo/) });
  for (const words of [['toString'], ['undo', 'remove']])
    expect(await demo(...words)).toEqual({ code: 1, printed: expect.stringContaining('npm run demo') });
});
