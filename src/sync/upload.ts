/** Sends uploads one after another, each finished before the next: LaunchDarkly runs one import at a time in an environment. */
import { Failure } from '../failure.ts';
import {
  type BeforeAttempt,
  getSegment,
  listBusySegments,
  poll,
  RequestFailure,
  type StartedImport,
  startImport,
  waitForImport,
} from '../launchdarkly/index.ts';
import { capital } from '../words.ts';
import { heldUnexpectedly, importStopped, namelessApproval } from './advice.ts';
import type { Applied, AppliedUpload } from './applied.ts';
import { requestApproval } from './approval.ts';
import type { Context } from './context.ts';
import type { Upload } from './plan.ts';
import { showable, showableId } from './showable.ts';

export interface UploadOptions {
  beforeAttempt: BeforeAttempt;
  /** Wait for the last import whatever the settings say: something else follows that needs it. */
  waitForAll: boolean;
  /** What the reviewers of an approval request read. */
  description: string;
}

/**
 * Imports all files, and waits as the settings say.
 * @param applied takes in what is done
 * @throws Failure of a request, `import_stopped`, `approval_required` or `timed_out`
 */
export async function upload(
  context: Context,
  uploads: readonly Upload[],
  applied: Applied,
  { beforeAttempt, waitForAll, description }: UploadOptions,
): Promise<void> {
  const { settings, secrets } = context;
  const replacesInParts = uploads.length > 1 && uploads[0]?.mode === 'replace';
  for (const [index, one] of uploads.entries()) {
    const part = uploads.length > 1 ? `part ${index + 1} of ${uploads.length}` : '';
    const done: AppliedUpload = { attempts: 0, state: 'not_sent' };
    applied.uploads.push(done);
    const { importId: id, answerLost } = await send(context, one, part, { applied, done, beforeAttempt });
    // A late copy of a lost replace could arrive after the next part and undo it.
    applied.mustVerify ||= answerLost && replacesInParts;
    const ids = id === undefined ? undefined : { id, shown: await showableId(secrets, id) };
    done.importId = ids?.shown;
    const last = index === uploads.length - 1;
    if (last && !waitForAll && !settings.wait && !settings.requestApproval) return;
    if (ids === undefined) {
      await waitWithoutId(context, part);
      done.state = 'complete';
      applied.mustVerify = true;
      continue;
    }
    done.state = await waitFor(context, ids, part, done);
    if (done.state === 'stopped') throw importStopped(ids.shown, part);
    if (done.state === 'complete') continue;
    if (!settings.waitOnApprovals) throw heldUnexpectedly(ids.shown);
    if (settings.requestApproval) Object.assign(applied, await requestApproval(context, ids, description));
  }
}

/** Starts an import, and takes in what came of that. */
async function send(
  context: Context,
  { mode, file }: Upload,
  part: string,
  { applied, done, beforeAttempt }: { applied: Applied; done: AppliedUpload; beforeAttempt: BeforeAttempt },
): Promise<StartedImport> {
  const { client, ref, settings, secrets } = context;
  enter(context, 'upload', part);
  try {
    const started = await startImport(client, ref, {
      mode,
      waitOnApprovals: settings.waitOnApprovals,
      fileName: `${[ref.segmentKey, ...part.split(' ').slice(1)].join('-')}.csv`,
      file,
      beforeAttempt: async (reached, httpStatus) => {
        applied.httpStatus = httpStatus ?? applied.httpStatus;
        await beforeAttempt(reached, httpStatus);
      },
      whoIsBusy: async () => Promise.all((await listBusySegments(client, ref)).map((key) => showable(secrets, key))),
    });
    Object.assign(done, { attempts: started.attempts, state: 'running' });
    applied.httpStatus = 204;
    return started;
  } catch (error) {
    if (error instanceof RequestFailure) {
      done.attempts = error.attempts;
      if (error.reached === 'unknown') done.state = 'unknown';
      applied.httpStatus = error.httpStatus ?? applied.httpStatus;
    }
    throw error instanceof Failure && error.code !== 'cancelled' && part !== ''
      ? error.with({ message: `${capital(part)}: ${error.message}` })
      : error;
  }
}

const enter = ({ emit }: Context, phase: 'upload' | 'wait', part: string): void =>
  emit({ type: 'phase', phase, ...(part !== '' && { detail: part }) });

async function waitFor(
  context: Context,
  { id, shown: shownId }: { id: string; shown: string },
  part: string,
  done: AppliedUpload,
): Promise<'complete' | 'stopped' | 'pending_approval'> {
  const { client, ref, settings, emit, log, warn, deadline, secrets } = context;
  let warned = false;
  let last = 'accepted';
  /** The log has just had the status. */
  let fresh = false;
  enter(context, 'wait', part);
  return await waitForImport(client, ref, id, {
    waitOnApprovals: settings.waitOnApprovals,
    onStatus: async (status, documented) => {
      const shown = documented ? status : await showable(secrets, status);
      last = shown;
      fresh = true;
      done.importStatus = shown;
      log(`Import ${shownId}: ${shown}`);
      if (documented || warned) return;
      warned = true;
      warn(`LaunchDarkly says that the import is "${shown}", a status that is not documented. Waiting goes on.`);
    },
    onWait: (_, seconds) => {
      if (!fresh) emit({ type: 'waiting', text: `The import is ${last}`, seconds, until: deadline.at });
      fresh = false;
    },
  });
}

/**
 * Waits for an import that LaunchDarkly accepted without saying its ID, by the segment's own flag.
 * A flag that was never seen true proves nothing.
 * @throws Failure `timed_out` at the deadline
 */
async function waitWithoutId(context: Context, part: string): Promise<void> {
  const { settings, warn, deadline } = context;
  enter(context, 'wait', part);
  // An import that waits for approval does nothing that could be seen, and cannot be named in a request either.
  if (settings.waitOnApprovals) throw namelessApproval();
  warn(
    'LaunchDarkly accepted the import but did not say its ID, so its end is read off the segment and then verified.',
  );
  let seen = false;
  const ended = await poll(deadline, async () => {
    const busy = await importInProgress(context);
    if (seen && busy === false) return true;
    seen ||= busy === true;
    return undefined;
  });
  if (ended) return;
  throw new Failure('timed_out', `The end of the import was not seen by ${deadline.at.toISOString()}.`, {
    advice: 'Look at the segment in LaunchDarkly, and run again if it does not hold the list.',
  });
}

/** The segment's `_importInProgress`; undefined where it cannot be read. */
async function importInProgress({ client, ref }: Context): Promise<boolean | undefined> {
  try {
    return (await getSegment(client, ref)).importInProgress;
  } catch (error) {
    if (!(error instanceof Failure) || ['cancelled', 'unauthorized', 'forbidden'].includes(error.code)) throw error;
    return undefined;
  }
}
