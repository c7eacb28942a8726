import type { Probe } from './probe.ts';
import { account, sizes } from './probes/account.ts';
import { approvals, required } from './probes/approvals.ts';
import { excluded } from './probes/excluded.ts';
import { exports } from './probes/exports.ts';
import { imports } from './probes/imports.ts';
import { lists } from './probes/lists.ts';
import { members } from './probes/members.ts';

/** All probes, in the order in which they run; the last ones look back. */
export const PROBES: readonly Probe[] = [
  ...imports,
  ...lists,
  ...members,
  ...excluded,
  ...exports,
  ...approvals,
  ...sizes,
  ...required,
  ...account,
];

/** Those that only run if somebody asks for them, since they send much. */
export const EXPENSIVE: ReadonlySet<Probe> = new Set(sizes);

/** Those that need an environment of their own, where changes of segments need approval. */
export const REQUIRED: ReadonlySet<Probe> = new Set(required);
