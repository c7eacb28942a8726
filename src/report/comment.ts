/** One sticky comment on the pull request: written once, updated in place by every later run. */
import { hash } from 'node:crypto';
import type { RunResult } from '../result.ts';
import type { Settings } from '../settings.ts';
import { moment, number } from '../words.ts';
import type { Env, Runner } from './core.ts';
import { commitOf, connect, ownComment, pullRequestOf, reasonOf, runUrlOf } from './github.ts';
import { outputsOf } from './json.ts';
import { link, prose, size } from './markdown.ts';
import { documentOf } from './summary.ts';

/** GitHub allows 65,536 characters; bytes are never fewer. */
const MAX_BYTES = 65_000;
const TIME_LIMIT = 30_000;

/**
 * Which comment is this run's: the hidden first line of its body. One per workflow, LaunchDarkly instance, and segment or
 * targets file.
 */
export function markerOf({ baseUri, targetsPath, targets }: Settings, env: Env): string {
  const workflow = (env.GITHUB_WORKFLOW_REF ?? '').split('@')[0] || env.GITHUB_WORKFLOW;
  const [first] = targets;
  const what = targetsPath ?? [first?.projectKey, first?.environmentKey, first?.segmentKey];
  const id = hash('sha256', JSON.stringify([workflow, baseUri, what])).slice(0, 32);
  return `<!-- launchdarkly-segment-import ${id} -->`;
}

/**
 * The comment's Markdown, marker first, within GitHub's limit whatever the input.
 * @param before the comment that it replaces
 */
export function commentOf(run: RunResult, marker: string, env: Env, before?: string): string {
  const note = noteOf(run, env);
  const last = noteIn(before);
  const url = runUrlOf(env);
  const foot = [
    `${run.targets.every(({ dryRun }) => dryRun) ? 'Plan' : 'Run'} of ${prose(originOf(note))}`,
    last && prose(changeOf(last, note)),
    url && link('Workflow run', url),
  ].filter(Boolean);
  const end = `\n\n<sub>${foot.join(' · ')}</sub>\n\n${hidden(note)}\n`;
  return `${marker}\n${documentOf(run, MAX_BYTES - size(marker) - size(end) - 1)}${end}`;
}

/**
 * Writes or updates the comment, if the run has a pull request.
 * @throws an error that says why it could not be written
 */
export async function comment(run: RunResult, settings: Settings, { core, env, signal }: Runner): Promise<void> {
  const place = pullRequestOf(env, settings.prNumber);
  if ('none' in place) return core.info(place.none);
  if (settings.githubToken === '') throw new Error('the input github-token is empty.');
  const limit = AbortSignal.any([AbortSignal.timeout(TIME_LIMIT), signal]);
  try {
    const github = await connect(settings.githubToken, env.GITHUB_API_URL, limit);
    const marker = markerOf(settings, env);
    const own = await ownComment(github, place, marker);
    const body = commentOf(run, marker, env, own?.body);
    const { owner, repo } = place;
    const { issues } = github.rest;
    if (own) await issues.updateComment({ owner, repo, comment_id: own.id, body });
    else await issues.createComment({ ...place, body });
  } catch (error) {
    throw new Error(limit.aborted ? 'GitHub did not answer in time.' : reasonOf(error));
  }
}

/** Of all targets together. */
const NUMBERS = { keys: 'keys', members: 'members before', added: 'added', removed: 'removed' } as const;
const NAMES = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[];

/** What a comment remembers of the plan it shows, so that the next one can say what has changed since. */
function noteOf(run: RunResult, env: Env) {
  const { keys, membersBefore: members, added, removed } = outputsOf(run);
  const digests = run.targets.map(({ list }) => list?.sha256 ?? '').join();
  // Equal where the lists are equal.
  const lists = hash('sha256', digests).slice(0, 16);
  return { commit: commitOf(env), time: Date.now(), lists, keys, members, added, removed };
}

type PlanNote = ReturnType<typeof noteOf>;

/** A note as a line that nobody sees. It holds numbers and hexadecimal digits only; what is unknown is left out. */
const hidden = (note: PlanNote): string => `<!-- plan ${JSON.stringify(note, (_, value) => value ?? undefined)} -->`;

/** The note in a comment; undefined where there is none that can be read. */
function noteIn(comment = ''): PlanNote | undefined {
  const text = /<!-- plan (\{.*\}) -->\s*$/.exec(comment)?.[1] ?? '';
  try {
    const note = JSON.parse(text) as PlanNote;
    const readable =
      NAMES.every((name) => Number.isSafeInteger(note[name] ?? 0)) &&
      !Number.isNaN(new Date(note.time).getTime()) &&
      /^[0-9a-f]{7,64}$/.test(note.commit ?? '0000000');
    return readable ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Of which commit and time a plan is. */
const originOf = ({ commit, time }: PlanNote): string =>
  `${commit === undefined ? '' : `commit ${commit.slice(0, 7)}, `}${moment(new Date(time))}`;

/** What has changed between two plans. */
function changeOf(before: PlanNote, now: PlanNote): string {
  const shown = (value: unknown): string => (typeof value === 'number' ? number(value) : 'unknown');
  const changes = NAMES.map((name) => [NUMBERS[name], shown(before[name]), shown(now[name])] as const)
    .filter(([, was, is]) => was !== is)
    .map(([name, was, is]) => `${name} ${was} → ${is}`);
  if (before.lists !== now.lists) changes.unshift('a different list');
  return `Since the previous one (${originOf(before)}): ${changes.length === 0 ? 'nothing has changed' : changes.join('; ')}.`;
}
