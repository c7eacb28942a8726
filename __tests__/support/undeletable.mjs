/**
 * Preloaded into the action's process: removing files and folders fails, in a share of `UNDELETABLE` (0 to 1) of all
 * cases. Which ones these are depends on `UNDELETABLE_SEED`.
 */
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

const share = Number(process.env.UNDELETABLE);
let state = Number(process.env.UNDELETABLE_SEED ?? 1);

for (const name of ['rm', 'rmdir', 'unlink']) {
  const original = fs[name];
  fs[name] = async (path, ...rest) => {
    // The minimal standard generator of Park and Miller.
    state = (state * 48_271) % 2_147_483_647;
    if (state / 2_147_483_647 >= share) return original(path, ...rest);
    throw Object.assign(new Error(`EBUSY: resource busy or locked, ${name} '${path}'`), {
      code: 'EBUSY',
      syscall: name,
    });
  };
}
syncBuiltinESMExports();
