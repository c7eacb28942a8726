/** The export action's work: a segment's members, tested like those of an import, in a file. Changes nothing. */
import { defined } from '../defined.ts';
import { withGrace } from '../grace.ts';
import { type Segment, segmentUrl, siteUrl } from '../launchdarkly/index.ts';
import { Members } from '../list/index.ts';
import type { ExportedFile, ExportResult } from '../result.ts';
import type { ExportSettings } from '../settings.ts';
import { bytes, count } from '../words.ts';
import { connect, type Surroundings, type Target, targetOf } from './context.ts';
import { adviseOnExport, changedMeanwhile, exportAdvice } from './export-advice.ts';
import { summarise, toFailure } from './failed.ts';
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
  const { signal, tokens } = shared;
  const journal = new Journal(shared.listen);
  const target = targetOf(0, settings, { ...shared, listen: journal.hear });
  const known: Known = {};
  try {
    await journal.timed(() => withGrace(run(target, known), signal));
    return resultOf(target, known, journal);
  } catch (error) {
    // A file that has its name is complete, whatever came then.
    if (known.written?.published) return resultOf(target, known, journal);
    const secrets = { tokens, lists: known.members === undefined ? [] : [known.members], signal };
    const failure = await summarise(toFailure(signal.aborted ? signal.reason : error), secrets);
    return resultOf(target, known, journal, { ...failure, state: 'No file was written.' });
  }
}

async function run(target: Target<ExportSettings>, known: Known): Promise<void> {
  const { settings, emit, log, warn, signal } = target;
  await checkWritable(settings.path, 'path');
  emit({ type: 'phase', phase: 'export' });
  const members = await read(target, known);
  known.members = members;
  const leftOut = members.count - members.listable.count;
  if (leftOut > 0) warn(leftOutText(leftOut));
  await using written = await writeSnapshot(settings.path, members, target, 'path');
  known.written = written;
  signal.throwIfAborted();
  await written.publish();
  const { listable } = members;
  log(`Written: ${count(listable.count, 'key')}, ${bytes(listable.bytes)}`);
}

/** The members as they are at one moment: if the segment changes during an export, there is another one. */
async function read(target: Target<ExportSettings>, known: Known): Promise<Members> {
  using context = connect(target, target.settings.timeoutMinutes * 60_000, []);
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

const leftOutText = (leftOut: number): string =>
  `${count(leftOut, 'member')} that no list can hold (a placeholder such as NULL, a control character, spaces around the key) ${leftOut === 1 ? 'is' : 'are'} not in the file.`;

function resultOf(
  { ref, shared }: Target<ExportSettings>,
  known: Known,
  { warnings, timings }: Journal,
  failure?: ExportResult['failure'],
): ExportResult {
  const { segment, members } = known;
  const { sitePath } = segment ?? {};
  return {
    ...ref,
    status: failure === undefined ? 'complete' : 'failed',
    segmentUrl: sitePath === undefined ? segmentUrl(shared.baseUri, ref) : siteUrl(shared.baseUri, sitePath),
    warnings: [...warnings],
    timings,
    ...defined({
      failure,
      file: fileOf(known),
      segment: segment && defined({ name: segment.name, flags: segment.flags, contextKind: segment.contextKind }),
      members: segment?.includedCount,
      excluded: segment?.excludedCount,
      leftOut: members && members.count - members.listable.count,
    }),
  };
}

function fileOf({ members, written }: Known): ExportedFile | undefined {
  if (members === undefined || written?.published !== true) return undefined;
  const { count: keys, bytes, sha256 } = members.listable;
  return { path: written.path, keys, bytes, sha256, gzip: written.path.endsWith('.gz') };
}
