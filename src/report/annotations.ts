/**
 * What GitHub shows beside a run. It keeps ten annotations of a level per step and drops the rest unseen, so warnings
 * have a budget: seven for rows of the list, the others for everything else.
 */
import type { AnnotationProperties } from '@actions/core';
import type { RunResult, TargetResult } from '../result.ts';
import { count, number, placeOf, ROW_PROBLEMS, rowTotals } from '../words.ts';
import type { Core } from './core.ts';
import { type Description, textOf, titleOf, warningText } from './describe.ts';
import { statusOf } from './outcome.ts';
import { cut, harmless, oneLine } from './plain.ts';

const WARNINGS = 10;
const ROW_WARNINGS = 7;
/** How many warnings the log may show as annotations while the run goes on. */
export const LIVE_WARNINGS = WARNINGS - ROW_WARNINGS;

/** Characters of an annotation; GitHub's own limit is 64 KiB. */
const MESSAGE = 8000;
const TITLE = 120;

export interface Annotation extends AnnotationProperties {
  level: 'error' | 'warning' | 'notice';
  message: string;
}

/** What a run came to, as annotations need it. */
export interface Ending extends Pick<Description, 'status' | 'text' | 'warnings'> {
  title: string;
  /** Those of a list. */
  rows?: readonly Annotation[];
}

export const endingOf = (run: RunResult): Ending => ({
  status: statusOf(run),
  title: titleOf(run),
  text: textOf(run),
  warnings: run.targets.flatMap((target) => target.warnings.map((text) => warningText(run.targets, target, text))),
  rows: rowWarnings(run.targets),
});

/**
 * The annotations that end a run: one error or one notice, and the warnings that there is room for.
 * @param annotated warnings that the log has shown as annotations already
 */
export function annotationsOf(ending: Ending, annotated: ReadonlySet<string> = new Set()): Annotation[] {
  const { status, title, text, rows = [] } = ending;
  const others = [...new Set(ending.warnings)].filter((warning) => !annotated.has(warning));
  const room = WARNINGS - annotated.size;
  // All rows are in the summary, but a warning that the summary could not be written has no other place.
  const shown = rows.slice(0, others.length > 0 ? room - 1 : room);
  return [
    ...shown,
    ...limited(others, room - shown.length).map((message) => ({ level: 'warning' as const, message })),
    { level: status === 'failed' ? 'error' : 'notice', title, message: text.join('\n') },
  ];
}

/** Sends annotations to the log, made harmless. */
export function annotate(core: Pick<Core, Annotation['level']>, annotations: readonly Annotation[]): void {
  for (const { level, message, title = '', file = '', ...place } of annotations) {
    core[level](harmless(cut(message, MESSAGE)), {
      ...place,
      file: harmless(oneLine(file)),
      title: cut(harmless(oneLine(title)), TITLE),
    });
  }
}

/** The first problems of the lists at their places; those of a list that several targets share appear once. */
function rowWarnings(targets: readonly TargetResult[]): Annotation[] {
  const lists = targets.flatMap(({ list }) => list ?? []);
  const problems = new Map(
    lists.flatMap((list) => list.problems.slice(0, ROW_WARNINGS).map((row) => [placeOf(row), { row, list }])),
  );
  return [...problems.values()].slice(0, ROW_WARNINGS).map(({ row, list }, index) => {
    const which = problems.size > list.problems.length ? 'one' : number(index + 1);
    const title = list.invalidRows === 1 ? 'Invalid row' : `Invalid row (${which} of ${number(list.invalidRows)})`;
    const totals = index === 0 && list.invalidRows > 1 ? ` ${rowTotals(list)}` : '';
    // The log shows no more of an annotation than its text.
    const message = `${placeOf(row)}: ${ROW_PROBLEMS[row.kind]}.${totals}`;
    return { level: 'warning', title, message, file: row.file, startLine: row.line, startColumn: row.column };
  });
}

function limited(texts: readonly string[], room: number): readonly string[] {
  if (texts.length <= room) return texts;
  const more = count(texts.length - room + 1, 'more warning');
  return [...texts.slice(0, room - 1), `… and ${more}: the job summary and the report have all of them.`];
}
