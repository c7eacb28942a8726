/** What each phase of a target found, as labelled facts for the log. Pure. */
import type { ListSummary, SyncPhase, TargetResult } from '../result.ts';
import { bytes, count, isOrAre, plural, pluralOf, range } from './format.ts';
import { short } from './plain.ts';
import { areMembers, guardInWords, problemsInWords } from './words.ts';

export interface Fact {
  label: string;
  /** Numbers are aligned, texts are not. */
  value: number | string;
  /** Follows a number. */
  note?: string;
  /** Left out where many targets share the log. */
  minor?: boolean;
}

/** The facts that a phase added to what is known; none for phases that tell of themselves as they go. */
export function factsOf(phase: SyncPhase, target: TargetResult): Fact[] {
  switch (phase) {
    case 'list':
      return target.list ? listFacts(target.list, target.parts.length) : [];
    case 'plan':
      return planFacts(target);
    case 'verify':
      return verifyFacts(target);
    default:
      return [];
  }
}

function listFacts(list: ListSummary, parts: number): Fact[] {
  return [
    ...fileFacts(list),
    { label: 'Rows', value: list.rows },
    { label: 'Keys', value: list.keys },
    { label: 'Duplicates', value: list.duplicates },
    { label: 'Invalid rows', value: list.invalidRows, note: problemsInWords(list) },
    ...(list.trimmedKeys > 0
      ? [
          {
            label: 'Trimmed',
            value: list.trimmedKeys,
            note: list.trimmedKeys === 1 ? 'key had spaces around it' : 'keys had spaces around them',
            minor: true,
          },
        ]
      : []),
    { label: 'Size', value: bytes(list.bytes) + (parts > 1 ? ` in ${plural(parts, 'upload')}` : ''), minor: true },
    // A list that was refused before its end has none.
    ...(list.sha256 === '' ? [] : [{ label: 'SHA-256', value: list.sha256, minor: true }]),
  ];
}

/** Files that the log names; the summary names more, the report all. */
const FILES = 20;
const PATH = 40;

function fileFacts({ files }: ListSummary): Fact[] {
  const skipped = files.filter((file) => file.headerSkipped).length;
  const [only] = files;
  if (only && files.length === 1) {
    const size = bytes(only.bytes) + (only.gzip ? ' (gzip)' : '');
    const header = skipped === 1 ? 'header row skipped' : 'no header row';
    return [{ label: 'File', value: `${short(only.path, 1.5 * PATH)}, ${size}, ${header}`, minor: true }];
  }
  const size = bytes(files.reduce((total, file) => total + file.bytes, 0));
  const where = skipped === 0 ? 'in none' : skipped === files.length ? 'in each' : `in ${count(skipped)}`;
  const named = files.slice(0, FILES).map((file) => ({ file, path: short(file.path, PATH) }));
  const width = Math.max(...named.map(({ path }) => path.length));
  return [
    { label: 'Files', value: `${count(files.length)}, ${size}; header row skipped ${where}`, minor: true },
    ...named.map(({ file, path }) => ({
      label: '',
      value: `${path.padEnd(width)}${plural(file.rows, 'row').padStart(16)}`,
      minor: true,
    })),
    ...(files.length > FILES
      ? [{ label: '', value: `… and ${plural(files.length - FILES, 'more file')}`, minor: true }]
      : []),
  ];
}

function planFacts(target: TargetResult): Fact[] {
  const { segment, guard, membersBefore: before, added, removed, list, mode } = target;
  const keys = list?.keys ?? 0;
  const guarded = guard && guardInWords(guard, before);
  const facts: Fact[] = [];
  if (segment) {
    const kind = segment.contextKind ? `, contexts of kind ${segment.contextKind}` : '';
    facts.push({ label: 'Segment', value: `${segment.name ?? target.segmentKey}${kind}`, minor: true });
    if (segment.flags.length > 0) {
      const names = segment.flags.slice(0, 5).map((flag) => flag.key);
      const more = segment.flags.length > 5 ? `, and ${count(segment.flags.length - 5)} more` : '';
      facts.push({
        label: 'Flags',
        value: `${plural(segment.flags.length, 'flag targets', 'flags target')} it: ${names.join(', ')}${more}`,
        minor: true,
      });
    }
  }
  if (before !== undefined) facts.push({ label: 'Members now', value: before });
  if (added !== undefined) facts.push({ label: 'To add', value: added });
  if (removed !== undefined) facts.push({ label: 'To remove', value: removed });
  if (added === undefined) facts.push({ label: 'Planned', value: planned(mode, keys, before) });
  if (target.parts.length > 1) facts.push({ label: 'Uploads', value: target.parts.length });
  if (guarded) facts.push({ label: 'Removal guard', value: guarded, minor: true });
  return facts;
}

function planned(mode: TargetResult['mode'], keys: number, before: number | undefined): string {
  if (mode === 'replace') return `replace: ${plural(keys, 'member')} afterwards`;
  if (before === undefined) return `merge of ${plural(keys, 'key')}`;
  const expected = { min: Math.max(before, keys), max: before + keys };
  return `merge: ${range(expected)} ${pluralOf(expected, 'member')} afterwards`;
}

function verifyFacts({ membersAfter, verification }: TargetResult): Fact[] {
  if (!verification || verification.verdict === 'skipped') return [];
  const { countOk, expectedMembers: expected, sampled, sampledMembers, removedSampled, removedGone } = verification;
  const facts: Fact[] = [];
  if (membersAfter !== undefined) {
    const judged =
      countOk === undefined || expected === undefined
        ? {}
        : { note: countOk ? 'as expected' : `expected: ${range(expected)}` };
    facts.push({ label: 'Members now', value: membersAfter, ...judged });
  }
  if (sampled > 0)
    facts.push({
      label: 'Sample',
      value: `${count(sampledMembers)} of ${plural(sampled, 'key')} ${areMembers(sampledMembers, sampled)}`,
    });
  if (removedSampled) {
    const gone = removedGone ?? 0;
    facts.push({
      label: 'Removed',
      value: `${count(gone)} of ${plural(removedSampled, 'key')} ${isOrAre(gone, removedSampled)} gone`,
    });
  }
  return facts;
}
