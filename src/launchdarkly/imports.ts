/** Imports of a file into a larger list-based segment: start one, and ask how it is going. */
import type { Mode } from '../settings.ts';
import type { Call } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { multipart, type UploadFile } from './multipart.ts';
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

/** How an import is going. The status may be any text. */
export async function getImport(client: LaunchDarklyClient, id: string): Promise<{ status: string }> {
  const path = segmentPath(client.ref, 'imports');
  const call: Call = { path, secret: id, doing: 'tell how the import is going', needs: 'viewProject' };
  return await client.request(call, 'no import', ({ json }) => {
    const status = text(fields(json).status);
    return status === undefined ? undefined : { status };
  });
}
