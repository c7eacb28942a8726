/** The tables of a target: its invalid rows, uploads and files, each only where there is something to list. Pure. */
import type { FileSummary, PartSummary, RowProblem, TargetResult } from '../result.ts';
import { bytes, count, plural } from './format.ts';
import { type Column, code, folded, table } from './markdown.ts';
import { PROBLEMS, problemsInWords } from './words.ts';

/** Invalid rows that are listed; sync/ hands over the first few. */
const PROBLEM_ROWS = 20;

/** The first invalid rows, where they are, and what is wrong. */
export function problemsTable({ list }: TargetResult, maxBytes: number): string {
  if (!list || list.invalidRows === 0) return '';
  const columns = [
    { title: 'File' },
    { title: 'Line', number: true },
    { title: 'Column', number: true },
    { title: 'Problem' },
  ];
  const cells = (row: RowProblem): string[] => [code(row.file), count(row.line), count(row.column), PROBLEMS[row.kind]];
  const shown = list.problems.slice(0, PROBLEM_ROWS);
  const rest = list.invalidRows > shown.length ? `\n\n… and ${count(list.invalidRows - shown.length)} more.` : '';
  return `**Invalid rows:** ${problemsInWords(list)}\n\n${table(columns, shown, cells, maxBytes)}${rest}`;
}

export function uploadsTable({ parts }: TargetResult, maxBytes: number): string {
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
  const cells = (part: PartSummary, index: number): string[] => [
    count(index + 1),
    count(part.keys),
    bytes(part.bytes),
    part.importId === undefined ? '' : code(part.importId, 60),
    part.importStatus === undefined
      ? part.importId === undefined
        ? 'not sent'
        : 'accepted'
      : code(part.importStatus, 60),
    ...(retried ? [count(part.attempts ?? 1)] : []),
  ];
  return folded(plural(parts.length, 'upload'), table(columns, parts, cells, maxBytes));
}

export function filesTable({ list }: TargetResult, maxBytes: number): string {
  if (!list || list.files.length < 2) return '';
  const columns: Column[] = [
    { title: 'File' },
    { title: 'Rows', number: true },
    { title: 'New keys', number: true },
    { title: 'Duplicates', number: true },
    { title: 'Invalid', number: true },
    { title: 'Header row' },
    { title: 'Size', number: true },
  ];
  const cells = (file: FileSummary): string[] => [
    code(file.path),
    count(file.rows),
    count(file.keys),
    count(file.duplicates),
    count(file.invalidRows),
    file.headerSkipped ? 'skipped' : 'none',
    `${bytes(file.bytes)}${file.gzip ? ' (gzip)' : ''}`,
  ];
  return folded(plural(list.files.length, 'file'), table(columns, list.files, cells, maxBytes));
}
