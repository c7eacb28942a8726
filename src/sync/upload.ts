/** Sends uploads one after another, each finished before the next: LaunchDarkly runs one import at a time in an environment. */
import { Failure } from '../failure.ts';
import {
  type BeforeAttempt,
  getImport,
  getSegment,
  poll,
  RequestFailure,
  type StartedImport,
  startImport,
  watch,
} from '../launchdarkly/index.ts';
import { capital } from '../words.ts';
import { heldUnexpectedly, importStopped, namelessApproval } from './advice.ts';
import type { AppliedUpload, ImportIds, Progress } from './applied.ts';
import type { Context } from './context.ts';
import type { Upload } from './plan.ts';
import { whoIsBusy } from './segment.ts';
import { isDocumented, showableId, showableStatus } from './showable.ts';

/**
 * Imports all files, and waits as the settings say.
 * @param applied takes in what is done
 * @param waitForAll waits for the last import whatever the settings say: something else follows that needs it
 * @throws Failure of a request, `import_stopped`, `approval_required` or `timed_out`
 */
export async function upload(
  context: Context,
  uploads: readonly Upload[],
  applied: Progress,
  beforeAttempt: BeforeAttempt,
  waitForAll: boolean,
): Promise<void> {
  const { settings, secrets } = context;
  const replacesInParts = uploads.length > 1 && uploads[0]?.mode === 'replace';
  for (const [index, one] of uploads.entries()) {
    const part = uploads.length > 1 ? `part ${index + 1} of ${uploads.length}` : '';
    const done: AppliedUpload = { attempts: 0, state: 'not_sent' };
    applied.uploads.push(done);
    const { importId: id, answerLost } = await send(context, one, part, applied, done, beforeAttempt);
    // A late copy of a lost replace could arrive after the next part and undo it.
    applied.mustVerify ||= answerLost && replacesInParts;
    if (id !== undefined) done.ids = { id, shown: await showableId(secrets, id) };
    const last = index === uploads.length - 1;
    if (last && !waitForAll && !settings.wait && !settings.requestApproval) return;
    context.emit({ type: 'phase', phase: 'wait', detail: part });
    if (done.ids === undefined) {
      await waitWithoutId(context);
      done.state = 'complete';
      applied.mustVerify = true;
      continue;
    }
    done.state = await waitForImport(context, done.ids, done);
    if (done.state === 'stopped') throw importStopped(done.ids.shown, part);
    if (done.state === 'pending_approval' && !settings.waitOnApprovals)
      throw heldUnexpectedly(done.ids.shown, settings);
  }
}

/** Starts an import, and takes in what came of that. */
async function send(
  context: Context,
  { mode, file }: Upload,
  part: string,
  applied: Progress,
  done: AppliedUpload,
  beforeAttempt: BeforeAttempt,
): Promise<StartedImport> {
  const { client, ref, settings, emit } = context;
  emit({ type: 'phase', phase: 'upload', detail: part });
  try {
    const started = await startImport(client, {
      mode,
      waitOnApprovals: settings.waitOnApprovals,
      fileName: `${ref.segmentKey}${part.replace('part ', '-').replaceAll(' ', '-')}.csv`,
      file,
      beforeAttempt: async (reached, httpStatus) => {
        applied.httpStatus = httpStatus ?? applied.httpStatus;
        await beforeAttempt(reached, httpStatus);
      },
      whoIsBusy: whoIsBusy(context),
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

const READY_MEANS_PENDING = 60_000;

/**
 * Asks for the import's status until it is final, or nothing more will happen without a person.
 * Tolerates every trouble on the way but a token that is refused and a redirect.
 * @param done takes in the status
 * @throws Failure `timed_out` when the deadline comes first
 */
export async function waitForImport(
  { client, settings, emit, log, warn, deadline, secrets }: Context,
  ids: ImportIds,
  done: AppliedUpload,
): Promise<'complete' | 'stopped' | 'pending_approval'> {
  let known = 'its status could not be read';
  let warned = false;
  const goesOn = "It goes on in LaunchDarkly: look at the segment's page before importing again.";
  const { end, trouble } = await watch(deadline, {
    ask: () => getImport(client, ids.id),
    onStatus: async (status) => {
      const documented = isDocumented(status);
      known = `its last known status ${documented ? `is "${status}"` : 'is not a documented one'}`;
      done.importStatus = await showableStatus(secrets, status);
      log(`Import ${ids.shown}: ${done.importStatus}`);
      if (documented || warned) return;
      warned = true;
      warn(
        `LaunchDarkly says that the import is "${done.importStatus}", a status that is not documented. The run keeps waiting.`,
      );
    },
    onWait: (seconds) => {
      const text = `The import is ${done.importStatus ?? 'accepted'}`;
      emit({ type: 'waiting', text, seconds, until: deadline.at });
    },
    endOf: ({ status }, sameFor) => {
      if (status === 'complete' || status === 'stopped' || status === 'pending_approval') return status;
      const held = status === 'ready' && settings.waitOnApprovals && sameFor >= READY_MEANS_PENDING;
      return held ? 'pending_approval' : undefined;
    },
    tolerates: ({ httpStatus }) => !/^(3..|401|403)$/.test(String(httpStatus)),
  }).catch((error: unknown) => {
    if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
    const message = `${error.message} LaunchDarkly had accepted the import (${known}).`;
    throw error.with({ message, advice: `${goesOn} ${error.advice ?? ''}` });
  });
  if (end !== undefined) return end;
  const why = trouble === undefined ? '' : ` The last request for the status failed: ${trouble.message}`;
  const message = `LaunchDarkly accepted the import, but it had not ended when the time allowed was over (${known}).`;
  throw new Failure('timed_out', message, { advice: `${goesOn} Imports can take hours: allow more time.${why}` });
}

/**
 * Waits for an import that LaunchDarkly accepted without saying its ID, by the segment's own flag.
 * A flag that was never seen true proves nothing.
 * @throws Failure `timed_out` at the deadline
 */
async function waitWithoutId({ client, settings, warn, deadline, emit }: Context): Promise<void> {
  // An import that waits for approval does nothing that could be seen, and cannot be named in a request either.
  if (settings.waitOnApprovals) throw namelessApproval();
  warn(
    'LaunchDarkly accepted the import but did not say its ID, so its end is inferred from the segment and then verified.',
  );
  let seen = false;
  const onWait = (seconds: number): void =>
    emit({
      type: 'waiting',
      text: seen ? 'The import runs' : 'The import was not seen to run yet',
      seconds,
      until: deadline.at,
    });
  const look = async (): Promise<true | undefined> => {
    try {
      const { importInProgress } = await getSegment(client);
      if (seen && importInProgress === false) return true;
      seen ||= importInProgress === true;
    } catch (error) {
      if (!(error instanceof Failure) || ['cancelled', 'unauthorized', 'forbidden'].includes(error.code)) throw error;
    }
    return undefined;
  };
  if (await poll(deadline, look, { onWait })) return;
  throw new Failure('timed_out', `The end of the import was not seen by ${deadline.at.toISOString()}.`, {
    advice: 'Look at the segment in LaunchDarkly, and run again if it does not hold the list.',
  });
}
