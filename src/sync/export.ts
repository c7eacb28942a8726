/** The export action's work: a segment's members, tested like those of an import, in a file. Changes nothing. */
import { type ErrorCode, Failure } from '../failure.ts';
import { withGrace } from '../grace.ts';
import type { Segment, SegmentRef } from '../launchdarkly/index.ts';
import { Members } from '../list/index.ts';
import type { ExportedFile, ExportResult, FailureSummary } from '../result.ts';
import type { ExportSettings } from '../settings.ts';
import { bytes, count } from '../words.ts';
import { connect, type Surroundings, type Target } from './context.ts';
import { Stale, sameMembers } from './inspect.ts';
import { Journal } from './journal.ts';
import { exportMembers } from './members.ts';
import { readSegment, type SegmentAdvice } from './segment.ts';
import { summarise } from './showable.ts';
import { checkWritable, type Snapshot, writeSnapshot } from './snapshot.ts';

/** Exports after the segment changed during the first. */
const MOST_NEW_EXPORTS = 3;

/** What is known so far, also of an export that fails. */
interface Known {
  segment?: Segment | undefined;
  members?: Members;
  written?: Snapshot;
}

/**
 * Writes the segment's members to a file. Once the run is cancelled, what does not end is left alone.
 * @returns what it came to. Never rejects.
 */
export async function exportSegment(settings: ExportSettings, shared: Surroundings): Promise<ExportResult> {
  const known: Known = {};
  const journal = new Journal(0, settings, shared);
  const { target } = journal;
  let failure: FailureSummary | undefined;
  try {
    await journal.timed(() => withGrace(run(target, known), target.signal));
  } catch (error) {
    // A file that has its name is complete, whatever happened afterwards.
    if (!known.written?.published)
      failure = { ...(await summarise(error, target.secrets)), state: 'No file was written.' };
  }
  const { segment, members } = known;
  return {
    ...journal.resultOf(segment),
    status: failure === undefined ? 'complete' : 'failed',
    failure,
    file: fileOf(known),
    members: segment?.includedCount,
    excluded: segment?.excludedCount,
    leftOut: members?.unlistable.length,
  };
}

async function run(target: Target<ExportSettings>, known: Known): Promise<void> {
  const { settings, emit, log, warn, signal } = target;
  await checkWritable(settings.path);
  emit({ type: 'phase', phase: 'export' });
  const members = await read(target, known);
  known.members = members;
  const leftOut = members.unlistable.length;
  if (leftOut > 0)
    warn(
      `${count(leftOut, 'member')} that no list can hold (a placeholder such as NULL, a control character, spaces around the key) ${leftOut === 1 ? 'is' : 'are'} not in the file.`,
    );
  await using written = await writeSnapshot(settings.path, members, target, 'path');
  known.written = written;
  signal.throwIfAborted();
  await written.publish();
  const compressed = isGzip(settings) ? ' before compression' : '';
  log(`Written: ${count(written.keys, 'key')}, ${bytes(written.bytes)}${compressed}`);
}

/** The members as they are at one moment: if the segment changes during an export, there is another one. */
async function read(target: Target<ExportSettings>, known: Known): Promise<Members> {
  using context = connect(target, target.settings.timeoutMinutes * 60_000);
  const { ref, log } = context;
  const look = (): Promise<Segment | undefined> => readSegment(context, exportAdvice(ref), true);
  for (let exports = 1; ; exports += 1) {
    const segment = await look();
    known.segment = segment;
    const members = segment?.includedCount ?? 0;
    log(`LaunchDarkly counts ${count(members, 'member')}.`);
    const recheck = async (): Promise<void> => {
      if (!sameMembers(segment, await look())) throw new Stale();
    };
    try {
      // Without members there is nothing to export.
      return members === 0 ? Members.none() : await exportMembers(context, members, recheck);
    } catch (error) {
      if (!(error instanceof Stale)) throw adviseOnExport(error);
      if (exports > MOST_NEW_EXPORTS) throw changedMeanwhile(exports);
      log('The segment has changed in the meantime: exporting again.');
    }
  }
}

function fileOf({ written }: Known): ExportedFile | undefined {
  if (written?.published !== true) return undefined;
  const { path, keys, bytes, sha256 } = written;
  return { path, keys, bytes, sha256, gzip: isGzip(written) };
}

const isGzip = ({ path }: { path: string }): boolean => path.endsWith('.gz');

/** For failures of steps that an import takes too, and that speak of an import's inputs then. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  unsupported_segment: 'There is no other way to read so many members: keep the lists that they were imported from.',
  export_mismatch:
    'If something else is changing the segment, or an import has just ended, run again. If it happens again, please report this message.',
  timed_out: 'Set `timeout-minutes` higher.',
};

/** A failure on the way to the members, with advice on an export. */
function adviseOnExport(error: unknown): unknown {
  const advice = error instanceof Failure ? ADVICE[error.code] : undefined;
  return error instanceof Failure && advice !== undefined ? error.with({ advice }) : error;
}

const exportAdvice = ({ projectKey }: SegmentRef): SegmentAdvice => ({
  missing:
    'Check `project-key`, `environment-key`, `segment-key` (keys, not names) and `base-uri`; a token without access to the project also gets 404.',
  cannot: 'does not export its members',
  synced: 'Export them in that tool.',
  standard:
    "LaunchDarkly's API gives the targets of a standard segment with the segment itself (`included`), and Terraform manages them.",
  unread: ['forbidden', 'Nothing was exported'],
  unreadable:
    'An export is trusted only if it has as many keys as the segment has members. Give the token a role that may read the segment ' +
    `(\`viewProject\` on \`proj/${projectKey}\`).`,
});

const changedMeanwhile = (exports: number): Failure =>
  new Failure('segment_changed', `The segment was changed by someone else during ${exports} exports of it.`, {
    advice: 'Find out what changes this segment all the time (an import, an integration), and export at another time.',
  });
