/** What LaunchDarkly says, as people may see it: every text of an answer that is shown passes here, and so redact.ts. */
import type { Segment } from '../launchdarkly/index.ts';
import { redact, type Secrets } from './redact.ts';

/** A text that may be shown. Never rejects. */
export async function showable(secrets: Secrets, text: string): Promise<string> {
  const [shown = ''] = await redact([text], secrets);
  return shown;
}

/** A UUID, or the ID of a MongoDB document. */
const RANDOM_ID = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{24})$/;

/**
 * An ID that may be shown. One that LaunchDarkly has drawn at random is no key, and comparing it with ten million takes
 * seconds: it is compared with the tokens only.
 */
export async function showableId(secrets: Secrets, id: string): Promise<string> {
  return await showable(RANDOM_ID.test(id) ? { ...secrets, lists: [] } : secrets, id);
}

/**
 * Any part of an answer, with all of its texts as they may be shown. The path of a link is left out if something in it must not
 * be shown, since the link would lead nowhere.
 */
export async function showableTexts<T extends object>(secrets: Secrets, part: T): Promise<T> {
  const texts: string[] = [];
  const json = JSON.stringify(part, (_, value) => {
    if (typeof value === 'string') texts.push(value);
    return value;
  });
  const redacted = await redact(texts, secrets);
  const shown = new Map(texts.map((text, index) => [text, redacted[index]]));
  return JSON.parse(json, (name, value) => {
    if (typeof value !== 'string') return value;
    return name === 'sitePath' && shown.get(value) !== value ? undefined : shown.get(value);
  });
}

/**
 * The segment, with those of its texts that people see. Its tags are compared only, and stay as they are.
 * @param before the same, as it was shown earlier: most texts stay as they were
 */
export async function showableSegment(secrets: Secrets, segment: Segment, before?: Segment): Promise<Segment> {
  if (before === undefined) {
    const { tags, flags, ...rest } = segment;
    return { ...(await showableTexts(secrets, { ...rest, flags })), tags };
  }
  const { name, contextKind, flags, sitePath } = before;
  const external = segment.external && (await showable(secrets, segment.external));
  return { ...segment, name, contextKind, flags, sitePath, external };
}
