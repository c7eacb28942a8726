/** Which keys are looked up, and looking them up. */
import { lookUpMember, type Membership } from '../launchdarkly/index.ts';
import type { StoredKeys } from '../list/index.ts';
import type { Context, SegmentSettings } from './context.ts';

/** Look-ups at once: enough to hide the round trip, few enough to stay far below LaunchDarkly's rate limits. */
const PARALLEL_LOOKUPS = 6;

/** Keys that are looked up after a change. */
export const VERIFY_SAMPLE = 20;

/**
 * Whether a URL can name the key. `.` and `..` are steps in the path, however they are encoded, so an answer would be
 * about another resource.
 */
export const lookable = (key: string | undefined): key is string => key !== undefined && key !== '.' && key !== '..';

/** The keys of a list that are most likely to show that something went wrong, and others at random: at most VERIFY_SAMPLE. */
export function keysToVerify(
  first: StoredKeys['sample'],
  { representative = [], sample }: { representative?: readonly string[]; sample: StoredKeys['sample'] },
): string[] {
  const keys = new Set([...first, ...representative, ...sample]);
  return [...keys].filter(lookable).slice(0, VERIFY_SAMPLE);
}

/**
 * Looks keys up, a few at a time.
 * @returns for each key whether it is a member, in the order given
 * @throws Failure of the first look-up that fails for good
 */
export async function lookUp(
  { client, ref }: Context<SegmentSettings>,
  keys: readonly string[],
): Promise<Membership[]> {
  const found: Membership[] = [];
  // Unlike an array's iterator, a generator ends for all workers when an error makes one of them leave it.
  const queue = (function* () {
    yield* keys.entries();
  })();
  const worker = async (): Promise<void> => {
    for (const [index, key] of queue) found[index] = await lookUpMember(client, ref, key);
  };
  await Promise.all(Array.from({ length: Math.min(PARALLEL_LOOKUPS, keys.length) }, worker));
  return found;
}
