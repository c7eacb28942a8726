/** One target, and many, in Markdown: what the job summary and the comment have in common. Pure. */
import type { FailureSummary, RunResult, Status, TargetResult } from '../result.ts';
import { bytes, count, duration, plural, signed } from './format.ts';
import { type Column, code, folded, joinWithin, link, prose, size, table } from './markdown.ts';
import { statusOf } from './outcome.ts';
import { cut } from './plain.ts';
import {
  apiInWords,
  failureTitle,
  guardInWords,
  outcomeInWords,
  PROBLEMS,
  problemsInWords,
  tally,
  verdict,
  verificationInWords,
} from './words.ts';

const ICONS: Readonly<Record<Status, string>> = {
  complete: '✅',
  submitted: '🚀',
  pending_approval: '⏳',
  unchanged: '✅',
  dry_run: '🔍',
  failed: '❌',
};

/** Characters of one text from outside, so that no single one can fill a document. */
const TEXT = 2000;
const text = (value: string): string => prose(cut(value, TEXT));

/** A whole run in at most `maxBytes` bytes of Markdown. */
export function runSection(run: RunResult, maxBytes: number): string {
  const only = run.targets.length === 1 && !run.failure ? run.targets[0] : undefined;
  if (only)
    return joinWithin(
      targetBlocks(only, maxBytes / 4),
      maxBytes,
      (left) => `… and ${plural(left, 'more section')}: see the report.`,
    );
  const heading = `### ${ICONS[statusOf(run)]} ${headline(run)}`;
  const blocks = [heading];
  if (run.failure) blocks.push(failureBlock(run.failure));
  if (run.targets.length > 0) blocks.push(overview(run, maxBytes / 2));
  const details = run.targets.map((target) =>
    folded(
      `${ICONS[target.status]} ${place(target)}: ${prose(verdict(target))}`,
      targetBlocks(target, maxBytes / 16)
        .slice(1)
        .join('\n\n'),
    ),
  );
  const head = blocks.join('\n\n');
  return `${head}\n\n${joinWithin(details, maxBytes - size(head) - 2, (left) => `… and the details of ${plural(left, 'more segment')}: see the report.`)}`;
}

function headline(run: RunResult): string {
  if (run.failure) return `LaunchDarkly segment import: ${prose(failureTitle(run.failure))}`;
  return `${plural(run.targets.length, 'LaunchDarkly segment')}: ${prose(tally(run.targets))}`;
}

/** `beta` in `web` / `production`. */
const place = (target: TargetResult): string =>
  `${code(target.segmentKey, 100)} in ${code(target.projectKey, 100)} / ${code(target.environmentKey, 100)}`;

const number = (value: number | undefined): string => (value === undefined ? '' : count(value));

/** All targets of a run in one table. */
function overview(run: RunResult, maxBytes: number): string {
  const exact = run.targets.some((target) => target.added !== undefined);
  const columns: Column[] = [
    { title: 'Segment' },
    { title: 'Result' },
    { title: 'Keys', number: true },
    { title: 'Before', number: true },
    { title: 'After', number: true },
    ...(exact
      ? [
          { title: 'Added', number: true },
          { title: 'Removed', number: true },
        ]
      : []),
  ];
  const projects = new Set(run.targets.map((target) => target.projectKey)).size > 1;
  const rows = run.targets.map((target) => [
    `${projects ? `${code(target.projectKey, 60)} / ` : ''}${code(target.environmentKey, 60)} / ${link(code(target.segmentKey, 60), target.segmentUrl)}`,
    `${ICONS[target.status]} ${prose(verdict(target))}`,
    number(target.list?.keys),
    number(target.membersBefore),
    number(target.membersAfter),
    ...(exact ? [number(target.added), number(target.removed)] : []),
  ]);
  return table(columns, rows, maxBytes);
}

/** One target: heading, outcome, numbers, and what else there is to say. `tableBytes` bounds each long table. */
function targetBlocks(target: TargetResult, tableBytes: number): string[] {
  return [
    `### ${ICONS[target.status]} ${place(target)}: ${prose(verdict(target))}`,
    target.failure ? failureBlock(target.failure) : text(outcomeInWords(target)),
    ...target.warnings.slice(0, 20).map((warning) => alert('WARNING', [text(warning)])),
    numbers(target),
    notes(target),
    problems(target, tableBytes),
    uploads(target, tableBytes),
    files(target, tableBytes),
  ];
}

const alert = (kind: 'CAUTION' | 'WARNING', paragraphs: readonly string[]): string =>
  `> [!${kind}]\n${paragraphs.map((paragraph) => `> ${paragraph}`).join('\n>\n')}`;

function failureBlock(failure: FailureSummary): string {
  const said = apiInWords(failure);
  return alert('CAUTION', [
    `**${text(failure.message)}**`,
    ...(said === undefined ? [] : [text(said)]),
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
    [known.map(([, value]) => value ?? '')],
    10_000,
  );
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
    ['Approval', target.approvalUrl && link('open the approval request', target.approvalUrl)],
    ['Removal guard', guarded && prose(guarded)],
    ['Verification', verification && prose(verificationInWords(verification, target.membersAfter))],
    ['List', list && listNote(target)],
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
  return `${link(code(segment?.name ?? segmentKey, 100), segmentUrl)}${kind}${delta}`;
}

const FLAGS = 20;

/** The flags that target a segment, in Markdown. */
function flagsNote(flags: readonly { key: string; name: string }[]): string {
  if (flags.length === 0) return 'none targets this segment';
  const names = flags.slice(0, FLAGS).map((flag) => code(flag.key, 60));
  const more = flags.length > FLAGS ? ` and ${count(flags.length - FLAGS)} more` : '';
  return `${plural(flags.length, 'flag targets', 'flags target')} this segment: ${names.join(', ')}${more}`;
}

function listNote({ list, parts }: TargetResult): string {
  if (!list) return '';
  const [file] = list.files;
  return [
    `${plural(list.rows, 'row')} in ${list.files.length === 1 && file ? code(file.path) : plural(list.files.length, 'file')}`,
    ...(list.files.length === 1 && file?.headerSkipped ? ['header row skipped'] : []),
    ...(list.trimmedKeys > 0 ? [`spaces around ${plural(list.trimmedKeys, 'key')} removed`] : []),
    `${bytes(list.bytes)}${parts.length > 0 ? ` in ${plural(parts.length, 'upload')}` : ''}`,
    `SHA-256 ${code(list.sha256)}`,
  ].join(', ');
}

/** The first invalid rows, where they are, and what is wrong. */
function problems({ list }: TargetResult, maxBytes: number): string {
  if (!list || list.invalidRows === 0) return '';
  const rows = list.problems.map((row) => [
    `${code(row.file)}`,
    count(row.line),
    count(row.column),
    PROBLEMS[row.kind],
  ]);
  const left = list.invalidRows - rows.length;
  if (left > 0 && rows.length > 0) rows.push([`… and ${count(left)} more`, '', '', '']);
  return `**Invalid rows:** ${prose(problemsInWords(list))}\n\n${table(
    [{ title: 'File' }, { title: 'Line', number: true }, { title: 'Column', number: true }, { title: 'Problem' }],
    rows,
    maxBytes,
  )}`;
}

function uploads({ parts }: TargetResult, maxBytes: number): string {
  if (parts.length < 2) return '';
  const retried = parts.some((part) => (part.attempts ?? 1) > 1);
  const columns: Column[] = [
    { title: 'Part', number: true },
    { title: 'Keys', number: true },
    { title: 'Size', number: true },
    { title: 'Import' },
    { title: 'Status' },
    ...(retried ? [{ title: 'Attempts', number: true }] : []),
  ];
  const rows = parts.map((part, index) => [
    count(index + 1),
    count(part.keys),
    bytes(part.bytes),
    part.importId === undefined ? '' : code(part.importId, 60),
    part.importStatus === undefined
      ? part.importId === undefined
        ? 'not sent'
        : 'accepted'
      : code(part.importStatus, 60),
    ...(retried ? [number(part.attempts)] : []),
  ]);
  return folded(plural(parts.length, 'upload'), table(columns, rows, maxBytes));
}

function files({ list }: TargetResult, maxBytes: number): string {
  if (!list || list.files.length < 2) return '';
  const rows = list.files.map((file) => [
    code(file.path),
    count(file.rows),
    count(file.keys),
    count(file.duplicates),
    count(file.invalidRows),
    file.headerSkipped ? 'skipped' : 'none',
    `${bytes(file.bytes)}${file.gzip ? ' (gzip)' : ''}`,
  ]);
  return folded(
    plural(list.files.length, 'file'),
    table(
      [
        { title: 'File' },
        { title: 'Rows', number: true },
        { title: 'New keys', number: true },
        { title: 'Duplicates', number: true },
        { title: 'Invalid', number: true },
        { title: 'Header row' },
        { title: 'Size', number: true },
      ],
      rows,
      maxBytes,
    ),
  );
}
