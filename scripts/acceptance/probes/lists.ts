/** How LaunchDarkly reads a list: each probe imports one into a segment of its own, and looks up what it may have become. */
import type { Lab } from '../lab.ts';
import type { Finding, Probe } from '../probe.ts';
import { isRefused, outcome, type TestSegment } from '../segment.ts';

/** The last row of every list: once it can be seen, the rest can be looked up. */
const CONTROL = 'control';

/** Imports a list and hands the segment on when its last row can be seen; else says why that was not to be. */
async function imported(
  lab: Lab,
  purpose: string,
  list: string,
  judge: (segment: TestSegment) => Promise<Finding>,
): Promise<Finding> {
  const segment = await lab.segment(purpose);
  const course = await segment.import('merge', `${list}${CONTROL}\n`);
  const accepted = course.accepted.status === 204;
  if (accepted && (await lab.eventually(() => segment.isMember(CONTROL), Boolean)).done) return judge(segment);
  return { verdict: isRefused(course) ? 'otherwise' : 'not settled', found: `The list was ${outcome(course)}.` };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Looks up the forms that a row may be stored in. @returns the names of those that are members */
async function formsOf(segment: TestSegment, forms: Record<string, string>): Promise<string[]> {
  const members: string[] = [];
  for (const [name, key] of Object.entries(forms)) if (await segment.isMember(key)) members.push(name);
  return members.length > 0 ? members : ['lost'];
}

const quoting = (lab: Lab) =>
  imported(lab, 'quoting', '"a,b"\n"say ""hi"""\n"needless"\n', async (segment) => {
    const rows: Record<string, Record<string, string>> = {
      'with a comma': { 'as meant': 'a,b', 'with its quotes': '"a,b"', 'cut at the comma': '"a' },
      'with a quote': { 'as meant': 'say "hi"', 'with its quotes': '"say ""hi"""', 'cut at the quote': 'say ' },
      'quoted for nothing': { 'as meant': 'needless', 'with its quotes': '"needless"' },
    };
    const data: Record<string, string[]> = {};
    for (const [name, forms] of Object.entries(rows)) data[name] = await formsOf(segment, forms);
    const meant = Object.values(data).every((found) => found.join() === 'as meant');
    const found = Object.entries(data).map(([name, forms]) => `a key ${name}: ${forms.join(' and ')}`);
    return { verdict: meant ? 'as assumed' : 'otherwise', found: `${capital(found.join('; '))}.`, data };
  });

const nonAscii = (lab: Lab) =>
  imported(lab, 'non-ascii', 'zoë-日本-😀\nCamelCase\ne\u0301\n', async (segment) => {
    const data = {
      'letters outside ASCII': await formsOf(segment, {
        kept: 'zoë-日本-😀',
        'read as Latin-1': Buffer.from('zoë-日本-😀').toString('latin1'),
      }),
      'upper case': await formsOf(segment, { kept: 'CamelCase', 'made lower case': 'camelcase' }),
      'decomposed letters': await formsOf(segment, { kept: 'e\u0301', composed: '\u00e9' }),
    };
    const kept = Object.values(data).every((found) => found.join() === 'kept');
    const found = Object.entries(data).map(([name, forms]) => `${name}: ${forms.join(' and ')}`);
    return { verdict: kept ? 'as assumed' : 'otherwise', found: `${capital(found.join('; '))}.`, data };
  });

/** Looks at what the action never sends: whatever becomes of it is worth knowing, no more. */
async function curiosity(
  lab: Lab,
  purpose: string,
  list: string,
  look: (segment: TestSegment) => Promise<string>,
): Promise<Finding> {
  const finding = await imported(lab, purpose, list, async (segment) => {
    const data = await look(segment);
    return { verdict: 'noted', found: `${data}.`, data };
  });
  return { ...finding, verdict: finding.verdict === 'not settled' ? 'not settled' : 'noted' };
}

/** @returns how many members the segment says it has, at least the number that must be there */
async function countOf(lab: Lab, segment: TestSegment, least: number): Promise<unknown> {
  const look = async () => (await segment.metadata()).includedCount;
  return (await lab.eventually(look, (count) => Number(count) >= least)).value;
}

const spaces = (lab: Lab) =>
  curiosity(lab, 'spaces', ' spaced \n', async (segment) =>
    (await formsOf(segment, { Kept: ' spaced ', Trimmed: 'spaced', 'Trimmed at the end': ' spaced' })).join(' and '),
  );

const headerRow = (lab: Lab) =>
  curiosity(lab, 'header', 'key\nfirst\n', async (segment) =>
    (await segment.isMember('key')) ? 'Imported as a member' : 'Not imported',
  );

const byteOrderMark = (lab: Lab) =>
  curiosity(lab, 'bom', '\uFEFFfirst\n', async (segment) =>
    (await formsOf(segment, { 'Part of the first key': '\uFEFFfirst', Dropped: 'first' })).join(' and '),
  );

const blankRows = (lab: Lab) =>
  curiosity(lab, 'blank', 'first\n\nlast\n', async (segment) => {
    const count = await countOf(lab, segment, 3);
    return count === 3 ? 'Skipped' : `Three keys and an empty row count as ${count}`;
  });

const duplicates = (lab: Lab) =>
  curiosity(lab, 'duplicates', 'twice\nother\ntwice\n', async (segment) => {
    const count = await countOf(lab, segment, 3);
    return count === 3 ? 'Counted once' : `Three keys in four rows count as ${count}`;
  });

export const lists: Probe[] = [
  { name: 'quoting', settles: 'quoting', asks: 'What becomes of quoted keys?', run: quoting },
  { name: 'non-ascii', settles: 'utf-8', asks: 'Are letters kept as they are?', run: nonAscii },
  { name: 'spaces', settles: 'not-sent', asks: 'What becomes of spaces around a key?', run: spaces },
  { name: 'header-row', settles: 'not-sent', asks: 'What becomes of a header row?', run: headerRow },
  { name: 'byte-order-mark', settles: 'not-sent', asks: 'What becomes of a byte order mark?', run: byteOrderMark },
  { name: 'blank-rows', settles: 'not-sent', asks: 'What becomes of blank rows?', run: blankRows },
  { name: 'duplicates', settles: 'not-sent', asks: 'How do repeated keys count?', run: duplicates },
];
