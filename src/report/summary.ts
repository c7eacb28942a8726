/** A whole run in Markdown: what the job summary and the comment have in common. Pure. */
import type { FileSummary, PartSummary, RowProblem, RunResult, TargetResult } from '../result.ts';
import { bytes, capital, count, number, placeOf, ROW_PROBLEMS, rowTotals } from '../words.ts';
import { checkText, type Description, describe, failureText, labelOf, onlyOf, titleOf } from './describe.ts';
import { type Fact, fileSize, partition } from './facts.ts';
import { type Columns, code, folded, link, prose, rich, size, table, within } from './markdown.ts';
import { STATUSES, statusOf, verdictOf } from './outcome.ts';
import { cut } from './plain.ts';

/** GitHub drops a step's summary over 1 MiB as a whole. */
const MAX_BYTES = 900 * 1024;

/** The Markdown of a run's job summary, under 900 KiB whatever the input. */
export const summaryOf = (run: RunResult): string => `${documentOf(run, MAX_BYTES - 2)}\n`;

/** Characters of one text from outside, so that no single one can fill a document. */
const TEXT = 2000;
const text = (value: string): string => rich(cut(value, TEXT));
const WARNINGS = 20;
const PROBLEM_ROWS = 20;

/** A whole run in at most `maxBytes` bytes of Markdown. */
export function documentOf(run: RunResult, maxBytes: number): string {
  const { failure, targets } = run;
  const only = onlyOf(targets);
  if (only) return blocksWithin(targetBlocks(only, maxBytes / 4), maxBytes, 'more section');
  const { shown, folded: fine } = partition(targets);
  const details = (of: readonly TargetResult[], room: number): string => {
    const each = of.map((target) => detail(target, maxBytes / 16));
    return blocksWithin(each, room, 'more segment');
  };
  // Failures first and open: if something must be left out, it is not them.
  const failed = targets.filter(({ status }) => status === 'failed');
  const others = targets.filter(({ status }) => status !== 'failed');
  const first = joined([
    `### ${STATUSES[statusOf(run)].icon} ${prose(titleOf(run))}`,
    failure ? caution(failureText(failure)) : '',
    overview(targets, shown, maxBytes / 3),
    details(failed, maxBytes / 3),
  ]);
  if (others.length === 0) return first;
  const table = overview(targets, fine, maxBytes / 6);
  const room = maxBytes - size(first) - size(table) - 400;
  return joined([first, folded(prose(titleOf({ targets: others })), joined([table, details(others, room)]))]);
}

const present = (blocks: readonly string[]): string[] => blocks.filter((block) => block !== '');
const joined = (blocks: readonly string[]): string => present(blocks).join('\n\n');

/** As many blocks as fit into `maxBytes`. */
function blocksWithin(blocks: readonly string[], maxBytes: number, what: string): string {
  const more = (left: number): string => `… and ${count(left, what)}: see the report.`;
  return within(present(blocks), (block) => `${block}\n\n`, maxBytes, more).trimEnd();
}

function detail(target: TargetResult, tableBytes: number): string {
  const [heading = '', ...blocks] = targetBlocks(target, tableBytes, true);
  return folded(heading.replace(/^### /, ''), joined(blocks), target.status === 'failed');
}

/**
 * One target: heading, outcome, numbers, checks, and what else there is to say, which is folded where nothing failed.
 * @param tableBytes bounds each long table
 * @param open folds nothing that is short
 */
const targetBlocks = (target: TargetResult, tableBytes: number, open = target.status === 'failed'): string[] => [
  ...descriptionBlocks(describe(target), open),
  problemsTable(target, tableBytes),
  several(target.parts, 'upload', UPLOADS, tableBytes),
  several(target.list?.files ?? [], 'file', FILES, tableBytes),
];

/** The Markdown of a job summary that describes no more than one segment. */
export const summaryOfOne = (description: Description): string => `${joined(descriptionBlocks(description, true))}\n`;

/** What is said of one segment: heading, outcome, numbers, checks and notes; those that there are none of are empty. */
function descriptionBlocks({ status, heading, text: said, warnings, facts }: Description, open: boolean): string[] {
  const checks = facts.filter(({ kind }) => kind === 'check');
  const notes = facts.filter(({ kind, value }) => kind === undefined && typeof value === 'string');
  const more = notes.map(({ label, value, url }) => `- **${label}:** ${link(text(`${value}`), url)}`).join('\n');
  return [
    `### ${STATUSES[status].icon} ${text(heading)}`,
    status === 'failed' ? caution(said) : said.map(text).join('\n\n'),
    ...warnings.slice(0, WARNINGS).map((warning) => `> [!WARNING]\n> ${text(warning)}`),
    numbersTable(facts.filter(({ value }) => typeof value === 'number')),
    checks.map((check) => text(checkText(check))).join(' '),
    open || more === '' ? more : folded('Details', more),
  ];
}

/** A box of paragraphs, which begins with what failed, in bold. */
function caution(paragraphs: readonly string[]): string {
  const [first = '', ...others] = paragraphs.map(text);
  return `> [!CAUTION]\n> ${[`<b>${first}</b>`, ...others].join('\n>\n> ')}`;
}

function numbersTable(facts: readonly Fact[]): string {
  const numeral = ({ value, note }: Fact): string => number(Number(value)) + (note ? ` (${text(note)})` : '');
  const columns = Object.fromEntries(facts.map((fact) => [fact.label, () => numeral(fact)]));
  return table(columns, facts.slice(0, 1), 10_000);
}

/** Some of all targets in one table. */
function overview(all: readonly TargetResult[], targets: readonly TargetResult[], maxBytes: number): string {
  const columns: Columns<TargetResult> = {
    Segment: (target) => link(code(labelOf(all, target)), target.segmentUrl),
    Result: (target) => `${STATUSES[target.status].icon} ${prose(verdictOf(target))}`,
    Added: ({ added }) => added,
    Removed: ({ removed }) => removed,
    Before: ({ membersBefore }) => membersBefore,
    After: ({ membersAfter }) => membersAfter,
    Keys: ({ list }) => list?.keys,
  };
  return table(columns, targets, maxBytes);
}

/** The first invalid rows, where they are, and what is wrong. */
function problemsTable({ list, failure }: TargetResult, maxBytes: number): string {
  if (!list || list.invalidRows === 0) return '';
  const columns: Columns<RowProblem> = {
    Row: (row) => code(placeOf(row)),
    Problem: ({ kind }) => `${capital(ROW_PROBLEMS[kind])}.`,
  };
  const shown = list.problems.slice(0, PROBLEM_ROWS);
  const rest = list.invalidRows > shown.length ? `\n\n… and ${number(list.invalidRows - shown.length)} more.` : '';
  // A failure because of them has said how many there are.
  const totals = failure?.code === 'invalid_csv' ? '' : `${text(rowTotals(list))}\n\n`;
  return `${totals}${table(columns, shown, maxBytes)}${rest}`;
}

const UPLOADS: Columns<PartSummary> = {
  Part: (_, index) => index + 1,
  Keys: ({ keys }) => keys,
  Size: (part) => bytes(part.bytes),
  Import: ({ importId }) => importId && code(importId, 60),
  Status: ({ importId, importStatus }) =>
    importStatus === undefined ? (importId === undefined ? 'not sent' : 'accepted') : code(importStatus, 60),
  Attempts: ({ attempts }) => attempts,
};

const FILES: Columns<FileSummary> = {
  File: ({ path }) => code(path),
  Rows: ({ rows }) => rows,
  'New keys': ({ keys }) => keys,
  Duplicates: ({ duplicates }) => duplicates,
  Invalid: ({ invalidRows }) => invalidRows,
  'Header row': ({ header }) => header,
  Size: fileSize,
};

/** Several of a kind in a table, which is folded. */
const several = <Item>(items: readonly Item[], what: string, columns: Columns<Item>, maxBytes: number): string =>
  items.length < 2 ? '' : folded(count(items.length, what), table(columns, items, maxBytes));
