/** The life of an import, seen on one import that many probes look at. */
import type { Lab } from '../lab.ts';
import { type Finding, type Probe, shared, verdictOf } from '../probe.ts';
import { type Course, isComplete, outcome, type TestSegment } from '../segment.ts';

const KEYS = Array.from({ length: 20_000 }, (_, index) => `member-${index}`);
const EXPECTED = KEYS.length;
/** As long as the action waits for counts and lookups. */
const ASSUMED_SECONDS = 120;

interface Observation {
  segment: TestSegment;
  course: Course;
  before: Record<string, unknown>;
  /** Statuses of imports that were sent while the first one ran, if it still did when they had been answered. */
  meanwhile: { same: number; other: number; running: boolean };
  /** `_importInProgress` in the list of big segments while the first one ran; undefined where it was not listed. */
  listed: unknown;
  /** Seconds after the end, if it happened. */
  countRight: number | undefined;
  /** Seconds after the end, of the last of four keys. */
  membersSeen: number | undefined;
  after: Record<string, unknown>;
}

const observe = shared(async (lab: Lab): Promise<Observation> => {
  const [segment, other] = [await lab.segment('observed'), await lab.segment('meanwhile')];
  const before = await segment.metadata();
  const { value: accepted } = await lab.eventually(
    () => segment.send('merge', `${KEYS.join('\n')}\n`),
    ({ status }) => status !== 409,
    lab.patience.importMs,
  );
  const same = (await segment.send('merge', `${KEYS[0]}\n`)).status;
  const elsewhere = (await other.send('merge', `${KEYS[0]}\n`)).status;
  const listed = await importInList(lab, segment);
  const course = await segment.watch(accepted);
  const running = course.statuses[0] !== undefined && !['complete', 'stopped'].includes(course.statuses[0].status);

  const began = Date.now();
  let countRight: number | undefined;
  let membersSeen: number | undefined;
  const look = async () => {
    const seconds = (Date.now() - began) / 1000;
    if (countRight === undefined && (await segment.metadata()).includedCount === EXPECTED) countRight = seconds;
    if (membersSeen === undefined && (await areMembers(segment))) membersSeen = seconds;
    return countRight !== undefined && membersSeen !== undefined;
  };
  if (accepted.status === 204) await lab.eventually(look, Boolean);
  const after = await segment.metadata();
  const meanwhile = { same, other: elsewhere, running };
  return { segment, course, before, meanwhile, listed, countRight, membersSeen, after };
});

/** @returns what the list says of the segment's import, read as the action reads it: `absent` if nothing */
async function importInList(lab: Lab, { key: wanted }: TestSegment): Promise<unknown> {
  for (let offset = 0; ; ) {
    const query = new URLSearchParams({ filter: 'unbounded equals true', limit: '100', offset: String(offset) });
    const { status, json } = await lab.api.get(`${lab.path}?${query}`);
    const items: { key: string; _importInProgress?: unknown }[] = json.items ?? [];
    const own = items.find(({ key }) => key === wanted);
    if (own) return own._importInProgress ?? 'absent';
    if (items.length < 20) return status === 200 ? undefined : `HTTP ${status}`;
    offset += items.length;
  }
}

async function areMembers(segment: TestSegment): Promise<boolean> {
  for (const place of [0, 9999, 10_000, -1]) if (!(await segment.isMember(KEYS.at(place)!))) return false;
  return true;
}

async function location(lab: Lab): Promise<Finding> {
  const { segment, course } = await observe(lab);
  const { status, headers } = course.accepted;
  const header = headers.get('location');
  if (status !== 204) return { verdict: 'not settled', found: `The import was ${outcome(course)}.` };
  if (header === null) return { verdict: 'otherwise', found: 'No Location header.', data: 'none' };
  const form = /^https?:/.test(header) ? 'absolute' : 'relative';
  const found = (await lab.api.get(`${segment.path}/imports/${encodeURIComponent(course.id!)}`)).json.id === course.id;
  return {
    verdict: verdictOf(found),
    found: `Location is ${form}; its last element is ${found ? '' : 'not '}the ID of an import.`,
    data: form,
  };
}

async function inProgress(lab: Lab): Promise<Finding> {
  const { course } = await observe(lab);
  if (course.inProgress) return { verdict: 'as assumed', found: '_importInProgress was seen true.', data: true };
  return { verdict: 'not settled', found: '_importInProgress was never seen true.', data: false };
}

async function inProgressInList(lab: Lab): Promise<Finding> {
  const { listed, meanwhile } = await observe(lab);
  const found = `_importInProgress in the list: ${listed ?? 'the segment is not listed'}.`;
  const missed = listed !== true && !meanwhile.running;
  return { verdict: missed ? 'not settled' : verdictOf(listed === true), found, data: listed };
}

async function statuses(lab: Lab): Promise<Finding> {
  const { course } = await observe(lab);
  const data = course.statuses;
  // The action bears an import that cannot be seen at once.
  const known = ['HTTP 404', 'preparing', 'pending_approval', 'ready', 'in_progress', 'complete', 'stopped'];
  const way = data.map(({ status, seconds }) => `${status} (${seconds.toFixed(1)} s)`).join(' → ');
  const unknown = data.filter(({ status }) => !known.includes(status));
  if (unknown.length > 0) return { verdict: 'otherwise', found: `${way}.`, data };
  if (!isComplete(course)) return { verdict: 'not settled', found: `${way || outcome(course)}.`, data };
  return { verdict: 'as assumed', found: `${way}.`, data };
}

async function conflictOn(lab: Lab, which: 'same' | 'other'): Promise<Finding> {
  const { meanwhile } = await observe(lab);
  const status = meanwhile[which];
  const found = `A second import was answered ${status}`;
  if (status === 409) return { verdict: 'as assumed', found: `${found}.`, data: status };
  if (meanwhile.running) return { verdict: 'otherwise', found: `${found} while the first one ran.`, data: status };
  return { verdict: 'not settled', found: `${found}; the first one may have ended by then.`, data: status };
}

function lateness(seconds: number | undefined, course: Course): Finding {
  if (!isComplete(course)) return { verdict: 'not settled', found: `The import was ${outcome(course)}.` };
  if (seconds === undefined) return { verdict: 'otherwise', found: 'Not right for as long as it was watched.' };
  const found = `Right ${seconds.toFixed(1)} s after \`complete\` was seen.`;
  return { verdict: verdictOf(seconds <= ASSUMED_SECONDS), found, data: seconds };
}

async function countLateness(lab: Lab): Promise<Finding> {
  const { countRight, course, after } = await observe(lab);
  const finding = lateness(countRight, course);
  if (finding.data !== undefined) return finding;
  return { ...finding, found: `${finding.found} includedCount is ${after.includedCount} instead of ${EXPECTED}.` };
}

async function lookupLateness(lab: Lab): Promise<Finding> {
  const { membersSeen, course } = await observe(lab);
  return lateness(membersSeen, course);
}

async function versionAfterImport(lab: Lab): Promise<Finding> {
  const { before, after, course } = await observe(lab);
  if (!isComplete(course)) return { verdict: 'not settled', found: `The import was ${outcome(course)}.` };
  return moved(before, after);
}

/** @returns whether version and time of a segment's targets moved */
export function moved(before: Record<string, unknown>, after: Record<string, unknown>): Finding {
  const data = { version: before.version !== after.version, lastModified: before.lastModified !== after.lastModified };
  const found = Object.entries(data).map(([name, has]) => `${name} ${has ? 'moved' : 'stayed'}`);
  return { verdict: verdictOf(data.version || data.lastModified), found: `${found.join(', ')}.`, data };
}

export const imports: Probe[] = [
  { name: 'location', settles: 'location', asks: 'Where is the ID of an import?', run: location },
  { name: 'in-progress', settles: 'location', asks: 'Does the segment show a running import?', run: inProgress },
  {
    name: 'in-progress-in-list',
    settles: 'conflict',
    asks: 'Does the list of big segments show a running import?',
    run: inProgressInList,
  },
  { name: 'statuses', settles: 'end-status', asks: 'Which statuses does an import go through?', run: statuses },
  {
    name: 'conflict-same-segment',
    settles: 'conflict',
    asks: 'Is a second import refused meanwhile?',
    run: (lab) => conflictOn(lab, 'same'),
  },
  {
    name: 'conflict-other-segment',
    settles: 'conflict',
    asks: 'Is one into another segment refused meanwhile?',
    run: (lab) => conflictOn(lab, 'other'),
  },
  { name: 'count-lateness', settles: 'count-lateness', asks: 'When is includedCount right?', run: countLateness },
  { name: 'lookup-lateness', settles: 'lookup-lateness', asks: 'When can members be seen?', run: lookupLateness },
  {
    name: 'version-after-import',
    settles: 'version',
    asks: 'Does an import move version and lastModified?',
    run: versionAfterImport,
  },
];
