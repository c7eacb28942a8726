/** What fails while nobody waits for it, in processes of their own: Node ends them for a rejection that nobody handles. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { LIMITS, listSettings, temporaryDirectory, writeFiles } from './support.ts';

async function run(script: string): Promise<string> {
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script];
  return (await promisify(execFile)(process.execPath, options)).stdout;
}

test('a read ahead that fails is an error of the next piece', async () => {
  const output = await run(`
    import { setTimeout } from 'node:timers/promises';
    import { readAhead } from './src/list/source.ts';
    let reads = 0;
    const read = async () => {
      if (++reads === 1) return { bytesRead: 1 };
      throw new Error('second read');
    };
    const chunks = readAhead({ read }, 2);
    await chunks.next();
    await setTimeout(10);
    await chunks.next().catch(({ message }) => console.log(message));
  `);
  expect(output).toBe('second read\n');
});

test('a block that cannot be written is an error while the next ones are read', async () => {
  await using directory = await temporaryDirectory();
  await writeFiles(directory.path, {
    'list.csv': Array.from({ length: 900_000 }, (_, row) => `user-${row}\n`).join(''),
  });
  const options = {
    settings: listSettings(),
    workspace: directory.path,
    tempDirectory: `${directory.path}/missing`,
    limits: LIMITS,
  };
  const output = await run(`
    import { readKeyList } from './src/list/index.ts';
    await readKeyList(${JSON.stringify(options)}).catch(({ message }) => console.log(message));
  `);
  expect(output).toBe('The normalised list cannot be written (ENOENT: no such file or directory).\n');
});
