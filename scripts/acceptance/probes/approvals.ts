/** Where LaunchDarkly says that changes of segments need approval, and what it does with one that has none. */
import type { Answer } from '../api.ts';
import type { Lab, LabOptions } from '../lab.ts';
import { type Finding, type Probe, verdictOf } from '../probe.ts';
import { isComplete, outcome } from '../segment.ts';

interface Settings {
  required?: boolean;
  requiredApprovalTags?: readonly string[];
  serviceKind?: string;
}

/** How the two places that have an environment's settings answered, and what they say of segments. */
export interface Approvals {
  environment: Answer;
  settings: Answer;
  /** `resourceApprovalSettings` of the environment. */
  shown: Settings | undefined;
  /** The settings by themselves, from the beta API. */
  asked: Settings | undefined;
}

export async function readApprovals({ api, place }: Pick<LabOptions, 'api' | 'place'>): Promise<Approvals> {
  const [project, key] = [encodeURIComponent(place.projectKey), encodeURIComponent(place.environmentKey)];
  const environment = await api.get(`/api/v2/projects/${project}/environments/${key}`);
  const query = `environmentKey=${key}&resourceKind=segment`;
  const settings = await api.get(`/api/v2/approval-requests/projects/${project}/settings?${query}`, 'beta');
  const { environments, _default } = settings.json.segment ?? {};
  const shown = environment.json.resourceApprovalSettings?.segment;
  return { environment, settings, shown, asked: environments?.[place.environmentKey] ?? _default };
}

/** @returns which segments need approval, and where it is given if that is elsewhere; for people */
function need({ required, requiredApprovalTags = [], serviceKind = 'launchdarkly' }: Settings = {}): string {
  const which =
    requiredApprovalTags.length > 0 ? `with one of ${requiredApprovalTags.length} tags` : required ? 'all' : 'none';
  return which === 'none' || serviceKind === 'launchdarkly' ? which : `${which}, by ${serviceKind}`;
}

async function settings(lab: Lab): Promise<Finding> {
  const { environment, settings, shown, asked } = await readApprovals(lab);
  const data = { environment: shown && need(shown), settings: asked && need(asked), status: settings.status };
  const found =
    `Segments that need approval: ${data.environment ?? 'nothing said'} in the environment, ` +
    `${data.settings ?? 'nothing said'} in the settings (${data.status}).`;
  if (environment.status !== 200 || settings.status !== 200) return { verdict: 'not settled', found, data };
  return { verdict: verdictOf(need(shown) === need(asked)), found, data };
}

/** @returns what a refusal means, if it is one */
function refusal({ status, json }: Answer): Finding | undefined {
  if (status === 204) return undefined;
  const found = `Refused with ${status} ${json.message ?? ''}.`;
  const told = status === 403 && /approval is required/i.test(json.message);
  return { verdict: verdictOf(told), found, data: status };
}

const APPLIED: Finding = {
  verdict: 'as assumed',
  found: 'Applied at once: the role may bypass approvals.',
  data: 'applied',
};

async function importUnapproved(lab: Lab): Promise<Finding> {
  const segment = await lab.segment('unapproved-import');
  const course = await segment.import('merge', 'new\n');
  const refused = refusal(course.accepted);
  if (refused) return refused;
  const data = outcome(course);
  if (data === 'pending_approval') return { verdict: 'as assumed', found: 'It waits for approval.', data };
  if (!isComplete(course)) return { verdict: 'not settled', found: `The import was ${data}.`, data };
  if ((await lab.eventually(() => segment.isMember('new'), Boolean)).done) return APPLIED;
  return { verdict: 'otherwise', found: 'Complete, and its key is no member.', data };
}

async function batchUnapproved(lab: Lab): Promise<Finding> {
  const segment = await lab.segment('unapproved-batch');
  const answer = await segment.change({ included: { add: ['new'] } });
  const refused = refusal(answer);
  if (refused) return refused;
  if ((await lab.eventually(() => segment.isMember('new'), Boolean)).done) return APPLIED;
  return { verdict: 'otherwise', found: 'Accepted, and its key is no member.', data: answer.status };
}

export const approvals: Probe[] = [
  { name: 'approval-settings', settles: 'approvals', asks: 'Which segments need approval here?', run: settings },
];

/** For an environment where changes of segments need approval. */
export const required: Probe[] = [
  { name: 'required-settings', settles: 'approvals', asks: 'And where approval is required?', run: settings },
  {
    name: 'required-import',
    settles: 'approvals',
    asks: 'What becomes of an import without it?',
    run: importUnapproved,
  },
  { name: 'required-batch', settles: 'approvals', asks: 'What becomes of a batch without it?', run: batchUnapproved },
];
