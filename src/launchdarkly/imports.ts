/** Imports of a list into a larger list-based segment: start one, and wait for its end. */
import { Failure } from '../failure.ts';
import type { Mode } from '../settings.ts';
import type { LaunchDarklyClient } from './client.ts';
import { sleep } from './deadline.ts';
import { isRecord } from './errors.ts';
import { multipart, type UploadFile } from './multipart.ts';
import { list, type SegmentRef, segmentPath, segmentPurpose, text, withoutUndefined } from './segments.ts';

/** Where the upload of a file stands. */
export interface UploadState {
  /** The attempt that is under way or about to begin, 1-based. */
  attempt: number;
  /** An earlier attempt may have started an import although no answer said so. */
  mayHaveMutated: boolean;
  /** Status of the last answer. */
  httpStatus?: number;
}

export interface StartImportOptions {
  mode: Mode;
  waitOnApprovals: boolean;
  fileName: string;
  file: UploadFile;
  /** Called right before each attempt, the first included; throwing ends it. */
  beforeAttempt?(state: UploadState): Promise<void>;
  /** Called when the state has changed, also when the import could not be started. */
  onState?(state: UploadState): void;
}

export interface StartedImport {
  /** Absent if the answer did not name it. */
  importId?: string;
  attempts: number;
  /** An attempt's answer was lost, so that LaunchDarkly may have started more than one import of the same file. */
  answerLost: boolean;
  httpStatus: 204;
}

/**
 * Uploads a file and so starts an import. A file whose answer was lost is sent again until LaunchDarkly accepts it:
 * the same file twice gives the same members. Waits while another import runs in the environment.
 */
export async function startImport(
  client: LaunchDarklyClient,
  ref: SegmentRef,
  options: StartImportOptions,
): Promise<StartedImport> {
  const state: UploadState = { attempt: 0, mayHaveMutated: false };
  const fields = [
    ['mode', options.mode],
    ['waitOnApprovals', String(options.waitOnApprovals)],
  ] as const;
  const answer = await client.request({
    method: 'POST',
    path: segmentPath(ref, 'imports'),
    upload: multipart(fields, options.fileName, options.file),
    expect: [204],
    purpose: segmentPurpose(ref, 'start the import'),
    async beforeAttempt(attempt) {
      state.attempt = attempt;
      await options.beforeAttempt?.({ ...state });
    },
    afterAttempt(attempted) {
      state.mayHaveMutated ||= attempted.kind === 'unknown';
      if (attempted.kind !== 'not_sent' && attempted.status !== undefined) state.httpStatus = attempted.status;
      options.onState?.({ ...state });
    },
  });
  return withoutUndefined<StartedImport>({
    importId: idFromLocation(answer.headers.location),
    attempts: state.attempt,
    answerLost: state.mayHaveMutated,
    httpStatus: 204,
  });
}

/** `preparing`, `pending_approval`, `ready`, `in_progress`, `complete`, `stopped`, or a status that is not documented. */
export interface Import {
  status: string;
  mode?: string;
  files: readonly { filename?: string; status?: string }[];
}

export async function getImport(client: LaunchDarklyClient, ref: SegmentRef, id: string): Promise<Import> {
  const purpose = segmentPurpose(ref, 'tell how the import is going', 'viewProject');
  const path = segmentPath(ref, 'imports', id);
  const shownPath = segmentPath(ref, 'imports', '***');
  const { answer, json } = await client.requestJson({ method: 'GET', path, shownPath, expect: [200], purpose });
  if (!isRecord(json) || !text(json.status)) throw client.unexpected(answer, purpose, 'no import');
  return withoutUndefined<Import>({
    status: String(json.status),
    mode: text(json.mode),
    files: list(json.files)
      .filter(isRecord)
      .map((file) => withoutUndefined({ filename: text(file.filename), status: text(file.status) })),
  });
}

const DOCUMENTED = ['preparing', 'pending_approval', 'ready', 'in_progress', 'complete', 'stopped'];
const UNKNOWN_IMPORT_TOLERATED = 30_000;
const READY_MEANS_PENDING = 60_000;

export interface WaitForImportOptions {
  waitOnApprovals: boolean;
  /** Called with the first status and with each that differs from the one before. One that is not documented may be any text. */
  onStatus?(status: string, documented: boolean): Promise<void> | void;
}

/**
 * Asks for the import's status until it is final, or nothing more will happen without a person.
 * Tolerates every trouble on the way but a token that is refused.
 * @throws Failure `timed_out` when the deadline comes first
 */
export async function waitForImport(
  client: LaunchDarklyClient,
  ref: SegmentRef,
  id: string,
  options: WaitForImportOptions,
): Promise<'complete' | 'stopped' | 'pending_approval'> {
  const { deadline } = client;
  const started = performance.now();
  let status: string | undefined;
  let statusSince = started;
  let unknownSince: number | undefined;
  let trouble: Failure | undefined;
  while (!deadline.over) {
    try {
      const now = (await getImport(client, ref, id)).status;
      if (now !== status) {
        status = now;
        statusSince = performance.now();
        await options.onStatus?.(now, DOCUMENTED.includes(now));
      }
      unknownSince = undefined;
      trouble = undefined;
      if (now === 'complete' || now === 'stopped' || now === 'pending_approval') return now;
      if (now === 'ready' && options.waitOnApprovals && performance.now() - statusSince >= READY_MEANS_PENDING)
        return 'pending_approval';
    } catch (error) {
      if (
        !(error instanceof Failure) ||
        error.code === 'cancelled' ||
        error.code === 'unauthorized' ||
        error.code === 'forbidden'
      )
        throw error;
      trouble = error;
      if (error.code === 'not_found') {
        unknownSince ??= performance.now();
        if (performance.now() - unknownSince >= UNKNOWN_IMPORT_TOLERATED) throw error;
      }
    }
    await sleep(pollDelay(performance.now() - started), deadline);
  }
  deadline.throwIfCancelled();
  const known = DOCUMENTED.includes(status ?? '') ? `is "${status}"` : 'is none that is documented';
  throw new Failure(
    'timed_out',
    `LaunchDarkly accepted the import, but it had not ended when the time allowed was over ` +
      `(its ${status ? `last known status ${known}` : 'status could not be read'}).`,
    {
      advice:
        `It goes on in LaunchDarkly: look at the segment's page before importing again. Imports can take hours: allow more time.` +
        (trouble ? ` The last question was not answered well: ${trouble.message}` : ''),
    },
  );
}

/** Milliseconds between two questions, after `elapsed` milliseconds of waiting: a twentieth of it, 1 to 15 s, jitter only downward. */
export function pollDelay(elapsed: number): number {
  return Math.min(15_000, Math.max(1_000, elapsed / 20)) * (1 - Math.random() / 10);
}

/**
 * The ID of what a `Location` header points to: the last element of its path, be it absolute or relative.
 * An ID goes into paths and is shown to people, so one with unusual characters counts as none.
 */
export function idFromLocation(location: string | undefined): string | undefined {
  const path = location && URL.parse(location, 'http://localhost')?.pathname;
  const last = path ? decoded(path.split('/').findLast((element) => element !== '') ?? '') : '';
  return /^[\w.~-]{1,200}$/.test(last) && /\w/.test(last) ? last : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
