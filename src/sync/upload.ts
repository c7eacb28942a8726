/**
 * Sends parts one after another, each finished before the next: LaunchDarkly runs one import at a time in an environment.
 */
import { Failure } from '../failure.ts';
import { sleep } from '../launchdarkly/deadline.ts';
import { pollDelay, startImport, waitForImport } from '../launchdarkly/imports.ts';
import { getSegment } from '../launchdarkly/segments.ts';
import type { Part } from '../list/part.ts';
import type { Mode } from '../settings.ts';
import type { TargetRun } from './run.ts';
import { showable, showableId } from './showable.ts';

/** What one import takes: a part of a list. */
export type Upload = Pick<Part, 'bytes' | 'keys' | 'open'>;

export interface Uploads {
  parts: readonly Upload[];
  /** One for each part. */
  modes: readonly Mode[];
  /** Called before each attempt to upload while this run has changed nothing yet; throwing ends it. */
  beforeFirstChange: () => Promise<unknown>;
  /** Something else follows that needs the last part too: wait for it whatever the settings say. */
  waitForAll?: boolean;
}

export interface Uploaded {
  outcome: 'complete' | 'submitted' | 'pending_approval';
  /** Success cannot be told from the imports alone: an answer was lost between parts, or an import had no ID. */
  mustVerify: boolean;
  /** The last import's ID, as LaunchDarkly wrote it. */
  importId?: string;
}

/**
 * Imports all parts and waits as the settings say.
 * @throws Failure of the request, `import_stopped`, `approval_required` or `timed_out`
 */
export async function uploadParts(run: TargetRun, uploads: Uploads): Promise<Uploaded> {
  const { parts, waitForAll = false } = uploads;
  run.result.parts = parts.map(({ keys, bytes }) => ({ keys, bytes }));
  let mustVerify = false;
  for (const index of parts.keys()) {
    const last = index === parts.length - 1;
    const started = await run.timed('upload', () => uploadPart(run, uploads, index));
    // A late copy of a lost replace could arrive after the next part and undo it.
    if (started.answerLost && parts.length > 1 && uploads.modes.includes('replace')) mustVerify = true;
    if (last && !waitForAll && !run.settings.wait && !run.settings.requestApproval)
      return { outcome: 'submitted', mustVerify };
    const end = await run.timed('wait', () => waitForPart(run, index, started.importId));
    if (started.importId === undefined) mustVerify = true;
    if (end === 'pending_approval')
      return { outcome: end, mustVerify, ...(started.importId !== undefined && { importId: started.importId }) };
    run.footprint.partsDone += 1;
    delete run.footprint.running;
  }
  return { outcome: 'complete', mustVerify };
}

async function uploadPart(
  run: TargetRun,
  uploads: Uploads,
  index: number,
): Promise<{ importId?: string; answerLost: boolean }> {
  const { footprint, settings } = run;
  const part = uploads.parts[index]!;
  run.emit({ type: 'phase', phase: 'upload', ...which(run, index) });
  const { importId, answerLost } = await startImport(run.client, run.ref, {
    mode: uploads.modes[index]!,
    waitOnApprovals: settings.waitOnApprovals,
    fileName: fileName(run.ref.segmentKey, index, uploads.parts.length),
    file: part,
    beforeAttempt: async ({ mayHaveMutated }) => {
      if (!mayHaveMutated && footprint.partsDone === 0) await uploads.beforeFirstChange();
    },
    onState: ({ attempt, mayHaveMutated, httpStatus }) => {
      footprint.unanswered = mayHaveMutated;
      notePart(run, index, { attempts: attempt });
      if (httpStatus !== undefined) run.result.httpStatus = httpStatus;
    },
  });
  footprint.unanswered = false;
  footprint.running = '';
  if (importId !== undefined) {
    const shown = await showableId(run, importId);
    footprint.running = shown;
    run.result.importIds = [...run.result.importIds, shown];
    notePart(run, index, { importId: shown });
  }
  return { answerLost, ...(importId !== undefined && { importId }) };
}

async function waitForPart(
  run: TargetRun,
  index: number,
  importId: string | undefined,
): Promise<'complete' | 'pending_approval'> {
  run.emit({ type: 'phase', phase: 'wait', ...which(run, index) });
  if (importId === undefined) {
    if (run.settings.waitOnApprovals) throw namelessApproval();
    await watchFlag(run);
    return 'complete';
  }
  const shownId = run.result.importIds.at(-1)!;
  let warned = false;
  const end = await waitForImport(run.client, run.ref, importId, {
    waitOnApprovals: run.settings.waitOnApprovals,
    onStatus: async (status, documented) => {
      const shown = documented ? status : await showable(run, status);
      notePart(run, index, { importStatus: shown });
      run.line(`Import ${shownId}: ${shown}`);
      if (documented || warned) return;
      warned = true;
      run.warn(`LaunchDarkly says that the import is "${shown}", a status that is not documented. Waiting goes on.`);
    },
  });
  if (end === 'stopped') {
    delete run.footprint.running;
    run.footprint.stopped = shownId;
    throw new Failure('import_stopped', `LaunchDarkly stopped the import ${shownId} before it was complete.`, {
      advice:
        'LaunchDarkly gives no reason. Look at the segment in LaunchDarkly; if it was not stopped or declined by a person, run again, ' +
        'and quote the import ID to LaunchDarkly support if it stops again.',
    });
  }
  if (end === 'pending_approval') run.footprint.held = true;
  if (end === 'pending_approval' && !run.settings.waitOnApprovals) {
    throw new Failure('approval_required', `LaunchDarkly holds the import ${shownId} until it is approved.`, {
      advice:
        'Approve or decline it in LaunchDarkly. For the next run set `wait-on-approvals: true`, ' +
        'and `request-approval: true` to ask for approval in the same step.',
    });
  }
  return end;
}

/** An import that waits for approval does nothing that could be seen, and cannot be named in a request either. */
function namelessApproval(): Failure {
  return new Failure(
    'unexpected_response',
    'LaunchDarkly accepted the import but did not say its ID, so its approval cannot be followed.',
    {
      advice: 'Look for it at the segment in LaunchDarkly, and approve or decline it there.',
    },
  );
}

/**
 * Waits for an import that LaunchDarkly accepted without saying its ID, by the segment's own flag.
 * A flag that was never seen true proves nothing.
 * @throws Failure `timed_out` at the deadline
 */
async function watchFlag(run: TargetRun): Promise<void> {
  run.warn(
    'LaunchDarkly accepted the import but did not say its ID, so its end is read off the segment and then verified.',
  );
  const start = Date.now();
  for (let seen = false; ; ) {
    const busy = await importInProgress(run);
    if (seen && busy === false) return;
    seen ||= busy === true;
    if (run.deadline.remaining() <= 0) {
      throw new Failure('timed_out', `The end of the import was not seen by ${run.deadline.at.toISOString()}.`, {
        advice: 'Look at the segment in LaunchDarkly, and run again if it does not hold the list.',
      });
    }
    await sleep(pollDelay(Date.now() - start), run.deadline);
  }
}

/** The segment's `_importInProgress`; undefined where it cannot be read. */
async function importInProgress(run: TargetRun): Promise<boolean | undefined> {
  try {
    return (await getSegment(run.client, run.ref)).importInProgress;
  } catch (error) {
    if (!(error instanceof Failure) || ['cancelled', 'unauthorized', 'forbidden'].includes(error.code)) throw error;
    return undefined;
  }
}

/** Which part it is, where there are several. */
function which({ result }: TargetRun, index: number): { detail?: string } {
  const total = result.parts.length;
  return total > 1 ? { detail: `part ${index + 1} of ${total}` } : {};
}

/** `<segment>.csv`, or `<segment>-2-of-3.csv`. */
function fileName(segmentKey: string, index: number, total: number): string {
  return total === 1 ? `${segmentKey}.csv` : `${segmentKey}-${index + 1}-of-${total}.csv`;
}

function notePart(
  run: TargetRun,
  index: number,
  facts: { importId?: string; attempts?: number; importStatus?: string },
): void {
  run.result.parts = run.result.parts.map((part, at) => (at === index ? { ...part, ...facts } : part));
}
