/**
 * What people may see: of LaunchDarkly's answers, every text of which passes here and so redact.ts; and of whatever was
 * thrown.
 */
import { Failure } from '../failure.ts';
import type { Segment } from '../launchdarkly/index.ts';
import type { FailureSummary } from '../result.ts';
import { redact, type Secrets } from './redact.ts';

/** A text that may be shown. Never rejects. */
export async function showable(secrets: Secrets, text: string): Promise<string> {
  const [shown = ''] = await redact([text], secrets);
  return shown;
}

/** Whether LaunchDarkly documents a status: of imports; of exports it gives an example only, which is one of these. */
export const isDocumented = (status: string): boolean =>
  /^(preparing|pending_approval|ready|in_progress|complete|stopped)$/.test(status);

/** A status that may be shown. One that is documented is no key, and is not compared with all of them. */
export const showableStatus = async (secrets: Secrets, status: string): Promise<string> =>
  isDocumented(status) ? status : await showable(secrets, status);

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

/** What was thrown, as a Failure. The text of an unexpected error is not shown: nobody knows what is in it. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { code, syscall, stack } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (code !== undefined && syscall !== undefined) {
    return new Failure('runner_error', `The runner's disk or system refused an operation: ${code} (${syscall}).`, {
      advice: 'Check that the folder in RUNNER_TEMP exists, is writable and has free space for the list.',
      cause: error,
    });
  }
  const name = error instanceof Error ? error.name : typeof error;
  const frames = stack?.match(/(?<=^\s+)at .+/gm)?.slice(0, 3) ?? [];
  const message = `Something happened that this action does not expect: ${[name, ...frames].join(' ')}`;
  return new Failure('internal_error', message, {
    advice: 'This is a bug in the action; please report it with this message.',
    cause: error,
  });
}

/** What was thrown as it may be shown. Without `secrets`, what LaunchDarkly said is left out. */
export async function summarise(error: unknown, secrets?: Secrets): Promise<FailureSummary> {
  const { code, message, advice, api } = toFailure(error);
  const shown = api && secrets && (await showableTexts(secrets, api));
  // A run that was cancelled, before or meanwhile, ends by that and not by what else went wrong.
  const { aborted = false, reason } = secrets?.signal ?? {};
  if (aborted && error !== reason) return await summarise(reason);
  return { code, message, advice, api: shown };
}
