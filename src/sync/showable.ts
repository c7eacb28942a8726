/** What LaunchDarkly says, as people may see it: every text of an answer that is shown passes here, and so redact.ts. */
import { defined } from '../defined.ts';
import type { ApiError } from '../failure.ts';
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

/** A path that may stand in a link; none if something in it must not be shown, since the link would lead nowhere. */
export async function showablePath(secrets: Secrets, path: string | undefined): Promise<string | undefined> {
  return path !== undefined && (await showable(secrets, path)) === path ? path : undefined;
}

/** What LaunchDarkly said of an error. */
export async function showableError(secrets: Secrets, api: ApiError): Promise<ApiError> {
  const names = (['code', 'message', 'id'] as const).filter((name) => api[name] !== undefined);
  const texts = await redact(
    names.map((name) => api[name] ?? ''),
    secrets,
  );
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}

/** The segment, with those of its texts that people see. Its tags are compared only, and stay as they are. */
export async function showableSegment(secrets: Secrets, segment: Segment): Promise<Segment> {
  const { name, contextKind, external, flags, sitePath, ...rest } = segment;
  const texts = [name, contextKind, external, sitePath, ...flags.flatMap((flag) => [flag.key, flag.name])];
  const given = texts.filter((text) => text !== undefined);
  const redacted = await redact(given, secrets);
  const shown = new Map(given.map((text, index) => [text, redacted[index] ?? '']));
  return {
    ...rest,
    name: shown.get(name) ?? '',
    flags: flags.map((flag) => ({ key: shown.get(flag.key) ?? '', name: shown.get(flag.name) ?? '' })),
    ...defined({
      contextKind: contextKind && shown.get(contextKind),
      external: external && shown.get(external),
      sitePath: sitePath && shown.get(sitePath) === sitePath ? sitePath : undefined,
    }),
  };
}
