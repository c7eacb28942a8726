/** The export action's work: a segment's members, tested like those of an import, in a file. Changes nothing. */
import { withGrace } from '../grace.ts';
import type { Segment } from '../launchdarkly/index.ts';
import { Members } from '../list/index.ts';
import type { ExportedFile, ExportResult, FailureSummary } from '../result.ts';
import type { ExportSettings } from '../settings.ts';
import { bytes, count } from '../words.ts';
import { connect, type Surroundings, type Target } from './context.ts';
import { adviseOnExport, changedMeanwhile, exportAdvice } from './export-advice.ts';
import { summarise } from './failed.ts';
import { Stale, sameMembers } from './inspect.ts';
import { Journal } from './journal.ts';
import { exportMembers } from './members.ts';
import { readSegment } from './segment.ts';
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
    // A file that has its name is complete, whatever came then.
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
  log(`Written: ${count(written.keys, 'key')}, ${bytes(written.bytes)}`);
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
      log('The segment has changed meanwhile: exporting again.');
    }
  }
}

function fileOf({ written }: Known): ExportedFile | undefined {
  if (written?.published !== true) return undefined;
  const { path, keys, bytes, sha256 } = written;
  return { path, keys, bytes, sha256, gzip: path.endsWith('.gz') };
}
