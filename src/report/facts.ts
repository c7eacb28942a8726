/** What is known of a target, as labelled facts: in the log phase by phase, in the summary all at once. Pure. */
import type { ListSummary, SegmentSummary, SyncPhase, TargetResult, Timing } from '../result.ts';
import { bytes, capital, count, duration, number, rowProblems, signed } from '../words.ts';
import { guardText, verificationText } from './checks.ts';
import { plannedText, share } from './outcome.ts';
import { short } from './plain.ts';

export interface Fact extends Extra {
  /** What finds it; the log has none of the end. */
  phase: SyncPhase | 'end';
  label: string;
  /** Numbers are aligned, texts are not; names in texts stand in backticks. */
  value: number | string;
}

interface Extra {
  /** Follows a number. */
  note?: string | undefined;
  /** A page about it. */
  url?: string | undefined;
  /** Left out of the log where many targets share it. */
  minor?: boolean;
  /** What a check found, or what the log alone shows. */
  kind?: 'check' | 'log';
}

/** Files and flags that are named; the summary's table and the report have all files. */
const FILES = 20;
const FLAGS = 10;
const PATH = 40;

export const quoted = (text: string): string => `\`${text.replaceAll('`', "'")}\``;
export const name = (text: string): string => quoted(short(text));

/** A fact, if there is something to say. */
export const fact = (phase: Fact['phase'], label: string, value: Fact['value'] | undefined, more: Extra = {}) =>
  value === undefined || value === '' ? [] : [{ phase, label, value, ...more }];

/**
 * All that is known of a target, in this order wherever it is shown.
 * @param plan additions and removals are not made (yet)
 */
export function factsOf(target: TargetResult, plan: boolean): Fact[] {
  const { list, segment, mode, strategy, parts, verification, approvalRequestId } = target;
  const { membersBefore: before, membersAfter: after, added, removed, approvalUrl, segmentUrl } = target;
  const request = approvalRequestId && `request ${name(approvalRequestId)} is pending`;
  const balance = after === undefined || before === undefined ? '' : signed(after - before);
  const uploads = parts.length > 0 && strategy === 'upload' ? ` in ${count(parts.length, 'upload')}` : '';
  const verified = verification && verificationText(verification, after);
  const verify = verification?.verdict === 'skipped' ? 'end' : 'verify';
  // A failure of the guard says it all itself.
  const guard = target.failure?.code === 'guard_blocked' ? undefined : target.guard;
  return [
    fact('inspect', 'Segment', segmentText(target), { url: segmentUrl, minor: true }),
    fact('inspect', 'Flags', segment && flagsText(segment), { minor: true }),
    fact('end', 'Approval', request, { url: approvalUrl }),
    fact('plan', plan ? 'To add' : 'Added', mode === 'remove' ? undefined : added, { note: share(added, before) }),
    fact('plan', plan ? 'To remove' : 'Removed', removed, { note: share(removed, before) }),
    // Of a segment that was never seen there is nothing to say.
    fact('plan', 'Planned', segment && plannedText(target), { kind: 'log' }),
    fact('inspect', 'Members before', before),
    fact(verify, 'Members after', after, { note: balance }),
    list ? filesOf(list) : [],
    fact('read', 'Rows', list?.rows),
    fact('read', 'Keys', list?.keys),
    fact('read', 'Duplicates', list?.duplicates),
    fact('read', 'Invalid rows', list?.invalidRows),
    fact('read', 'Trimmed keys', list?.trimmedKeys || undefined, { minor: true }),
    fact('read', 'Problems', list && capital(rowProblems(list)), { minor: true, kind: 'log' }),
    // A list that was refused before its end has neither.
    fact('read', 'Size', list?.sha256 && bytes(list.bytes) + uploads, { minor: true }),
    fact('read', 'SHA-256', list?.sha256 && quoted(list.sha256), { minor: true }),
    fact('plan', 'Guard', guard && guardText(guard, mode), { kind: 'check' }),
    fact(verify, 'Verification', verified, { kind: 'check' }),
    fact('end', 'Snapshot', snapshotText(target)),
    fact('end', 'Time', timeText(target.timings)),
  ].flat();
}

function snapshotText({ snapshotPath, snapshotKeys = 0, membersBefore = 0 }: TargetResult): string | undefined {
  const held = snapshotKeys === membersBefore ? 'the' : `${number(snapshotKeys)} of the`;
  return snapshotPath && `${quoted(snapshotPath)} has ${held} ${count(membersBefore, 'member')} before this change`;
}

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
    return fact('read', 'File', value);
  }
  const total = bytes(files.reduce((sum, file) => sum + file.bytes, 0));
  const skipped = files.filter(({ header }) => header === 'skipped').length;
  const where = skipped === 0 ? 'in none' : skipped === files.length ? 'in each' : `in ${number(skipped)}`;
  const lines = files
    .slice(0, FILES)
    .map(({ path, rows, header }) => `${short(path, PATH)}, ${count(rows, 'row')}, ${HEADERS[header]}`);
  if (files.length > FILES) lines.push(`… and ${count(files.length - FILES, 'more file')}`);
  return [
    fact('read', 'Files', `${number(files.length)}, ${total}; header row skipped ${where}`),
    ...lines.map((line) => fact('read', '', line, { minor: true, kind: 'log' })),
  ].flat();
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
