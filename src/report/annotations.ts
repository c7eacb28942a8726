/**
 * What GitHub shows beside a run. It keeps ten annotations of a level per step and drops the rest unseen, so warnings
 * have a budget: seven for rows of the list, the others for everything else.
 */
import type { AnnotationProperties } from '@actions/core';
import type { RunResult, TargetResult } from '../result.ts';
import type { Core } from './core.ts';
import { failureInWords, failureTitle } from './failures.ts';
import { count, plural } from './format.ts';
import { statusOf } from './outcome.ts';
import { cut, harmless, oneLine } from './plain.ts';
import { labelOf, nameOf, outcomeInWords, PROBLEMS, problemsInWords, tally, verdict, warningText } from './words.ts';

const WARNINGS = 10;
const ROW_WARNINGS = 7;
/** How many warnings the log may show as annotations while the run goes on. */
export const LIVE_WARNINGS = WARNINGS - ROW_WARNINGS;

/** Characters of an annotation; GitHub's own limit is 64 KiB. */
const MESSAGE = 8000;

interface Annotation extends AnnotationProperties {
  level: 'error' | 'warning' | 'notice';
  message: string;
}

/**
 * The annotations that end a run: one error or one notice, and the warnings that there is room for.
 * @param annotated texts of warnings that the log has shown as annotations already
 * @param extra warnings about the reporting itself
 * @param remarks sentences that the notice ends with
 */
export function annotationsOf(
  run: RunResult,
  { annotated = new Set(), extra = [], remarks = [] }: AnnotationContext = {},
): Annotation[] {
  const rows = rowWarnings(run.targets);
  const texts = [
    ...run.targets.flatMap((target) => target.warnings.map((text) => warningText(run.targets, target, text))),
    ...extra,
  ];
  const others = [...new Set(texts)].filter((text) => !annotated.has(text));
  return [
    ...rows,
    ...limited(others, WARNINGS - rows.length - annotated.size),
    ...(statusOf(run) === 'failed' ? [failureOf(run), ...remarks.map(notice)] : [successOf(run, remarks)]),
  ];
}

export interface AnnotationContext {
  annotated?: ReadonlySet<string>;
  extra?: readonly string[];
  remarks?: readonly string[];
}

/** Sends annotations to the log, made harmless. */
export function annotate(core: Core, annotations: readonly Annotation[]): void {
  for (const { level, message, title, file, ...place } of annotations) {
    core[level](harmless(cut(message, MESSAGE)), {
      ...place,
      ...(file !== undefined && { file: harmless(oneLine(file)) }),
      ...(title !== undefined && { title: cut(harmless(oneLine(title)), 120) }),
    });
  }
}

function failureOf(run: RunResult): Annotation {
  const failed = run.targets.filter((target) => target.failure);
  const [first] = failed;
  if (run.failure)
    return {
      level: 'error',
      title: `Import failed: ${failureTitle(run.failure)}`,
      message: failureInWords(run.failure),
    };
  if (run.targets.length === 1 && first?.failure) {
    return { level: 'error', title: `${nameOf(first)}: ${verdict(first)}`, message: failureInWords(first.failure) };
  }
  return {
    level: 'error',
    title: `${count(failed.length)} of ${plural(run.targets.length, 'segment')} failed`,
    // All names first, since a long message is cut off.
    message: [
      `Failed: ${failed.map((target) => labelOf(run.targets, target)).join(', ')}.`,
      ...failed.map(
        (target) => `${labelOf(run.targets, target)}: ${failureInWords(target.failure!).replaceAll('\n', ' ')}`,
      ),
    ].join('\n'),
  };
}

function successOf(run: RunResult, remarks: readonly string[]): Annotation {
  const [first] = run.targets;
  if (run.targets.length === 1 && first) {
    return {
      level: 'notice',
      title: `${nameOf(first)}: ${verdict(first)}`,
      message: [outcomeInWords(first), ...verified(first), ...remarks].join('\n'),
    };
  }
  return {
    level: 'notice',
    title: `${plural(run.targets.length, 'segment')}: ${tally(run.targets)}`,
    message: [
      ...run.targets.slice(0, 50).map((target) => `${labelOf(run.targets, target)}: ${outcomeInWords(target)}`),
      ...remarks,
    ].join('\n'),
  };
}

/** Whether what is said of a finished import was checked. */
function verified({ status, verification }: TargetResult): string[] {
  if (status !== 'complete' || verification === undefined) return [];
  if (verification.verdict === 'skipped') return ['Not verified.'];
  return verification.verdict === 'passed'
    ? [`Verified by count and ${plural(verification.sampled, 'looked-up key')}.`]
    : [];
}

const notice = (message: string): Annotation => ({ level: 'notice', message });

/** The first problems of the lists at their places; a list that several targets share is told once. */
function rowWarnings(targets: readonly TargetResult[]): Annotation[] {
  const lists = targets.flatMap((target) => (target.list && target.list.problems.length > 0 ? [target.list] : []));
  const problems = new Map(
    lists.flatMap((list) =>
      list.problems.slice(0, ROW_WARNINGS).map((row) => [`${row.file}:${row.line}:${row.column}`, { row, list }]),
    ),
  );
  return [...problems.values()].slice(0, ROW_WARNINGS).map(({ row, list }, index) => ({
    level: 'warning',
    title:
      list.invalidRows === 1
        ? 'Invalid row'
        : `Invalid row (${problems.size > list.problems.length ? 'one' : index + 1} of ${count(list.invalidRows)})`,
    message: `${PROBLEMS[row.kind]}${index === 0 && list.invalidRows > 1 ? ` In all: ${problemsInWords(list)}.` : ''}`,
    file: row.file,
    startLine: row.line,
    startColumn: row.column,
  }));
}

function limited(texts: readonly string[], room: number): Annotation[] {
  const shown = texts.length <= room ? texts : texts.slice(0, Math.max(0, room - 1));
  const left = texts.length - shown.length;
  const all =
    left > 0 && room > 0
      ? [...shown, `… and ${plural(left, 'more warning')}: the job summary and the report have all of them.`]
      : shown;
  return all.map((message) => ({ level: 'warning', message }));
}
