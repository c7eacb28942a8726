/** Lists that need more than one upload. */
import { KEYS_PER_PART, MEDIUM, THREE_PARTS, TWO_PARTS } from '../lists.ts';
import { type Members, type Scenario, STATE } from '../test-bench.ts';

const IMPORT = { method: 'POST', path: /\/imports$/ };
const PARTIAL = { 'allow-partial-replace': true, 'max-removal-percent': 100 };

/** Time that is less stretched: there is real work to do. */
const BIG = { scale: 40, minutes: 10 } as const;

const ONE_PART = KEYS_PER_PART.toLocaleString('en-US');

/** What the segment holds after the first part of a merge, and of a replace. */
const firstMerged: Members = (_, { keys, membersBefore }) => [...membersBefore, ...keys.slice(0, KEYS_PER_PART)];
const firstOnly: Members = (_, { keys }) => keys.slice(0, KEYS_PER_PART);

function modes(...expected: string[]): NonNullable<Scenario['check']> {
  return (_, { sim }) => {
    const seen = sim.state.imports.map(({ mode }) => mode).join();
    if (seen !== expected.join()) throw new Error(`The modes were ${seen}, not ${expected}.`);
  };
}

export const PARTS: readonly Scenario[] = [
  {
    name: 'parts: a merge in three, one after another',
    ...BIG,
    list: THREE_PARTS,
    mode: 'merge',
    simulator: { importSteps: [{ status: 'in_progress', ms: 200 }, 'complete'] },
    ends: 'complete',
    imports: 3,
    uploads: 3,
    holds: 'both',
    check: modes('merge', 'merge', 'merge'),
  },
  {
    name: 'parts: a replace is refused',
    ...BIG,
    list: TWO_PARTS,
    ends: 'partial_replace_refused',
    imports: 0,
    uploads: 0,
    holds: 'before',
    says: ['The list needs 2 uploads, and the segment has 1 member', '`strategy: delta`', STATE.nothing],
  },
  {
    name: 'parts: a replace of an empty segment merges',
    ...BIG,
    list: TWO_PARTS,
    members: [],
    ends: 'complete',
    imports: 2,
    holds: 'list',
    check: modes('merge', 'merge'),
  },
  {
    name: 'parts: a replace that may be partial',
    ...BIG,
    list: TWO_PARTS,
    inputs: PARTIAL,
    ends: 'complete',
    imports: 2,
    holds: 'list',
    check: modes('replace', 'merge'),
  },
  {
    name: 'parts: wait: false waits for all but the last',
    ...BIG,
    list: TWO_PARTS,
    mode: 'merge',
    inputs: { wait: false },
    arrange: ({ sim }) => {
      sim.behave({ on: 'POST import', nth: 1, steps: [{ status: 'in_progress', ms: 300 }, 'complete'] });
      sim.behave({ on: 'POST import', nth: 2, steps: ['in_progress'] });
    },
    ends: 'submitted',
    imports: 2,
    uploads: 2,
    holds: firstMerged,
  },
  {
    name: 'parts: the second of three is refused in a merge',
    ...BIG,
    list: THREE_PARTS,
    mode: 'merge',
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', nth: 2, status: 403 }),
    ends: 'forbidden',
    imports: 1,
    uploads: 2,
    holds: firstMerged,
    says: [`Part 1 of 3 (${ONE_PART} keys) is merged, the others are not; running again is safe.`],
  },
  {
    name: 'parts: the second of two is refused in a replace',
    ...BIG,
    list: TWO_PARTS,
    inputs: PARTIAL,
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', nth: 2, status: 400 }),
    ends: 'bad_request',
    imports: 1,
    uploads: 2,
    holds: firstOnly,
    says: [
      `Part 1 of 2 (${ONE_PART} keys) is imported, and the segment lacks the rest of the list until a run succeeds.`,
    ],
  },
  {
    name: 'parts: the second of two is stopped',
    ...BIG,
    list: TWO_PARTS,
    mode: 'merge',
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', nth: 2, steps: ['preparing', 'stopped'] }),
    ends: 'import_stopped',
    imports: 2,
    uploads: 2,
    holds: firstMerged,
    says: ['Part 1 of 2', 'It is not known what the segment holds after the stopped import'],
  },
  {
    name: "parts: the third's answer is lost and it is refused when it is sent again",
    ...BIG,
    list: THREE_PARTS,
    mode: 'merge',
    arrange: ({ sim, proxy }) => {
      proxy.add({ ...IMPORT, nth: 3, fault: { kind: 'reset', side: 'response', after: 0 } });
      sim.behave({ on: 'POST import', nth: 4, status: 401 });
    },
    ends: 'unauthorized',
    imports: 3,
    holds: 'both',
    says: ['Parts 1 to 2 of 3', STATE.unclear],
  },
  {
    name: 'parts: the deadline comes while the second is imported',
    list: TWO_PARTS,
    scale: 40,
    minutes: 2,
    mode: 'merge',
    arrange: ({ sim }) => void sim.behave({ on: 'POST import', nth: 2, steps: ['in_progress'] }),
    ends: 'timed_out',
    imports: 2,
    holds: firstMerged,
    says: ['Part 1 of 2', STATE.running],
  },
  {
    name: 'parts: the second has a 409 and a reset on its way',
    ...BIG,
    list: TWO_PARTS,
    mode: 'merge',
    arrange: ({ sim, proxy }) => {
      sim.behave({ on: 'POST import', nth: 2, status: 409 });
      proxy.add({ ...IMPORT, nth: 3, fault: { kind: 'reset', side: 'request', after: { body: 0.5 } } });
    },
    ends: 'complete',
    imports: 2,
    holds: 'both',
  },
  {
    name: 'parts: a late copy of the replace undoes the second, and verification says so although it is off',
    ...BIG,
    list: TWO_PARTS,
    inputs: { ...PARTIAL, verify: 'off' },
    arrange: ({ sim, proxy }) => {
      proxy.add({ ...IMPORT, nth: 1, fault: { kind: 'zombie', after: { body: -1 } } });
      sim.behave({
        on: 'GET import',
        after: () => {
          if (sim.state.imports.length === 2) proxy.release();
        },
      });
    },
    ends: 'verification_failed',
    imports: 3,
    holds: firstOnly,
    says: [`The segment has ${ONE_PART} members, not 5,100 members`],
  },
  {
    name: 'parts: a lost answer to one upload that replaces does not force verification',
    list: MEDIUM,
    members: [],
    scale: 40,
    inputs: { verify: 'off' },
    arrange: ({ proxy }) => void proxy.add({ ...IMPORT, nth: 1, fault: { kind: 'reset', side: 'response', after: 0 } }),
    ends: 'complete',
    imports: 2,
    holds: 'list',
    check: (_, { sim }) => {
      if (sim.seen('GET context').length > 0) throw new Error('It looked up members.');
    },
  },
];
