/** Where a run is published, whichever action it was: report, outputs, job summary, comment, and annotations at the end. */
import { withGrace } from '../grace.ts';
import type { RunResult } from '../result.ts';
import type { Settings } from '../settings.ts';
import { kebab } from '../words.ts';
import { annotate, annotationsOf, type Ending, endingOf } from './annotations.ts';
import { comment } from './comment.ts';
import type { Runner } from './core.ts';
import { runUrlOf } from './github.ts';
import { outputsOf, reportOf, writeReport } from './json.ts';
import { type Log, logOverview } from './log.ts';
import { summaryOf } from './summary.ts';

export interface PublishContext extends Runner {
  /** The log of the run, closed. */
  log?: Pick<Log, 'annotated'> | undefined;
  /** What a person should know although no result says it. */
  warnings?: readonly string[] | undefined;
}

/** What one result is in each place. */
interface Publication extends Ending {
  report(runUrl: string | undefined): object;
  /** By their names in camelCase; those that do not apply are null or undefined. */
  outputs(): Readonly<Record<string, unknown>>;
  /** Markdown. */
  summary(): string;
  comment?: (() => Promise<void>) | undefined;
}

/** How long anything is still waited for after a cancellation, in milliseconds. */
const PATIENCE_MS = 750;

/**
 * As `publish`: leaves exactly one error annotation if the run failed, else exactly one notice.
 * @param settings absent if the inputs were not valid
 */
export async function publishImport(run: RunResult, context: PublishContext, settings?: Settings): Promise<void> {
  if (run.targets.length > 1) logOverview(run, context.core);
  const publication = {
    ...endingOf(run),
    report: (runUrl?: string) => reportOf(run, runUrl),
    outputs: () => outputsOf(run),
    summary: () => summaryOf(run),
    comment: settings?.commentOnPr ? () => comment(run, settings, context) : undefined,
  };
  await publish(publication, context);
}

/**
 * Says to people and machines what a run came to. Never rejects, and never changes what the run came to: what cannot be
 * written is a warning. The exit code is for the caller to set (`process.exitCode`, not `setFailed`, which would add an
 * error of its own).
 */
export async function publish(publication: Publication, context: PublishContext): Promise<void> {
  const { core, env, log, signal } = context;
  const own = [...(context.warnings ?? [])];
  const attempt = async (what: string, action: () => Promise<void>): Promise<void> => {
    try {
      await withGrace(action(), signal, PATIENCE_MS);
    } catch (error) {
      const late = signal.aborted && error === signal.reason;
      const reason = late ? 'the disk did not answer in time.' : (error as Error).message;
      own.push(`The ${what} could not be written: ${reason}`);
    }
  };

  let reportPath = '';
  await attempt('report', async () => {
    reportPath = await writeReport(publication.report(runUrlOf(env)), env.RUNNER_TEMP);
  });
  // Without its file, @actions/core prints outputs to the log in a way that GitHub no longer accepts.
  if (env.GITHUB_OUTPUT) {
    await attempt('outputs', async () => {
      const outputs = { ...publication.outputs(), reportPath };
      for (const [name, value] of Object.entries(outputs)) core.setOutput(kebab(name), value);
    });
  } else if (reportPath !== '') core.info(`Report: ${reportPath}`);
  if (env.GITHUB_STEP_SUMMARY) {
    await attempt('job summary', async () => {
      core.summary.addRaw(publication.summary());
      await core.summary.write();
    });
  }
  if (publication.comment && !signal.aborted) await attempt('comment', publication.comment);
  annotate(core, annotationsOf({ ...publication, warnings: [...own, ...publication.warnings] }, log?.annotated));
}
