import type { IncomingHttpHeaders } from 'node:http';

/** An upload as it came over the wire. */
export interface Upload {
  /** Names of the form's parts, in order. */
  fields: string[];
  mode?: string;
  waitOnApprovals?: string;
  fileName?: string;
  /** The file part's `Content-Type`. */
  contentType?: string;
  /** Bytes of the file that arrived. */
  bytes: number;
  /** SHA-256 of the file's bytes that arrived, lower-case hex. */
  sha256: string;
  /** Rows of the file. */
  rows: number;
  /** The import that it became. */
  importId?: string;
}

/** One request, whatever became of it. */
export interface RequestRecord {
  /** 1-based, in order of arrival. */
  number: number;
  /** The route it went to; absent if there is none. */
  route?: string;
  method: string;
  /** Path and query as they were sent. */
  url: string;
  headers: IncomingHttpHeaders;
  /** The connection it came by, 1-based. */
  connection: number;
  /** Epoch milliseconds. */
  startedAt: number;
  /** Epoch milliseconds; absent while it goes on. */
  finishedAt?: number;
  /** The answer's status; absent if there was none. */
  status?: number;
  /** Bytes of the body that arrived, as far as it was read. */
  bodyBytes: number;
  /** Whether all of the request arrived. */
  complete: boolean;
  /** A JSON body. */
  json?: unknown;
  upload?: Upload;
}
