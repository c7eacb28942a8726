/** What one list has and another has not, in memory that grows with the keys of both. */
import { Fingerprints } from './distinct.ts';
import { StoredKeys } from './stored.ts';
import { copyWithout, type WriteOptions } from './writer.ts';

/**
 * The keys of `list` that `other` does not have, in the order of `list`, written as parts like a list. Two calls with
 * the lists swapped give the whole difference.
 *
 * Keys are told apart by their fingerprints, see fingerprint.ts: that a key is lost that way is likelier to come from
 * a memory error.
 *
 * @param options `onProgress` is called for every block (some hundred thousand keys): keys of both lists that were
 *   looked at, of how many
 */
export async function subtract(list: StoredKeys, other: StoredKeys, options: WriteOptions): Promise<StoredKeys> {
  const { onProgress, ...rest } = options;
  const total = other.count + list.count;
  const fingerprints = new Fingerprints();
  for (const keys of [other, list]) {
    for await (const block of keys.blocks()) {
      rest.signal?.throwIfAborted();
      fingerprints.add(block);
      onProgress?.(fingerprints.lines, total);
    }
  }
  // Neither has a key twice: what is repeated is in both.
  return new StoredKeys(await copyWithout(list, fingerprints.repeated(), other.count, rest));
}
