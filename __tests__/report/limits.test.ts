/** Whatever the input, GitHub's limits hold: annotations per step, bytes of a summary, characters of a comment. */
import { describe, expect, test } from '@jest/globals';
import { annotate, annotationsOf, endingOf } from '../../src/report/annotations.ts';
import { commentOf, markerOf } from '../../src/report/comment.ts';
import { table, within } from '../../src/report/markdown.ts';
import { summaryOf } from '../../src/report/summary.ts';
import type { RunResult, TargetResult } from '../../src/result.ts';
import { readLog } from '../support/runner-log.ts';
import { recorder } from './recorder.ts';
import { file, list, settings, target } from './situations.ts';

const HUGE = '|`<@🙂'.repeat(20_000);
const ROWS = 100_000;

const many = <T>(length: number, make: (index: number) => T): T[] => Array.from({ length }, (_, index) => make(index));

const invalid = (): TargetResult =>
  target({
    status: 'failed',
    list: list([file('out/beta.csv', ROWS, { keys: 0, invalidRows: ROWS })], {
      problemTotals: { empty_key: ROWS },
      problems: many(ROWS, (index) => ({ file: 'out/beta.csv', line: index + 1, column: 1, kind: 'empty_key' })),
    }),
    failure: { code: 'invalid_csv', message: 'The key list has 100,000 invalid rows.' },
    warnings: many(50, (index) => `Warning ${index}.`),
  });

const FILES = many(3000, (row) => file(`${row}${HUGE.slice(0, 4000)}`, 10));

const monstrous = (index: number): TargetResult =>
  target({
    projectKey: `${index}${HUGE}`,
    environmentKey: HUGE,
    segmentKey: HUGE,
    status: index % 2 === 0 ? 'failed' : 'complete',
    list: list(FILES, {
      invalidRows: 1,
      problemTotals: { empty_key: 1 },
      problems: [{ file: HUGE, line: 1, column: 1, kind: 'empty_key' }],
    }),
    parts: many(500, (part) => ({ keys: part, bytes: part, importId: HUGE.slice(0, 999), importStatus: 'x' })),
    segment: { name: HUGE, contextKind: HUGE, flags: many(1000, () => ({ key: HUGE, name: HUGE })) },
    ...(index % 2 === 0 && {
      failure: {
        code: 'bad_request',
        message: HUGE,
        advice: HUGE,
        state: HUGE,
        api: { code: HUGE, message: `x${HUGE}`, id: HUGE },
      },
    }),
    warnings: many(100, () => HUGE),
    segmentUrl: `https://app.launchdarkly.com/${HUGE}`,
    approvalUrl: `https://app.launchdarkly.com/${HUGE}`,
  });

const INVALID = invalid();

const RUNS: [string, RunResult][] = [
  ['100,000 invalid rows', { targets: [INVALID] }],
  ['100,000 invalid rows in each of fifty lists', { targets: many(50, () => INVALID) }],
  ['huge texts', { targets: [monstrous(0)] }],
  ['huge texts of a success', { targets: [monstrous(1)] }],
  ['fifty targets with huge texts', { targets: many(50, monstrous) }],
  ['a huge failure', { targets: [], failure: { code: 'invalid_input', message: HUGE, advice: HUGE } }],
];

describe.each(RUNS)('%s', (_name, run) => {
  test('the summary stays below 900 KiB, and its tags are closed', () => {
    const text = summaryOf(run);
    expect(Buffer.byteLength(text)).toBeLessThan(900 * 1024);
    balanced(text);
  });

  test('the comment stays below 65,536 characters, and its tags are closed', () => {
    const marker = markerOf(settings(run.targets, { baseUri: HUGE }), {});
    const text = commentOf(run, marker, { GITHUB_SHA: 'a'.repeat(40) }, commentOf(run, marker, {}));
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(text.startsWith(`${marker}\n### `)).toBe(true);
    balanced(text);
  });

  test('annotations: ten of a level, one error or one notice', () => {
    const core = recorder();
    annotate(core, annotationsOf(endingOf(run)));
    const { annotations } = readLog(core.text());
    const levels = annotations.map(({ level }) => level);
    expect(levels.filter((level) => level === 'warning').length).toBeLessThanOrEqual(10);
    expect(levels.filter((level) => level !== 'warning')).toHaveLength(1);
    for (const { message, title = '' } of annotations) {
      expect(message.length).toBeLessThan(20_000);
      expect(title.length).toBeLessThan(250);
    }
  });
});

function balanced(text: string): void {
  for (const tag of ['details', 'summary', 'code', 'b', 'a', 'sub']) {
    const opened = text.match(new RegExp(`<${tag}[ >]`, 'g')) ?? [];
    expect([tag, text.split(`</${tag}>`).length - 1]).toEqual([tag, opened.length]);
  }
}

test('what is left out is counted', () => {
  const run = { targets: [INVALID] };
  expect(summaryOf(run)).toMatch(/… and \d+,?\d* more/);
  expect(
    table(
      { A: (index) => `row ${index}` },
      many(100, (index) => index),
      200,
    ),
  ).toMatch(/\| row 3 \|\n[\s\S]*\| … and \d+ more \|$/);
  expect(within(['aaaa', 'bbbb', 'cccc'], String, 11, (left) => `+${left}`)).toBe('aaaabbbb+1');
  expect(within(['aaaa', 'bbbb'], String, 100, (left) => `+${left}`)).toBe('aaaabbbb');
});

test('all row problems are in the total, seven at their places', () => {
  const warnings = annotationsOf(endingOf({ targets: [INVALID] })).filter(({ level }) => level === 'warning');
  expect(warnings.filter(({ file }) => file !== undefined)).toHaveLength(7);
  expect(warnings[0]).toMatchObject({
    title: 'Invalid row (1 of 100,000)',
    message: 'out/beta.csv:1:1: the key is empty. 100,000 invalid rows: in 100,000 rows the key is empty.',
    file: 'out/beta.csv',
    startLine: 1,
    startColumn: 1,
  });
  expect(warnings.at(-1)?.message).toMatch(/^… and 48 more warnings/);
});

test('a warning that is nowhere else has its place beside all rows and what the log has shown', () => {
  const { rows = [] } = endingOf({ targets: [INVALID] });
  const outcome = { status: 'failed', title: '', text: [], rows } as const;
  const shown = new Set(['a', 'b', 'c']);
  const levels = (warnings: string[]): string[] =>
    annotationsOf({ ...outcome, warnings }, shown).map(({ level, message }) => (level === 'warning' ? message : level));
  expect(levels(['a', 'b', 'c', 'nowhere else']).slice(-2)).toEqual(['nowhere else', 'error']);
  expect(levels(['a', 'b', 'c', 'nowhere else'])).toHaveLength(8);
  expect(levels(['a', 'b', 'c'])).toHaveLength(8);
});
