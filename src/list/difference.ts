/** What one list has and another has not, in memory that only grows with the distinct keys of one of them. */
import { FingerprintSet } from './distinct.ts';
import { type PartLimits, PartWriter } from './parts.ts';
import { StoredKeys } from './stored.ts';

export interface SubtractOptions {
  /** The result's parts are written in here (mode 0600, in a directory of their own); the caller removes it. */
  tempDirectory: string;
  /** Of one part: at most so many keys and so many bytes. */
  limits: PartLimits;
  /** Called for every block (some hundred thousand keys): keys of both lists that were looked at, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Aborting rejects with its reason, with all files closed. */
  signal?: AbortSignal;
}

/**
 * The keys of `list` that `other` does not have, in the order of `list`, written as parts like a list. Two calls with
 * the lists swapped give the whole difference.
 *
 * Keys are told apart by their fingerprints, see fingerprint.ts: that a key is lost that way is likelier to come from
 * a memory error.
 */
export async function subtract(list: StoredKeys, other: StoredKeys, options: SubtractOptions): Promise<StoredKeys> {
  const writer = new PartWriter(options.tempDirectory, options.limits);
  const total = list.count + other.count;
  let done = 0;
  const advance = (keys: number): void => {
    options.signal?.throwIfAborted();
    done += keys;
    options.onProgress?.(done, total);
  };
  try {
    const set = new FingerprintSet();
    for await (const block of other.blocks()) {
      advance(block.count);
      set.add(block);
    }
    for await (const block of list.blocks()) {
      advance(block.count);
      const known = set.find(block);
      if (known.count > 0) block.remove(known.flags);
      await writer.write(block);
    }
    return new StoredKeys(await writer.finish());
  } finally {
    await writer.close();
  }
}
