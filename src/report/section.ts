/** One target in Markdown. Pure. */
import type { FailureSummary, Status, TargetResult } from '../result.ts';
import { apiInWords } from './failures.ts';
import { bytes, count, duration, plural, signed } from './format.ts';
import { code, link, prose, rich, table } from './markdown.ts';
import { cut, short } from './plain.ts';
import { filesTable, problemsTable, uploadsTable } from './tables.ts';
import { guardInWords, outcomeInWords, verdict, verificationInWords } from './words.ts';

export const ICONS: Readonly<Record<Status, string>> = {
  complete: '✅',
  submitted: '🚀',
  pending_approval: '⏳',
  unchanged: '✅',
  dry_run: '🔍',
  failed: '❌',
};

/** Characters of one text from outside, so that no single one can fill a document. */
const TEXT = 2000;
const text = (value: string): string => rich(cut(value, TEXT));

/** `beta` in `web` / `production`. */
export const place = (target: TargetResult): string =>
  `${code(target.segmentKey, 100)} in ${code(target.projectKey, 100)} / ${code(target.environmentKey, 100)}`;

/** One target: heading, outcome, numbers, and what else there is to say. `tableBytes` bounds each long table. */
export function targetBlocks(target: TargetResult, tableBytes: number): string[] {
  return [
    `### ${ICONS[target.status]} ${place(target)}: ${prose(verdict(target))}`,
    target.failure ? failureBlock(target.failure) : prose(outcomeInWords(target)),
    ...target.warnings.slice(0, 20).map((warning) => alert('WARNING', [text(warning)])),
    numbers(target),
    notes(target),
    problemsTable(target, tableBytes),
    uploadsTable(target, tableBytes),
    filesTable(target, tableBytes),
  ].filter((block) => block !== '');
}

const alert = (kind: 'CAUTION' | 'WARNING', paragraphs: readonly string[]): string =>
  `> [!${kind}]\n${paragraphs.map((paragraph) => `> ${paragraph}`).join('\n>\n')}`;

export function failureBlock(failure: FailureSummary): string {
  const said = apiInWords(failure);
  return alert('CAUTION', [
    `<b>${text(failure.message)}</b>`,
    ...(said === undefined ? [] : [prose(cut(said, TEXT))]),
    ...(failure.state === undefined ? [] : [text(failure.state)]),
    ...(failure.advice === undefined ? [] : [`**What to do:** ${text(failure.advice)}`]),
    `Error code: ${code(failure.code)}`,
  ]);
}

/** The numbers of a target, one column each; what is unknown has no column. */
function numbers(target: TargetResult): string {
  const { list, membersBefore: before, membersAfter: after } = target;
  const change = before !== undefined && after !== undefined ? ` (${signed(after - before)})` : '';
  const cells: [title: string, value: string | undefined][] = [
    ['Members before', before === undefined ? undefined : count(before)],
    ['Members after', after === undefined ? undefined : count(after) + change],
    [target.dryRun ? 'Would add' : 'Added', target.added === undefined ? undefined : count(target.added)],
    [target.dryRun ? 'Would remove' : 'Removed', target.removed === undefined ? undefined : count(target.removed)],
    ['Keys in list', list && count(list.keys)],
    ['Duplicates', list && count(list.duplicates)],
    ['Invalid rows', list && count(list.invalidRows)],
  ];
  const known = cells.filter(([, value]) => value !== undefined);
  if (known.length === 0) return '';
  return table(
    known.map(([title]) => ({ title, number: true })),
    [known],
    (row) => row.map(([, value]) => value ?? ''),
    10_000,
  );
}

/** The approval request, as a link where LaunchDarkly named its page. */
function approvalNote({ approvalRequestId: id, approvalUrl: url }: TargetResult): string | undefined {
  if (id === undefined) return undefined;
  return `request ${url === undefined ? code(id) : link(code(id), url)} is pending`;
}

/** What is known of segment, list, guard, verification and time: a short list. */
function notes(target: TargetResult): string {
  const { list, segment, guard, verification } = target;
  const guarded = guard && guardInWords(guard, target.membersBefore);
  const total = target.timings.find(({ phase }) => phase === 'total');
  const steps = target.timings.filter(({ phase, seconds }) => phase !== 'total' && seconds >= 0.05);
  const entries: [label: string, text: string | undefined][] = [
    ['Segment', segmentNote(target)],
    ['Flags', segment && flagsNote(segment.flags)],
    ['Approval', approvalNote(target)],
    // A failure of the guard has told the numbers already.
    ['Removal guard', target.failure?.code === 'guard_blocked' ? undefined : guarded && prose(guarded)],
    ['Verification', verification && prose(verificationInWords(verification, target.membersAfter))],
    ['List', list && listNote(target)],
    ['SHA-256', list?.sha256 && code(list.sha256)],
    [
      'Time',
      total &&
        duration(total.seconds) +
          (steps.length < 2 ? '' : ` (${steps.map((step) => `${step.phase} ${duration(step.seconds)}`).join(', ')})`),
    ],
  ];
  return entries
    .filter(([, value]) => value)
    .map(([label, value]) => `- **${label}:** ${value}`)
    .join('\n');
}

function segmentNote({ segment, segmentUrl, segmentKey, strategy }: TargetResult): string {
  const kind = segment?.contextKind ? `, contexts of kind ${code(segment.contextKind, 60)}` : '';
  const delta = strategy === 'delta' ? ', only the difference sent (delta)' : '';
  return `${link(prose(short(segment?.name ?? segmentKey, 100)), segmentUrl)}${kind}${delta}`;
}

const FLAGS = 20;

/** The flags that target a segment, in Markdown. */
function flagsNote(flags: readonly { key: string; name: string }[]): string {
  if (flags.length === 0) return 'none targets this segment';
  const names = flags.slice(0, FLAGS).map((flag) => code(flag.key, 60));
  const more = flags.length > FLAGS ? ` and ${count(flags.length - FLAGS)} more` : '';
  return `${plural(flags.length, 'flag targets', 'flags target')} this segment: ${names.join(', ')}${more}`;
}

function listNote({ list, parts, strategy }: TargetResult): string {
  if (!list) return '';
  const [file] = list.files;
  return [
    `${plural(list.rows, 'row')} in ${list.files.length === 1 && file ? code(file.path) : plural(list.files.length, 'file')}`,
    ...(list.files.length === 1 && file?.headerSkipped ? ['header row skipped'] : []),
    ...(list.trimmedKeys > 0 ? [`spaces around ${plural(list.trimmedKeys, 'key')} removed`] : []),
    `${bytes(list.bytes)}${parts.length > 0 && strategy === 'upload' ? ` in ${plural(parts.length, 'upload')}` : ''}`,
  ].join(', ');
}
