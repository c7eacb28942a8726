import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket, connect as tlsConnect } from 'node:tls';
import type { Fault } from './fault.ts';
import { type Ends, Link } from './fault-link.ts';

export type { Fault, Position, Side } from './fault.ts';

/** When it happens: for whole connections (the only way with TLS passed through), or for single requests. */
interface FaultRule {
  fault: Fault;
  /** Connections instead of requests. */
  on?: 'connection';
  /** Requests with this method. */
  method?: string;
  /** Requests whose path and query contain this, or match. */
  path?: string | RegExp;
  /** Only these of the matching ones, counted from 1 since the rule was made. Default: all. */
  nth?: number | readonly number[];
}

interface ActiveRule {
  /** How often it has matched, whether wanted by `nth` or not. */
  readonly seen: number;
  /** How often its fault was put in place. */
  readonly hits: number;
  remove(): void;
}

interface ProxiedRequest {
  connection: number;
  method: string;
  /** Path and query as they were sent. */
  path: string;
  fault?: Fault;
}

export interface FaultProxyOptions {
  /** Origin of the simulator. Its https passes through untouched unless `tls` is given. */
  target: string;
  /** PEM texts: the proxy itself speaks https with them, and sees the requests. */
  tls?: { key: string; cert: string };
  host?: string;
}

export interface FaultProxy {
  readonly url: string;
  /** Connections so far. */
  readonly connections: number;
  /** Requests so far; empty where TLS passes through. */
  readonly requests: ProxiedRequest[];
  add(rule: FaultRule): ActiveRule;
  /** Delivers what zombies hold back, now. */
  release(): void;
  close(): Promise<void>;
}

interface Entry {
  rule: FaultRule;
  seen: number;
  hits: number;
}

function matches(rule: FaultRule, request: { method: string; path: string } | undefined): boolean {
  if (!request || rule.on === 'connection') return !request && rule.on === 'connection';
  const { method, path } = rule;
  if (method !== undefined && method !== request.method) return false;
  return typeof path === 'string' ? request.path.includes(path) : (path?.test(request.path) ?? true);
}

/** Starts a proxy that breaks connections in the ways it is told; without rules it only passes bytes on. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { host = '127.0.0.1', tls } = options;
  const target = new URL(options.target);
  const upstreamTls = target.protocol === 'https:' && tls !== undefined;
  const opaque = target.protocol === 'https:' && tls === undefined;
  const secureContext = tls && createSecureContext(tls);
  const entries: Entry[] = [];
  const links = new Set<Link>();
  const requests: ProxiedRequest[] = [];
  let connections = 0;

  const choose = (request?: { method: string; path: string }): Fault | undefined => {
    let chosen: Fault | undefined;
    for (const entry of entries.filter(({ rule }) => matches(rule, request))) {
      entry.seen++;
      const { nth } = entry.rule;
      if (nth !== undefined && !(typeof nth === 'number' ? [nth] : nth).includes(entry.seen)) continue;
      entry.hits++;
      chosen = entry.rule.fault;
    }
    return chosen;
  };

  const open = (): Socket => {
    const to = { host: target.hostname, port: Number(target.port) };
    return upstreamTls ? tlsConnect({ ...to, rejectUnauthorized: false }) : connect(to);
  };

  const server = createServer((wire) => {
    const connection = ++connections;
    const client = secureContext ? new TLSSocket(wire, { isServer: true, secureContext }) : wire;
    const ends: Ends = { wire, client, upstream: open() };
    const link = new Link(ends, {
      opaque,
      connectionFault: choose(),
      onRequest: (method, path) => {
        const fault = choose({ method, path });
        requests.push({ connection, method, path, ...(fault && { fault }) });
        return fault;
      },
      onClose: () => links.delete(link),
    });
    links.add(link);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));

  return {
    url: `${tls ? 'https:' : target.protocol}//${host}:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    requests,
    add: (rule) => {
      const entry = { rule, seen: 0, hits: 0 };
      entries.push(entry);
      return {
        get seen() {
          return entry.seen;
        },
        get hits() {
          return entry.hits;
        },
        remove: () => {
          const place = entries.indexOf(entry);
          if (place >= 0) entries.splice(place, 1);
        },
      };
    },
    release: () => {
      for (const link of links) link.release();
    },
    close: async () => {
      for (const link of links) link.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
