/** The segment's members as LaunchDarkly exports them, tested before they are trusted. */
import { createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Failure } from '../failure.ts';
import { lookable, lookUpMembers, openExport, startExport, waitForExport } from '../launchdarkly/index.ts';
import { ListFailure, type Members, readMembers } from '../list/index.ts';
import { count, was } from '../words.ts';
import { EXPORT_ADVICE, tooManyMembers } from './advice.ts';
import type { Context, SegmentSettings } from './context.ts';
import { whoIsBusy } from './segment.ts';
import { showableId, showableStatus } from './showable.ts';
import { makeFolder, remove, storageOf } from './temporary.ts';

/** https://launchdarkly.com/docs/home/flags/list-based-segments */
const MOST_MEMBERS_EXPORTED = 10_000_000;

/** Keys of an export that are looked up before it is trusted. */
const EXPORT_SAMPLE = 10;

/** Downloads of one file that break off before it is given up. */
const MOST_DOWNLOADS = 3;

/** Bytes that may arrive while earlier ones are written. */
const WRITE_AHEAD = 1_048_576;

/** An export's link is masked as a whole, and its query too if that is long enough to be a credential. */
const SHORTEST_SECRET = 16;

/**
 * Exports the members and reads them. They are trusted only if there are as many as LaunchDarkly counts and ten of them
 * are members when they are looked up. The exported file is gone when this ends; the members are in the target's folder.
 * @param expected how many members LaunchDarkly counts
 * @param recheck throws if the segment is no longer what was counted
 * @throws Failure `export_mismatch`, `unsupported_segment`, and those of requests; what `recheck` throws
 */
export async function exportMembers(
  context: Context<SegmentSettings>,
  expected: number,
  recheck: () => Promise<unknown>,
): Promise<Members> {
  if (expected > MOST_MEMBERS_EXPORTED) throw tooManyMembers(expected, MOST_MEMBERS_EXPORTED);
  await makeFolder(context.folder);
  const folder = await mkdtemp(join(context.folder, 'members-'));
  const path = join(context.folder, 'export');
  try {
    await download(context, path);
    const members = await readMembers(path, { ...storageOf(context), tempDirectory: folder, expected });
    context.hide(members);
    await test(context, members, expected);
    const agree = `its ${count(members.count, 'key')} and the segment's count agree.`;
    context.log(`The export has ${members.layout}; ${agree}`);
    return members;
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'export_mismatch') throw error;
    // The export of a segment that has changed since it was counted cannot match.
    await recheck();
    throw error instanceof ListFailure ? mismatch(error.message, error) : error;
  } finally {
    await remove(path, context);
  }
}

async function download(context: Context<SegmentSettings>, path: string): Promise<void> {
  const { client, log, emit, shared, secrets, deadline } = context;
  const id = await startExport(client, whoIsBusy(context));
  const shownId = await showableId(secrets, id);
  let known = 'accepted';
  const file = await waitForExport(client, id, {
    onStatus: async (status) => {
      known = await showableStatus(secrets, status);
      log(`Export ${shownId}: ${known}`);
    },
    onWait: (seconds) => emit({ type: 'waiting', text: `The export is ${known}`, seconds, until: deadline.at }),
  });
  shared.mask(file.link.href);
  if (file.link.search.length > SHORTEST_SECRET) shared.mask(file.link.search.slice(1));
  for (let attempt = 1; ; attempt += 1) {
    const chunks = await openExport(client, file.link);
    try {
      return await save(context, chunks, file.sizeBytes, path);
    } catch (error) {
      const broken = error instanceof Failure && error.code === 'network_error';
      if (!broken || attempt === MOST_DOWNLOADS || deadline.over) throw error;
      log(`Downloading again: ${error.message}`);
    }
  }
}

async function save(
  { emit }: Context<SegmentSettings>,
  chunks: AsyncIterable<Buffer>,
  sizeBytes: number | undefined,
  path: string,
): Promise<void> {
  let done = 0;
  const progress = (total = sizeBytes): void =>
    emit({ type: 'progress', what: 'Downloading', done, total: total || undefined, unit: 'bytes' });
  const counted = async function* (): AsyncGenerator<Buffer, void, void> {
    for await (const chunk of chunks) {
      done += chunk.length;
      progress();
      yield chunk;
    }
  };
  progress();
  await pipeline(counted, createWriteStream(path, { mode: 0o600, highWaterMark: WRITE_AHEAD }));
  progress(done);
}

/** @throws Failure `export_mismatch`, and those of look-ups */
async function test(context: Context<SegmentSettings>, members: Members, expected: number): Promise<void> {
  if (members.count !== expected) {
    throw mismatch(
      `it has ${count(members.count, 'key')} and the segment has ${count(expected, 'member')}, as LaunchDarkly counts them.`,
    );
  }
  const sample = members.sample.filter(lookable).slice(0, EXPORT_SAMPLE);
  const nonMembers = (await lookUpMembers(context.client, sample)).filter(({ included }) => !included).length;
  if (nonMembers > 0) {
    const are = nonMembers === 1 ? 'is not a member' : 'are not members';
    throw mismatch(
      `of ${count(sample.length, 'key')} of it that ${was(sample.length)} looked up, ${nonMembers} ${are}.`,
    );
  }
}

/** @param why completes "… cannot be trusted: it has …", without a key in it */
function mismatch(why: string, cause?: Error): Failure {
  return new Failure('export_mismatch', `LaunchDarkly's export of the members cannot be trusted: ${why}`, {
    advice: EXPORT_ADVICE,
    cause,
  });
}
