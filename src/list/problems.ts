/** What is wrong with a list as a whole, told in a sentence. Pure. */
import type { ListSummary, ProblemKind } from '../result.ts';
import { ListFailure } from './failure.ts';
import { PROBLEMS } from './key.ts';

/** The failure for a list with invalid rows, which are not to be skipped. */
export function invalidRows({ invalidRows, rows, problems, problemTotals }: ListSummary): ListFailure {
  const first = problems[0];
  const kinds = (Object.keys(PROBLEMS) as ProblemKind[]).filter((kind) => problemTotals[kind]);
  const totals = kinds.map((kind) => `${problemTotals[kind]} ${nameOf(kind, problemTotals[kind]!)}`).join(', ');
  const count = `${invalidRows} of ${rows} ${rows === 1 ? 'row' : 'rows'} ${invalidRows === 1 ? 'is' : 'are'} invalid (${totals}).`;
  const advice = new Set(kinds.map((kind) => PROBLEMS[kind].advice));
  return new ListFailure('invalid_csv', first ? `${PROBLEMS[first.kind].what}. ${count}` : count, {
    ...(first ? { position: { file: first.file, line: first.line, column: first.column } } : {}),
    advice: [...advice, 'To import the valid rows only, set `on-invalid-row: skip`.'].join(' '),
  });
}

/** `empty keys`; what cannot be counted has no plural. */
function nameOf(kind: ProblemKind, total: number): string {
  const name = kind.replaceAll('_', ' ');
  return total === 1 || kind === 'invalid_utf8' || kind === 'malformed_quoting' ? name : `${name}s`;
}

/** The failure for a list without a key, where that is not allowed. */
export function emptyList({ rows, invalidRows, files }: ListSummary): ListFailure {
  const rejected = invalidRows > 0 ? `, ${invalidRows} of them rejected` : '';
  return new ListFailure(
    'empty_list',
    `The list has no keys: ${files.length} ${files.length === 1 ? 'file' : 'files'}, ${rows} ${rows === 1 ? 'row' : 'rows'}${rejected}.`,
    { advice: 'Check the export. If an empty list is what you mean, set `allow-empty: true`.' },
  );
}
