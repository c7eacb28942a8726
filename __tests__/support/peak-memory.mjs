/**
 * Preloaded into the action's process by run-action.ts: writes the process's peak memory (bytes) to `PEAK_MEMORY_FILE`
 * when it ends, and takes away what only this process's start was for. On Linux `ru_maxrss` would include what the parent held before exec, so the kernel's VmHWM is read there.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.PEAK_MEMORY_FILE;
for (const name of ['PEAK_MEMORY_FILE', 'NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE']) delete process.env[name];
process.on('exit', () => {
  const kibibytes =
    process.platform === 'linux'
      ? Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
      : process.resourceUsage().maxRSS;
  writeFileSync(file, String(kibibytes * 1024));
});
