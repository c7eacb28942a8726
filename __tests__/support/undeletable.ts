import { preload } from './run-action.ts';

/** What starts the action as a process in which so large a share (0 to 1) of all removals fails; the seed says which. */
export const undeletable = (share: number, seed = 1) => ({
  nodeArgs: preload('undeletable.mjs'),
  env: { UNDELETABLE: String(share), UNDELETABLE_SEED: String(seed) },
});
