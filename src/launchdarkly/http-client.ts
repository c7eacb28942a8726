/** Sends by @actions/http-client, and gets hold of what it keeps to itself: the requests that have to be ended in time. */
import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { getProxyUrl, HttpClient } from '@actions/http-client';

export interface RequestHead {
  client: HttpClient;
  method: 'GET' | 'POST';
  /** The request goes to its origin. */
  url: URL;
  /** What stands on the request line: path and query, encoded. It is not normalised, so that keys like `..` survive. */
  path: string;
  headers: OutgoingHttpHeaders;
}

/** The most milliseconds that a timer of Node may have. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Makes a client; `keepAlive` as a pool of connections, without it for one exchange on a connection of its own. */
export function newHttpClient(keepAlive: boolean, userAgent?: string): HttpClient {
  // A redirect would take the token and an empty body elsewhere. The socket timeout's message holds the path, and Stalled
  // replaces it.
  return new HttpClient(userAgent, [], { allowRedirects: false, keepAlive, socketTimeout: LONGEST_TIMER });
}

/** Host and port of the proxy on the way to a URL. Undefined if the setting is not an address: then the request fails. */
export function proxyOf(url: URL): string | undefined {
  try {
    const proxy = URL.parse(getProxyUrl(url.href));
    return proxy ? `${proxy.hostname}:${proxy.port || (proxy.protocol === 'https:' ? 443 : 80)}` : undefined;
  } catch {
    return undefined;
  }
}

/** For http-client an empty string is a body too, and a `Content-Length` of 0. */
const NO_BODY = null as unknown as string;

/** Makes requests as Node does, and hands each over: http-client keeps them to itself, but not how they are made. */
function handing(make: typeof http.request, onMade: (request: ClientRequest) => void): typeof http.request {
  return ((...args: Parameters<typeof http.request>) => {
    const made = make(...args);
    onMade(made);
    return made;
  }) as typeof http.request;
}

/**
 * Sends a request. Resolves when the answer's head is there.
 * @param onRequest gets the request, and before it the CONNECT request to a proxy, if there is one
 */
export async function send(
  { client, method, url, path, headers }: RequestHead,
  body: string | Readable | undefined,
  onRequest: (request: ClientRequest) => void,
): Promise<IncomingMessage> {
  const node = url.protocol === 'https:' ? https : http;
  const agent = client.getAgent(url.href);
  followTunnel(agent, onRequest);
  const options = { ...urlToHttpOptions(url), path, method, headers, agent };
  const info = { options, parsedUrl: url, httpModule: { ...https, request: handing(node.request, onRequest) } };
  return (await client.requestRaw(info, body ?? (method === 'GET' ? NO_BODY : ''))).message;
}

/** Gets hold of the CONNECT request by which the `tunnel` package, http-client's proxy agent, makes a connection. */
function followTunnel(agent: object, onRequest: (request: ClientRequest) => void): void {
  const tunnel = agent as { request?: typeof http.request; proxyOptions?: { proxyAuth?: string } };
  if (!tunnel.request) return;
  const { proxyAuth, ...proxy } = tunnel.proxyOptions ?? {};
  tunnel.proxyOptions = proxy;
  tunnel.request = handing(tunnel.request, (connect) => {
    // Done here, since the package does it by the deprecated `new Buffer`, which Node reports in the step's log.
    if (proxyAuth) connect.setHeader('Proxy-Authorization', `Basic ${Buffer.from(proxyAuth).toString('base64')}`);
    onRequest(connect);
  });
}
