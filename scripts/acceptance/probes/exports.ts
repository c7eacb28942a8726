/** An export from its POST to its file, made once. Its link is a credential: nothing of it but its origin is looked at. */
import type { Answer } from '../api.ts';
import type { Lab } from '../lab.ts';
import { type Finding, type Probe, shared, verdictOf } from '../probe.ts';
import type { TestSegment } from '../segment.ts';

const KEYS = ['plain', 'a,b', 'say "hi"', 'zoë'];
const EXCLUDED = 'outsider';

interface ExportSeen {
  segment: TestSegment;
  started: Answer;
  id: string | undefined;
  statuses: string[];
  /** Names of the links besides `self`. */
  names: string[];
  link: URL | undefined;
  file: Answer | undefined;
}

const exported = shared(async (lab: Lab): Promise<ExportSeen> => {
  const segment = await lab.segment('export');
  await segment.change({ excluded: { add: [EXCLUDED] } });
  await segment.add(...KEYS);
  await lab.eventually(
    async () => (await segment.metadata()).includedCount,
    (count) => count === KEYS.length,
  );
  const started = await lab.api.post(`${segment.path}/exports`);
  const named = started.headers.get('location')?.replace(/\/$/, '').split('/').at(-1) ?? started.json.id;
  const seen: ExportSeen = {
    segment,
    started,
    id: named === undefined ? undefined : String(named),
    statuses: [],
    names: [],
    link: undefined,
    file: undefined,
  };
  if (seen.id === undefined) return seen;

  const path = `${segment.path}/exports/${encodeURIComponent(seen.id)}`;
  const look = async () => {
    const { status, json } = await lab.api.get(path);
    const now = status === 200 ? String(json.status) : `HTTP ${status}`;
    if (seen.statuses.at(-1) !== now) seen.statuses.push(now);
    return Object.entries<{ href?: string }>(json._links ?? {}).filter(([name]) => name !== 'self');
  };
  const { value: links } = await lab.eventually(
    look,
    (found) => found.length > 0 && seen.statuses.at(-1) === 'complete',
    lab.patience.importMs,
  );
  seen.names = links.map(([name]) => name);
  const href = links.length === 1 ? links[0]![1].href : undefined;
  if (href === undefined) return seen;
  seen.link = new URL(href, lab.api.origin);
  seen.file = await lab.api.download(seen.link);
  return seen;
});

async function exportStart(lab: Lab): Promise<Finding> {
  const { started, id } = await exported(lab);
  const location = started.headers.get('location');
  const form = location === null ? 'none' : /^https?:/.test(location) ? 'absolute' : 'relative';
  const data = { status: started.status, location: form, body: Object.keys(started.json) };
  const body = data.body.length > 0 ? `body with ${data.body.join(', ')}` : 'no body';
  return { verdict: verdictOf(id !== undefined), found: `${data.status}, Location ${form}, ${body}.`, data };
}

async function exportEnd(lab: Lab): Promise<Finding> {
  const { statuses, names, link } = await exported(lab);
  const data = { statuses, names, origin: link && (link.origin === lab.api.origin ? 'the same' : 'another') };
  const way = statuses.join(' → ');
  if (names.length === 0)
    return { verdict: 'not settled', found: `${way || 'Nothing to look at'}; no link yet.`, data };
  const found = `${way}; links besides self: ${names.join(', ')}; on ${data.origin} origin.`;
  return { verdict: verdictOf(names.length === 1), found, data };
}

async function exportFile(lab: Lab): Promise<Finding> {
  const { file } = await exported(lab);
  if (!file) return { verdict: 'not settled', found: 'There is no file.' };
  if (file.status !== 200) {
    return { verdict: 'otherwise', found: `The link was answered ${file.status}.`, data: file.status };
  }
  const data = describe(file.text);
  const complete = data.quoting === 'RFC 4180' && data.keyColumn === 0;
  const found =
    `${data.rows} rows for ${KEYS.length} members and one excluded target, ` +
    `${data.header ? `header ${data.header}` : 'no header'}, ${data.columns} columns, quoting: ${data.quoting}` +
    `${data.byteOrderMark ? ', byte order mark' : ''}, excluded rows: ${data.excluded ? 'yes' : 'no'}.`;
  return { verdict: verdictOf(complete && !data.excluded), found, data };
}

/** Describes a file that holds the keys above. */
function describe(text: string) {
  const byteOrderMark = text.startsWith('\uFEFF');
  const lines = text.replace('\uFEFF', '').split(/\r\n|\n|\r/);
  const filled = lines.filter((line) => line !== '');
  const fields = (filled.find((line) => line.includes('plain')) ?? '').split(/[,;\t]/);
  const header = filled[0] !== undefined && ![...KEYS, EXCLUDED].some((key) => mentions(filled[0]!, key));
  const standard = text.includes('"a,b"') && text.includes('"say ""hi"""') && text.includes('zoë');
  return {
    byteOrderMark,
    rows: filled.length - (header ? 1 : 0),
    header: header ? filled[0] : undefined,
    columns: fields.length,
    keyColumn: fields.findIndex((field) => field.replaceAll('"', '') === 'plain'),
    quoting: standard ? 'RFC 4180' : 'something else',
    excluded: text.includes(EXCLUDED),
    lineEnd: text.includes('\r\n') ? 'CRLF' : 'LF',
  };
}

const mentions = (line: string, key: string): boolean => line.includes(key) || line.includes(key.replaceAll('"', '""'));

export const exports: Probe[] = [
  { name: 'export-start', settles: 'exports', asks: 'Where is the ID of an export?', run: exportStart },
  { name: 'export-end', settles: 'exports', asks: 'Which statuses and links has an export?', run: exportEnd },
  { name: 'export-file', settles: 'exports', asks: 'What is in the file?', run: exportFile },
];
