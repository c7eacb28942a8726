/** Members that are looked up, changed and replaced. */
import type { Lab } from '../lab.ts';
import { type Finding, type Probe, shared, verdictOf } from '../probe.ts';
import { isComplete, isRefused, outcome, type TestSegment } from '../segment.ts';
import { moved } from './imports.ts';

/** A segment with one member, that probes may add to but not take from. */
const small = shared(async (lab: Lab): Promise<TestSegment> => {
  const segment = await lab.segment('members');
  await segment.add('known');
  return segment;
});

async function unknownKey(lab: Lab): Promise<Finding> {
  const { status, json } = await (await small(lab)).lookup('never-added');
  const denied = status === 404 || (status === 200 && json.included === false);
  const found = status === 200 ? `200, included: ${json.included}.` : `${status}.`;
  return { verdict: verdictOf(denied), found, data: status };
}

/** The action looks up no `.` and no `..`; whether it could is noted. */
async function oddKeys(lab: Lab): Promise<Finding> {
  const segment = await small(lab);
  const keys = ['a/b', 'a?b#c%d', '.', '..'];
  const { status } = await segment.change({ included: { add: keys } });
  if (status !== 204) return { verdict: 'not settled', found: `Adding them was answered ${status}.` };
  const data: Record<string, string> = {};
  for (const key of keys) {
    const { value, done } = await lab.eventually(
      () => segment.lookup(key),
      ({ status, json }) => status === 200 && json.included === true,
    );
    data[key] = done ? 'seen' : `not seen (${value.status})`;
  }
  const found = Object.entries(data).map(([key, state]) => `\`${key}\` ${state}`);
  const seen = data['a/b'] === 'seen' && data['a?b#c%d'] === 'seen';
  return { verdict: verdictOf(seen), found: `${found.join(', ')}.`, data };
}

async function versionAfterChange(lab: Lab): Promise<Finding> {
  const segment = await small(lab);
  const before = await segment.metadata();
  await segment.add('another');
  const { value } = await lab.eventually(
    async () => moved(before, await segment.metadata()),
    ({ verdict }) => verdict === 'as assumed',
  );
  return value;
}

async function batch(lab: Lab): Promise<Finding> {
  const segment = await lab.segment('batch');
  const data: Record<number, number> = {};
  for (const size of [1000, 5000, 20_000]) {
    const keys = Array.from({ length: size }, (_, index) => `batch-${index}`);
    data[size] = (await segment.change({ included: { add: keys } })).status;
    if (data[size] !== 204) break;
  }
  const found = Object.entries(data).map(([size, status]) => `${Number(size).toLocaleString('en')} keys: ${status}`);
  return { verdict: verdictOf(data[1000] === 204), found: `${found.join(', ')}.`, data };
}

async function emptyReplace(lab: Lab): Promise<Finding> {
  const segment = await lab.segment('empty');
  await segment.add('known');
  const course = await segment.import('replace', '');
  const data = course.accepted.status;
  if (isRefused(course)) return { verdict: 'otherwise', found: `The import was ${outcome(course)}.`, data };
  const { done } = await lab.eventually(
    () => segment.isMember('known'),
    (is) => !is,
  );
  if (done) return { verdict: 'as assumed', found: 'Accepted; the segment is empty.', data };
  const found = `The import was ${outcome(course)}; the member stays.`;
  return { verdict: isComplete(course) ? 'otherwise' : 'not settled', found, data };
}

export const members: Probe[] = [
  { name: 'unknown-key', settles: 'lookup-lateness', asks: 'How is a lookup of no member answered?', run: unknownKey },
  { name: 'odd-keys', settles: 'dot-keys', asks: 'Can keys be looked up that mean something in a URL?', run: oddKeys },
  {
    name: 'version-after-change',
    settles: 'version',
    asks: 'Does POST contexts move version and lastModified?',
    run: versionAfterChange,
  },
  { name: 'batch', settles: 'batch', asks: 'How many keys does POST contexts take?', run: batch },
  { name: 'empty-replace', settles: 'empty-replace', asks: 'May a replace be empty?', run: emptyReplace },
];
