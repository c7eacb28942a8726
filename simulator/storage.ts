import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { State } from './state.ts';

/** A request that the storage saw. Its headers must never hold the API's token. */
interface StorageRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  status: number;
}

/** The other origin that exported files are kept on: knows no tokens, only signed links. */
export interface Storage {
  readonly url: string;
  readonly requests: StorageRequest[];
  close(): Promise<void>;
}

export async function startStorage(
  state: State,
  host: string,
  tls: { key: string; cert: string } | undefined,
): Promise<Storage> {
  const requests: StorageRequest[] = [];
  const listener: Parameters<typeof createServer>[1] = (request, response) => {
    const url = new URL(request.url!, 'http://storage');
    const found = state.exports.get(url.pathname.replace(/^\/exports\/(.*)\.csv$/, '$1'));
    const signed = found && url.searchParams.get('signature') === found.signature;
    const redirect = signed && url.searchParams.has('redirect');
    const status = redirect ? 302 : signed ? 200 : 403;
    requests.push({ method: request.method!, url: request.url!, headers: request.headers, status });
    if (!signed) return response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error/>');
    if (redirect) {
      return response.writeHead(302, { location: `${url.pathname}?signature=${found.signature}` }).end();
    }
    const { file, format } = found;
    response.writeHead(200, { 'content-type': 'text/csv', 'content-length': file.length });
    if (format.truncate === undefined) return response.end(file);
    return response.write(file.subarray(0, format.truncate), () => response.destroy());
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://${host}:${port}`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
