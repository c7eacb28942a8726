/** The segment's members in a file that `csv-path` reads: a snapshot before the first change, or an export. */
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, constants, link, mkdir, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { shortage } from '../disk.ts';
import { Failure } from '../failure.ts';
import type { Members, StoredKeys } from '../list/index.ts';
import { remove, type Tidying } from './temporary.ts';

/** A file that is written, and not yet under its name. */
export interface Snapshot extends AsyncDisposable {
  readonly path: string;
  readonly keys: number;
  /** Size and digest of its content, before compression. */
  readonly bytes: number;
  readonly sha256: string;
  /** Members that no list can hold. */
  readonly leftOut: number;
  /** Whether it has its name. */
  readonly published: boolean;
  /** Gives the file its name, once. */
  publish(): Promise<void>;
  /** Removes it, even once it has its name: the change that it was for was not made. Never rejects. */
  withdraw(): Promise<void>;
}

/** The input that names the file. */
type Input = 'snapshot-path' | 'path';

/**
 * Checks that an export could be written there, as far as possible without writing: before work that may take hours.
 * @param path absolute
 * @throws Failure `runner_error` if it could not
 */
export async function checkWritable(path: string): Promise<void> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
      return await access(folder, constants.W_OK);
    } catch (error) {
      // A missing folder will be made inside the nearest one that exists.
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT' && folder !== dirname(folder);
      if (!isMissing) throw unwritable(path, error, 'path');
    }
  }
}

/**
 * Writes the members beside `path`: one key per line like a normalised list, compressed if the name ends in `.gz`.
 * Members that no list can hold are left out: they would come back as something else. Disposing removes what was not
 * published.
 * @param path absolute; its folder is made if it is missing
 * @throws Failure `runner_error` if it cannot be written; so does `publish` if there is a file of that name by then
 */
export async function writeSnapshot(
  path: string,
  { listable, unlistable }: Members,
  run: Tidying,
  input: Input,
): Promise<Snapshot> {
  const { signal } = run;
  const folder = dirname(path);
  const gzip = path.endsWith('.gz');
  const partial = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.partial`);
  let made: string | undefined;
  const tidy = async (): Promise<void> => {
    await remove(partial, run, `the folder of \`${input}\``);
    // Folders that were made for it, from the innermost out, as far as they are empty.
    for (let at = folder; !snapshot.published && made !== undefined && at.startsWith(made); at = dirname(at)) {
      if (await rmdir(at).catch(() => true)) return;
    }
  };
  const snapshot = {
    path,
    keys: listable.count,
    bytes: 0,
    sha256: '',
    leftOut: unlistable.length,
    published: false,
    async publish() {
      try {
        // Unlike a rename, a link never replaces a file.
        await link(partial, path);
      } catch (error) {
        throw unwritable(path, error, input);
      }
      snapshot.published = true;
      await tidy();
    },
    async withdraw() {
      if (snapshot.published) await remove(path, run, `the folder of \`${input}\``);
      snapshot.published = false;
      await tidy();
    },
    [Symbol.asyncDispose]: tidy,
  };
  const hash = createHash('sha256');
  async function* content(): AsyncGenerator<Buffer, void, void> {
    for await (const chunk of bytesOf(listable)) {
      hash.update(chunk);
      snapshot.bytes += chunk.length;
      yield chunk;
    }
  }
  // At once: closing it waits until the disk has all of it, which may take longer than a cancelled run has.
  const cancelled = (): void => void tidy();
  signal.addEventListener('abort', cancelled);
  try {
    made = await mkdir(folder, { recursive: true, mode: 0o700 });
    const target = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true });
    const source = Readable.from(content(), { objectMode: false });
    await pipeline([source, ...(gzip ? [createGzip()] : []), target], { signal });
    snapshot.sha256 = hash.digest('hex');
    return snapshot;
  } catch (error) {
    const lacks = await shortage(error, folder, gzip ? undefined : listable.bytes);
    await tidy();
    signal.throwIfAborted();
    throw unwritable(path, error, input, lacks);
  } finally {
    signal.removeEventListener('abort', cancelled);
  }
}

const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** Whoever reads the file drops a mark at its beginning: where it belongs to the first key, another one goes before it. */
async function* bytesOf({ parts }: StoredKeys): AsyncGenerator<Buffer, void, void> {
  let begun = false;
  for (const part of parts) {
    for await (const chunk of part.open()) {
      if (!begun && chunk.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) yield BYTE_ORDER_MARK;
      begun = true;
      yield chunk;
    }
  }
}

function unwritable(path: string, cause: unknown, input: Input, lacks = ''): Failure {
  const { code = 'unknown error' } = cause as NodeJS.ErrnoException;
  const exists = code === 'EEXIST';
  const why = exists ? 'there is a file of that name by now' : code;
  const [what, name] = input === 'path' ? ['file', 'members'] : ['snapshot', 'before'];
  const message = `The ${what} \`${path}\` cannot be written: ${why}${lacks}.`;
  const advice = exists
    ? `Name it after the run and its attempt: \`${name}-\${{ github.run_id }}-\${{ github.run_attempt }}.csv\`.`
    : `Check that the folder in \`${input}\` is writable and has room for the members.`;
  return new Failure('runner_error', message, { advice, cause });
}
