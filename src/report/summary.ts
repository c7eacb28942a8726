/** A whole run in Markdown: what the job summary and the comment have in common. Pure. */
import type { FileSummary, PartSummary, RowProblem, RunResult, Status, TargetResult } from '../result.ts';
import { bytes, count, number } from '../words.ts';
import { checkText, type Description, describe, failureText, rowText, rowTotals, titleOf } from './describe.ts';
import { comparison, compression, type Fact, partition } from './facts.ts';
import { type Column, code, folded, joinWithin, link, numeric, prose, rich, size, table } from './markdown.ts';
import { cut } from './plain.ts';
import { statusOf } from './status.ts';

/** GitHub drops a step's summary over 1 MiB as a whole. */
const MAX_BYTES = 900 * 1024;

/** The Markdown of a run's job summary, under 900 KiB whatever the input. */
export const summaryOf = (run: RunResult): string => `${documentOf(run, MAX_BYTES - 2)}\n`;

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
const text = (value: string): string => rich(cut(value, TEXT));
const WARNINGS = 20;
const PROBLEM_ROWS = 20;

/** A whole run in at most `maxBytes` bytes of Markdown. */
export function documentOf(run: RunResult, maxBytes: number): string {
  const only = run.targets.length === 1 && !run.failure ? run.targets[0] : undefined;
  if (only) {
    const left = (blocks: number): string => `… and ${count(blocks, 'more section')}: see the report.`;
    return joinWithin(targetBlocks(only, maxBytes / 4), (block) => block, maxBytes, left);
  }
  const { shown, folded: fine } = partition(run.targets);
  const blocks = [`### ${ICONS[statusOf(run)]} ${prose(titleOf(run))}`];
  if (run.failure) blocks.push(alert('CAUTION', failureText(run.failure)));
  if (shown.length > 0) blocks.push(overview(run, shown, maxBytes / 3));
  const details = (targets: readonly TargetResult[], room: number): string => {
    const left = (more: number): string => `… and the details of ${count(more, 'more segment')}: see the report.`;
    return joinWithin(targets, (target) => detail(target, maxBytes / 16), room, left);
  };
  // Failures first and open: if something must be left out, it is not them.
  const failed = run.targets.filter((target) => target.status === 'failed');
  const others = run.targets.filter((target) => target.status !== 'failed');
  if (failed.length > 0) blocks.push(details(failed, maxBytes / 3));
  if (others.length > 0) {
    const table = fine.length > 0 ? `${overview(run, fine, maxBytes / 6)}\n\n` : '';
    const room = maxBytes - size(blocks.join('\n\n')) - size(table) - 400;
    blocks.push(folded(prose(titleOf({ targets: others })), table + details(others, room)));
  }
  return blocks.join('\n\n');
}

const detail = (target: TargetResult, tableBytes: number): string => {
  const [heading = '', ...blocks] = targetBlocks(target, tableBytes, true);
  return folded(heading.replace(/^### /, ''), blocks.join('\n\n'), target.status === 'failed');
};

/**
 * One target: heading, outcome, numbers, checks, and what else there is to say, which is folded where nothing failed.
 * @param tableBytes bounds each long table
 * @param open folds nothing that is short
 */
function targetBlocks(target: TargetResult, tableBytes: number, open = target.status === 'failed'): string[] {
  return [
    ...descriptionBlocks(`${placeOf(target)}: `, describe(target), open),
    problemsTable(target, tableBytes),
    uploadsTable(target, tableBytes),
    filesTable(target, tableBytes),
  ].filter((block) => block !== '');
}

/** A segment, for a heading. */
export const placeOf = (names: Pick<TargetResult, 'projectKey' | 'environmentKey' | 'segmentKey'>): string =>
  `${code(names.segmentKey, 100)} in ${code(names.projectKey, 100)} / ${code(names.environmentKey, 100)}`;

/**
 * What is said of one segment: heading, outcome, numbers, checks and notes.
 * @param place Markdown that the heading begins with
 */
export function descriptionBlocks(
  place: string,
  { status, verdict, text: paragraphs, warnings, numbers, checks, notes }: Description,
  open: boolean,
): string[] {
  const more = notes.map(note).join('\n');
  return [
    `### ${ICONS[status]} ${place}${prose(verdict)}`,
    status === 'failed' ? alert('CAUTION', paragraphs) : paragraphs.map(text).join('\n\n'),
    ...warnings.slice(0, WARNINGS).map((warning) => alert('WARNING', [warning])),
    numbersTable(numbers),
    checks.map((check) => text(checkText(check))).join(' '),
    open || more === '' ? more : folded('Details', more),
  ].filter((block) => block !== '');
}

/** A box of paragraphs; that of a failure begins with what failed, in bold. */
const alert = (kind: 'CAUTION' | 'WARNING', paragraphs: readonly string[]): string =>
  `> [!${kind}]\n${paragraphs
    .map(text)
    .map((each, index) => `> ${kind === 'CAUTION' && index === 0 ? `<b>${each}</b>` : each}`)
    .join('\n>\n')}`;

const note = ({ label, value, url }: Fact): string => `- **${label}:** ${link(text(String(value)), url)}`;

function numbersTable(facts: readonly Fact[]): string {
  const numeral = ({ value, note }: Fact): string => number(Number(value)) + (note ? ` (${text(note)})` : '');
  const columns = facts.map((fact) => ({ title: fact.label, cell: () => numeral(fact), number: true }));
  return facts.length === 0 ? '' : table(columns, [facts], 10_000);
}

/** Targets of a run in one table. */
function overview(run: RunResult, targets: readonly TargetResult[], maxBytes: number): string {
  const projects = new Set(run.targets.map((target) => target.projectKey)).size > 1;
  const name = ({ projectKey, environmentKey, segmentKey, segmentUrl }: TargetResult): string =>
    `${projects ? `${code(projectKey, 60)} / ` : ''}${code(environmentKey, 60)} / ${link(code(segmentKey, 60), segmentUrl)}`;
  const columns: Column<TargetResult>[] = [
    { title: 'Segment', cell: name },
    { title: 'Result', cell: (target) => `${ICONS[target.status]} ${prose(describe(target).verdict)}` },
    ...comparison(run.targets).map(({ title, of }) => numeric(title, of)),
  ];
  return table(columns, targets, maxBytes);
}

/** The first invalid rows, where they are, and what is wrong. */
function problemsTable({ list, failure }: TargetResult, maxBytes: number): string {
  if (!list || list.invalidRows === 0) return '';
  const columns: Column<RowProblem>[] = [
    { title: 'Row', cell: (row) => code(rowText(row).place) },
    { title: 'Problem', cell: (row) => rowText(row).problem },
  ];
  const shown = list.problems.slice(0, PROBLEM_ROWS);
  const rest = list.invalidRows > shown.length ? `\n\n… and ${number(list.invalidRows - shown.length)} more.` : '';
  // A failure because of them has said how many there are.
  const totals = failure?.code === 'invalid_csv' ? '' : `${text(rowTotals(list))}\n\n`;
  return `${totals}${table(columns, shown, maxBytes)}${rest}`;
}

function uploadsTable({ parts }: TargetResult, maxBytes: number): string {
  const status = ({ importId, importStatus }: PartSummary): string =>
    importStatus === undefined ? (importId === undefined ? 'not sent' : 'accepted') : code(importStatus, 60);
  const columns: Column<PartSummary>[] = [
    numeric('Part', (_, index) => index + 1),
    numeric('Keys', ({ keys }) => keys),
    { title: 'Size', cell: (part) => bytes(part.bytes), number: true },
    { title: 'Import', cell: ({ importId }) => (importId === undefined ? '' : code(importId, 60)) },
    { title: 'Status', cell: status },
    numeric('Attempts', ({ attempts }) => attempts),
  ];
  return parts.length < 2 ? '' : folded(count(parts.length, 'upload'), table(columns, parts, maxBytes));
}

function filesTable({ list }: TargetResult, maxBytes: number): string {
  const columns: Column<FileSummary>[] = [
    { title: 'File', cell: ({ path }) => code(path) },
    numeric('Rows', ({ rows }) => rows),
    numeric('New keys', ({ keys }) => keys),
    numeric('Duplicates', ({ duplicates }) => duplicates),
    numeric('Invalid', ({ invalidRows }) => invalidRows),
    { title: 'Header row', cell: ({ header }) => header },
    { title: 'Size', cell: (file) => bytes(file.bytes) + compression(file), number: true },
  ];
  return !list || list.files.length < 2
    ? ''
    : folded(count(list.files.length, 'file'), table(columns, list.files, maxBytes));
}
