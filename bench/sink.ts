/**
 * A LaunchDarkly that costs next to nothing, in a process of its own: takes any upload in, completes it at once, and says
 * yes to every look-up. Written on bare sockets, so that what is measured is whoever sends.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { type Certificate, createAuthority, createCertificate } from '../simulator/certificates.ts';

interface SinkOptions {
  tls?: Certificate;
  /** What the segment says of its number of members: the number of keys that are sent, so that the count is right. */
  members: number;
}

export interface Sink {
  url: string;
  /** The certificate authority of an https sink, as a file. */
  caFile: string;
  close(): void;
}

/** Starts a sink. */
export async function startSink({ https = false, members = 0 } = {}): Promise<Sink> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-sink-'));
  const caFile = join(directory, 'ca.pem');
  const options: SinkOptions = { members };
  const issuer = await createAuthority();
  writeFileSync(caFile, issuer.cert);
  if (https) options.tls = await createCertificate({ issuer });
  const child = fork(import.meta.filename, { env: { ...process.env, SINK: JSON.stringify(options) } });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('exit', (code) => reject(new Error(`The sink ended with ${code}.`)));
  });
  return {
    url: `${https ? 'https' : 'http'}://127.0.0.1:${port}`,
    caFile,
    close() {
      child.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** As LaunchDarkly draws IDs: such a one is not compared with all keys before it is shown. */
const ID = '6724f5a1c2e34b0012345678';

function answerTo(method: string, path: string, members: number): { status: string; location?: string; body: string } {
  const json = (value: unknown) => ({ status: '200 OK', body: JSON.stringify(value) });
  if (method === 'POST') return { status: '204 No Content', location: `${path}/${ID}`, body: '' };
  if (path.includes('/imports/')) return json({ id: ID, segmentKey: 'beta', mode: 'merge', status: 'complete' });
  if (path.includes('/contexts/')) return json({ userKey: 'any', included: true, excluded: false });
  if (path.includes('/environments/')) return json({ key: 'production' });
  const _unboundedMetadata = { includedCount: members, excludedCount: 0, version: 1, lastModified: 1 };
  return json({ key: 'beta', name: 'Beta', unbounded: true, tags: [], version: 1, _unboundedMetadata });
}

/** Answers the requests on a connection: a head is read, a body only counted. */
function serve(socket: Socket, members: number): void {
  let head = '';
  let missing = 0;
  let answer = '';
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    for (let rest = chunk; rest.length > 0 || (answer && missing === 0); ) {
      if (answer === '') {
        head += rest.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        rest = rest.subarray(rest.length - (head.length - end - 4));
        const [, method = '', path = ''] = /^(\S+) (\S+)/.exec(head) ?? [];
        missing = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
        if (/^expect: *100-continue/im.test(head)) socket.write('HTTP/1.1 100 Continue\r\n\r\n');
        const { status, location, body } = answerTo(method, path, members);
        const headers = location
          ? `Location: ${location}\r\n`
          : `Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
        answer = `HTTP/1.1 ${status}\r\n${headers}\r\n${body}`;
        head = '';
      }
      const taken = Math.min(missing, rest.length);
      missing -= taken;
      rest = rest.subarray(taken);
      if (missing > 0) return;
      socket.write(answer);
      answer = '';
    }
  });
}

if (import.meta.main) {
  const { tls, members } = JSON.parse(process.env.SINK ?? '{}') as SinkOptions;
  const server = tls
    ? createTlsServer(tls, (socket) => serve(socket, members))
    : createTcpServer((socket) => serve(socket, members));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  // Whoever started it is gone.
  process.once('disconnect', () => process.exit());
}
