/** One sticky comment on the pull request: written once, updated in place by every later run. */
import { createHash } from 'node:crypto';
import type { RunResult } from '../result.ts';
import { documentOf } from './document.ts';
import { pullRequestOf } from './github.ts';
import { link, size } from './markdown.ts';

/** GitHub allows 65,536 characters; bytes are never fewer. */
const MAX_BYTES = 65_000;
const TIME_LIMIT = 30_000;

type Env = Readonly<Record<string, string | undefined>>;

/** Which comment is this run's: the hidden first line of its body. One per workflow, job and segment (or targets file). */
export function markerOf(run: RunResult, targetsPath: string | undefined, env: Env): string {
  const workflow = (env.GITHUB_WORKFLOW_REF ?? '').split('@')[0] || env.GITHUB_WORKFLOW;
  const [first] = run.targets;
  const what = targetsPath ?? [first?.projectKey, first?.environmentKey, first?.segmentKey];
  const id = createHash('sha256')
    .update(JSON.stringify([workflow, what]))
    .digest('hex')
    .slice(0, 32);
  return `<!-- launchdarkly-segment-import ${id} -->`;
}

/** The comment's Markdown, marker first, within GitHub's limit whatever the input. Pure. */
export function commentOf(run: RunResult, marker: string, runUrl?: string): string {
  const foot = runUrl === undefined ? '' : `\n\n<sub>${link('Workflow run', runUrl)}</sub>`;
  return `${marker}\n${documentOf(run, MAX_BYTES - size(marker) - size(foot) - 2)}${foot}\n`;
}

/**
 * Writes or updates the comment. Never throws: a comment does not decide over an import.
 * @returns what to tell people instead, if there is no comment: `skipped` is as it should be, `failed` is not
 */
export async function comment(
  body: string,
  marker: string,
  { githubToken, env, signal }: { githubToken: string; env: Env; signal?: AbortSignal | undefined },
): Promise<{ skipped?: string; failed?: string }> {
  const request = pullRequestOf(env);
  if ('skipped' in request) return request;
  if (githubToken === '') return { failed: 'No comment: the input github-token is empty.' };
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIME_LIMIT);
  const stop = (): void => limit.abort();
  signal?.addEventListener('abort', stop);
  try {
    await write(body, marker, request, githubToken, env, limit.signal);
    return {};
  } catch (error) {
    return { failed: `No comment: ${limit.signal.aborted ? 'GitHub did not answer in time.' : reason(error)}` };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

async function write(
  body: string,
  marker: string,
  place: { owner: string; repo: string; number: number },
  token: string,
  env: Env,
  signal: AbortSignal,
): Promise<void> {
  // Loaded only here: few runs comment, and it takes longer to load than everything else.
  const { getOctokit } = await import('@actions/github');
  const baseUrl = env.GITHUB_API_URL;
  // Octokit would print some of GitHub's headers past the log.
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const octokit = getOctokit(token, { request: { signal, log }, ...(baseUrl ? { baseUrl } : {}) });
  const issue = { owner: place.owner, repo: place.repo, issue_number: place.number };
  const author = await octokit
    .graphql<{ viewer: { login: string } }>('query { viewer { login } }')
    .then(({ viewer }) => viewer.login)
    .catch(() => 'github-actions[bot]');
  for await (const page of octokit.paginate.iterator(octokit.rest.issues.listComments, { ...issue, per_page: 100 })) {
    const own = page.data.find((found) => found.user?.login === author && found.body?.startsWith(marker));
    if (own) {
      if (own.body !== body)
        await octokit.rest.issues.updateComment({ owner: place.owner, repo: place.repo, comment_id: own.id, body });
      return;
    }
  }
  await octokit.rest.issues.createComment({ ...issue, body });
}

function reason(error: unknown): string {
  // Octokit gives 500 to errors of the network, too; they have no response.
  const { status, response } = error as { status?: number; response?: unknown };
  if (response === undefined) return 'GitHub could not be reached.';
  if (status === 403 || status === 404) {
    return `GitHub refused it (${status}). The job needs "permissions: pull-requests: write", and github-token must be a token for this repository.`;
  }
  return `GitHub answered ${status}.`;
}
