/**
 * Prism, a mock server that others made, serving LaunchDarkly's published description. It checks every request against
 * the description and answers with examples. In front of it stands a relay that asks it for the status a test wants
 * (`Prefer`, which the action does not send) and writes down what Prism found wrong.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DESCRIPTION = new URL('../../simulator/openapi.json', import.meta.url);
const PRISM = createRequire(new URL('../../tools/prism/package.json', import.meta.url)).resolve(
  '@stoplight/prism-cli/dist/index.js',
);

export interface Relayed {
  method: string;
  path: string;
  status: number;
  /** What Prism found wrong with the request, or with its own answer. */
  violations: string | undefined;
}

/** The example answer of an operation, by its operationId; an answer without content has headers only. */
export type Examples = Record<string, { status: number; body?: unknown; location?: string }>;

export interface Prism {
  readonly url: string;
  readonly requests: Relayed[];
  /** Asks for this status from an operation, until `reset`. */
  prefer(method: string, path: RegExp, status: number): void;
  reset(): void;
  /** A file that the relay itself serves, such as an exported one. */
  files: Record<string, string>;
  close(): Promise<void>;
}

/** The description with examples that fit together: its own are of segments and imports that have nothing to do with each other. */
function describeWith(examples: Examples): string {
  const description = JSON.parse(readFileSync(DESCRIPTION, 'utf8'));
  for (const operations of Object.values<Record<string, { operationId: string; responses: Record<string, unknown> }>>(
    description.paths,
  )) {
    for (const { operationId, responses } of Object.values(operations)) {
      const { status, body, location } = examples[operationId] ?? {};
      if (status === undefined) continue;
      // biome-ignore lint/suspicious/noExplicitAny: part of an arbitrary document
      const response = responses[status] as any;
      if (body !== undefined) response.content['application/json'].example = body;
      if (location) response.headers = { Location: { schema: { type: 'string' }, example: location } };
    }
  }
  return JSON.stringify(description);
}

async function freePort(): Promise<number> {
  const server = createTcpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts Prism itself. @returns its port, and how to stop it */
async function startServer(document: string): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'prism-'));
  const file = join(folder, 'openapi.json');
  writeFileSync(file, document);
  const port = await freePort();
  const child = spawn(process.execPath, [PRISM, 'mock', '--host', '127.0.0.1', '--port', String(port), file]);
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`Prism did not start:\n${output}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
        if (output.includes('Prism is listening')) resolve();
      });
    }
  });
  const stop = async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(folder, { recursive: true });
  };
  return { port, stop };
}

/** @param examplesFor what the operations answer, given the origin that the action sees */
export async function startPrism(examplesFor: (origin: string) => Examples): Promise<Prism> {
  const requests: Relayed[] = [];
  const files: Record<string, string> = {};
  let preferences: { method: string; path: RegExp; status: number }[] = [];
  let port = 0;

  const relay = createServer((incoming, outgoing) => {
    const method = incoming.method!;
    const path = incoming.url!;
    const file = files[path];
    if (file !== undefined) return outgoing.writeHead(200, { 'content-type': 'text/csv' }).end(file);
    const preferred = preferences.find((one) => one.method === method && one.path.test(path));
    const headers = { ...incoming.headers, ...(preferred && { prefer: `code=${preferred.status}` }) };
    const upstream = httpRequest({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const status = answer.statusCode!;
      requests.push({ method, path, status, violations: answer.headers['sl-violations'] as string | undefined });
      outgoing.writeHead(status, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    return incoming.pipe(upstream);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
  const server = await startServer(describeWith(examplesFor(url)));
  port = server.port;

  return {
    url,
    requests,
    files,
    prefer: (method, path, status) => {
      preferences.push({ method, path, status });
    },
    reset: () => {
      preferences = [];
      requests.length = 0;
    },
    close: async () => {
      relay.closeAllConnections();
      relay.close();
      await server.stop();
    },
  };
}
