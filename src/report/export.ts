/** What an export came to, published everywhere as an import is. The words of exports are here. */
import { FAILURES } from '../failure.ts';
import type { ExportResult, ExportRun } from '../result.ts';
import { bytes, count, number } from '../words.ts';
import { type Description, failureText, headingOf, keyOf, lineOf, shortHeadingOf } from './describe.ts';
import { fact, quoted, segmentText, timeText } from './facts.ts';
import { pick } from './json.ts';
import { type PublishContext, publish } from './publish.ts';
import { summaryOfOne } from './summary.ts';

/** As `publish`: leaves exactly one error annotation if the run failed, else exactly one notice. */
export async function publishExport(run: ExportRun, context: PublishContext): Promise<void> {
  const description = describe(run);
  const publication = {
    ...description,
    title: began(run) ? shortHeadingOf(run, verdictOf(run)) : description.heading,
    report: (runUrl?: string) => reportOf(run, runUrl),
    outputs: () => outputsOf(run),
    summary: () => summaryOfOne(description),
  };
  await publish(publication, context);
}

const began = (run: ExportRun): run is ExportResult => run.segmentKey !== undefined;
const FAILED = 'Export failed';

const verdictOf = ({ failure }: ExportRun): string => (failure === undefined ? 'exported' : FAILURES[failure.code]);

function describe(run: ExportRun): Description {
  const { status, failure, warnings, timings, file, members, leftOut, excluded } = run;
  const size = file && bytes(file.bytes) + (file.gzip ? ' before compression' : '');
  return {
    status,
    heading: began(run) ? headingOf(run, verdictOf(run)) : `${FAILED}: ${verdictOf(run)}`,
    text: failure === undefined ? [outcomeOf(run)] : failureText(failure),
    warnings,
    facts: [
      fact('end', 'Members', members),
      fact('end', 'Keys in the file', file?.keys),
      fact('end', 'Left out', leftOut || undefined),
      fact('end', 'Excluded targets', excluded || undefined),
      fact('end', 'Segment', segmentText(run), { url: run.segmentUrl }),
      fact('end', 'File', file && quoted(file.path)),
      fact('end', 'Content', file && `${size}, SHA-256 ${quoted(file.sha256)}`),
      fact('end', 'Time', timeText(timings)),
    ].flat(),
  };
}

function outcomeOf({ file, members = 0, excluded = 0 }: ExportRun): string {
  const { keys = 0, path = '' } = file ?? {};
  const all = keys === members ? count(keys, 'member') : `${number(keys)} of ${count(members, 'member')}`;
  const targets = count(excluded, 'excluded target is', 'excluded targets are');
  const others = excluded === 0 ? '' : ` The segment's ${targets} not in it.`;
  const what =
    members === 0
      ? `The segment has no members, so ${quoted(path)} is empty.`
      : `${all} ${keys === 1 ? 'is' : 'are'} in ${quoted(path)}.`;
  const empty = keys === 0 ? ' and `allow-empty: true`' : '';
  return `${what}${others} To import it, set \`header: false\`${empty}.`;
}

/** The output `message`: as that of an import, our own words, numbers, codes and the segment's key only. */
function messageOf(run: ExportRun): string {
  const { file, failure, leftOut = 0 } = run;
  return lineOf(began(run) ? keyOf(run) : FAILED, [
    verdictOf(run) + (failure === undefined ? '' : ` (${failure.code})`),
    file && count(file.keys, 'key'),
    file && bytes(file.bytes),
    leftOut > 0 && `${number(leftOut)} left out`,
  ]);
}

/** The outputs, in camelCase; those that do not apply are null. */
const outputsOf = (run: ExportRun) => ({
  status: run.status,
  errorCode: run.failure?.code ?? null,
  message: messageOf(run),
  ...pick(run.file, ['path', 'keys', 'bytes', 'sha256']),
  ...pick(run, ['segmentUrl']),
});

/** The report for machines: docs/export-report.schema.json describes it. What does not apply or is unknown is null. */
const reportOf = (run: ExportRun, runUrl = null as string | null) => ({
  version: 1 as const,
  ...outputsOf(run),
  runUrl,
  ...pick(run.file, ['gzip']),
  ...pick(run, ['projectKey', 'environmentKey', 'segmentKey', 'segment', 'members', 'excluded', 'leftOut']),
  ...pick(run, ['failure', 'warnings', 'timings']),
});
