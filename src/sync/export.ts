/**
 * The segment's members as LaunchDarkly exports them: its file, read in the one layout that stands the tests.
 */
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failure.ts';
import { sleep } from '../launchdarkly/deadline.ts';
import { type ExportFile, openExport, startExport, waitForExport } from '../launchdarkly/exports.ts';
import { ListFailure } from '../list/failure.ts';
import type { Layout } from '../list/layout.ts';
import { exportLayouts, type Members, readMembers } from '../list/members.ts';
import { count, PART_LIMITS, was } from './plan.ts';
import type { TargetRun } from './run.ts';
import { lookUp, sampleKeys } from './sample.ts';
import { showable, showableId } from './showable.ts';
import { remove, removedAtEnd } from './temporary.ts';

/** Keys of an export that are looked up before it is trusted. */
const EXPORT_SAMPLE = 10;

/** A secret is longer than this; what is shorter may stand anywhere. */
const SHORTEST_SECRET = 16;

/** Downloads of one file before a connection that breaks is given up. */
const MOST_DOWNLOADS = 3;

/** Why an export is not what it should be: the end of a sentence, without a key in it. */
class Distrust extends Error {}

/**
 * Exports the members and reads them. The file is trusted only if it has as many keys as LaunchDarkly counts, and its
 * keys are members when they are looked up. It is gone when this ends; the members are in `folder`.
 *
 * @param folder is made; for this export alone
 * @param expected LaunchDarkly's own count
 * @throws Failure `export_mismatch` for an export that is not to be trusted, and those of requests
 */
export async function exportMembers(run: TargetRun, folder: string, expected: number): Promise<Members> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'export');
  await using _file = removedAtEnd(path, run.warn);
  try {
    await download(run, path);
    return await readExport(run, folder, path, expected);
  } catch (error) {
    // A disk that is full is no fault of the export.
    if (error instanceof ListFailure && error.code !== 'runner_error') throw distrusted(error.message, error);
    if (error instanceof Distrust) throw distrusted(error.message, error);
    throw error;
  }
}

async function download(run: TargetRun, path: string): Promise<void> {
  const id = await startExport(run.client, run.ref);
  const shownId = await showableId(run, id);
  const file = await waitForExport(run.client, run.ref, id, {
    onStatus: async (status, known) => run.line(`Export ${shownId}: ${known ? status : await showable(run, status)}`),
  });
  const { href, pathname, search } = file.link;
  if (pathname.length + search.length > SHORTEST_SECRET) run.shared.mask(href);
  if (search.length > SHORTEST_SECRET) run.shared.mask(search.slice(1));
  for (let attempt = 1; ; attempt += 1) {
    const stream = await openExport(run.client, run.ref, file);
    try {
      return await save(run, stream, file, path);
    } catch (error) {
      const broken = error instanceof Failure && error.code === 'network_error';
      if (!broken || attempt === MOST_DOWNLOADS || run.deadline.over) throw error;
      const wait = Math.min(1_000 * 2 ** attempt, run.deadline.remaining());
      const until = new Date(Date.now() + wait);
      run.emit({ type: 'waiting', text: `Waiting to download again: ${error.message}`, seconds: wait / 1_000, until });
      await sleep(wait, run.deadline);
    }
  }
}

async function save(run: TargetRun, stream: Readable, { sizeBytes }: ExportFile, path: string): Promise<void> {
  let done = 0;
  const tell = (total: number | undefined): void =>
    run.emit({ type: 'progress', what: 'Downloading', done, ...(total && { total }), unit: 'bytes' });
  await pipeline(
    stream,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        done += chunk.length;
        tell(sizeBytes);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  tell(done);
}

async function readExport(run: TargetRun, folder: string, path: string, expected: number): Promise<Members> {
  let first: Error | undefined;
  for (const layout of await exportLayouts(path)) {
    const tempDirectory = join(folder, 'members');
    // Every reading makes a folder of its own in here, so that nothing depends on the last one being gone.
    await remove(tempDirectory, run.warn);
    await mkdir(tempDirectory, { recursive: true, mode: 0o700 });
    try {
      const { signal } = run.shared;
      const members = await readMembers(path, layout, { tempDirectory, limits: PART_LIMITS, signal });
      await test(run, members, expected);
      tellLayout(run, layout, members);
      return members;
    } catch (error) {
      if (!(error instanceof Distrust || (error instanceof ListFailure && error.code !== 'runner_error'))) throw error;
      first ??= error;
    }
  }
  throw first ?? new Distrust('the exported file is empty');
}

/** @throws Distrust */
async function test(run: TargetRun, members: Members, expected: number): Promise<void> {
  if (members.count !== expected) {
    throw new Distrust(
      `it has ${count(members.count, 'key')} and the segment has ${count(expected, 'member')}, as LaunchDarkly counts them.`,
    );
  }
  const sample = await sampleKeys(members, EXPORT_SAMPLE);
  const strangers = (await lookUp(run.client, run.ref, sample)).filter((found) => !found).length;
  if (strangers > 0) {
    throw new Distrust(
      `of ${count(sample.length, 'key')} of it that ${was(sample.length)} looked up, ${strangers} ${strangers === 1 ? 'is no member' : 'are no members'}.`,
    );
  }
}

function tellLayout(run: TargetRun, { header, mark, columns }: Layout, members: Members): void {
  const how = [
    columns === 1 ? 'one column' : `${columns} columns`,
    header ? 'a header row' : 'no header row',
    ...(mark ? ['a column that marks excluded rows'] : []),
  ];
  run.line(`The export has ${how.join(', ')}; its ${count(members.count, 'key')} and the segment's count agree.`);
}

function distrusted(why: string, cause: Error): Failure {
  return new Failure('export_mismatch', `LaunchDarkly's export of the members cannot be trusted: ${why}`, {
    advice:
      'Nothing was changed. If something else is changing the segment, or an import has just ended, run again. ' +
      'If it happens again, use `strategy: upload`, which needs no export, and report it as a fact about the format.',
    cause,
  });
}
