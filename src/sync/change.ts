/**
 * Adds and removes keys by requests, batch by batch. Every step may be done twice, so that a run that was interrupted
 * is finished by the next one.
 */
import type { Failure } from '../failure.ts';
import { changeMembers, RequestFailure } from '../launchdarkly/index.ts';
import { inBatches, type Members } from '../list/index.ts';
import { keysRefused } from './advice.ts';
import { type Applied, Interrupted, isUntouched, type Refused } from './applied.ts';
import type { Context } from './context.ts';
import { locate } from './read.ts';

/** Keys in a request to begin with: LaunchDarkly documents no limit. */
const BATCH = 1_000;

/** Keys that LaunchDarkly may refuse one by one; one more ends the run. */
export const MOST_REFUSED = 20;

type Kind = 'add' | 'remove';

/**
 * Adds or removes all keys. A batch that LaunchDarkly refuses is halved, down to single keys: one of them may be an
 * excluded target of the segment, and one refuses its whole batch. Keys that are refused alone are left out.
 * @returns what was done on top of `before`
 * @throws Interrupted by a Failure of a request, also by the twenty-first key that is refused
 */
export async function change(
  context: Context,
  kind: Kind,
  keys: Pick<Members, 'count' | 'keys'>,
  before: Applied,
  beforeFirstChange: () => Promise<void>,
): Promise<Applied> {
  if (keys.count === 0) return before;
  const { client, ref, emit } = context;
  let applied = before;
  const made = kind === 'add' ? 'added' : 'removed';
  emit({ type: 'phase', phase: 'change' });

  /** @returns the refusal, if this many keys may be too many or one of them wrong */
  async function send(some: readonly string[]): Promise<Failure | undefined> {
    try {
      await changeMembers(client, ref, { [kind]: some }, async (reached) => {
        if (isUntouched(applied) && reached !== 'unknown') await beforeFirstChange();
      });
      applied = { ...applied, [made]: applied[made] + some.length };
      const what = kind === 'add' ? 'Adding' : 'Removing';
      emit({ type: 'progress', what, done: applied[made], total: keys.count, unit: 'keys' });
      return undefined;
    } catch (error) {
      if (error instanceof RequestFailure) {
        if (error.reached === 'unknown') applied = { ...applied, unknown: some.length };
        // The status tells it from what failed before this request was sent.
        else if (error.httpStatus === 400 || error.httpStatus === 413) return error;
      }
      throw error;
    }
  }

  try {
    let size = BATCH;
    for await (const batch of inBatches(keys.keys(), BATCH)) {
      // What is left of the batch, the next keys last.
      const left: (readonly string[])[] = [batch];
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const some = next.slice(0, size);
        if (some.length < next.length) left.push(next.slice(size));
        const why = await send(some);
        if (why === undefined) continue;
        if (some.length > 1) {
          const half = Math.ceil(some.length / 2);
          if (mayBeTooMany(why)) size = Math.min(size, half);
          emit({ type: 'line', text: `LaunchDarkly refused a request with ${some.length} keys: trying halves.` });
          left.push(some.slice(half), some.slice(0, half));
          continue;
        }
        const refused = { ...applied.refused, [kind]: [...applied.refused[kind], ...some], why };
        applied = { ...applied, refused };
        if (refused.add.length + refused.remove.length > MOST_REFUSED)
          throw await refusal(context, refused, 'the run ended there');
      }
    }
    return applied;
  } catch (error) {
    throw new Interrupted(applied, error);
  }
}

/** Says which keys LaunchDarkly refused one by one: how many, and where they are in the list. */
export async function refusal(context: Context, { add, remove, why }: Refused, end: string): Promise<Failure> {
  const keys = [...add, ...remove];
  return keysRefused(keys.length, await locate(context, keys), end, why);
}

/** Whether later requests should be smaller from the start. LaunchDarkly documents neither a limit nor the answer to more. */
function mayBeTooMany({ code, api }: Failure): boolean {
  const said = `${api?.code ?? ''} ${api?.message ?? ''}`;
  return code === 'payload_too_large' || /too (many|large|long|big)|at most|max|limit|exceed|size|fewer/i.test(said);
}
