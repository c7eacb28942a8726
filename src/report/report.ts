/** One result of the import action, published everywhere: outputs, annotations, job summary, JSON report, comment. */
import type { RunResult } from '../result.ts';
import type { Settings } from '../settings.ts';
import { rowWarnings } from './annotations.ts';
import { comment, commentOf, markerOf, type Place } from './comment.ts';
import { textOf, titleOf, warningText } from './describe.ts';
import { outputsOf, reportOf } from './json.ts';
import { logOverview } from './log.ts';
import { type PublishContext, publish } from './publish.ts';
import { statusOf } from './status.ts';
import { summaryOf } from './summary.ts';

export interface ImportContext extends PublishContext {
  /** Absent if the inputs were not valid. */
  settings?: (Place & Pick<Settings, 'commentOnPr' | 'githubToken' | 'prNumber'>) | undefined;
}

/** What a run came to, as annotations need it. */
export const outcomeOf = (run: RunResult) => ({
  status: statusOf(run),
  title: titleOf(run),
  text: textOf(run),
  warnings: run.targets.flatMap((target) => target.warnings.map((text) => warningText(run.targets, target, text))),
  rows: rowWarnings(run.targets),
});

/** As `publish`: leaves exactly one error annotation if the run failed, else exactly one notice. */
export async function publishImport(run: RunResult, context: ImportContext): Promise<void> {
  const { core, env, settings, signal } = context;
  if (run.targets.length > 1) logOverview(run, core);
  const publication = {
    ...outcomeOf(run),
    report: (runUrl?: string) => reportOf(run, runUrl),
    outputs: () => outputsOf(run),
    summary: () => summaryOf(run),
    async comment() {
      if (!settings?.commentOnPr || signal.aborted) return;
      const marker = markerOf(settings, env);
      await comment((before) => commentOf(run, marker, env, before), marker, settings, context);
    },
  };
  await publish(publication, context);
}
