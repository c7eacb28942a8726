/** What is known of a target, as labelled facts: in the log phase by phase, in the summary all at once. Pure. */
import type { FileSummary, SyncPhase, TargetResult } from '../result.ts';
import { bytes, capital, count, duration, number, percent, rangeOf, rowProblems, signed } from '../words.ts';
import { guardText, verificationText } from './checks.ts';
import { short } from './plain.ts';

export interface Fact {
  label: string;
  /** Numbers are aligned, texts are not; names in texts stand in backticks. */
  value: number | string;
  /** Follows a number. */
  note?: string;
  /** A page about it. */
  url?: string;
  /** Left out of the log where many targets share it. */
  minor?: boolean;
}

/** Files and flags that are named; the summary's table and the report have all files. */
const FILES = 20;
const FLAGS = 10;
const NAME = 60;
const PATH = 40;

type Maybe = Fact | false | undefined | '' | 0;
export const known = (...facts: readonly Maybe[]): Fact[] => facts.filter((fact) => fact !== undefined && !!fact);
const name = (text: string): string => `\`${short(text, NAME).replaceAll('`', "'")}\``;

/** The facts that a phase added to what is known; none for phases that tell of themselves as they go. */
export function factsOf(phase: SyncPhase, target: TargetResult): Fact[] {
  switch (phase) {
    case 'read':
      return [...files(target, true), ...counts(target), ...known(problems(target), size(target), sha256(target))];
    case 'inspect':
      return known(segment(target), flags(target), before(target));
    case 'plan':
      return known(...changes(target, true), target.added === undefined && planned(target), guard(target));
    case 'verify':
      return target.verification?.verdict === 'skipped' ? [] : known(after(target), verification(target));
    default:
      return [];
  }
}

/** The numbers of a target; what is unknown is not among them. */
export function numbers(target: TargetResult): Fact[] {
  const plan = target.dryRun || target.failure?.code === 'guard_blocked';
  return [...known(...changes(target, plan), before(target), after(target)), ...counts(target)];
}

export function checks(target: TargetResult): Fact[] {
  // A failure of the guard has told the numbers already.
  return known(target.failure?.code !== 'guard_blocked' && guard(target), verification(target));
}

export const notes = (target: TargetResult): Fact[] => [
  ...known(segment(target), flags(target), approval(target)),
  ...files(target, false),
  ...known(size(target), sha256(target), snapshot(target), time(target)),
];

/** The numbers by which many targets are compared; those that no target has are left out. */
export function comparison(targets: readonly TargetResult[]): Comparison[] {
  const all: Comparison[] = [
    { title: 'Added', of: ({ added }) => added },
    { title: 'Removed', of: ({ removed }) => removed },
    { title: 'Before', of: ({ membersBefore }) => membersBefore },
    { title: 'After', of: ({ membersAfter }) => membersAfter },
    { title: 'Keys', of: ({ list }) => list?.keys },
  ];
  return all.filter(({ of }) => targets.some((target) => of(target) !== undefined));
}

interface Comparison {
  title: string;
  of: (target: TargetResult) => number | undefined;
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
export const compression = (file: FileSummary): string => (file.compression === 'none' ? '' : ` (${file.compression})`);

function files({ list }: TargetResult, each: boolean): Fact[] {
  if (!list) return [];
  const skipped = list.files.filter(({ header }) => header === 'skipped').length;
  const [only] = list.files;
  if (only && list.files.length === 1) {
    const value = `${name(only.path)}, ${bytes(only.bytes)}${compression(only)}, ${HEADERS[only.header]}`;
    return [{ label: 'File', value }];
  }
  const total = bytes(list.files.reduce((sum, file) => sum + file.bytes, 0));
  const where = skipped === 0 ? 'in none' : skipped === list.files.length ? 'in each' : `in ${number(skipped)}`;
  const value = `${number(list.files.length)}, ${total}; header row skipped ${where}`;
  return [{ label: 'Files', value }, ...(each ? fileLines(list.files) : [])];
}

function fileLines(files: readonly FileSummary[]): Fact[] {
  const lines = files
    .slice(0, FILES)
    .map((file) => `${short(file.path, PATH)}, ${count(file.rows, 'row')}, ${HEADERS[file.header]}`);
  if (files.length > FILES) lines.push(`… and ${count(files.length - FILES, 'more file')}`);
  return lines.map((value) => ({ label: '', value, minor: true }));
}

const counts = ({ list }: TargetResult): Fact[] =>
  list
    ? known(
        { label: 'Rows', value: list.rows },
        { label: 'Keys', value: list.keys },
        { label: 'Duplicates', value: list.duplicates },
        { label: 'Invalid rows', value: list.invalidRows },
        list.trimmedKeys > 0 && { label: 'Trimmed keys', value: list.trimmedKeys, minor: true },
      )
    : [];

const problems = ({ list }: TargetResult): Maybe =>
  list && list.invalidRows > 0 && { label: 'Problems', value: capital(rowProblems(list)), minor: true };

const size = ({ list, parts, strategy }: TargetResult): Maybe =>
  list && {
    label: 'Size',
    value:
      bytes(list.bytes) + (parts.length > 0 && strategy === 'upload' ? ` in ${count(parts.length, 'upload')}` : ''),
    minor: true,
  };

// A list that was refused before its end has none.
const sha256 = ({ list }: TargetResult): Maybe =>
  list?.sha256 && { label: 'SHA-256', value: `\`${list.sha256}\``, minor: true };

type SegmentFacts = Pick<TargetResult, 'segment' | 'segmentKey' | 'segmentUrl'>;
export const segment = ({ segment, segmentKey, segmentUrl }: SegmentFacts): Maybe => {
  const kind = segment?.contextKind ? `, contexts of kind ${name(segment.contextKind)}` : '';
  return segment && { label: 'Segment', value: name(segment.name ?? segmentKey) + kind, url: segmentUrl, minor: true };
};

function flags({ segment }: TargetResult): Maybe {
  if (!segment) return undefined;
  const { flags } = segment;
  const names = flags.slice(0, FLAGS).map((flag) => name(flag.key));
  const more = flags.length > FLAGS ? ` and ${number(flags.length - FLAGS)} more` : '';
  const value =
    flags.length === 0
      ? 'no flag targets it'
      : `${count(flags.length, 'flag targets', 'flags target')} it: ${names.join(', ')}${more}`;
  return { label: 'Flags', value, minor: true };
}

/** Additions and removals where they are known exactly, as planned or as done. */
function changes({ mode, added, removed, membersBefore = 0 }: TargetResult, plan: boolean): Maybe[] {
  const share = (value: number) => (value > 0 && membersBefore > 0 ? { note: percent(value, membersBefore) } : {});
  return [
    mode !== 'remove' && added !== undefined && { label: plan ? 'To add' : 'Added', value: added, ...share(added) },
    removed !== undefined && { label: plan ? 'To remove' : 'Removed', value: removed, ...share(removed) },
  ];
}

const before = ({ membersBefore: value }: TargetResult): Maybe =>
  value !== undefined && { label: 'Members before', value };

const after = ({ membersBefore: before, membersAfter: value }: TargetResult): Maybe =>
  value !== undefined && {
    label: 'Members after',
    value,
    ...(before !== undefined && { note: signed(value - before) }),
  };

/** What is left of a target whose change is not known exactly; of a segment that was never seen there is nothing to say. */
function planned({ mode, list, segment, membersBefore: before }: TargetResult): Maybe {
  if (!segment || !list) return undefined;
  const { keys } = list;
  const members = {
    replace: { min: keys, max: keys },
    merge: before !== undefined && { min: Math.max(before, keys), max: before + keys },
    remove: before !== undefined && { min: Math.max(0, before - keys), max: before },
  }[mode];
  const value = members ? `${mode}: ${rangeOf(members, 'member')} afterwards` : `${mode} of ${count(keys, 'key')}`;
  return { label: 'Planned', value };
}

const guard = ({ guard, mode }: TargetResult): Maybe =>
  guard && guard.verdict !== 'off' && { label: 'Guard', value: guardText(guard, mode) };

function verification({ verification, membersAfter }: TargetResult): Maybe {
  return verification && { label: 'Verification', value: verificationText(verification, membersAfter) };
}

const snapshot = ({ snapshotPath: path, membersBefore }: TargetResult): Maybe =>
  path !== undefined && {
    label: 'Snapshot',
    value: `\`${path.replaceAll('`', "'")}\` has the ${count(membersBefore ?? 0, 'member')} before this change`,
  };

const approval = ({ approvalRequestId: id, approvalUrl }: TargetResult): Maybe =>
  id !== undefined && {
    label: 'Approval',
    value: `request ${name(id)} is pending`,
    ...(approvalUrl !== undefined && { url: approvalUrl }),
  };

export function time({ timings }: Pick<TargetResult, 'timings'>): Maybe {
  const total = timings.find(({ phase }) => phase === 'total');
  const steps = timings.filter(({ phase, seconds }) => phase !== 'total' && seconds >= 0.05);
  const each = steps.map(({ phase, seconds }) => `${phase} ${duration(seconds)}`).join(', ');
  return total && { label: 'Time', value: duration(total.seconds) + (steps.length < 2 ? '' : ` (${each})`) };
}
