/** Reads a segment, and refuses one that has no list of members: for an import and for an export. */
import { type ErrorCode, Failure } from '../failure.ts';
import { getSegment, listBusySegments, type Segment } from '../launchdarkly/index.ts';
import type { Context, SegmentSettings } from './context.ts';
import { showableSegment, showableTexts } from './showable.ts';

/** What to say of a segment that cannot be used. */
export interface SegmentAdvice {
  /** What LaunchDarkly does not do with a synced one. */
  cannot: string;
  /** How a run ends if it cannot read the segment or its member count: the words, and the code in case of the count. */
  unread: [code: ErrorCode, text: string];
  /** What to do about each of them. */
  missing: string;
  unreadable: string;
  synced: string;
  standard: string;
}

/** Gives the keys of the segments whose import is in the way of a request, fit to be shown. */
export const whoIsBusy =
  ({ client, secrets }: Context<SegmentSettings>) =>
  async (): Promise<string[]> =>
    await showableTexts(secrets, await listBusySegments(client));

/**
 * Reads the segment.
 * @param strict ends a run that cannot read it, or the number of its members; without it, that is a warning
 * @param before what was seen of it earlier: texts are taken from there, since comparing them with all keys takes time, and
 *   a number of members that is missing is a change like another
 * @returns undefined where it could not be read
 * @throws Failure `not_found`, `forbidden`, `unsupported_segment`, that of `advice.unread`, and those of requests
 */
export async function readSegment(
  { client, ref, secrets, warn }: Context<SegmentSettings>,
  advice: SegmentAdvice,
  strict: boolean,
  before?: Segment,
): Promise<Segment | undefined> {
  const { projectKey, environmentKey, segmentKey } = ref;
  const [code, unread] = advice.unread;
  let segment: Segment;
  try {
    segment = await showableSegment(secrets, await getSegment(client), before);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'not_found')
      throw error.with({
        message: `The segment \`${segmentKey}\` was not found in \`${projectKey}\` / \`${environmentKey}\`.`,
        advice: advice.missing,
      });
    if (error.code !== 'forbidden') throw error;
    if (strict)
      throw error.with({
        message: `${unread}, since the segment could not be read: ${error.message}`,
        advice: advice.unreadable,
      });
    warn(`The run goes on without knowing the segment's members, since it could not be read: ${error.message}`);
    return undefined;
  }
  const refuse = (text: string, what: string): Failure =>
    new Failure('unsupported_segment', `The segment \`${segmentKey}\` is ${text}.`, { advice: what });
  const { external, unbounded, includedCount } = segment;
  if (external !== undefined) throw refuse(`synced from ${external}, and LaunchDarkly ${advice.cannot}`, advice.synced);
  if (!unbounded)
    throw refuse('a standard segment, not a larger list-based segment (`unbounded` is not true)', advice.standard);
  if (before === undefined && includedCount === undefined) {
    const unknown = 'LaunchDarkly did not say how many members the segment has.';
    if (strict) throw new Failure(code, `${unread}, since ${unknown}`, { advice: advice.unreadable });
    warn(`${unknown} The run goes on without it.`);
  }
  return segment;
}
