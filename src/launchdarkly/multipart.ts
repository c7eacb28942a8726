/** One file and some fields as a `multipart/form-data` body of known length. */
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Failure } from '../failure.ts';

/** A body that can be sent more than once: every attempt opens a stream of its own. Destroying it closes the file. */
export interface Upload {
  contentType: string;
  /** Exact length in bytes. */
  length: number;
  /** The stream fails rather than give fewer or more bytes than `length`. */
  open(): Readable;
}

/** A file to send. `open` gives exactly `bytes` bytes each time, best in chunks of 64 KiB to 1 MiB. */
export interface UploadFile {
  bytes: number;
  open(): AsyncIterable<Buffer>;
}

/**
 * Chunks handed to the connection are at most this long. The stall timer sees progress per chunk, so the chunk's length
 * is what bounds the slowest link that still counts as moving.
 */
const LONGEST_CHUNK = 131_072;

/**
 * Builds the body: the fields in the order given, then the file as field `file` of type `text/csv`.
 * @param fields names and values; plain ASCII without line breaks
 */
export function multipart(fields: Readonly<Record<string, string>>, fileName: string, file: UploadFile): Upload {
  const boundary = `----segment-import-${randomBytes(18).toString('hex')}`;
  const head = Buffer.from(
    `${Object.entries(fields)
      .map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('')}` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${escapeFileName(fileName)}"\r\n` +
      'Content-Type: text/csv\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + file.bytes + tail.length,
    open: () => Readable.from(framed(head, file, tail), { objectMode: false }),
  };
}

async function* framed(head: Buffer, file: UploadFile, tail: Buffer): AsyncGenerator<Buffer, void, void> {
  yield head;
  let missing = file.bytes;
  for await (const chunk of file.open()) {
    missing -= chunk.length;
    if (missing < 0) throw unreadable('it is longer than it was when it was checked');
    for (let at = 0; at < chunk.length; at += LONGEST_CHUNK) yield chunk.subarray(at, at + LONGEST_CHUNK);
  }
  const are = missing === 1 ? 'is' : 'are';
  if (missing > 0) throw unreadable(`${missing} of its ${file.bytes} bytes ${are} missing at the end`);
  yield tail;
}

/** What went wrong with the body itself, and not with the connection. */
export function unreadable(reason: string): Failure {
  return new Failure('runner_error', `The file could not be read while it was being uploaded: ${reason}.`, {
    advice:
      "The upload was broken off, so that LaunchDarkly does not import half a file. Check that the runner's disk is " +
      'healthy and that nothing else cleans up its temporary folder, then run again.',
  });
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function escapeFileName(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}
