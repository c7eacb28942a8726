/** Where a run is told, whichever action it was: report, outputs, job summary, and annotations at the end. */
import { withGrace } from '../grace.ts';
import { type Annotation, type AnnotationContext, annotate } from './annotations.ts';
import type { Core } from './core.ts';
import { runUrlOf } from './github.ts';
import { writeReport } from './json.ts';
import type { Log } from './log.ts';

export interface PublishContext {
  core: Core;
  env: Readonly<Record<string, string | undefined>>;
  /** The log of the run, closed. */
  log?: Pick<Log, 'annotated'> | undefined;
  /** What a person should know and no result says. */
  warnings?: readonly string[] | undefined;
  /** Aborts when the run is cancelled: ends waiting for a disk that does not answer. */
  signal?: AbortSignal | undefined;
}

/** What one result is in each place. */
export interface Publication {
  report(runUrl: string | undefined): object;
  outputs(reportPath: string): Record<string, string>;
  /** Markdown. */
  summary(): string;
  /** What else is to be done, and what came of it: warnings, and sentences that the notice ends with. */
  also?(): Promise<{ warning?: string | undefined; remark?: string | undefined }>;
  annotations(context: AnnotationContext): readonly Annotation[];
}

/** So many milliseconds after a cancellation nothing is waited for any more. */
const PATIENCE_MS = 750;

/**
 * Tells people and machines what a run came to. Never rejects, and never changes what the run came to: what cannot be
 * written is a warning. The exit code is for the caller to set (`process.exitCode`, not `setFailed`, which would add an
 * error of its own).
 */
export async function publish(publication: Publication, context: PublishContext): Promise<void> {
  const { core, env, log, warnings = [], signal } = context;
  const extra: string[] = [];
  const attempt = async (what: string, action: () => unknown): Promise<void> => {
    try {
      const work = Promise.resolve(action());
      await (signal ? withGrace(work, signal, PATIENCE_MS) : work);
    } catch (error) {
      const late = signal?.aborted && error === signal.reason;
      extra.push(
        `The ${what} could not be written: ${late ? 'the disk did not answer in time.' : (error as Error).message}`,
      );
    }
  };

  let reportPath = '';
  await attempt('report', async () => {
    reportPath = await writeReport(publication.report(runUrlOf(env)), env.RUNNER_TEMP);
  });
  // Without its file, @actions/core prints outputs to the log in a way that GitHub no longer accepts.
  if (env.GITHUB_OUTPUT) {
    await attempt('outputs', () => {
      for (const [name, value] of Object.entries(publication.outputs(reportPath))) core.setOutput(name, value);
    });
  } else if (reportPath !== '') core.info(`Report: ${reportPath}`);
  if (env.GITHUB_STEP_SUMMARY) {
    await attempt('job summary', async () => {
      core.summary.addRaw(publication.summary());
      await core.summary.write();
    });
  }
  const { warning, remark } = (await publication.also?.()) ?? {};
  if (warning !== undefined) extra.push(warning);
  const remarks = remark === undefined ? [] : [remark];
  annotate(
    core,
    publication.annotations({ annotated: log?.annotated ?? new Set(), extra: [...warnings, ...extra], remarks }),
  );
}
