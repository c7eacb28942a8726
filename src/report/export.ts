/** What an export came to, told everywhere: outputs, annotations, job summary, JSON report. The words of exports are here. */
import type { ErrorCode } from '../failure.ts';
import type { ExportResult, ExportRun } from '../result.ts';
import { bytes, count, number } from '../words.ts';
import { annotationsFor } from './annotations.ts';
import { type Description, FAILURES, failureText } from './describe.ts';
import { known, segment, time } from './facts.ts';
import { keyOf, MESSAGE } from './message.ts';
import { cut, short } from './plain.ts';
import { type PublishContext, publish } from './publish.ts';
import { descriptionBlocks, placeOf } from './summary.ts';

/** Characters of a name in a title. */
const NAME = 60;

/** As `publish`: leaves exactly one error annotation if the run failed, else exactly one notice. */
export async function tellExport(run: ExportRun, context: PublishContext): Promise<void> {
  const { text, warnings } = description(run);
  await publish(
    {
      report: (runUrl) => exportReportOf(run, runUrl),
      outputs: (reportPath) => exportOutputsOf(run, reportPath),
      summary: () => exportSummaryOf(run),
      annotations: (more) =>
        annotationsFor({ failed: statusOf(run) === 'failed', title: titleOf(run), text, warnings }, more),
    },
    context,
  );
}

const statusOf = ({ result }: ExportRun): ExportResult['status'] => result?.status ?? 'failed';
const failureOf = ({ result, failure }: ExportRun): ExportResult['failure'] => failure ?? result?.failure;

/** What is said of an export otherwise than of an import. */
const OTHERS: Readonly<Partial<Record<ErrorCode, string>>> = {
  unsupported_segment: 'the members of this segment cannot be exported',
  timed_out: 'the export did not end in time',
};

const failed = (code: ErrorCode): string => OTHERS[code] ?? FAILURES[code];

const verdictOf = ({ failure }: ExportResult): string => (failure === undefined ? 'exported' : failed(failure.code));

function titleOf({ result, failure }: ExportRun): string {
  if (result === undefined) return `Export failed: ${failed(failure?.code ?? 'internal_error')}`;
  return `${short(result.segmentKey, NAME)} (${short(result.environmentKey, NAME)}): ${verdictOf(result)}`;
}

/** The run in words. One without a result has its failure only. */
function description(run: ExportRun): Description {
  const { result } = run;
  const failure = failureOf(run);
  return {
    status: statusOf(run),
    verdict: result === undefined ? titleOf(run) : verdictOf(result),
    text: failure === undefined ? [outcomeOf(result)] : failureText(failure),
    warnings: result?.warnings ?? [],
    numbers: result === undefined ? [] : numbersOf(result),
    checks: [],
    notes: result === undefined ? [] : notesOf(result),
  };
}

function outcomeOf({ file, members = 0, excluded = 0 }: Partial<ExportResult> = {}): string {
  const { keys = 0, path = '' } = file ?? {};
  const all = keys === members ? count(keys, 'member') : `${number(keys)} of ${count(members, 'member')}`;
  const others =
    excluded === 0
      ? ''
      : ` The segment's ${count(excluded, 'excluded target')} ${excluded === 1 ? 'is' : 'are'} not in it.`;
  return `${all} ${keys === 1 ? 'is' : 'are'} in \`${plainPath(path)}\`.${others} To import it, set \`header: false\`.`;
}

const plainPath = (path: string): string => path.replaceAll('`', "'");

const numbersOf = ({ members, file, leftOut = 0, excluded = 0 }: ExportResult): Description['numbers'] =>
  known(
    members !== undefined && { label: 'Members', value: members },
    file && { label: 'Keys in the file', value: file.keys },
    leftOut > 0 && { label: 'Left out', value: leftOut },
    excluded > 0 && { label: 'Excluded targets', value: excluded },
  );

const notesOf = (result: ExportResult): Description['notes'] =>
  known(
    segment(result),
    result.file && { label: 'File', value: `\`${plainPath(result.file.path)}\`` },
    result.file && {
      label: 'Content',
      value: `${bytes(result.file.bytes)}${result.file.gzip ? ' before compression' : ''}, SHA-256 \`${result.file.sha256}\``,
    },
    time(result),
  );

/** The output `message`: as that of an import, our own words, numbers, codes and the segment's key only. */
export function exportMessageOf(run: ExportRun): string {
  const { result } = run;
  const code = failureOf(run)?.code;
  if (result === undefined) return `${titleOf(run)} (${code}).`;
  const { file, leftOut = 0 } = result;
  const facts = [
    verdictOf(result) + (code === undefined ? '' : ` (${code})`),
    file && count(file.keys, 'key'),
    file && bytes(file.bytes),
    leftOut > 0 && `${number(leftOut)} left out`,
  ];
  return cut(`${keyOf(result)}: ${facts.filter(Boolean).join('; ')}.`, MESSAGE);
}

/** Every output by its name, empty where it does not apply. */
export function exportOutputsOf(run: ExportRun, reportPath: string): Record<string, string> {
  const { file, segmentUrl } = run.result ?? {};
  const text = (value: unknown): string => String(value ?? '');
  return {
    status: statusOf(run),
    'error-code': text(failureOf(run)?.code),
    message: exportMessageOf(run),
    path: text(file?.path),
    keys: text(file?.keys),
    bytes: text(file?.bytes),
    sha256: text(file?.sha256),
    'segment-url': text(segmentUrl),
    'report-path': reportPath,
  };
}

/** The report for machines: docs/export-report.schema.json describes it. What does not apply or is unknown is null. */
export function exportReportOf(run: ExportRun, runUrl?: string) {
  const { result } = run;
  const { file } = result ?? {};
  return {
    version: 1 as const,
    status: statusOf(run),
    errorCode: failureOf(run)?.code ?? null,
    message: exportMessageOf(run),
    failure: failureOf(run) ?? null,
    runUrl: runUrl ?? null,
    projectKey: result?.projectKey ?? null,
    environmentKey: result?.environmentKey ?? null,
    segmentKey: result?.segmentKey ?? null,
    path: file?.path ?? null,
    keys: file?.keys ?? null,
    bytes: file?.bytes ?? null,
    sha256: file?.sha256 ?? null,
    gzip: file?.gzip ?? null,
    members: result?.members ?? null,
    leftOut: result?.leftOut ?? null,
    excluded: result?.excluded ?? null,
    segment: result?.segment ?? null,
    segmentUrl: result?.segmentUrl ?? null,
    warnings: result?.warnings ?? [],
    timings: result?.timings ?? [],
  };
}

/** The Markdown of the job summary. */
export function exportSummaryOf(run: ExportRun): string {
  const place = run.result === undefined ? '' : `${placeOf(run.result)}: `;
  return `${descriptionBlocks(place, description(run), true).join('\n\n')}\n`;
}
