/** Sends by @actions/http-client, and gets hold of what it keeps to itself: the requests that have to be ended in time. */
import http, { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { urlToHttpOptions } from 'node:url';
import { HttpClient } from '@actions/http-client';
import { LONGEST_TIMER } from './deadline.ts';

export interface RequestHead {
  method: 'GET' | 'POST';
  /** Its origin is whom the request goes to. */
  url: URL;
  /** What stands on the request line: path and query, encoded. It is not normalised, so that keys like `..` survive. */
  path: string;
  headers: OutgoingHttpHeaders;
}

export interface Requests {
  onRequest(request: ClientRequest): void;
  /** The CONNECT request to a proxy, before the other. */
  onConnect(request: ClientRequest): void;
}

/** Makes a client; `keepAlive` as a pool of connections, without it for one exchange on a connection of its own. */
export function newHttpClient(userAgent: string, keepAlive: boolean): HttpClient {
  // A redirect would take the token and an empty body elsewhere. The socket timeout's message holds the path, and Stalled
  // replaces it.
  return new HttpClient(userAgent, [], { allowRedirects: false, keepAlive, socketTimeout: LONGEST_TIMER });
}

/** For http-client an empty string is a body too, and a `Content-Length` of 0. */
const NO_BODY = null as unknown as string;

/** Sends a request. Resolves when the answer's head is there. */
export async function send(
  client: HttpClient,
  { method, url, path, headers }: RequestHead,
  body: string | Readable | undefined,
  { onRequest, onConnect }: Requests,
): Promise<IncomingMessage> {
  const httpModule = url.protocol === 'https:' ? https : http;
  const agent = client.getAgent(url.href);
  followTunnel(agent, onConnect);
  const options = { ...urlToHttpOptions(url), path, method, headers, agent };
  options.host = options.hostname;
  options.port ||= url.protocol === 'https:' ? 443 : 80;
  // http-client keeps the request to itself, but lets the module be chosen that makes it.
  const request = ((...args: Parameters<typeof https.request>) => {
    const made = httpModule.request(...args);
    onRequest(made);
    return made;
  }) as typeof https.request;
  const info = { options, parsedUrl: url, httpModule: { ...https, request } };
  return (await client.requestRaw(info, body ?? (method === 'GET' ? NO_BODY : ''))).message;
}

/** Gets hold of the CONNECT request by which the `tunnel` package, http-client's proxy agent, makes a connection. */
function followTunnel(agent: object, onConnect: Requests['onConnect']): void {
  const tunnel = agent as { request?: typeof http.request; proxyOptions?: { proxyAuth?: string } };
  const connect = tunnel.request;
  if (!connect) return;
  const { proxyAuth, ...proxy } = tunnel.proxyOptions ?? {};
  tunnel.proxyOptions = proxy;
  tunnel.request = ((...args: Parameters<typeof http.request>) => {
    const made = connect(...args);
    // Done here, since the package does it by the deprecated `new Buffer`, which Node reports in the step's log.
    if (proxyAuth) made.setHeader('Proxy-Authorization', `Basic ${Buffer.from(proxyAuth).toString('base64')}`);
    onConnect(made);
    return made;
  }) as typeof http.request;
}
