import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator/server.ts';
import { compare } from './description.ts';

const others: Simulator[] = [];

/** Starts a simulator beside the test's own. */
export async function startAnother(options: SimulatorOptions = {}): Promise<Simulator> {
  const started = await startSimulator(options);
  others.push(started);
  return started;
}

/** Closes a test's simulators, however the test ended: one that is left open keeps jest waiting. */
export async function closeAll(sim: Simulator): Promise<void> {
  for (const one of [sim, ...others.splice(0)]) await one.close();
}

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are arbitrary JSON
  json: any;
}

export interface CallOptions {
  /** Where to send it, if not to the simulator itself. */
  origin?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  ca?: string;
  /** Leaves the length of the body open. */
  chunked?: true;
  /** The answer is made to order or comes from elsewhere: it need not be as LaunchDarkly describes it. */
  undescribed?: true;
}

/**
 * A plain request on a connection of its own, with what every request needs.
 *
 * @throws if the answer is not as LaunchDarkly describes it
 */
export async function call(sim: Simulator, method: string, path: string, options: CallOptions = {}): Promise<Reply> {
  const reply = await exchange(sim, method, path, options);
  const difference = options.undescribed ? undefined : compare(method, path, reply.status, reply.json);
  if (difference) throw new Error(`Not as described: ${JSON.stringify(difference)} ${reply.text}`);
  return reply;
}

async function exchange(sim: Simulator, method: string, path: string, options: CallOptions): Promise<Reply> {
  const { origin = sim.url, headers, body, ca, chunked } = options;
  const url = new URL(origin + path);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method,
      agent: false,
      ...(ca && { ca }),
      headers: {
        authorization: sim.token,
        'ld-api-version': '20240415',
        ...(body !== undefined && !chunked && { 'content-length': String(Buffer.byteLength(body)) }),
        ...headers,
      },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => {
        const isJson = response.headers['content-type']?.startsWith('application/json');
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text,
          json: isJson ? JSON.parse(text) : undefined,
        });
      });
    });
    request.end(body);
  });
}

export const JSON_TYPE = { 'content-type': 'application/json' };
export const FORM_TYPE = { 'content-type': 'multipart/form-data; boundary=line' };

/** One part of a form, written out. */
export function part(name: string, value: string | Buffer, fileName?: string): Buffer {
  const file = fileName === undefined ? '' : `; filename="${fileName}"\r\nContent-Type: text/csv`;
  return Buffer.concat([
    Buffer.from(`--line\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ]);
}

export const form = (...parts: Buffer[]): Buffer => Buffer.concat([...parts, Buffer.from('--line--\r\n')]);

/** The form of an import as the action is meant to send it. */
export function importForm(mode: string, csv: string | Buffer, waitOnApprovals = 'false'): Buffer {
  return form(part('mode', mode), part('waitOnApprovals', waitOnApprovals), part('file', csv, 'beta.csv'));
}

/** Uploads a list. */
export function upload(sim: Simulator, path: string, mode: string, csv: string | Buffer, options: CallOptions = {}) {
  const { headers, ...rest } = options;
  return call(sim, 'POST', `${path}/imports`, {
    headers: { ...FORM_TYPE, ...headers },
    body: importForm(mode, csv),
    ...rest,
  });
}
