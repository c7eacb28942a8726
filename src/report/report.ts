/** One result of the import action, told everywhere: outputs, annotations, job summary, JSON report, comment. */
import type { RunResult } from '../result.ts';
import type { Settings } from '../settings.ts';
import { annotationsOf } from './annotations.ts';
import { comment, commentOf, markerOf, type Place } from './comment.ts';
import { reportOf } from './json.ts';
import { logOverview } from './log.ts';
import { outputsOf } from './outputs.ts';
import { type PublishContext, publish } from './publish.ts';
import { summaryOf } from './summary.ts';

export interface TellContext extends PublishContext {
  /** Absent if the inputs were not valid. */
  settings?: (Place & Pick<Settings, 'commentOnPr' | 'githubToken' | 'prNumber'>) | undefined;
}

/** As `publish`: leaves exactly one error annotation if the run failed, else exactly one notice. */
export async function tell(run: RunResult, context: TellContext): Promise<void> {
  await publish(
    {
      report: (runUrl) => reportOf(run, runUrl),
      outputs: (reportPath) => outputsOf(run, reportPath),
      summary: () => summaryOf(run),
      also: async () => {
        const told = await commentOn(run, context);
        if (run.targets.length > 1) logOverview(run, context.core);
        return { warning: told.failed, remark: told.skipped };
      },
      annotations: (more) => annotationsOf(run, more),
    },
    context,
  );
}

/** Keeps the comment on the pull request, if there is to be one. */
async function commentOn(
  run: RunResult,
  { settings, env, signal }: TellContext,
): Promise<{ failed?: string; skipped?: string }> {
  if (!settings?.commentOnPr || signal?.aborted) return {};
  const marker = markerOf(settings, env);
  const body = (before?: string): string => commentOf(run, marker, env, before);
  return await comment(body, marker, { ...settings, env, signal });
}
