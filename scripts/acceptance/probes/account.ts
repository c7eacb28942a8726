/** What is the same for all segments. */
import type { Lab } from '../lab.ts';
import { type Finding, type Probe, shared, verdictOf } from '../probe.ts';
import { isRefused, outcome } from '../segment.ts';

const MEGABYTES_40 = 40_000_000;
/** Between 40 MB and 40 MiB, and at most a million keys. */
const LINE = `${'x'.repeat(40)}\n`;

const looked = shared(async (lab: Lab) => {
  const segment = await lab.segment('page');
  return { segment, json: (await segment.look()).json };
});

async function page(lab: Lab): Promise<Finding> {
  const { segment, json } = await looked(lab);
  const href: unknown = json._links?.site?.href ?? json._site?.href;
  if (typeof href !== 'string') return { verdict: 'not settled', found: 'The API does not name it.' };
  const { projectKey, environmentKey } = lab.place;
  const data = href
    .replace(/^https?:\/\/[^/]+/, '')
    .replaceAll(segment.key, '{segment}')
    .split(/(?<=[/=])|(?=[/?&=])/)
    .map((piece) => (piece === projectKey ? '{project}' : piece === environmentKey ? '{environment}' : piece))
    .join('');
  return { verdict: 'noted', found: `The API names it: \`${data}\``, data };
}

async function access(lab: Lab): Promise<Finding> {
  const { _access } = (await looked(lab)).json;
  if (_access === undefined) return { verdict: 'noted', found: 'A segment has no `_access`.', data: 'absent' };
  const names = (list: { action?: unknown }[] = []) => list.map(({ action }) => String(action));
  const data = { allowed: names(_access.allowed), denied: names(_access.denied) };
  const known = [...data.allowed, ...data.denied].includes('updateIncluded');
  const found = Object.entries(data).map(([name, list]) => `${name}: ${list.join(', ') || 'none'}`);
  return { verdict: verdictOf(known), found: `\`_access\` has ${found.join('; ')}.`, data };
}

async function rateLimits({ api }: Lab): Promise<Finding> {
  const data = { headers: Object.fromEntries(api.limits), refusals: api.refusals, resetsAheadMs: api.resets };
  const names = [...api.limits.keys()].join(', ') || 'none';
  const [least, most] = [Math.min(...api.resets), Math.max(...api.resets)];
  const range = api.resets.length > 0 ? `; the reset is ${least} to ${most} ms ahead` : '';
  const found = `Headers: ${names}; refused with 429: ${api.refusals}${range}.`;
  const described = api.resets.length > 0 && api.resets.every((ahead) => Math.abs(ahead) < 3_600_000);
  return { verdict: described ? 'as assumed' : 'not settled', found, data };
}

async function fileSize(lab: Lab): Promise<Finding> {
  const segment = await lab.segment('size');
  const count = Math.ceil(MEGABYTES_40 / LINE.length);
  const rows = Array.from({ length: count }, (_, index) => `${String(index).padStart(LINE.length - 1, 'x')}\n`);
  const course = await segment.import('merge', rows.join(''));
  const data = course.accepted.status;
  const bytes = (count * LINE.length).toLocaleString('en');
  if (data === 409) return { verdict: 'not settled', found: `The import was ${outcome(course)}.` };
  return { verdict: verdictOf(isRefused(course)), found: `A file of ${bytes} bytes was ${outcome(course)}.`, data };
}

export const account: Probe[] = [
  { name: 'access', settles: 'roles', asks: 'Does a segment say what the token may do?', run: access },
  { name: 'page', settles: 'page', asks: 'What is the address of a segment for people?', run: page },
  { name: 'rate-limits', settles: 'rate-limits', asks: 'What do answers say about rate limits?', run: rateLimits },
];

/** Sends 40 MB: only where somebody asks for it. */
export const sizes: Probe[] = [
  { name: 'file-size', settles: 'size', asks: 'Is a file a little over 40,000,000 bytes refused?', run: fileSize },
];
