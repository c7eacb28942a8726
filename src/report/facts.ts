/** What is known of a target, as labelled facts: in the log phase by phase, in the summary all at once. Pure. */
import type { ListSummary, SegmentSummary, SyncPhase, TargetResult, Timing } from '../result.ts';
import { bytes, capital, count, duration, number, rowProblems, signed } from '../words.ts';
import { guardText, verificationText } from './checks.ts';
import { plannedText, share } from './outcome.ts';
import { short } from './plain.ts';

export interface Fact {
  label: string;
  /** Numbers are aligned, texts are not; names in texts stand in backticks. */
  value: number | string;
  /** Follows a number. */
  note?: string | undefined;
  /** A page about it. */
  url?: string | undefined;
  /** Which phase finds it; the log shows no others. */
  phase?: SyncPhase | undefined;
  /** Left out of the log where many targets share it. */
  minor?: boolean;
  /** What a check found, or what the log alone shows. */
  kind?: 'check' | 'log';
}

/** Files and flags that are named; the summary's table and the report have all files. */
const FILES = 20;
const FLAGS = 10;
const NAME = 60;
const PATH = 40;

export const quoted = (text: string): string => `\`${text.replaceAll('`', "'")}\``;
export const name = (text: string): string => quoted(short(text, NAME));

/** The facts that there is something to say about. */
export const known = (facts: readonly (Omit<Fact, 'value'> & { value: Fact['value'] | undefined })[]): Fact[] =>
  facts.filter((fact): fact is Fact => fact.value !== undefined && fact.value !== '');

/**
 * All that is known of a target, in this order wherever it is shown.
 * @param plan additions and removals are not made (yet)
 */
export function factsOf(target: TargetResult, plan: boolean): Fact[] {
  const { list, segment, mode, strategy, parts, verification, snapshotPath, approvalRequestId } = target;
  const { membersBefore: before, membersAfter: after, added, removed } = target;
  // A failure of the guard says it all itself.
  const guard = target.failure?.code === 'guard_blocked' ? undefined : target.guard;
  const uploads = parts.length > 0 && strategy === 'upload' ? ` in ${count(parts.length, 'upload')}` : '';
  const verify = verification?.verdict === 'skipped' ? undefined : 'verify';
  return known([
    { phase: 'inspect', label: 'Segment', value: segmentText(target), url: target.segmentUrl, minor: true },
    { phase: 'inspect', label: 'Flags', value: segment && flagsText(segment), minor: true },
    {
      label: 'Approval',
      value: approvalRequestId && `request ${name(approvalRequestId)} is pending`,
      url: target.approvalUrl,
    },
    {
      phase: 'plan',
      label: plan ? 'To add' : 'Added',
      value: mode === 'remove' ? undefined : added,
      note: share(added, before),
    },
    { phase: 'plan', label: plan ? 'To remove' : 'Removed', value: removed, note: share(removed, before) },
    // Of a segment that was never seen there is nothing to say.
    { phase: 'plan', label: 'Planned', value: segment && plannedText(target), kind: 'log' },
    { phase: 'inspect', label: 'Members before', value: before },
    {
      phase: verify,
      label: 'Members after',
      value: after,
      note: after === undefined || before === undefined ? '' : signed(after - before),
    },
    ...(list ? filesOf(list) : []),
    { phase: 'read', label: 'Rows', value: list?.rows },
    { phase: 'read', label: 'Keys', value: list?.keys },
    { phase: 'read', label: 'Duplicates', value: list?.duplicates },
    { phase: 'read', label: 'Invalid rows', value: list?.invalidRows },
    { phase: 'read', label: 'Trimmed keys', value: list?.trimmedKeys || undefined, minor: true },
    { phase: 'read', label: 'Problems', value: list && capital(rowProblems(list)), minor: true, kind: 'log' },
    { phase: 'read', label: 'Size', value: list && bytes(list.bytes) + uploads, minor: true },
    // A list that was refused before its end has none.
    { phase: 'read', label: 'SHA-256', value: list?.sha256 && quoted(list.sha256), minor: true },
    { phase: 'plan', label: 'Guard', value: guard && guardText(guard, mode), kind: 'check' },
    {
      phase: verify,
      label: 'Verification',
      value: verification && verificationText(verification, after),
      kind: 'check',
    },
    {
      label: 'Snapshot',
      value: snapshotPath && `${quoted(snapshotPath)} has the ${count(before ?? 0, 'member')} before this change`,
    },
    { label: 'Time', value: timeText(target.timings) },
  ]);
}

/** The numbers by which many targets are compared; those that no target has are left out. */
export const comparison = (targets: readonly TargetResult[]) =>
  Object.entries(COMPARED).filter(([, of]) => targets.some((target) => of(target) !== undefined));

const COMPARED: Readonly<Record<string, (target: TargetResult) => number | undefined>> = {
  Added: ({ added }) => added,
  Removed: ({ removed }) => removed,
  Before: ({ membersBefore }) => membersBefore,
  After: ({ membersAfter }) => membersAfter,
  Keys: ({ list }) => list?.keys,
};

/** More targets than this are not all shown: those of which there is nothing to say are folded. */
const FEW = 10;

/** Parts targets into those to be shown, and those that may be folded because all went well. */
export function partition(targets: readonly TargetResult[]): { shown: TargetResult[]; folded: TargetResult[] } {
  const fine = ({ status, warnings }: TargetResult): boolean =>
    targets.length > FEW && warnings.length === 0 && status !== 'failed' && status !== 'pending_approval';
  return { shown: targets.filter((target) => !fine(target)), folded: targets.filter(fine) };
}

/** Which way the header of a file went. */
const HEADERS = {
  skipped: 'header row skipped',
  none: 'no header row',
  suspicious: 'no header row, although the first row looks like one',
} as const;

/** ` (gzip)`, or nothing. */
export const compressed = (how: ListSummary['files'][number]['compression']): string =>
  how === 'none' ? '' : ` (${how})`;

function filesOf({ files }: ListSummary): Fact[] {
  const [only] = files;
  if (only && files.length === 1) {
    const value = `${name(only.path)}, ${bytes(only.bytes)}${compressed(only.compression)}, ${HEADERS[only.header]}`;
    return [{ phase: 'read', label: 'File', value }];
  }
  const total = bytes(files.reduce((sum, file) => sum + file.bytes, 0));
  const skipped = files.filter(({ header }) => header === 'skipped').length;
  const where = skipped === 0 ? 'in none' : skipped === files.length ? 'in each' : `in ${number(skipped)}`;
  const lines = files
    .slice(0, FILES)
    .map(({ path, rows, header }) => `${short(path, PATH)}, ${count(rows, 'row')}, ${HEADERS[header]}`);
  if (files.length > FILES) lines.push(`… and ${count(files.length - FILES, 'more file')}`);
  return [
    { phase: 'read', label: 'Files', value: `${number(files.length)}, ${total}; header row skipped ${where}` },
    ...lines.map((value): Fact => ({ phase: 'read', label: '', value, minor: true, kind: 'log' })),
  ];
}

export function segmentText({ segment, segmentKey = '' }: Partial<TargetResult>): string | undefined {
  const kind = segment?.contextKind ? `, contexts of kind ${name(segment.contextKind)}` : '';
  return segment && name(segment.name ?? segmentKey) + kind;
}

function flagsText({ flags }: SegmentSummary): string {
  if (flags.length === 0) return 'no flag targets it';
  const names = flags.slice(0, FLAGS).map(({ key }) => name(key));
  const more = flags.length > FLAGS ? ` and ${number(flags.length - FLAGS)} more` : '';
  return `${count(flags.length, 'flag targets', 'flags target')} it: ${names.join(', ')}${more}`;
}

export function timeText(timings: readonly Timing[]): string | undefined {
  const total = timings.find(({ phase }) => phase === 'total');
  const steps = timings.filter(({ phase, seconds }) => phase !== 'total' && seconds >= 0.05);
  const each = steps.map(({ phase, seconds }) => `${phase} ${duration(seconds)}`).join(', ');
  return total && duration(total.seconds) + (steps.length < 2 ? '' : ` (${each})`);
}
