/** Exports of a segment's members: start one, wait for its file, read it. */
import type { Readable } from 'node:stream';
import { Failure } from '../failure.ts';
import { linkUrl } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { sleep, TimeOver } from './deadline.ts';
import { isHtml, isRecord, parseJson } from './errors.ts';
import { idFromLocation, pollDelay } from './imports.ts';
import { type SegmentRef, segmentPath, segmentPurpose, text, withoutUndefined } from './segments.ts';

/** The file of an export. The link may be a credential: it is never shown, and so it is in no error either. */
export interface ExportFile {
  link: URL;
  sizeBytes?: number;
}

/**
 * Starts an export and gives its ID. The one documented answer is a 200 without content; that the ID is in `Location`
 * is inferred from imports, and an ID in the body would be as good.
 */
export async function startExport(client: LaunchDarklyClient, ref: SegmentRef): Promise<string> {
  const purpose = segmentPurpose(ref, 'export the members', 'createSegmentExport');
  const answer = await client.request({
    method: 'POST',
    path: segmentPath(ref, 'exports'),
    expect: [200, 201, 202, 204],
    purpose,
  });
  const body = parseJson(answer.text);
  const id =
    idFromLocation(answer.headers.location) ??
    (isRecord(body) ? idFromLocation(text(body.id) ?? text(body._id)) : undefined);
  if (!id || isHtml(answer)) throw client.unexpected(answer, purpose, 'no export ID');
  return id;
}

const DONE = /^(complete|completed|success|succeeded|finished|done)$/i;
const GONE_WRONG = /^(stopped|failed|failure|error|errored|cancell?ed|expired)$/i;
const UNKNOWN_EXPORT_TOLERATED = 30_000;

/**
 * Asks for the export's status until its file is there. Only the status `complete` is documented, as an example.
 * @param options `onStatus` is called with each new status; one that is not known may be any text
 * @throws Failure `export_mismatch` if it ended otherwise, `timed_out` when the deadline comes first
 */
export async function waitForExport(
  client: LaunchDarklyClient,
  ref: SegmentRef,
  id: string,
  options: { onStatus?(status: string, known: boolean): Promise<void> | void } = {},
): Promise<ExportFile> {
  const { deadline } = client;
  const purpose = segmentPurpose(ref, 'tell how the export is going', 'createSegmentExport');
  const started = performance.now();
  let known: string | undefined;
  while (!deadline.over) {
    try {
      const path = segmentPath(ref, 'exports', id);
      const shownPath = segmentPath(ref, 'exports', '***');
      const { answer, json } = await client.requestJson({ method: 'GET', path, shownPath, expect: [200], purpose });
      const status = isRecord(json) ? text(json.status) : undefined;
      if (!isRecord(json) || !status) throw client.unexpected(answer, purpose, 'no export');
      if (status !== known) await options.onStatus?.(status, DONE.test(status));
      known = status;
      if (GONE_WRONG.test(status))
        throw new Failure('export_mismatch', `LaunchDarkly ended the export as "${status}".`, { advice: WITHOUT });
      if (DONE.test(status)) {
        const link = fileLink(json, client.baseUri);
        if (!link) throw client.unexpected(answer, purpose, 'no link to the exported file');
        return withoutUndefined<ExportFile>({
          link,
          sizeBytes: typeof json.sizeBytes === 'number' ? json.sizeBytes : undefined,
        });
      }
    } catch (error) {
      if (error instanceof Failure && error.cause instanceof TimeOver) break;
      const early = performance.now() - started < UNKNOWN_EXPORT_TOLERATED;
      if (!(error instanceof Failure && error.code === 'not_found' && early)) throw error;
    }
    await sleep(pollDelay(performance.now() - started), deadline);
  }
  deadline.throwIfCancelled();
  throw new Failure('timed_out', 'The export of the members had not ended when the time allowed was over.', {
    advice: `Allow more time. ${WITHOUT}`,
  });
}

const WITHOUT = 'Nothing was changed. The strategy "upload" needs no export.';

/** The link that is not the export itself. Its name is not documented; anything that says it is the file comes first. */
function fileLink(body: Record<string, unknown>, baseUri: string): URL | undefined {
  const links = Object.entries(isRecord(body._links) ? body._links : {}).filter(
    ([name]) => !['self', 'parent', 'site', 'segment'].includes(name),
  );
  const named = links.find(([name, link]) => /file|download|export|csv|content|location/i.test(name) && isRecord(link));
  const link = (named ?? links[0])?.[1];
  const href = isRecord(link) ? text(link.href) : undefined;
  return (href && linkUrl(baseUri, href)) || undefined;
}

/**
 * Opens an export's file. The stream fails (`Failure`) rather than end early; read it to the end or destroy it.
 * Another origin than LaunchDarkly's gets no token; plain http is for loopback only; redirects are refused.
 */
export async function openExport(client: LaunchDarklyClient, ref: SegmentRef, { link }: ExportFile): Promise<Readable> {
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(link.hostname);
  if (link.username || link.password || !(link.protocol === 'https:' || (link.protocol === 'http:' && loopback))) {
    throw new Failure('unexpected_response', 'The link to the exported file is not a plain https link.', {
      advice: WITHOUT,
    });
  }
  const purpose = segmentPurpose(ref, 'give out the exported file', 'createSegmentExport');
  try {
    return await client.requestStream({ method: 'GET', path: link, shownPath: '***', expect: [200], purpose });
  } catch (error) {
    const elsewhere = link.origin !== new URL(client.baseUri).origin;
    if (!(error instanceof Failure && elsewhere && error.httpStatus && error.httpStatus < 500)) throw error;
    const message = `The exported file could not be read: the server that keeps it answered ${error.httpStatus}.`;
    throw new Failure('unexpected_response', message, {
      advice: `Such links do not live long: run again. ${WITHOUT}`,
      httpStatus: error.httpStatus,
    });
  }
}
