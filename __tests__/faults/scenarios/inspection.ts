/** Reading the segment, and connecting at all. */
import { createAuthority, createCertificate } from '../../../simulator/certificates.ts';
import type { Fault } from '../../../simulator/faults.ts';
import { NOBODY } from '../../support/nobody.ts';
import { type Scenario, STATE, type World } from '../test-bench.ts';

const SEGMENT = { method: 'GET', path: /\/beta$/ };

/** A fault that hits the first look only: the second succeeds. */
const passing = (name: string, fault: Fault): Scenario => ({
  name: `inspection: ${name} once`,
  arrange: ({ proxy }) => void proxy.add({ ...SEGMENT, nth: 1, fault }),
  ends: 'complete',
  imports: 1,
  uploads: 1,
  holds: 'list',
});

/** Nothing was sent that changes anything. */
const REFUSED = { imports: 0, uploads: 0, holds: 'before', says: [STATE.nothing] } as const;

const answered = (
  name: string,
  ends: Scenario['ends'],
  answer: { status?: number; html?: true; body?: unknown },
): Scenario => ({
  name: `inspection: ${name}`,
  arrange: ({ sim }) => void sim.behave({ on: 'GET segment', ...answer }),
  ends,
  ...REFUSED,
});

const GATEWAY = { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad gateway</html>' };

export const INSPECTION: readonly Scenario[] = [
  passing('reset before the request has left', { kind: 'reset', side: 'request', after: 0 }),
  passing('reset within the request', { kind: 'reset', side: 'request', after: 30 }),
  passing('reset before the answer', { kind: 'reset', side: 'response', after: 0 }),
  passing('closed before the answer', { kind: 'close', side: 'response', after: 0 }),
  passing("reset within the answer's head", { kind: 'reset', side: 'response', after: 20 }),
  passing("reset within the answer's body", { kind: 'reset', side: 'response', after: { body: 0.5 } }),
  passing("closed within the answer's body", { kind: 'close', side: 'response', after: { body: 0.5 } }),
  passing("closed before the answer's last byte", { kind: 'close', side: 'response', after: { body: -1 } }),
  passing('request stalls', { kind: 'stall', side: 'request', after: 30 }),
  passing('answer stalls before its head', { kind: 'stall', side: 'response', after: 0 }),
  passing('answer stalls within its body', { kind: 'stall', side: 'response', after: { body: 0.5 } }),
  passing('a gateway answers 502 with a page', { kind: 'answer', side: 'response', after: 0, answer: GATEWAY }),
  {
    ...passing('', { kind: 'slow', bytesPerSecond: 4_000 }),
    name: 'inspection: a slow link is waited for',
    scale: 20,
  },
  answered('400', 'bad_request', { status: 400 }),
  answered('401', 'unauthorized', { status: 401 }),
  { ...answered('403', 'forbidden', { status: 403 }), says: ['Nothing was sent', STATE.nothing] },
  { ...answered('404', 'not_found', { status: 404 }), says: ['was not found in `web` / `production`', STATE.nothing] },
  { ...answered('an HTML page', 'unexpected_response', { html: true }), says: ['an HTML page', STATE.nothing] },
  { ...answered('no segment', 'unexpected_response', { status: 200, body: {} }), says: ['no segment', STATE.nothing] },
  { ...answered('not JSON', 'unexpected_response', { status: 200, body: 'OK' }), says: ['no JSON', STATE.nothing] },
  {
    ...answered('an answer without end', 'unexpected_response', {
      status: 200,
      body: `{"name": "${'x'.repeat(3_000_000)}"}`,
    }),
    says: ['no JSON', STATE.nothing],
  },
  {
    name: 'inspection: 307 elsewhere',
    arrange: ({ proxy, otherOrigin }) =>
      void proxy.add({
        ...SEGMENT,
        fault: {
          kind: 'answer',
          side: 'request',
          after: 'end',
          answer: { status: 307, headers: { location: `${otherOrigin.url}/elsewhere` } },
        },
      }),
    ends: 'unexpected_response',
    ...REFUSED,
    says: ['redirected', STATE.nothing],
    check: (_, { otherOrigin }) => noRequests(otherOrigin.requests),
  },
  { ...answered('500 for five minutes', 'server_error', { status: 500 }), scale: 100, minutes: 60 },
  { ...answered('429 until the deadline', 'rate_limited', { status: 429 }), minutes: 2 },
  {
    name: 'inspection: 429 with a time',
    arrange: ({ sim }) => void sim.behave({ on: 'GET segment', nth: 1, status: 429, headers: { 'Retry-After': '20' } }),
    ends: 'complete',
    imports: 1,
    uploads: 1,
    holds: 'list',
    logs: [/Waiting to read the segment: .*again in (?:20|21) s/],
  },
  {
    name: 'inspection: silence until the deadline',
    minutes: 0.75,
    arrange: ({ proxy }) => void proxy.add({ ...SEGMENT, fault: { kind: 'stall', side: 'response', after: 0 } }),
    ends: 'network_error',
    ...REFUSED,
    says: ['when the time allowed was over', STATE.nothing],
  },
  {
    name: 'look-ups of the guard: refused',
    arrange: ({ sim }) => void sim.behave({ on: 'GET context', status: 403 }),
    ends: 'guard_blocked',
    ...REFUSED,
    says: ['could not be proved', '403 Forbidden', STATE.nothing],
  },
];

const RECONNECTS = { ends: 'complete', imports: 1, uploads: 1, holds: 'list' } as const;

export const CONNECT: readonly Scenario[] = [
  {
    name: 'connect: the first two connections are reset at once',
    arrange: ({ proxy }) =>
      void proxy.add({ on: 'connection', nth: [1, 2], fault: { kind: 'reset', side: 'request', after: 0 } }),
    ...RECONNECTS,
  },
  {
    name: 'connect: the first connection is accepted and silent',
    arrange: ({ proxy }) =>
      void proxy.add({ on: 'connection', nth: 1, fault: { kind: 'stall', side: 'request', after: 0 } }),
    ...RECONNECTS,
  },
  {
    name: 'connect: refused for five minutes',
    minutes: 60,
    scale: 400,
    arrange: (world) => {
      world.baseUri = `http://${NOBODY}`;
    },
    ends: 'network_error',
    ...REFUSED,
    says: ['the connection was refused: 127.0.0.1', 'ECONNREFUSED', STATE.nothing],
    logs: [/Waiting to read the segment: .*refused/],
  },
  {
    name: 'connect: refused until the deadline',
    minutes: 1,
    arrange: (world) => {
      world.baseUri = `http://${NOBODY}`;
    },
    ends: 'network_error',
    ...REFUSED,
    says: ['The time allowed is over', STATE.nothing],
  },
  {
    name: 'connect: a host name that does not exist',
    minutes: 1,
    arrange: (world) => {
      world.baseUri = 'https://nonexistent.invalid';
    },
    ends: 'network_error',
    ...REFUSED,
    says: [/the host name (?:is not known|could not be looked up): nonexistent\.invalid/, STATE.nothing],
  },
  {
    name: 'connect: https to a server that speaks http',
    arrange: (world) => {
      world.baseUri = world.sim.url.replace('http:', 'https:');
    },
    ends: 'network_error',
    ...REFUSED,
    says: ['the TLS connection to 127.0.0.1', STATE.nothing],
  },
  tls('a self-signed certificate', {}, /DEPTH_ZERO_SELF_SIGNED_CERT/),
  tls('a certificate of an authority that nobody knows', { authority: true }, /UNABLE_TO_VERIFY_LEAF_SIGNATURE/),
  tls('an expired certificate', { authority: true, trusted: true, expired: true }, /CERT_HAS_EXPIRED/),
  tls(
    'a certificate for another host',
    { authority: true, trusted: true, hosts: ['example.test'] },
    /ERR_TLS_CERT_ALTNAME_INVALID/,
  ),
  { ...tls('a private authority in NODE_EXTRA_CA_CERTS', { authority: true, trusted: true }), says: [], ...RECONNECTS },
];

interface Tls {
  authority?: boolean;
  trusted?: boolean;
  expired?: boolean;
  hosts?: readonly string[];
}

/** A server with such a certificate in front of the simulator; refused certificates are not tried again. */
function tls(name: string, { authority, trusted, ...certificate }: Tls, code?: RegExp): Scenario {
  return {
    name: `connect: ${name}`,
    arrange: async (world) => {
      const issuer = authority ? await createAuthority() : undefined;
      const cert = await createCertificate({ ...certificate, ...(issuer && { issuer }) });
      if (issuer && trusted) world.env.NODE_EXTRA_CA_CERTS = world.file('authority.pem', issuer.cert);
      world.baseUri = (await world.front(cert)).url;
    },
    ends: 'network_error',
    ...REFUSED,
    says: ['the TLS connection to 127.0.0.1', ...(code ? [code] : []), 'NODE_EXTRA_CA_CERTS', STATE.nothing],
    silent: ['Waiting to'],
  };
}

function noRequests(requests: World['otherOrigin']['requests']): void {
  if (requests.length > 0) throw new Error(`Another origin got ${requests.length} requests.`);
}
