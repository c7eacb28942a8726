import type { Lab } from './lab.ts';

/** What the action assumes, by the names of the anchors in docs/assumptions.md, which says what follows if it is wrong. */
export const ASSUMPTIONS = {
  location: 'The ID of an import is the last element of Location; its segment shows that it runs.',
  'end-status': '`complete` is success, `stopped` is every other end.',
  quoting: 'A quoted field is read as RFC 4180 says.',
  'utf-8': 'The file is read as UTF-8, and letters are compared exactly.',
  'not-sent': 'Nothing: this is never sent.',
  size: '40 MB are 40,000,000 bytes for the whole request.',
  'empty-replace': 'A replace may be empty.',
  'count-lateness': 'includedCount is exact within two minutes.',
  'lookup-lateness': 'Lookups tell the truth within two minutes; 404 means no member.',
  'dot-keys': 'Keys are looked up percent-encoded, except `.` and `..`.',
  version: 'version or lastModified moves with every change of members.',
  conflict: '409 means that another import runs here; the list of big segments shows into which one.',
  excluded:
    'A replace leaves excluded targets alone. An excluded key may not become a member, the others do; a batch that it holds up is refused with 400 or 413.',
  'dry-run': "Nothing: the action's own dry run sends no patch.",
  'rate-limits': 'A 429 says when to go on: Retry-After, or X-Ratelimit-Reset in epoch milliseconds.',
  roles: 'updateIncluded, viewProject, createSegmentExport and createApprovalRequest are what a role needs.',
  exports: 'The ID is in Location or the body; one link besides self; CSV with the keys in the first column.',
  batch: 'A batch may have a thousand keys.',
  approvals:
    "The environment's settings say whether segments need approval. Then an import or batch is refused with 403 and “approval is required”, waits, or is applied if the role may bypass approvals.",
  page: 'Where the API names none, a segment has its page at /{project}/{environment}/segments/{segment}.',
} as const;

export type Assumption = keyof typeof ASSUMPTIONS;

/** Whether LaunchDarkly does what the action assumes. `noted`: the action is right either way. */
export type Verdict = 'as assumed' | 'otherwise' | 'noted' | 'not settled';

/** What a probe found. */
export interface Finding {
  verdict: Verdict;
  /** For people: one sentence, or a few words. */
  found: string;
  /** For programs. */
  data?: unknown;
}

/** One question to LaunchDarkly. */
export interface Probe {
  name: string;
  /** The assumption that it settles. */
  settles: Assumption;
  /** What its finding tells. */
  asks: string;
  run: (lab: Lab) => Promise<Finding>;
}

/** @returns `as assumed` or `otherwise` */
export const verdictOf = (holds: boolean): Verdict => (holds ? 'as assumed' : 'otherwise');

/** Runs a step once for each lab, however many probes look at what it saw. */
export function shared<T>(step: (lab: Lab) => Promise<T>): (lab: Lab) => Promise<T> {
  const results = new WeakMap<Lab, Promise<T>>();
  return (lab) => {
    const result = results.get(lab) ?? step(lab);
    results.set(lab, result);
    return result;
  };
}
