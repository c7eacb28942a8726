/** What is known of a target, as labelled facts: in the log phase by phase, in the summary all at once. Pure. */
import type { Bounds, FileSummary, GuardSummary, ListSummary, SyncPhase, TargetResult, Timing } from '../result.ts';
import { bytes, capital, count, duration, mostAllowed, number, range, rowProblems, signed } from '../words.ts';
import { plannedText, share } from './outcome.ts';
import { short } from './plain.ts';

export interface Fact {
  /** The phase that finds it; the log leaves out those of the end. */
  phase: SyncPhase | 'end';
  label: string;
  /** Numbers are aligned, texts are not; names in texts stand in backticks. */
  value: number | string;
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
export const fact = (phase: Fact['phase'], label: string, value: Fact['value'] | undefined, more?: Partial<Fact>) =>
  value === undefined || value === '' ? [] : [{ ...more, phase, label, value }];

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
  const verify = verification?.verdict === 'skipped' ? 'end' : 'verify';
  return [
    fact('inspect', 'Segment', segmentText(target), { url: segmentUrl, minor: true }),
    fact('inspect', 'Flags', segment && flagsText(segment.flags), { minor: true }),
    fact('end', 'Approval', request, { url: approvalUrl }),
    fact('plan', plan ? 'To add' : 'Added', mode === 'remove' ? undefined : added, { note: share(added, before) }),
    fact('plan', plan ? 'To remove' : 'Removed', removed, { note: share(removed, before) }),
    // Nothing can be said about a segment that was never seen.
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
    fact('plan', 'Guard', guardText(target), { kind: 'check' }),
    fact(verify, 'Verification', verificationText(target), { kind: 'check' }),
    fact('end', 'Snapshot', snapshotText(target)),
    fact('end', 'Time', timeText(target.timings)),
  ].flat();
}

function snapshotText({ snapshotPath, snapshotKeys = 0, membersBefore = 0 }: TargetResult): string | undefined {
  const held = snapshotKeys === membersBefore ? 'the' : `${number(snapshotKeys)} of the`;
  return (
    snapshotPath && `${quoted(snapshotPath)} has ${held} ${count(membersBefore, 'member')} from before this change`
  );
}

/** More targets than this are not all shown: those without news are folded. */
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

/** `1.2 MB (gzip)` */
export const fileSize = ({ bytes: size, compression }: FileSummary): string =>
  bytes(size) + (compression === 'none' ? '' : ` (${compression})`);

function filesOf({ files }: ListSummary): Fact[] {
  const [only] = files;
  if (only && files.length === 1) {
    return fact('read', 'File', `${name(only.path)}, ${fileSize(only)}, ${HEADERS[only.header]}`);
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

function flagsText(flags: readonly { key: string }[]): string {
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

/** What the guard knows of the change, and what is allowed; nothing if it is off. A failure of the guard says it all itself. */
export function guardText({ guard, mode, failure }: TargetResult): string | undefined {
  if (!guard || guard.verdict === 'off' || failure?.code === 'guard_blocked') return undefined;
  const { limits, before, removals, additions, verdict } = guard;
  const members = `of ${count(before, 'member')} would be ${mode === 'remove' ? 'taken out' : 'removed'}`;
  const keys = `${additions.max === 1 ? 'key' : 'keys'} would be added`;
  const allowed = (limit: number): string => `at most ${number(mostAllowed(limit, before))} (${limit}%) may be`;
  const each: string[] = [];
  if (limits.removal !== undefined) each.push(`${bounds(removals)} ${members}`, allowed(limits.removal));
  if (limits.addition !== undefined) each.push(`${bounds(additions)} ${keys}`, allowed(limits.addition));
  const [first, ...others] = each;
  return [`${verdict === 'kept' ? 'passed' : 'blocked'}: ${first} (${basis(guard)})`, ...others].join('; ');
}

const bounds = ({ min, max }: Bounds): string =>
  min === max ? number(min) : `between ${number(min)} and ${number(max)}`;

function basis({ by, sample, removals, additions }: GuardSummary): string {
  if (by === 'export') return 'exact, from an export';
  if (sample === undefined) return 'from the counts alone';
  const exact = removals.min === removals.max && additions.min === additions.max;
  return exact ? 'exact, all keys looked up' : `99.9% sure: ${membersOf(sample.members, sample.size)}`;
}

const membersOf = (members: number, lookedUp: number): string =>
  `${number(members)} of ${count(lookedUp, 'looked-up key is a member', 'looked-up keys are members')}`;

const VERDICTS = { passed: 'passed', warned: 'passed with a warning', failed: 'failed', skipped: 'not done' } as const;

/** What verification found. */
export function verificationText({ verification, membersAfter: after }: TargetResult): string | undefined {
  if (!verification) return undefined;
  const { setting, verdict, countOk, expectedMembers, sampled, sampledMembers } = verification;
  const { removedSampled = 0, removedGone = 0 } = verification;
  const found: string[] = [];
  if (countOk !== undefined && expectedMembers) {
    const counted = after === undefined ? 'another number of members' : count(after, 'member');
    const wrong = `LaunchDarkly counts ${counted}, expected ${range(expectedMembers)}`;
    found.push(countOk ? 'the number of members is right' : wrong);
  }
  if (sampled > 0) found.push(membersOf(sampledMembers, sampled));
  const removed = count(removedSampled, 'removed key is gone', 'removed keys are gone');
  if (removedSampled > 0) found.push(`${number(removedGone)} of ${removed}`);
  if (setting === 'off' && found.length === 0 && verdict !== 'failed') return 'off: `verify` is `off`';
  if (verdict === 'warned' && found.length === 0) return 'not possible';
  return VERDICTS[verdict] + (found.length === 0 ? '' : `: ${found.join('; ')}`);
}
