/** One sticky comment on the pull request: written once, updated in place by every later run. */
import { hash } from 'node:crypto';
import type { RunResult } from '../result.ts';
import type { Settings } from '../settings.ts';
import type { Env, Runner } from './core.ts';
import { commitOf, pullRequestOf, runUrlOf } from './github.ts';
import { link, prose, size } from './markdown.ts';
import { changeOf, hidden, noteIn, noteOf, originOf } from './plan-note.ts';
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
  const note = noteOf(run, commitOf(env), Date.now());
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
    throw new Error(limit.aborted ? 'GitHub did not answer in time.' : reason(error));
  }
}

async function connect(githubToken: string, baseUrl: string | undefined, signal: AbortSignal) {
  // Loaded only here: few runs comment, and it takes longer to load than everything else.
  const { getOctokit } = await import('@actions/github');
  // Octokit would print some of GitHub's headers past the log.
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  return getOctokit(githubToken, { request: { signal, log }, ...(baseUrl ? { baseUrl } : {}) });
}

/** The comment that begins with the marker and is of the token's own user. */
async function ownComment(
  { graphql, paginate, rest }: Awaited<ReturnType<typeof connect>>,
  place: { owner: string; repo: string; issue_number: number },
  marker: string,
) {
  const author = await graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    .then(({ viewer }) => viewer.login)
    .catch(() => 'github-actions[bot]');
  for await (const { data } of paginate.iterator(rest.issues.listComments, { ...place, per_page: 100 })) {
    const own = data.find((found) => found.user?.login === author && found.body?.startsWith(marker));
    if (own) return own;
  }
  return undefined;
}

function reason(error: unknown): string {
  // Octokit gives 500 to errors of the network, too; they have no response.
  const { status, response } = error as { status?: number; response?: unknown };
  if (response === undefined) return 'could not reach GitHub.';
  if (status === 403 || status === 404) {
    return `GitHub refused it (${status}). The job needs "permissions: pull-requests: write", and github-token must be a token for this repository.`;
  }
  return `GitHub answered ${status}.`;
}
