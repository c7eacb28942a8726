import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another origin: where a redirect leads, and nobody should follow it with a token. */
export interface OtherOrigin {
  readonly url: string;
  readonly requests: { method: string; url: string; headers: IncomingHttpHeaders; bodyBytes: number }[];
  /** Whether the token ever came here, in a header or a URL. */
  saw(token: string): boolean;
  close(): Promise<void>;
}

/** Starts a server that takes everything, answers 204, and remembers. */
export async function startOtherOrigin(host = '127.0.0.1'): Promise<OtherOrigin> {
  const requests: OtherOrigin['requests'] = [];
  const server = createServer((request, response) => {
    const entry = { method: request.method!, url: request.url!, headers: request.headers, bodyBytes: 0 };
    requests.push(entry);
    request.on('data', (chunk: Buffer) => {
      entry.bodyBytes += chunk.length;
    });
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    requests,
    saw: (token) => requests.some(({ url, headers }) => JSON.stringify([url, headers]).includes(token)),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
