import type { Probe } from './probe.ts';
import { account, sizes } from './probes/account.ts';
import { exports } from './probes/exports.ts';
import { imports } from './probes/imports.ts';
import { lists } from './probes/lists.ts';
import { members } from './probes/members.ts';

/** All probes, in the order in which they run; the last ones look back. */
export const PROBES: readonly Probe[] = [...imports, ...lists, ...members, ...exports, ...sizes, ...account];

/** Those that only run if somebody asks for them, since they send much. */
export const EXPENSIVE: readonly string[] = sizes.map(({ name }) => name);
