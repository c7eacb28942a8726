/** What the tests of list/ share. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type KeyList, ListFailure, type ReadListOptions, readKeyList, type StoredKeys } from '../../src/list/index.ts';
import type { ListSettings } from '../../src/settings.ts';

/** LaunchDarkly's limits of one upload, without the form around the file. */
export const LIMITS = { keys: 1_000_000, bytes: 39_990_000 };

/** A directory that is removed with `await using`. */
export async function temporaryDirectory(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'list-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Writes files; a path that ends in `/` becomes a directory. */
export async function writeFiles(directory: string, files: Record<string, string | Buffer>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(directory, path.endsWith('/') ? path : dirname(path)), { recursive: true });
    if (!path.endsWith('/')) await writeFile(join(directory, path), content);
  }
}

export function listSettings(settings: Partial<ListSettings> = {}): ListSettings {
  return {
    csvPath: ['list.csv'],
    keyColumn: 1,
    header: 'auto',
    delimiter: 'auto',
    onInvalidRow: 'fail',
    allowEmpty: false,
    ...settings,
  };
}

/** Reads a list in a workspace of its own; the parts are gone when `use` has ended. */
export async function withList<T>(
  files: Record<string, string | Buffer>,
  options: Partial<Omit<ReadListOptions, 'settings'>> & { settings?: Partial<ListSettings> },
  use: (list: KeyList, directory: string) => Promise<T>,
): Promise<T> {
  await using directory = await temporaryDirectory();
  const workspace = join(directory.path, 'workspace');
  const tempDirectory = join(directory.path, 'temp');
  await mkdir(workspace);
  await mkdir(tempDirectory);
  await writeFiles(workspace, files);
  const list = await readKeyList({
    workspace,
    tempDirectory,
    limits: LIMITS,
    ...options,
    settings: listSettings(options.settings),
  });
  return await use(list, directory.path);
}

export async function allKeys(list: StoredKeys): Promise<string[]> {
  const keys: string[] = [];
  for await (const some of list.keys()) keys.push(...some);
  return keys;
}

/** What a part's stream gives. */
export async function contentOf(part: { open(): AsyncIterable<Buffer> }): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of part.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The failure that a promise is rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<ListFailure> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof ListFailure)) throw new Error(`no ListFailure but ${String(outcome)}`, { cause: outcome });
  return outcome;
}
