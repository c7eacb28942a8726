/** What LaunchDarkly says, as people may see it: every text of an answer that is shown passes here, and so redact.ts. */
import type { ApiError } from '../failure.ts';
import type { Segment } from '../launchdarkly/segments.ts';
import { redact } from './redact.ts';
import type { TargetRun } from './run.ts';

/** A text that may be shown for each. Never rejects. */
async function showableAll(
  { shared, list, members }: TargetRun,
  texts: readonly string[],
  lists = [list, members].filter((keys) => keys !== undefined),
): Promise<string[]> {
  return await redact(texts, { tokens: shared.tokens, lists, signal: shared.signal });
}

export async function showable(run: TargetRun, text: string): Promise<string> {
  return (await showableAll(run, [text]))[0]!;
}

/** A UUID, or the ID of a MongoDB document. */
const RANDOM_ID = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{24})$/;

/**
 * An ID that may be shown. One that LaunchDarkly has drawn at random is no key, and comparing it with ten million takes
 * seconds: it is compared with the tokens only.
 */
export async function showableId(run: TargetRun, id: string): Promise<string> {
  return RANDOM_ID.test(id) ? (await showableAll(run, [id], []))[0]! : await showable(run, id);
}

/** A path that may stand in a link; none if something in it must not be shown, since the link would lead nowhere. */
export async function showablePath(run: TargetRun, path: string | undefined): Promise<string | undefined> {
  return path !== undefined && (await showable(run, path)) === path ? path : undefined;
}

export async function showableError(run: TargetRun, api: ApiError): Promise<ApiError> {
  const names = (['code', 'message', 'id'] as const).filter((name) => api[name] !== undefined);
  const texts = await showableAll(
    run,
    names.map((name) => api[name]!),
  );
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}

/** The segment, with those of its texts that people see. Its tags are compared only, and stay as they are. */
export async function showableSegment(run: TargetRun, segment: Segment): Promise<Segment> {
  const { name, contextKind, external, flags, sitePath, ...rest } = segment;
  const texts = [name, contextKind, external, sitePath, ...flags.flatMap((flag) => [flag.key, flag.name])];
  const given = texts.filter((text) => text !== undefined);
  const shown = new Map((await showableAll(run, given)).map((text, index) => [given[index]!, text]));
  return {
    ...rest,
    name: shown.get(name)!,
    flags: flags.map((flag) => ({ key: shown.get(flag.key)!, name: shown.get(flag.name)! })),
    ...(contextKind !== undefined && { contextKind: shown.get(contextKind)! }),
    ...(external !== undefined && { external: shown.get(external)! }),
    ...(sitePath !== undefined && shown.get(sitePath) === sitePath && { sitePath }),
  };
}
