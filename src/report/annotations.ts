/**
 * What GitHub shows beside a run. It keeps ten annotations of a level per step and drops the rest unseen, so warnings
 * have a budget: seven for rows of the list, the others for everything else.
 */
import type { AnnotationProperties } from '@actions/core';
import type { RunResult, TargetResult } from '../result.ts';
import { count, number } from '../words.ts';
import type { Core } from './core.ts';
import { rowText, rowTotals, textOf, titleOf, warningText } from './describe.ts';
import { cut, harmless, oneLine } from './plain.ts';
import { statusOf } from './status.ts';

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

export interface AnnotationContext {
  /** Texts of warnings that the log has shown as annotations already. */
  annotated?: ReadonlySet<string>;
  /** Warnings about the reporting itself. */
  extra?: readonly string[];
  /** Sentences that the notice ends with. */
  remarks?: readonly string[];
}

/** What a run came to, as annotations need it. */
interface Outcome {
  failed: boolean;
  title: string;
  text: readonly string[];
  warnings: readonly string[];
  rows?: readonly Annotation[];
}

/** The annotations that end a run: one error or one notice, and the warnings that there is room for. */
export function annotationsFor(
  { failed, title, text, warnings, rows = [] }: Outcome,
  { annotated = new Set(), extra = [], remarks = [] }: AnnotationContext = {},
): Annotation[] {
  const others = [...new Set([...warnings, ...extra])].filter((warning) => !annotated.has(warning));
  const lines = failed ? text : [...text, ...remarks];
  return [
    ...rows,
    ...limited(others, WARNINGS - rows.length - annotated.size),
    { level: failed ? 'error' : 'notice', title, message: lines.join('\n') },
    ...(failed ? remarks : []).map((message): Annotation => ({ level: 'notice', message })),
  ];
}

/** Those of a run of the import action. */
export const annotationsOf = (run: RunResult, context?: AnnotationContext): Annotation[] =>
  annotationsFor(
    {
      failed: statusOf(run) === 'failed',
      title: titleOf(run),
      text: textOf(run),
      warnings: run.targets.flatMap((target) => target.warnings.map((text) => warningText(run.targets, target, text))),
      rows: rowWarnings(run.targets),
    },
    context,
  );

/** Sends annotations to the log, made harmless. */
export function annotate(core: Core, annotations: readonly Annotation[]): void {
  for (const { level, message, title, file, ...place } of annotations) {
    core[level](harmless(cut(message, MESSAGE)), {
      ...place,
      ...(file !== undefined && { file: harmless(oneLine(file)) }),
      ...(title !== undefined && { title: cut(harmless(oneLine(title)), TITLE) }),
    });
  }
}

/** The first problems of the lists at their places; those of a list that several targets share appear once. */
function rowWarnings(targets: readonly TargetResult[]): Annotation[] {
  const lists = targets.flatMap(({ list }) => (list && list.problems.length > 0 ? [list] : []));
  const problems = new Map(
    lists.flatMap((list) => list.problems.slice(0, ROW_WARNINGS).map((row) => [rowText(row).place, { row, list }])),
  );
  return [...problems.values()].slice(0, ROW_WARNINGS).map(({ row, list }, index) => {
    const which = problems.size > list.problems.length ? 'one' : number(index + 1);
    const title = list.invalidRows === 1 ? 'Invalid row' : `Invalid row (${which} of ${number(list.invalidRows)})`;
    const totals = index === 0 && list.invalidRows > 1 ? ` ${rowTotals(list)}` : '';
    const place = { file: row.file, startLine: row.line, startColumn: row.column };
    return { level: 'warning', title, message: rowText(row).message + totals, ...place };
  });
}

function limited(texts: readonly string[], room: number): Annotation[] {
  const shown = texts.length <= room ? texts : texts.slice(0, Math.max(0, room - 1));
  const left = texts.length - shown.length;
  const more = `… and ${count(left, 'more warning')}: the job summary and the report have all of them.`;
  return [...shown, ...(left > 0 && room > 0 ? [more] : [])].map((message) => ({ level: 'warning', message }));
}
