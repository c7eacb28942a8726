/** The head of one HTTP/1.1 message, as far as a proxy needs it. */
export interface Head {
  /** Bytes up to and with the empty line. */
  length: number;
  /** The first line, such as `GET /path HTTP/1.1`. */
  startLine: string;
  /** Bytes of the body that follows; 0 without a `Content-Length`. */
  bodyLength: number;
}

/** @returns the head at the start of the bytes, or `undefined` as long as it is not all there */
export function parseHead(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const text = bytes.toString('latin1', 0, end);
  const [startLine] = text.split('\r\n', 1);
  const [, bodyLength = '0'] = /^content-length:\s*(\d+)/im.exec(text) ?? [];
  return { length: end + 4, startLine: startLine!, bodyLength: Number(bodyLength) };
}

/** An answer written out by hand. The connection ends after it. */
export interface RawAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

export function formatAnswer({ status, headers = {}, body = '' }: RawAnswer): string {
  const all = { 'content-length': String(Buffer.byteLength(body)), connection: 'close', ...headers };
  if (status === 204) all['content-length'] = '0';
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status ${status}\r\n${lines.join('')}\r\n${body}`;
}
