/** A whole run in Markdown: what the job summary and the comment have in common. Pure. */
import type { RunResult, TargetResult } from '../result.ts';
import { failureTitle } from './failures.ts';
import { count, plural } from './format.ts';
import { type Column, code, folded, joinWithin, link, prose, size, table } from './markdown.ts';
import { statusOf } from './outcome.ts';
import { failureBlock, ICONS, place, targetBlocks } from './section.ts';
import { tally, verdict } from './words.ts';

/** A whole run in at most `maxBytes` bytes of Markdown. */
export function documentOf(run: RunResult, maxBytes: number): string {
  const only = run.targets.length === 1 && !run.failure ? run.targets[0] : undefined;
  if (only)
    return joinWithin(
      targetBlocks(only, maxBytes / 4),
      (block) => block,
      maxBytes,
      (left) => `… and ${plural(left, 'more section')}: see the report.`,
    );
  const heading = `### ${ICONS[statusOf(run)]} ${headline(run)}`;
  const blocks = [heading];
  if (run.failure) blocks.push(failureBlock(run.failure));
  if (run.targets.length > 0) blocks.push(overview(run, maxBytes / 2));
  const details = (targets: readonly TargetResult[], room: number): string =>
    joinWithin(
      targets,
      (target) => detail(target, maxBytes / 16),
      room,
      (left) => `… and the details of ${plural(left, 'more segment')}: see the report.`,
    );
  // Failures first and open: if something must be left out, it is not them.
  const failed = run.targets.filter((target) => target.status === 'failed');
  const others = run.targets.filter((target) => target.status !== 'failed');
  if (failed.length > 0) blocks.push(details(failed, maxBytes / 3));
  const left = maxBytes - size(blocks.join('\n\n')) - 200;
  if (others.length > 0) blocks.push(folded(`Details of ${plural(others.length, 'segment')}`, details(others, left)));
  return blocks.join('\n\n');
}

const detail = (target: TargetResult, tableBytes: number): string =>
  folded(
    `${ICONS[target.status]} ${place(target)}: ${prose(verdict(target))}`,
    targetBlocks(target, tableBytes).slice(1).join('\n\n'),
    target.status === 'failed',
  );

function headline(run: RunResult): string {
  if (run.failure) return `LaunchDarkly segment import: ${prose(failureTitle(run.failure))}`;
  return `${plural(run.targets.length, 'LaunchDarkly segment')}: ${prose(tally(run.targets))}`;
}

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
  const cells = (target: TargetResult): string[] => [
    `${projects ? `${code(target.projectKey, 60)} / ` : ''}${code(target.environmentKey, 60)} / ${link(code(target.segmentKey, 60), target.segmentUrl)}`,
    `${ICONS[target.status]} ${prose(verdict(target))}`,
    number(target.list?.keys),
    number(target.membersBefore),
    number(target.membersAfter),
    ...(exact ? [number(target.added), number(target.removed)] : []),
  ];
  return table(columns, run.targets, cells, maxBytes);
}
