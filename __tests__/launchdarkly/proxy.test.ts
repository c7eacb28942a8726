/** Through a real CONNECT proxy and real TLS. The host is an alias that only the proxy knows: the direct way leads nowhere. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net, { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getSegment, startImport } from '../../src/launchdarkly/index.ts';
import { NOBODY } from '../support/nobody.ts';
import { cleanUp, clientFor, fastTime, fileOf, listen, rejection, type Served, serveBytes, until } from './servers.ts';

const HOST = 'ld.example';
const SEGMENT = '{"name":"Beta","unbounded":true}';
const authorities = tls.getCACertificates('default');
const folder = mkdtempSync(join(tmpdir(), 'proxy-test-'));
const keyFile = join(folder, 'key.pem');
const certFile = join(folder, 'cert.pem');

beforeAll(() => {
  const openssl = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=${HOST} -addext subjectAltName=DNS:${HOST}`;
  execFileSync('openssl', [...openssl.split(' '), '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
});

const environment = { ...process.env };
beforeEach(() => {
  for (const name of ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'])
    delete process.env[name];
  tls.setDefaultCACertificates([...authorities, readFileSync(certFile, 'utf8')]);
});
afterEach(async () => {
  await cleanUp();
  Object.assign(process.env, environment);
  tls.setDefaultCACertificates(authorities);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A TLS server that is LaunchDarkly under the alias. */
async function serveTls(answer: (url: string, body: Buffer, response: http.ServerResponse) => void): Promise<Served> {
  const served: Served = { origin: '', port: 0, requests: [], connections: [] };
  const server = https.createServer(
    { key: readFileSync(keyFile), cert: readFileSync(certFile) },
    async (request, response) => {
      const body = Buffer.concat((await request.toArray()) as Buffer[]);
      served.requests.push({
        method: request.method!,
        url: request.url!,
        headers: request.headers,
        body,
        complete: true,
      });
      answer(request.url!, body, response);
    },
  );
  return await listen(server, served, 'https', HOST);
}

/** A proxy for CONNECT that leads every name to `target`, or answers something else instead. */
async function proxyTo(
  target: Served | undefined,
  instead?: string,
): Promise<{ port: number; asked: string[]; headers: http.IncomingHttpHeaders[] }> {
  const asked: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  const proxy = http.createServer();
  proxy.on('connect', (request, socket: Socket) => {
    asked.push(request.url!);
    headers.push(request.headers);
    socket.on('error', () => {});
    if (instead !== undefined) return void (instead && socket.end(instead));
    const upstream = net.connect(target!.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    return undefined;
  });
  const { port } = await listen(proxy, { origin: '', port: 0, requests: [], connections: [] });
  return { port, asked, headers };
}

describe('trap 7: proxies', () => {
  test('requests and uploads go through https_proxy, with its credentials; nothing goes directly', async () => {
    const server = await serveTls((url, _body, response) =>
      url.endsWith('/imports') ? response.writeHead(204).end() : response.end(SEGMENT),
    );
    const base = `https://${HOST}:${server.port}`;
    expect((await rejection(getSegment(clientFor(base, { milliseconds: 1 })))).code).toBe('network_error');
    const proxy = await proxyTo(server);
    process.env.https_proxy = `http://user:p%40ss@127.0.0.1:${proxy.port}`;
    const client = clientFor(base);
    expect((await getSegment(client)).name).toBe('Beta');
    await startImport(client, {
      mode: 'merge',
      waitOnApprovals: false,
      fileName: 'beta.csv',
      file: fileOf(3_000_000),
    });
    expect(proxy.asked).toEqual([`${HOST}:${server.port}`, `${HOST}:${server.port}`]);
    expect(proxy.headers[0]!['proxy-authorization']).toBe(`Basic ${Buffer.from('user:p@ss').toString('base64')}`);
    expect(server.requests.map(({ headers, body }) => Number(headers['content-length'] ?? 0) === body.length)).toEqual([
      true,
      true,
    ]);
  });

  test('no_proxy keeps a host out', async () => {
    fastTime(1_000);
    const proxy = await proxyTo(undefined, '');
    process.env.https_proxy = `http://127.0.0.1:${proxy.port}`;
    process.env.no_proxy = HOST;
    await rejection(getSegment(clientFor(`https://${HOST}:1`, { milliseconds: 20_000 })));
    expect(proxy.asked).toEqual([]);
  });

  test.each([
    [
      '407',
      'HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n',
      1,
      /the proxy 127\.0\.0\.1:\d+ answered 407 Proxy Authentication Required when asked to connect to ld\.example\./,
    ],
    [
      '403',
      'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n',
      1,
      /the proxy 127\.0\.0\.1:\d+ answered 403 Forbidden when asked/,
    ],
    [
      '502',
      'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n<html>no</html>',
      8,
      /the proxy 127\.0\.0\.1:\d+ answered 502 Bad Gateway when asked/,
    ],
    [
      'an HTML page',
      'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Sign in</html>',
      1,
      /the proxy 127\.0\.0\.1:\d+ did not answer as a proxy does/,
    ],
  ])(
    "%s is recognised as the proxy's answer, and its password stays secret",
    async (_name, answer, atLeast, message) => {
      fastTime(1_000);
      const proxy = await proxyTo(undefined, answer);
      process.env.https_proxy = `http://someone:hunter2@127.0.0.1:${proxy.port}`;
      const error = await rejection(
        startImport(clientFor(`https://${HOST}`, { milliseconds: 3_600_000 }), {
          mode: 'replace',
          waitOnApprovals: false,
          fileName: 'beta.csv',
          file: fileOf('a\n'),
        }),
      );
      expect(error.code).toBe('network_error');
      expect(error.message).toMatch(message);
      expect(error.message + error.advice).not.toMatch(/someone|hunter2/);
      expect(error.reached).toBe('not_sent');
      expect(new Set(proxy.asked)).toEqual(new Set([`${HOST}:443`]));
      if (atLeast === 1) expect(proxy.asked).toHaveLength(1);
      else expect(proxy.asked.length).toBeGreaterThanOrEqual(atLeast);
    },
  );

  test('a proxy that never answers is left at the deadline, and no socket stays behind', async () => {
    let closed = 0;
    const server = await serveBytes((socket) => void socket.on('close', () => closed++).resume());
    process.env.https_proxy = `http://127.0.0.1:${server.port}`;
    const error = await rejection(getSegment(clientFor(`https://${HOST}`, { milliseconds: 200 })));
    expect(error.code).toBe('network_error');
    await until(() => closed === 1);
  });

  test('an address that is none is not tried', async () => {
    process.env.https_proxy = 'not a host:3128';
    const error = await rejection(getSegment(clientFor(`https://${HOST}`)));
    expect(error.code).toBe('network_error');
    expect(error.message).toContain('https_proxy does not hold the address of a proxy');
  });

  test('a proxy that nobody runs is named as what refused', async () => {
    fastTime(1_000);
    process.env.https_proxy = `http://someone:hunter2@${NOBODY}`;
    const error = await rejection(getSegment(clientFor(`https://${HOST}`, { milliseconds: 3_600_000 })));
    expect(error.message).toContain(`the connection was refused: the proxy ${NOBODY} (ECONNREFUSED)`);
  });
});

describe('TLS', () => {
  test('a certificate that nobody vouches for ends it at once, with nothing sent', async () => {
    tls.setDefaultCACertificates(authorities);
    const server = await serveTls((_url, _body, response) => response.end(SEGMENT));
    const client = clientFor(`https://127.0.0.1:${server.port}`);
    const options = { mode: 'merge', waitOnApprovals: false, fileName: 'beta.csv', file: fileOf('a\n') } as const;
    const error = await rejection(startImport(client, options));
    expect(error).toMatchObject({ code: 'network_error', reached: 'not_sent', attempts: 1 });
    expect(error.message).toContain('(DEPTH_ZERO_SELF_SIGNED_CERT)');
    expect(error.advice).toContain('NODE_EXTRA_CA_CERTS');
    expect(server.requests).toEqual([]);
  });

  test('through a proxy, a certificate for another name ends it at once', async () => {
    const server = await serveTls((_url, _body, response) => response.end(SEGMENT));
    const proxy = await proxyTo(server);
    process.env.https_proxy = `http://127.0.0.1:${proxy.port}`;
    const error = await rejection(getSegment(clientFor('https://other.example')));
    expect(error.code).toBe('network_error');
    expect(error.message).toContain('(ERR_TLS_CERT_ALTNAME_INVALID)');
  });

  test('a server that speaks no TLS', async () => {
    const server = await serveBytes((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const error = await rejection(getSegment(clientFor(`https://127.0.0.1:${server.port}`)));
    expect(error.code).toBe('network_error');
    expect(error.message).toContain('the TLS connection');
  });
});

test('disposing ends what is under way and lets the connections go', async () => {
  let closed = 0;
  const server = await serveBytes((socket) => void socket.on('close', () => closed++).resume());
  const client = clientFor(`http://127.0.0.1:${server.port}`);
  const asked = rejection(getSegment(client));
  await until(() => server.connections.length === 1);
  client[Symbol.dispose]();
  expect((await asked).code).toBe('cancelled');
  await until(() => closed === 1);
});
