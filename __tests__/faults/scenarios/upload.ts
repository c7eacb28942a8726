/** Uploading, and waiting for the upload's answer. */
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault, Position } from '../../../simulator/faults.ts';
import { MEDIUM } from '../lists.ts';
import { type Scenario, STATE, until } from '../test-bench.ts';

const IMPORT = { method: 'POST', path: /\/imports$/ };

/** A fault that hits the first upload only: it is sent again. */
const passing = (name: string, fault: Fault, imports = 1): Scenario => ({
  name: `upload: ${name} once`,
  arrange: ({ proxy }) => void proxy.add({ ...IMPORT, nth: 1, fault }),
  ends: 'complete',
  imports,
  holds: 'list',
});

const breaks = (kind: 'reset' | 'close', name: string, after: Position): Scenario =>
  passing(`${kind} ${name}`, { kind, side: 'request', after });

/** Every upload is refused with this answer while its body is on its way, and the connection closed or left deaf. */
const early = (status: number, ends: Scenario['ends'], when: 'early' | 'closing' | 'deaf'): Scenario => ({
  name: `upload: early ${status}, and the rest is ${{ early: 'thrown away', closing: 'cut off', deaf: 'not read' }[when]}`,
  list: MEDIUM,
  mode: 'merge',
  scale: 40,
  minutes: 2,
  arrange: ({ proxy }) => void proxy.add({ ...IMPORT, fault: earlyAnswer(status, when) }),
  ends,
  imports: 0,
  holds: 'before',
  says: [STATE.nothing],
});

const earlyAnswer = (status: number, when: 'early' | 'closing' | 'deaf'): Fault => ({
  kind: 'answer',
  side: 'request',
  after: { body: 0.25 },
  when,
  answer: { status, body: '{"code":"x"}' },
});

/** Every upload is answered like this, without having been carried out. */
const answered = (name: string, ends: Scenario['ends'], rule: { status: number }): Scenario => ({
  name: `upload: ${name}`,
  arrange: ({ sim }) => void sim.behave({ on: 'POST import', ...rule }),
  ends,
  imports: 0,
  holds: 'before',
  says: [rule.status < 300 || rule.status >= 500 ? STATE.unclear : STATE.nothing],
});

/** Somebody on the way swallows the upload's last byte and answers 204: to the action it looks like acceptance. */
function forged(
  name: string,
  headers: Record<string, string>,
  ends: Scenario['ends'],
  says: Scenario['says'] & object,
): Scenario {
  const fault: Fault = {
    kind: 'answer',
    side: 'request',
    after: { body: -1 },
    answer: { status: 204, headers },
  };
  return {
    name,
    minutes: 2,
    arrange: ({ proxy }) => void proxy.add({ ...IMPORT, fault }),
    ends,
    imports: 0,
    holds: 'before',
    says,
  };
}

export const UPLOAD: readonly Scenario[] = [
  breaks('reset', 'at the first byte', 0),
  breaks('reset', 'after the head', 'head'),
  breaks('reset', "after the body's first byte", { body: 1 }),
  breaks('reset', 'in the middle', { body: 0.5 }),
  breaks('reset', 'before the last byte', { body: -1 }),
  breaks('close', 'in the middle', { body: 0.5 }),
  breaks('close', 'before the last byte', { body: -1 }),
  {
    ...breaks('reset', 'in the middle of 16 MB', { body: 0.5 }),
    list: MEDIUM,
    mode: 'merge',
    holds: 'both',
    scale: 40,
  },
  passing('stalls in the middle', { kind: 'stall', side: 'request', after: { body: 0.5 } }),
  {
    ...passing('stalls in the middle of 16 MB', { kind: 'stall', side: 'request', after: { body: 0.5 } }),
    list: MEDIUM,
    mode: 'merge',
    holds: 'both',
  },
  {
    name: 'upload: a slow link is waited for, and tells its progress',
    list: MEDIUM,
    mode: 'merge',
    scale: 20,
    arrange: ({ proxy }) =>
      void proxy.add({ ...IMPORT, fault: { kind: 'slow', side: 'request', bytesPerSecond: 12_000_000 } }),
    ends: 'complete',
    imports: 1,
    uploads: 1,
    holds: 'both',
    logs: [/Uploading: \d+\.\d MB of 16\.0 MB \(\d+%\), .*\/s/, /Uploading: 16\.0 MB in/],
  },
  {
    name: 'upload: stalls until the deadline',
    minutes: 2,
    arrange: ({ proxy }) =>
      void proxy.add({ ...IMPORT, fault: { kind: 'stall', side: 'request', after: { body: 0.5 } } }),
    ends: 'network_error',
    imports: 0,
    holds: 'before',
    says: [STATE.unclear],
  },
  {
    name: 'upload: reset in the middle for five minutes',
    minutes: 60,
    scale: 300,
    arrange: ({ proxy }) =>
      void proxy.add({ ...IMPORT, fault: { kind: 'reset', side: 'request', after: { body: 0.5 } } }),
    ends: 'network_error',
    imports: 0,
    holds: 'before',
    says: [/broke after \d+ of \d+ bytes/, STATE.unclear],
  },
  early(401, 'unauthorized', 'deaf'),
  early(413, 'payload_too_large', 'deaf'),
  early(413, 'payload_too_large', 'early'),
  early(403, 'forbidden', 'early'),
  {
    ...early(409, 'complete', 'deaf'),
    arrange: ({ proxy }) => void proxy.add({ ...IMPORT, nth: [1, 2], fault: earlyAnswer(409, 'deaf') }),
    imports: 1,
    uploads: 3,
    holds: 'both',
    says: [],
  },
  { ...early(204, 'unexpected_response', 'deaf'), says: ['before all of it had been sent', STATE.unclear] },
  { ...early(307, 'unexpected_response', 'deaf'), says: ['redirected', STATE.nothing] },
  {
    name: 'upload: the part is cut off on disk while it is being sent',
    minutes: 0.3,
    list: MEDIUM,
    mode: 'merge',
    scale: 1,
    arrange: ({ proxy }) =>
      void proxy.add({ ...IMPORT, fault: { kind: 'slow', side: 'request', bytesPerSecond: 12_000_000 } }),
    meanwhile: async ({ sim }, action) => {
      await until(() => (sim.seen('POST import')[0]?.bodyBytes ?? 0) > 100_000);
      const part = readdirSync(action.temp, { recursive: true }).find((name) => String(name).endsWith('part-1.csv'));
      truncateSync(join(action.temp, String(part)), 0);
    },
    ends: 'runner_error',
    imports: 0,
    holds: 'before',
    says: ['The file could not be read while it was being uploaded', STATE.nothing],
  },
  // The other refusals are in __tests__/action/answers.test.ts.
  {
    ...answered('403, since approval is required', 'approval_required', { status: 403 }),
    arrange: ({ sim }) =>
      void sim.behave({
        on: 'POST import',
        status: 403,
        body: { code: 'forbidden', message: 'approval is required' },
      }),
  },
  answered('418', 'bad_request', { status: 418 }),
  answered('a 200 of nothing', 'unexpected_response', { status: 200 }),
  {
    ...answered('500 for five minutes', 'server_error', { status: 500 }),
    minutes: 60,
    scale: 300,
    silent: ['The time allowed is over'],
  },
  { ...answered('503 until the deadline', 'server_error', { status: 503 }), minutes: 2 },
  { ...answered('429 until the deadline', 'rate_limited', { status: 429 }), minutes: 2, says: [STATE.refused] },
  {
    name: 'upload: 429 with a reset in the past, then a date, then seconds',
    arrange: ({ sim }) => {
      const past = String(Date.now() - 5_000);
      sim.behave({ on: 'POST import', nth: 1, status: 429, headers: { 'X-Ratelimit-Reset': past } });
      sim.behave({
        on: 'POST import',
        nth: 2,
        status: 429,
        headers: { 'Retry-After': new Date(Date.now() + 90_000).toUTCString() },
      });
      sim.behave({ on: 'POST import', nth: 3, status: 429, headers: { 'Retry-After': '7' } });
    },
    ends: 'complete',
    imports: 1,
    uploads: 4,
    holds: 'list',
  },
  {
    name: 'upload: 429 that asks for more time than there is',
    minutes: 10,
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', status: 429, headers: { 'Retry-After': '3600' } }),
    ends: 'rate_limited',
    imports: 0,
    uploads: 1,
    holds: 'before',
    says: ['longer than the time that is left', STATE.nothing],
  },
  {
    name: 'upload: 429 whose Retry-After has a fraction',
    scale: 60,
    arrange: ({ sim }) =>
      void sim.behave({ on: 'POST import', times: 1, status: 429, headers: { 'Retry-After': '60.5' } }),
    ends: 'complete',
    imports: 1,
    uploads: 2,
    holds: 'list',
    logs: [/again in 1 min [12] s/],
  },
  {
    name: 'upload: 101 Switching Protocols',
    arrange: ({ proxy }) =>
      void proxy.add({
        method: 'POST',
        path: '/imports',
        fault: {
          kind: 'answer',
          side: 'request',
          after: 'end',
          when: 'received',
          answer: { status: 101, headers: { connection: 'upgrade', upgrade: 'websocket' } },
        },
      }),
    ends: 'unexpected_response',
    imports: 'any',
    holds: 'any',
    says: ['(101 Switching Protocols)', STATE.unclear],
  },
  {
    name: 'upload: 307 elsewhere',
    arrange: ({ sim, otherOrigin }) =>
      void sim.behave({ on: 'POST import', status: 307, headers: { location: `${otherOrigin.url}/imports` } }),
    ends: 'unexpected_response',
    imports: 0,
    uploads: 1,
    holds: 'before',
    says: ['redirected', 'The token is never sent anywhere else', STATE.nothing],
    check: (_, { otherOrigin }) => {
      if (otherOrigin.requests.length > 0) throw new Error('The redirect was followed.');
    },
  },
];

export const ANSWER: readonly Scenario[] = [
  {
    ...passing('answer is swallowed by a reset', { kind: 'reset', side: 'response', after: 0 }, 2),
    name: 'answer: swallowed by a reset, then sent again',
    uploads: 2,
  },
  {
    ...passing('', { kind: 'close', side: 'response', after: 0 }, 2),
    name: 'answer: swallowed by a close, then sent again',
    uploads: 2,
  },
  {
    ...passing('', { kind: 'reset', side: 'response', after: 10 }, 2),
    name: 'answer: reset within the head, then sent again',
    uploads: 2,
  },
  {
    ...passing('', { kind: 'stall', side: 'response', after: 0 }, 2),
    name: 'answer: silence for five minutes, then sent again',
    minutes: 30,
    scale: 200,
    uploads: 2,
  },
  {
    ...passing('', { kind: 'answer', side: 'response', after: 0, answer: { status: 502, body: '<html>' } }, 2),
    name: 'answer: a gateway says 502 to an upload that was carried out, then sent again',
    uploads: 2,
  },
  {
    name: 'answer: swallowed, then 409 until the first import is over, then accepted',
    simulator: { importSteps: [{ status: 'in_progress', ms: 600 }, 'complete'] },
    arrange: ({ proxy }) => void proxy.add({ ...IMPORT, nth: 1, fault: { kind: 'reset', side: 'response', after: 0 } }),
    ends: 'complete',
    imports: 2,
    holds: 'list',
    logs: [/Waiting to start the import: .*409/],
  },
  {
    name: 'answer: swallowed, then 409 until the deadline',
    minutes: 2,
    simulator: { importSteps: ['in_progress'] },
    arrange: ({ proxy }) => void proxy.add({ ...IMPORT, nth: 1, fault: { kind: 'reset', side: 'response', after: 0 } }),
    ends: 'conflict',
    imports: 1,
    holds: 'before',
    says: [STATE.unclear],
  },
  {
    name: 'answer: swallowed, then refused',
    arrange: ({ proxy, sim }) => {
      proxy.add({ ...IMPORT, nth: 1, fault: { kind: 'reset', side: 'response', after: 0 } });
      sim.behave({ on: 'POST import', nth: 2, status: 403 });
    },
    ends: 'forbidden',
    imports: 1,
    holds: 'list',
    says: [STATE.unclear],
  },
  {
    name: 'answer: swallowed; the segment that this changed is no reason to plan again',
    arrange: ({ proxy }) =>
      void proxy.add({ ...IMPORT, nth: [1, 2], fault: { kind: 'reset', side: 'response', after: 0 } }),
    ends: 'complete',
    imports: 3,
    holds: 'list',
    silent: ['planning again'],
  },
  {
    name: 'answer: always swallowed',
    minutes: 60,
    scale: 300,
    arrange: ({ proxy }) => void proxy.add({ ...IMPORT, fault: { kind: 'reset', side: 'response', after: 0 } }),
    ends: 'network_error',
    imports: 'many',
    holds: 'list',
    says: [STATE.unclear],
  },
  {
    name: 'answer: 204 without Location, and the flag is seen',
    simulator: { importSteps: [{ status: 'in_progress', reads: 2 }, 'complete'] },
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', location: 'none' }),
    ends: 'complete',
    imports: 1,
    holds: 'list',
    logs: ['did not say its ID'],
  },
  {
    name: 'answer: 204 without Location, and the flag is never seen true',
    minutes: 2,
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', location: 'none' }),
    ends: 'timed_out',
    imports: 1,
    holds: 'list',
    says: ['The end of the import was not seen', /accepted an import \(LaunchDarkly gave no ID\)/],
    logs: [/The import was not seen to run yet, for [^;]+; again in [^,]+, giving up at/],
  },
  {
    name: 'answer: 204 without Location, and the flag stays true',
    minutes: 2,
    simulator: { importSteps: ['in_progress'] },
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', location: 'none' }),
    ends: 'timed_out',
    imports: 1,
    holds: 'before',
    says: ['The end of the import was not seen', /accepted an import \(LaunchDarkly gave no ID\)/],
    logs: [/The import runs; again in [^,]+, giving up at/, /The import runs, for [^;]+; again in [^,]+, giving up at/],
  },
  {
    name: 'answer: 204 without Location, the flag is seen, and verification fails although it is off',
    inputs: { verify: 'off' },
    simulator: { importSteps: [{ status: 'in_progress', reads: 2 }, 'complete'] },
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', location: 'none', effect: 'none' }),
    ends: 'verification_failed',
    imports: 1,
    holds: 'before',
    says: ['The segment has 10 members, not 12 members'],
  },
  {
    name: 'answer: 204 without Location, the flag is seen, and only the count is wrong: verification fails although it only warns',
    simulator: { importSteps: [{ status: 'in_progress', reads: 2 }, 'complete'] },
    arrange: ({ sim }) => {
      sim.behave({ on: 'POST import', location: 'none' });
      sim.behave({
        on: 'GET segment',
        edit: ({ body }) => {
          if (sim.state.imports.length > 0) body._unboundedMetadata.includedCount = 13;
        },
      });
    },
    ends: 'verification_failed',
    imports: 1,
    holds: 'list',
    says: ['The segment has 13 members, not 12 members'],
  },
  forged('answer: 204 without Location and without an import', {}, 'timed_out', ['The end of the import was not seen']),
  forged('answer: 204 with a Location that leads nowhere', { location: '/imports/1f0e' }, 'not_found', []),
  forged('answer: 204 with a Location that is no ID', { location: '/imports/%0a' }, 'timed_out', []),
  {
    name: 'answer: an absolute Location',
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', location: 'absolute' }),
    ends: 'complete',
    imports: 1,
    holds: 'list',
  },
];
