import type { Lab } from './lab.ts';

/** The rows of docs/assumptions.md, by the names of their anchors there. */
export type Assumption =
  | 'location'
  | 'end-status'
  | 'quoting'
  | 'utf-8'
  | 'not-sent'
  | 'size'
  | 'empty-replace'
  | 'count-lateness'
  | 'lookup-lateness'
  | 'dot-keys'
  | 'version'
  | 'conflict'
  | 'excluded'
  | 'rate-limits'
  | 'roles'
  | 'exports'
  | 'batch'
  | 'approvals'
  | 'page';

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
