/** A segment with an excluded target, which a list, a batch or a patch makes a member. */
import type { Lab } from '../lab.ts';
import { type Finding, type Probe, verdictOf } from '../probe.ts';
import { outcome, type TestSegment } from '../segment.ts';

const OUTSIDER = 'outsider';

/** @throws if the target cannot be seen to be excluded in time */
async function withOutsider(lab: Lab, purpose: string): Promise<TestSegment> {
  const segment = await lab.segment(purpose);
  await segment.change({ excluded: { add: [OUTSIDER] } });
  const { done } = await lab.eventually(async () => (await segment.lookup(OUTSIDER)).json.excluded === true, Boolean);
  if (!done) throw new Error('An excluded target that POST contexts added could not be seen in time.');
  await segment.add('known');
  return segment;
}

/** @returns what the excluded target is now */
async function fate(segment: TestSegment): Promise<string> {
  const { included, excluded } = (await segment.lookup(OUTSIDER)).json;
  return `${included ? 'a member' : 'no member'} and ${excluded ? 'still excluded' : 'excluded no longer'}`;
}

async function afterReplace(lab: Lab): Promise<Finding> {
  const segment = await withOutsider(lab, 'excluded');
  const course = await segment.import('replace', 'new\n');
  const { done } = await lab.eventually(
    async () => (await segment.isMember('new')) && !(await segment.isMember('known')),
    (replaced) => replaced,
  );
  if (!done) return { verdict: 'not settled', found: `The import was ${outcome(course)}.` };
  const stays = (await segment.lookup(OUTSIDER)).json.excluded === true;
  const found = stays ? 'An excluded target stays excluded.' : 'An excluded target is gone.';
  return { verdict: verdictOf(stays), found, data: stays };
}

/** The other key comes last: once it can be seen, so can what became of the excluded one. */
const KEYS = [OUTSIDER, 'new'];

async function inImport(lab: Lab): Promise<Finding> {
  const segment = await withOutsider(lab, 'excluded-import');
  const course = await segment.import('merge', `${KEYS.join('\n')}\n`);
  const end = outcome(course);
  const { done } = await lab.eventually(() => segment.isMember('new'), Boolean);
  if (done) {
    const data = await fate(segment);
    return { verdict: 'as assumed', found: `The import was ${end}; the excluded target is ${data}.`, data };
  }
  const settled = ['complete', 'stopped'].includes(end) || end.startsWith('refused');
  const found = `The import was ${end}; the list's other key is no member.`;
  return { verdict: settled ? 'otherwise' : 'not settled', found, data: end };
}

async function inBatch(lab: Lab): Promise<Finding> {
  const segment = await withOutsider(lab, 'excluded-batch');
  const { status, json } = await segment.change({ included: { add: KEYS } });
  if (status !== 204) {
    const other = (await segment.isMember('new')) ? 'a member' : 'no member';
    const found = `Refused with ${status} ${json.message ?? ''}; the batch's other key is ${other}.`;
    return { verdict: verdictOf([400, 413].includes(status)), found, data: { status, other } };
  }
  const { done } = await lab.eventually(() => segment.isMember('new'), Boolean);
  if (!done) return { verdict: 'otherwise', found: "Accepted; the batch's other key is no member.", data: { status } };
  const now = await fate(segment);
  return { verdict: 'as assumed', found: `Accepted; the excluded target is ${now}.`, data: { status, now } };
}

async function dryRun(lab: Lab): Promise<Finding> {
  const segment = await withOutsider(lab, 'excluded-patch');
  const before = await segment.metadata();
  const send = (key: string) => {
    const instructions = [{ kind: 'addBigSegmentIncludedTargets', values: [key] }];
    return lab.api.patch(`${segment.path}?dryRun=true`, { environmentKey: lab.place.environmentKey, instructions });
  };
  const [fresh, conflict] = [await send('new'), await send(OUTSIDER)];
  const after = await segment.metadata();
  const changed = after.version !== before.version || (await segment.isMember('new'));
  const shown: unknown = fresh.json._unboundedMetadata?.includedCount;
  const data = { status: fresh.status, includedCount: shown, changed, conflict: conflict.status };
  const found =
    `Answered ${data.status}, includedCount ${shown} with ${before.includedCount} members before; ` +
    `the segment has ${changed ? '' : 'not '}changed; for an excluded target answered ${data.conflict}.`;
  return { verdict: 'noted', found, data };
}

export const excluded: Probe[] = [
  {
    name: 'excluded-after-replace',
    settles: 'excluded',
    asks: 'Does a replace touch excluded targets?',
    run: afterReplace,
  },
  {
    name: 'excluded-in-import',
    settles: 'excluded',
    asks: 'What becomes of an excluded target in an imported list?',
    run: inImport,
  },
  {
    name: 'excluded-in-batch',
    settles: 'excluded',
    asks: 'What becomes of an excluded target in a batch of POST contexts?',
    run: inBatch,
  },
  { name: 'patch-dry-run', settles: 'dry-run', asks: 'What does a dry run of a semantic patch tell?', run: dryRun },
];
