/** Gives the time to an action's process that time-machine.mjs was loaded into. */
import type { ChildProcess } from 'node:child_process';

/** Real milliseconds from one beat to the next, at least. */
const BEAT_MS = 5;

/** What passes for the action in one beat, if a beat can be so short: little beside the half minute after which silence is a dead connection. */
const STEP_MS = 1_000;

/**
 * Lets time pass so many times as fast as it does here, or slower: the next beat comes when the action's event loop has come
 * round since the last, and this process's too. While either is held up, no time passes for the action.
 * @returns the milliseconds that have passed for it
 */
export function giveBeats(child: ChildProcess, scale: number): () => number {
  const pause = Math.max(1, Math.min(BEAT_MS, STEP_MS / scale));
  let passed = 0;
  const beat = (): void => {
    if (!child.connected) return;
    passed += pause * scale;
    child.send(pause * scale, () => {});
  };
  const next = (): void => void setTimeout(beat, pause).unref();
  child.on('message', next);
  next();
  return () => passed;
}
