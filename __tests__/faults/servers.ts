/** Proxies for the fault matrix: a real one, and one that says what it is told. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @returns a port of 127.0.0.1 that nobody listens on (now) */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Debian's and Ubuntu's package `squid`, which .ci/run installs. */
export const hasSquid = spawnSync('squid', ['-v']).status === 0;

/** The only user that the proxy knows, if it asks. */
export const USER = 'robot';
export const PASSWORD = 's3cret-of-the-proxy';

export interface Squid {
  /** `host:port`. */
  address: string;
  /** Its access log so far: a line for each tunnel. */
  log: () => string;
  close: () => Promise<void>;
}

/**
 * Starts squid, which alone knows where `launchdarkly.test` is.
 * @param options whether it asks for a password, and whether it lets anybody through
 */
export async function startSquid(options: { password?: boolean; closed?: boolean } = {}): Promise<Squid> {
  const folder = mkdtempSync(join(tmpdir(), 'squid-'));
  chmodSync(folder, 0o777); // Started by root, it becomes another user.
  const port = await unusedPort();
  const file = (name: string, text: string, mode = 0o644): string => {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), mode);
    return join(folder, name);
  };
  const helper = `#!/bin/sh\nwhile read -r user password; do [ "$user:$password" = '${USER}:${PASSWORD}' ] && echo OK || echo ERR; done\n`;
  const config = [
    `http_port 127.0.0.1:${port}`,
    `hosts_file ${file('hosts', '127.0.0.1 launchdarkly.test\n')}`,
    'dns_nameservers 127.0.0.1',
    'dns_timeout 1 second',
    `pid_filename ${join(folder, 'pid')}`,
    `cache_log ${join(folder, 'cache.log')}`,
    `access_log stdio:${join(folder, 'access.log')}`,
    `coredump_dir ${folder}`,
    'cache deny all',
    'pinger_enable off',
    'shutdown_lifetime 0 seconds',
    ...(options.password
      ? [
          `auth_param basic program ${file('helper', helper, 0o755)}`,
          'auth_param basic children 1',
          'acl known proxy_auth REQUIRED',
          'http_access allow known',
        ]
      : []),
    `http_access ${options.password || options.closed ? 'deny' : 'allow'} all`,
  ];
  const child = spawn('squid', ['-N', '-f', file('squid.conf', `${config.join('\n')}\n`)], { stdio: 'ignore' });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  while (!(await accepts(port))) {
    if (child.exitCode !== null) {
      const told = readFileSync(join(folder, 'cache.log'), 'utf8');
      await close();
      throw new Error(`squid did not start:\n${told}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { address: `127.0.0.1:${port}`, log: () => readFileSync(join(folder, 'access.log'), 'utf8'), close };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const outcome = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
  });
  socket.destroy();
  return outcome;
}

export interface ScriptedProxy {
  address: string;
  /** What it was sent, a text for each connection. */
  readonly heads: string[];
  close: () => Promise<void>;
}

/** Starts a proxy that answers each CONNECT with this text, or not at all. */
export async function startScriptedProxy(answer?: string): Promise<ScriptedProxy> {
  const sockets = new Set<Socket>();
  const heads: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', (bytes) => {
      heads.push(bytes.toString());
      if (answer !== undefined) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    heads,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
