/**
 * Adds and removes keys by requests, batch by batch. Every step may be done twice, so that a run that was interrupted
 * is finished by the next one.
 */
import type { Failure } from '../failure.ts';
import { type BeforeAttempt, changeMembers, RequestFailure } from '../launchdarkly/index.ts';
import { inBatches, type Members } from '../list/index.ts';
import { keysRefused } from './advice.ts';
import type { Applied, Progress } from './applied.ts';
import type { Context } from './context.ts';
import { locate } from './read.ts';
import { whoIsBusy } from './segment.ts';

/** Keys in a request to begin with: LaunchDarkly documents no limit. */
const BATCH = 1_000;

/** Keys that LaunchDarkly may refuse one by one; one more ends the run. */
export const MOST_REFUSED = 20;

/**
 * Adds or removes all keys. A batch that LaunchDarkly refuses is halved, down to single keys: one of them may be an
 * excluded target of the segment, and one refuses its whole batch. Keys that are refused alone are left out.
 * @param applied takes in what is done
 * @throws Failure of a request, also by the twenty-first key that is refused
 */
export async function change(
  context: Context,
  kind: 'add' | 'remove',
  keys: Pick<Members, 'count' | 'keys'>,
  applied: Progress,
  beforeAttempt: BeforeAttempt,
): Promise<void> {
  if (keys.count === 0) return;
  const { client, emit, log } = context;
  const [made, what] = kind === 'add' ? (['added', 'Adding'] as const) : (['removed', 'Removing'] as const);
  let size = BATCH;

  async function changeAll(all: readonly string[]): Promise<void> {
    for (let at = 0; at < all.length; ) {
      const some = all.slice(at, at + size);
      at += some.length;
      const why = await request(some);
      if (why === undefined) continue;
      if (some.length > 1) {
        const half = Math.ceil(some.length / 2);
        if (mayBeTooMany(why)) size = Math.min(size, half);
        log(`LaunchDarkly refused a request with ${some.length} keys: trying halves.`);
        await changeAll(some.slice(0, half));
        await changeAll(some.slice(half));
        continue;
      }
      applied.refused.push(...some.map((key) => ({ kind, key })));
      applied.whyRefused = why;
      settle(some);
      if (applied.refused.length > MOST_REFUSED) throw await refusal(context, applied, why, 'the run ended there');
    }
  }

  /** @returns the refusal, if this many keys may be too many or one of them wrong */
  async function request(some: readonly string[]): Promise<Failure | undefined> {
    try {
      await changeMembers(client, kind, some, { beforeAttempt, whoIsBusy: whoIsBusy(context) });
      applied[made] += some.length;
      settle(some);
      emit({ type: 'progress', what, done: applied[made], total: keys.count, unit: 'keys' });
      return undefined;
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      // Also of what is refused: an attempt before may have gone through.
      if (error.reached === 'unknown') applied.unknown = Math.max(applied.unknown, some.length);
      // The status distinguishes it from what failed before this request was sent.
      if (error.httpStatus === 400 || error.httpStatus === 413) return error;
      throw error;
    }
  }

  /** What became of these keys is known now, whatever was in doubt before. */
  function settle({ length }: readonly string[]): void {
    applied.unknown = Math.max(0, applied.unknown - length);
  }

  emit({ type: 'phase', phase: 'change' });
  for await (const batch of inBatches(keys.keys(), BATCH)) await changeAll(batch);
}

/** Says which keys LaunchDarkly refused one by one: how many, and where they are in the list. */
export async function refusal(context: Context, { refused }: Applied, why: Failure, end: string): Promise<Failure> {
  const places = await locate(
    context,
    refused.map(({ key }) => key),
  );
  const add = refused.filter(({ kind }) => kind === 'add').length;
  return keysRefused({ add, remove: refused.length - add }, places, end, why);
}

/** Whether later requests should be smaller from the start. LaunchDarkly documents neither a limit nor the answer to more. */
function mayBeTooMany({ code, api }: Failure): boolean {
  const said = `${api?.code ?? ''} ${api?.message ?? ''}`;
  return code === 'payload_too_large' || /too (many|large|long|big)|at most|max|limit|exceed|size|fewer/i.test(said);
}
