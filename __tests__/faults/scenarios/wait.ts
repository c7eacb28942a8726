/** Waiting for other imports, for the import's end, for what it did to show; and the deadline in each of these. */

import type { Rule } from '../../../simulator/behaviours.ts';
import type { Fault } from '../../../simulator/faults.ts';
import { EMPTY } from '../lists.ts';
import { type Scenario, STATE } from '../test-bench.ts';

const POLL = { method: 'GET', path: '/imports/' };
const ALL_WELL = { ends: 'complete', imports: 1, uploads: 1, holds: 'list' } as const;

/** Long enough that the status is asked for several times. */
const STEPS = ['preparing', { status: 'in_progress', reads: 4 }, 'complete'] as const;

const passing = (name: string, fault: Fault): Scenario => ({
  name: `polling: ${name} once`,
  simulator: { importSteps: STEPS },
  arrange: ({ proxy }) => void proxy.add({ ...POLL, nth: 2, fault }),
  ...ALL_WELL,
});

/** The first answers are like this; the import is complete all the while. */
const answers = (name: string, rule: Omit<Rule, 'on'>): Scenario => ({
  name: `polling: ${name}`,
  arrange: ({ sim }) => void sim.behave({ on: 'GET import', times: 3, ...rule }),
  ...ALL_WELL,
});

const refused = (status: number, ends: Scenario['ends']): Scenario => ({
  name: `polling: ${status} ends it`,
  simulator: { importSteps: ['in_progress'] },
  arrange: ({ sim }) => void sim.behave({ on: 'GET import', nth: 2, status }),
  ends,
  imports: 1,
  holds: 'before',
  says: [STATE.running],
});

const never = (name: string, arrange: Scenario['arrange'] & object): Scenario => ({
  name: `polling: ${name} until the deadline`,
  minutes: 3,
  simulator: { importSteps: ['in_progress'] },
  arrange,
  ends: 'timed_out',
  imports: 1,
  uploads: 1,
  holds: 'before',
  says: ['it had not ended when the time allowed was over', 'It goes on in LaunchDarkly', STATE.running],
});

export const POLLING: readonly Scenario[] = [
  passing('reset before the answer', { kind: 'reset', side: 'response', after: 0 }),
  passing('closed within the body', { kind: 'close', side: 'response', after: { body: 0.5 } }),
  passing('stalls', { kind: 'stall', side: 'response', after: 0 }),
  answers('500', { status: 500 }),
  answers('HTML', { html: true }),
  answers('HTML with 503', { html: true, status: 503 }),
  answers('400', { status: 400 }),
  answers('429', { status: 429 }),
  answers('JSON without a status', { status: 200, body: {} }),
  { ...answers('500 for eight minutes', { status: 500, times: 25 }), minutes: 60, scale: 300 },
  { ...answers('404 for some seconds', { status: 404, times: 4 }) },
  {
    name: 'polling: 404 for more than half a minute',
    arrange: ({ sim }) => void sim.behave({ on: 'GET import', status: 404 }),
    ends: 'not_found',
    imports: 1,
    holds: 'list',
    says: [/accepted the import [\w-]{36}/],
  },
  refused(401, 'unauthorized'),
  refused(403, 'forbidden'),
  {
    name: 'polling: 307 ends it, with what is known of the import',
    simulator: { importSteps: ['in_progress'] },
    arrange: ({ sim, otherOrigin }) =>
      void sim.behave({ on: 'GET import', nth: 2, status: 307, headers: { location: `${otherOrigin.url}/x` } }),
    ends: 'unexpected_response',
    imports: 1,
    holds: 'before',
    says: ['redirected', 'its last known status is "in_progress"', 'It goes on in LaunchDarkly', STATE.running],
  },
  {
    name: 'polling: an unknown status is waited for, with one warning',
    simulator: { importSteps: [{ status: 'resting', reads: 2 }, { status: 'dreaming', reads: 2 }, 'complete'] },
    ...ALL_WELL,
    logs: ['"resting", a status that is not documented'],
    silent: ['"dreaming", a status'],
  },
  never('never complete', () => {}),
  never('500', ({ sim }) => void sim.behave({ on: 'GET import', status: 500 })),
  never('HTML', ({ sim }) => void sim.behave({ on: 'GET import', html: true })),
  never('silence', ({ proxy }) => void proxy.add({ ...POLL, fault: { kind: 'stall', side: 'response', after: 0 } })),
  {
    name: 'polling: quiet while nothing changes',
    minutes: 60,
    scale: 200,
    simulator: { importSteps: ['preparing', { status: 'in_progress', reads: 60 }, 'complete'] },
    ...ALL_WELL,
    check: ({ log }) => {
      const lines = log.slice(log.indexOf('##[group]Wait'), log.indexOf('##[group]Verify')).split('\n').length;
      if (lines > 15) throw new Error(`${lines} lines for five minutes of waiting.`);
    },
    logs: [
      /Import [\w-]+: in_progress/,
      /The import is in_progress; again in [^,]+, giving up at/,
      /(Still waiting \(|The import is in_progress, for )[^;]+; again in [^,]+, giving up at/,
      /Import [\w-]+: complete/,
    ],
  },
  {
    name: 'wait: false ends when the import is accepted',
    simulator: { importSteps: ['in_progress'] },
    inputs: { wait: false },
    ends: 'submitted',
    imports: 1,
    holds: 'before',
    check: (_, { sim }) => {
      if (sim.seen('GET import').length > 0) throw new Error('It asked for the status.');
    },
  },
];

export const OTHERS: readonly Scenario[] = [
  {
    name: '409: another import in the environment is waited for',
    arrange: ({ segment }) => void segment.environment.occupy({ refusals: 4 }),
    ...ALL_WELL,
    uploads: 5,
    logs: [/Waiting to start the import: .*409/],
  },
  {
    name: '409: the segment that is in the way is named',
    arrange: ({ sim, segment: { environment } }) => {
      const steps = [{ status: 'in_progress', gate: true as const }, 'complete'];
      const other = environment.startImport(environment.createSegment('gamma'), { mode: 'merge', keys: ['x'], steps });
      sim.behave({ on: 'POST import', nth: 2, before: () => other.approve() });
    },
    ends: 'complete',
    imports: 2,
    holds: 'list',
    logs: [/409 Conflict\)\. An import into "gamma" is in progress; again in/],
  },
  {
    name: '409: the list of segments cannot be read, which is no matter',
    arrange: ({ sim, segment }) => {
      segment.environment.occupy({ refusals: 2 });
      sim.behave({ on: 'GET segments', status: 500 });
    },
    ...ALL_WELL,
    uploads: 3,
    logs: [/409 Conflict\); again in/],
    silent: ['list the segments'],
    check: (_, { sim }) => {
      if (sim.seen('GET segments').length !== 2) throw new Error('It asked again.');
    },
  },
  {
    name: '409: until the deadline',
    minutes: 3,
    arrange: ({ segment }) => void segment.environment.occupy(),
    ends: 'conflict',
    imports: 0,
    holds: 'before',
    // The deadline may cut off an upload whose refusal was on its way.
    says: ['The time allowed is over', 'LaunchDarkly runs one import at a time', /Nothing was imported|is not known/],
  },
  {
    name: '409: the segment has changed meanwhile, so the run plans again',
    arrange: ({ segment }) =>
      void segment.environment.occupy({ refusals: 2, onEnd: () => segment.add('late@example.org') }),
    ...ALL_WELL,
    uploads: 3,
    logs: ['The segment has changed since the plan was made: planning again.'],
  },
  {
    name: '409: the segment has changed meanwhile, and now the replace would remove too much',
    members: Array.from({ length: 12 }, (_, index) => `user-${String(index).padStart(2, '0')}@example.org`),
    arrange: ({ segment }) =>
      void segment.environment.occupy({
        refusals: 2,
        onEnd: () => {
          for (let index = 0; index < 50; index++) segment.add(`late-${index}@example.org`);
        },
      }),
    ends: 'guard_blocked',
    imports: 0,
    holds: ({ segment }) => segment.members,
    says: ['this replace would remove', STATE.nothing],
  },
  {
    name: 'the segment changes again and again',
    arrange: ({ sim, segment }) => {
      let number = 0;
      sim.behave({ on: 'GET segment', after: () => void segment.add(`other-${number++}@example.org`) });
    },
    inputs: { 'max-removal-percent': 100 },
    ends: 'segment_changed',
    imports: 0,
    uploads: 0,
    holds: ({ segment }) => segment.members,
    says: ['was changed by someone else 4 times', STATE.nothing],
  },
  {
    name: '409 and a stall: when time is over the code is that of the conflict',
    minutes: 1,
    arrange: ({ sim, proxy, segment }) => {
      segment.environment.occupy();
      sim.behave({
        on: 'POST import',
        nth: 1,
        after: () =>
          void proxy.add({ method: 'GET', path: /\/beta$/, fault: { kind: 'stall', side: 'response', after: 0 } }),
      });
    },
    ends: 'conflict',
    imports: 0,
    holds: 'before',
    says: [STATE.nothing],
  },
  {
    name: 'the outage of five minutes starts anew after a 409',
    minutes: 60,
    scale: 150,
    arrange: ({ sim }) => {
      sim.behave({ on: 'POST import', times: 29, status: 503 });
      sim.behave({ on: 'POST import', nth: [10, 20], status: 409 });
    },
    ...ALL_WELL,
    uploads: 30,
  },
];

export const VERIFY: readonly Scenario[] = [
  {
    name: 'verification: counts and members show late',
    arrange: ({ segment }) => segment.late({ counts: { ms: 300 }, members: { ms: 600 } }),
    ...ALL_WELL,
    logs: ['Verification: LaunchDarkly does not show all changes yet'],
  },
  {
    name: 'verification: resets and 500s on the way',
    arrange: ({ sim, proxy }) => {
      sim.behave({ on: 'GET context', nth: [14, 17], status: 500 });
      proxy.add({
        method: 'GET',
        path: '/contexts/',
        nth: [19, 20],
        fault: { kind: 'reset', side: 'response', after: 0 },
      });
    },
    ...ALL_WELL,
  },
  {
    name: 'verification: cannot be read, which warns',
    arrange: ({ sim }) => breakAfterImport(sim),
    ...ALL_WELL,
    logs: ['The segment could not be checked'],
  },
  {
    name: 'verification: cannot be read, which fails if it shall',
    inputs: { verify: 'fail' },
    arrange: ({ sim }) => breakAfterImport(sim),
    ends: 'verification_failed',
    imports: 1,
    holds: 'list',
    says: ['The segment could not be checked', STATE.complete],
  },
  {
    name: 'verification: the deadline comes first, and what was seen last is judged',
    minutes: 2,
    arrange: ({ segment }) => segment.late({ members: { ms: 60_000 } }),
    ends: 'verification_failed',
    imports: 1,
    holds: 'list',
    says: ['are not in the segment', STATE.complete],
  },
  {
    name: 'an empty list replaces all members',
    list: EMPTY,
    inputs: { 'allow-empty': true, 'max-removal-percent': 100 },
    ...ALL_WELL,
  },
];

function breakAfterImport(sim: Parameters<Scenario['arrange'] & object>[0]['sim']): void {
  sim.behave({ on: 'POST import', after: () => void sim.behave({ on: 'GET segment', status: 403 }) });
}
