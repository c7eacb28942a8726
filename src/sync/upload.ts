/** Sends uploads one after another, each finished before the next: LaunchDarkly runs one import at a time in an environment. */
import { defined } from '../defined.ts';
import { Failure } from '../failure.ts';
import {
  type BeforeAttempt,
  getSegment,
  listBusySegments,
  poll,
  RequestFailure,
  startImport,
  waitForImport,
} from '../launchdarkly/index.ts';
import { capital } from '../words.ts';
import { heldUnexpectedly, importStopped, namelessApproval } from './advice.ts';
import { type Applied, type AppliedUpload, Interrupted, isUntouched } from './applied.ts';
import { requestApproval } from './approval.ts';
import type { Context } from './context.ts';
import type { Upload } from './plan.ts';
import { showable, showableId } from './showable.ts';

export interface UploadOptions {
  /** Called before each attempt as long as nothing was changed; throwing ends it. */
  beforeFirstChange: () => Promise<void>;
  /** Wait for the last import whatever the settings say: something else follows that needs it. */
  waitForAll: boolean;
  /** What the reviewers of an approval request read. */
  description: string;
}

/**
 * Imports all files, and waits as the settings say.
 * @returns what was done on top of `before`
 * @throws Interrupted by a Failure of a request, `import_stopped`, `approval_required` or `timed_out`
 */
export async function upload(
  context: Context,
  uploads: readonly Upload[],
  before: Applied,
  options: UploadOptions,
): Promise<Applied> {
  let applied = before;
  const note = (index: number, upload: Partial<AppliedUpload>, more: Partial<Applied> = {}): void => {
    const known: AppliedUpload = applied.uploads[index] ?? { attempts: 0, state: 'not_sent' };
    applied = { ...applied, ...more, uploads: applied.uploads.with(index, { ...known, ...upload }) };
  };
  const { settings } = context;
  const replaces = uploads.length > 1 && uploads[0]?.mode === 'replace';
  try {
    for (const [index, one] of uploads.entries()) {
      applied = { ...applied, uploads: [...applied.uploads, { attempts: 0, state: 'not_sent' }] };
      const which: Part = { index, total: uploads.length };
      const started = await send(context, one, which, async (reached, httpStatus) => {
        if (httpStatus !== undefined) note(index, {}, { httpStatus });
        // What was sent already may have changed the segment by itself.
        if (reached !== 'unknown' && isUntouched(applied)) await options.beforeFirstChange();
      }).catch((error: unknown) => {
        if (error instanceof RequestFailure) {
          const { reached, attempts, httpStatus } = error;
          const state = reached === 'unknown' ? 'unknown' : 'not_sent';
          note(index, { attempts, state }, httpStatus === undefined ? {} : { httpStatus });
        }
        throw named(error, which);
      });
      // A late copy of a lost replace could arrive after the next part and undo it.
      const mustVerify = applied.mustVerify || (started.answerLost && replaces);
      const { importId, attempts } = started;
      const shownId = importId && (await showableId(context.secrets, importId));
      note(index, { attempts, state: 'running', ...defined({ importId: shownId }) }, { httpStatus: 204, mustVerify });
      const last = index === uploads.length - 1;
      if (last && !options.waitForAll && !settings.wait && !settings.requestApproval) return applied;
      if (importId === undefined || shownId === undefined) {
        await waitWithoutId(context, which);
        note(index, { state: 'complete' }, { mustVerify: true });
        continue;
      }
      const end = await waitFor(context, { id: importId, shownId }, which, (importStatus) =>
        note(index, { importStatus }),
      );
      note(index, { state: end === 'pending_approval' ? 'held' : end });
      if (end === 'stopped') throw importStopped(shownId, partName(which));
      if (end === 'complete') continue;
      if (!settings.waitOnApprovals) throw heldUnexpectedly(shownId);
      if (settings.requestApproval)
        applied = { ...applied, ...(await requestApproval(context, importId, options.description)) };
    }
    return applied;
  } catch (error) {
    throw new Interrupted(applied, error);
  }
}

/** Which of the uploads it is. */
export interface Part {
  index: number;
  total: number;
}

/** `part 2 of 3`; empty for an only one. */
export const partName = ({ index, total }: Part): string => (total > 1 ? `part ${index + 1} of ${total}` : '');

/** Says in a failure which part it is about. */
function named(error: unknown, part: Part): unknown {
  if (!(error instanceof Failure) || part.total === 1 || error.code === 'cancelled') return error;
  return error.with({ message: `${capital(partName(part))}: ${error.message}` });
}

function enter({ emit }: Context, phase: 'upload' | 'wait', part: Part): void {
  emit({ type: 'phase', phase, ...(part.total > 1 && { detail: partName(part) }) });
}

async function send(context: Context, { mode, file }: Upload, part: Part, beforeAttempt: BeforeAttempt) {
  const { client, ref, settings, secrets } = context;
  enter(context, 'upload', part);
  const number = part.total === 1 ? '' : `-${part.index + 1}-of-${part.total}`;
  return await startImport(client, ref, {
    mode,
    waitOnApprovals: settings.waitOnApprovals,
    fileName: `${ref.segmentKey}${number}.csv`,
    file,
    beforeAttempt,
    whoIsBusy: async () => Promise.all((await listBusySegments(client, ref)).map((key) => showable(secrets, key))),
  });
}

async function waitFor(
  context: Context,
  { id, shownId }: { id: string; shownId: string },
  part: Part,
  onStatus: (status: string) => void,
): Promise<'complete' | 'stopped' | 'pending_approval'> {
  const { client, ref, settings, emit, deadline, secrets } = context;
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
      onStatus(shown);
      emit({ type: 'line', text: `Import ${shownId}: ${shown}` });
      if (documented || warned) return;
      warned = true;
      const text = `LaunchDarkly says that the import is "${shown}", a status that is not documented. Waiting goes on.`;
      emit({ type: 'warning', text });
    },
    onWait: (seconds) => {
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
async function waitWithoutId(context: Context, part: Part): Promise<void> {
  const { settings, emit, deadline } = context;
  enter(context, 'wait', part);
  // An import that waits for approval does nothing that could be seen, and cannot be named in a request either.
  if (settings.waitOnApprovals) throw namelessApproval();
  const text =
    'LaunchDarkly accepted the import but did not say its ID, so its end is read off the segment and then verified.';
  emit({ type: 'warning', text });
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
