/** Exports of a segment's members: start one, wait for its file, read it. */
import { Failure } from '../failure.ts';
import { type Call, RequestFailure } from './call.ts';
import type { LaunchDarklyClient } from './client.ts';
import { TimeOver } from './deadline.ts';
import { type WatchObserver, watch } from './poll.ts';
import { lastElement, linkUrl, segmentPath } from './resources.ts';
import { fields, isRecord, text } from './values.ts';

/** The file of an export. The link may be a credential: it is never shown, and so it is in no error either. */
export interface ExportFile {
  link: URL;
  sizeBytes: number | undefined;
}

/**
 * Starts an export and gives its ID. The one documented answer is a 200 without content, with the ID in `Location`;
 * an ID in the body is as good.
 */
export async function startExport(client: LaunchDarklyClient, whoIsBusy?: Call['whoIsBusy']): Promise<string> {
  const call: Call = {
    method: 'POST',
    path: segmentPath(client.ref, 'exports'),
    doing: 'export the members',
    needs: 'createSegmentExport',
    expect: [200, 201, 202, 204],
    whoIsBusy,
  };
  return await client.request(call, 'no export ID', ({ headers, json }) => {
    const { id, _id } = fields(json);
    return lastElement(headers.location) ?? lastElement(text(id) ?? text(_id));
  });
}

const DONE = /^(complete|completed|success|succeeded|finished|done)$/i;
const GONE_WRONG = /^(stopped|failed|failure|error|errored|cancell?ed|expired)$/i;

/**
 * Asks for the export's status until its file is there. Only the status `complete` is documented, as an example.
 * @throws Failure `export_mismatch` if it ended otherwise, `timed_out` when time is over first
 */
export async function waitForExport(
  client: LaunchDarklyClient,
  id: string,
  observer: WatchObserver = {},
): Promise<ExportFile> {
  const path = segmentPath(client.ref, 'exports');
  const call: Call = { path, secret: id, doing: 'tell how the export is going', needs: 'createSegmentExport' };
  const { end } = await watch(client.deadline, {
    ...observer,
    ask: () =>
      client.request(call, 'no export, or none with a link to its file', ({ json }) => {
        const { status, sizeBytes, _links } = fields(json);
        const [known, link] = [text(status), fileLink(fields(_links), client.baseUri)];
        if (known === undefined || (DONE.test(known) && link === undefined)) return undefined;
        return { status: known, link, sizeBytes: typeof sizeBytes === 'number' ? sizeBytes : undefined };
      }),
    endOf: ({ status, link, sizeBytes }) => {
      if (GONE_WRONG.test(status))
        throw new Failure('export_mismatch', `LaunchDarkly ended the export as "${status}".`, { advice: 'Run again.' });
      return DONE.test(status) && link ? { link, sizeBytes } : undefined;
    },
    tolerates: ({ cause }) => cause instanceof TimeOver,
  });
  if (end) return end;
  throw new Failure('timed_out', 'The export of the members had not ended when the time allowed was over.', {
    advice: 'Allow more time.',
  });
}

/** The link that is not the export itself. Its name is not documented; anything that says it is the file comes first. */
function fileLink(links: Record<string, unknown>, baseUri: string): URL | undefined {
  const others = Object.entries(links).filter(([name]) => !['self', 'parent', 'site', 'segment'].includes(name));
  const named = others.find(
    ([name, link]) => /file|download|export|csv|content|location/i.test(name) && isRecord(link),
  );
  const href = text(fields((named ?? others[0])?.[1]).href);
  return (href && linkUrl(baseUri, href)) || undefined;
}

/**
 * Opens an export's file. It fails (`Failure`) rather than end early.
 * Another origin than LaunchDarkly's gets no token; plain http is for loopback only; redirects are refused.
 */
export async function openExport(client: LaunchDarklyClient, link: URL): Promise<AsyncIterable<Buffer>> {
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(link.hostname);
  if (link.username || link.password || !(link.protocol === 'https:' || (link.protocol === 'http:' && loopback))) {
    throw new Failure('unexpected_response', 'The link to the exported file is not a plain https link.', {
      advice: 'No other link is followed, since it may be a credential.',
    });
  }
  const call: Call = { path: link, doing: 'give out the exported file', needs: 'createSegmentExport' };
  try {
    return await client.requestStream(call);
  } catch (error) {
    if (!(error instanceof RequestFailure) || link.origin === new URL(client.baseUri).origin) throw error;
    // Without what that server says: it may quote the link.
    if (['network_error', 'server_error', 'cancelled'].includes(error.code)) throw error.with({ api: undefined });
    const message = `The exported file could not be read: the server that keeps it answered ${error.httpStatus}.`;
    const details = { advice: 'Such links soon expire: run again.', httpStatus: error.httpStatus };
    throw new Failure('unexpected_response', message, details);
  }
}
