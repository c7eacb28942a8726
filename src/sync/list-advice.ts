/** What to do about a list that cannot be used, in the words of the inputs that ask for it. */
import type { Hint, ListFailure } from '../list/index.ts';
import type { ListSummary, ProblemKind } from '../result.ts';
import type { TargetSettings } from '../settings.ts';

/** What to change in the export, by the kind of problem that a row has. */
export const ROW_ADVICE: Readonly<Record<ProblemKind, string>> = {
  missing_column: 'Check `key-column` and `delimiter`, or export every row with all of its columns.',
  empty_key: "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> '').",
  control_character: 'Clean the key column in the export, and check that `delimiter` is right.',
  invalid_utf8: 'Export the file as UTF-8, not as Latin-1 or Windows-1252.',
  malformed_quoting:
    'Quote a field as a whole or not at all, and double each quote inside a quoted field (RFC 4180), as CSV exporters do.',
  placeholder: "Leave rows without a key out of the export (WHERE key IS NOT NULL AND key <> '').",
};

const ADVICE: Readonly<Record<Exclude<Hint, 'invalid_rows'>, string>> = {
  no_match:
    'Check the path in `csv-path`, and that an earlier step of the same job made or downloaded the file. ' +
    'Of a folder, names that begin with `_` or `.` do not count, and no wildcard stands for a `.` at the beginning of a name.',
  long_pattern: 'Write one path or glob per line of `csv-path`.',
  many_patterns: 'Use `*` instead of some of the braces in `csv-path`.',
  many_names: 'Name the directory of the list in `csv-path`.',
  irregular_file: 'Write the list to a regular file first.',
  unreadable_file: 'Check that the file exists until this step ends and that the runner may read it.',
  changed_file: 'Start this step when the export is finished.',
  damaged_compression: 'Write or download the file again, and check it with `gzip -t` or `zstd -t`.',
  large_window: 'Compress the list without `--long` and `--ultra`.',
  old_node: 'Run the action with Node 22.15 or later, or compress the list with gzip.',
  not_text: 'Export the list as CSV text in UTF-8, plain or compressed with gzip or zstd.',
  list_on_one_line:
    'Write one key per line, and check `delimiter`. If it is a row of a wide table, write its header row above it.',
  long_row: 'Check that this is a CSV file with a line per row.',
  unclosed_quote:
    'Check that the file is complete, that quotes inside a quoted field are doubled (RFC 4180), and that `delimiter` is right.',
  other_delimiter: 'Set `delimiter` to that character (a tab is `tab`), or `header` to `false` if that row is a key.',
  missing_name:
    'Write `key-column` exactly as the header row has it, check `delimiter`, or give the number of the column.',
  ambiguous_name: 'Give the number of the column as `key-column`, with `header: true`.',
  large_key: 'Check that `key-column` names the right column.',
  no_keys: 'Check the export. If the list is meant to be empty, set `allow-empty: true`.',
  not_written:
    "Check that the runner's temporary directory (RUNNER_TEMP) is writable and has room for the whole list, twice if " +
    'keys are repeated.',
};

/** The failure with what to do about it; without a hint it stays as it is. */
export function adviceOnList(error: ListFailure, { mode }: Pick<TargetSettings, 'mode'>): ListFailure {
  const { hint, summary } = error;
  if (hint === undefined) return error;
  if (hint === 'no_keys' && mode === 'replace')
    return error.with({ advice: `${ADVICE[hint]} A \`replace\` then removes all members.` });
  if (hint !== 'invalid_rows') return error.with({ advice: ADVICE[hint] });
  const kinds = Object.entries(ROW_ADVICE).filter(([kind]) => summary?.problemTotals[kind as ProblemKind]);
  const advice = new Set([
    ...kinds.map(([, text]) => text),
    'To import the valid rows only, set `on-invalid-row: skip`.',
  ]);
  return error.with({ advice: [...advice].join(' ') });
}

/** Files that a warning names. */
const FILES = 3;

/** The warning about first rows that were kept as keys although they look like header rows, without showing them. */
export function headerWarning({ files }: ListSummary): string | undefined {
  const names = files.filter(({ header }) => header === 'suspicious').map(({ path }) => path);
  if (names.length === 0) return undefined;
  const more = names.length > FILES ? ` and ${names.length - FILES} more` : '';
  return (
    `The first row looks like a header row and was kept as a key: ${names.slice(0, FILES).join(', ')}${more}. ` +
    'If it is one, set `header: true`; if it is a key, `header: false`.'
  );
}
