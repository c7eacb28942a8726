/** Imports of a file into a larger list-based segment: start one, and wait for its end. */
import { Failure } from '../failure.ts';
import type { Mode } from '../settings.ts';
import type { Call } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { multipart, type UploadFile } from './multipart.ts';
import { type Watched, watch } from './poll.ts';
import { lastElement, segmentPath } from './resources.ts';
import { fields, text } from './values.ts';

export interface StartImportOptions extends Pick<Call, 'beforeAttempt' | 'whoIsBusy'> {
  mode: Exclude<Mode, 'remove'>;
  waitOnApprovals: boolean;
  fileName: string;
  file: UploadFile;
}

export interface StartedImport {
  /** Undefined if the answer did not name it. */
  importId: string | undefined;
  attempts: number;
  /** An attempt's answer was lost, so that LaunchDarkly may have started more than one import of the same file. */
  answerLost: boolean;
}

/**
 * Uploads a file and so starts an import. A file whose answer was lost is sent again until LaunchDarkly accepts it:
 * the same file twice gives the same members. Waits while another import runs in the environment.
 */
export async function startImport(
  client: LaunchDarklyClient,
  { mode, waitOnApprovals, fileName, file, beforeAttempt, whoIsBusy }: StartImportOptions,
): Promise<StartedImport> {
  const call: Call = {
    method: 'POST',
    path: segmentPath(client.ref, 'imports'),
    doing: 'start the import',
    needs: 'updateIncluded',
    upload: multipart({ mode, waitOnApprovals: String(waitOnApprovals) }, fileName, file),
    expect: [204],
    beforeAttempt,
    whoIsBusy,
  };
  return await client.request(call, '', ({ headers }, earlier) => ({
    importId: lastElement(headers.location),
    attempts: earlier.attempts + 1,
    answerLost: earlier.reached === 'unknown',
  }));
}

const DOCUMENTED = /^(preparing|pending_approval|ready|in_progress|complete|stopped)$/;
const READY_MEANS_PENDING = 60_000;

export interface WaitForImportOptions extends Pick<Watched, 'onWait'> {
  waitOnApprovals: boolean;
  /** Called with the first status and with each that differs from the one before. One that is not documented may be any text. */
  onStatus?(status: string, documented: boolean): Promise<void> | void;
}

/**
 * Asks for the import's status until it is final, or nothing more will happen without a person.
 * Tolerates every trouble on the way but a token that is refused and a redirect.
 * @throws Failure `timed_out` when the deadline comes first
 */
export async function waitForImport(
  client: LaunchDarklyClient,
  id: string,
  { waitOnApprovals, onStatus, onWait }: WaitForImportOptions,
): Promise<'complete' | 'stopped' | 'pending_approval'> {
  const path = segmentPath(client.ref, 'imports');
  const call: Call = { path, secret: id, doing: 'tell how the import is going', needs: 'viewProject' };
  let known = 'its status could not be read';
  const goesOn = "It goes on in LaunchDarkly: look at the segment's page before importing again.";
  const { end, trouble } = await watch(client.deadline, {
    ask: () =>
      client.request(call, 'no import', ({ json }) => {
        const status = text(fields(json).status);
        return status === undefined ? undefined : { status };
      }),
    onStatus: (status) => {
      const documented = DOCUMENTED.test(status);
      known = `its last known status ${documented ? `is "${status}"` : 'is none that is documented'}`;
      return onStatus?.(status, documented);
    },
    onWait,
    endOf: ({ status }, sameFor) => {
      if (status === 'complete' || status === 'stopped' || status === 'pending_approval') return status;
      const held = status === 'ready' && waitOnApprovals && sameFor >= READY_MEANS_PENDING;
      return held ? 'pending_approval' : undefined;
    },
    tolerates: ({ httpStatus }) => !/^(3..|401|403)$/.test(String(httpStatus)),
  }).catch((error: unknown) => {
    if (!(error instanceof Failure) || error.code === 'cancelled') throw error;
    const message = `${error.message} LaunchDarkly had accepted the import (${known}).`;
    throw error.with({ message, advice: `${goesOn} ${error.advice ?? ''}` });
  });
  if (end !== undefined) return end;
  const why = trouble === undefined ? '' : ` The last question was not answered well: ${trouble.message}`;
  const message = `LaunchDarkly accepted the import, but it had not ended when the time allowed was over (${known}).`;
  throw new Failure('timed_out', message, { advice: `${goesOn} Imports can take hours: allow more time.${why}` });
}
