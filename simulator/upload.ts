import { createHash } from 'node:crypto';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { KeyFile } from './csv.ts';
import { badRequest, Refusal, tooLarge } from './errors.ts';
import type { Upload } from './requests.ts';

/** LaunchDarkly documents 40 MB and does not say whether the form around the file counts: here it does. */
export const MAX_BODY_BYTES = 40_000_000;

const FIELDS = ['mode', 'waitOnApprovals', 'file'];

/** A received upload, and why it is refused, if it is. */
export interface ReceivedUpload {
  upload: Upload;
  keys: string[];
  problem: Refusal | undefined;
}

async function readFile(part: MultipartFile, upload: Upload, quotes: boolean): Promise<KeyFile> {
  upload.fileName = part.filename;
  upload.contentType = part.mimetype;
  const hash = createHash('sha256');
  const file = new KeyFile(quotes);
  try {
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      upload.bytes += chunk.length;
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.end();
  } finally {
    upload.sha256 = hash.digest('hex');
    upload.rows = file.rows;
  }
  return file;
}

/**
 * Reads a multipart upload to its end, however bad it is (unless it is too large), and records what arrived.
 *
 * @param quotes whether quotes in the file are understood
 */
export async function receiveUpload(request: FastifyRequest, quotes: boolean): Promise<ReceivedUpload> {
  const upload: Upload = { fields: [], bytes: 0, sha256: '', rows: 0 };
  request.record.upload = upload;
  let problem: Refusal | undefined;
  let file: KeyFile | undefined;
  const refuse = (refusal: Refusal) => {
    problem ??= refusal;
  };

  const length = Number(request.headers['content-length']);
  if (!request.headers['content-length']) refuse(badRequest('Content-Length is required'));
  if (length > MAX_BODY_BYTES) throw tooLarge(`The upload has more than ${MAX_BODY_BYTES} bytes`);
  if (!request.isMultipart()) throw badRequest('Expected multipart/form-data');

  try {
    for await (const part of request.parts()) {
      const name = part.fieldname;
      if (!FIELDS.includes(name)) refuse(badRequest(`Unknown field ${name}`));
      if (upload.fields.includes(name)) refuse(badRequest(`Field ${name} is given twice`));
      upload.fields.push(name);
      if (part.type === 'file') {
        if (name !== 'file') refuse(badRequest(`Field ${name} must not be a file`));
        file = await readFile(part, upload, quotes);
      } else if (name === 'mode' || name === 'waitOnApprovals') upload[name] = String(part.value);
      else if (name === 'file') refuse(badRequest('file must be a file, with a file name'));
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw badRequest(`The form cannot be read: ${(error as Error).message}`);
  }

  if (upload.mode !== 'merge' && upload.mode !== 'replace') refuse(badRequest('mode must be merge or replace'));
  if (!['true', 'false', undefined].includes(upload.waitOnApprovals)) {
    refuse(badRequest('waitOnApprovals must be true or false'));
  }
  if (!file) refuse(badRequest('file is required'));
  if (file?.problem) refuse(badRequest(file.problem));
  return { upload, keys: file?.keys ?? [], problem };
}
