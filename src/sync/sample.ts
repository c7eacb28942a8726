/**
 * Which keys of a list are looked up, and looking them up.
 */

import type { LaunchDarklyClient } from '../launchdarkly/client.ts';
import { isMember, type SegmentRef } from '../launchdarkly/segments.ts';
import type { KeyList } from '../list/read.ts';
import type { StoredKeys } from '../list/stored.ts';

/** Look-ups at once: enough to hide the round trip, few enough to stay far below LaunchDarkly's rate limits. */
const PARALLEL_LOOKUPS = 4;

/** Keys that are looked up after an import. */
export const VERIFY_SAMPLE = 20;

/**
 * Distinct random whole numbers below `size`, by Floyd's algorithm; all of them if there are not more than `wanted`.
 * Uses Math.random: a sample of one's own list needs no secrecy.
 */
export function randomIndices(size: number, wanted: number): number[] {
  if (size <= wanted) return Array.from({ length: size }, (_, index) => index);
  const chosen = new Set<number>();
  for (let top = size - wanted; top < size; top += 1) {
    const candidate = Math.floor(Math.random() * (top + 1));
    chosen.add(chosen.has(candidate) ? top : candidate);
  }
  return [...chosen];
}

/** Some keys at random, all of them if there are not more. */
export async function sampleKeys(keys: Pick<StoredKeys, 'count' | 'keysAt'>, wanted: number): Promise<string[]> {
  return lookable(await keys.keysAt(randomIndices(keys.count, wanted)));
}

/** The telling keys of a list, as far as they can be looked up. */
export async function tellingKeys(list: Pick<KeyList, 'summary' | 'landmarks' | 'keysAt'>): Promise<string[]> {
  return lookable(await list.keysAt(tellingIndices(list)));
}

/** Without the keys that URLs take for steps in the path, however they are encoded: whatever an answer says, it is about another resource. */
function lookable(keys: readonly string[]): string[] {
  return keys.filter((key) => key !== '.' && key !== '..');
}

/**
 * The keys that are most likely to show that an import went wrong: the first and the last, one of each kind that a
 * reader may treat differently, both ends of each part, and random others up to VERIFY_SAMPLE.
 */
export function tellingIndices(list: Pick<KeyList, 'summary' | 'landmarks'>): number[] {
  const { keys } = list.summary;
  const { firstQuoted, firstNonAscii, longest, partStarts } = list.landmarks;
  const ends = partStarts.slice(1).flatMap((start) => [start - 1, start]);
  const telling = [0, keys - 1, firstQuoted, firstNonAscii, longest, ...ends].filter((index) => index !== undefined);
  const chosen = new Set(telling.filter((index) => index >= 0 && index < keys).slice(0, VERIFY_SAMPLE));
  for (const index of randomIndices(keys, VERIFY_SAMPLE)) {
    if (chosen.size >= VERIFY_SAMPLE) break;
    chosen.add(index);
  }
  return [...chosen];
}

/**
 * Looks keys up, a few at a time.
 * @returns for each key whether it is a member, in the order given
 * @throws Failure of the first look-up that fails for good
 */
export async function lookUp(client: LaunchDarklyClient, ref: SegmentRef, keys: readonly string[]): Promise<boolean[]> {
  const found = Array<boolean>(keys.length).fill(false);
  // A generator, other than an array's iterator, ends for all workers when one of them leaves it by an error.
  const queue = (function* () {
    yield* keys.entries();
  })();
  const worker = async (): Promise<void> => {
    for (const [index, key] of queue) found[index] = await isMember(client, ref, key);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_LOOKUPS, keys.length) }, worker));
  return found;
}
