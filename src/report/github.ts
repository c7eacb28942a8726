/** GitHub: what the environment of a workflow run says about it, and the comments of a pull request. */
import { readFileSync } from 'node:fs';
import type { Env } from './core.ts';

/** The page of this workflow run; undefined outside GitHub Actions. */
export function runUrlOf(env: Env): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (!server || !repository || !id) return undefined;
  const attempt = env.GITHUB_RUN_ATTEMPT;
  return `${server}/${repository}/actions/runs/${id}${attempt && attempt !== '1' ? `/attempts/${attempt}` : ''}`;
}

/** The commit that a run is about: of a pull request its own last one, not the one that merges it. */
export function commitOf(env: Env): string | undefined {
  const commit = eventOf(env).pull_request?.head?.sha ?? env.GITHUB_SHA ?? '';
  return /^[0-9a-f]{7,64}$/.test(commit) ? commit : undefined;
}

/**
 * The pull request that a run belongs to, or why there is none to comment on, from the event that started the run:
 * https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request
 * @param prNumber the pull request, where the event has none
 */
export function pullRequestOf(env: Env, prNumber?: number) {
  const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const event = eventOf(env);
  const request = event.pull_request ?? (event.issue?.pull_request ? event.issue : undefined);
  const issue_number = request?.number ?? prNumber;
  if (!owner || !repo || typeof issue_number !== 'number') {
    return { none: 'No comment: this run does not belong to a pull request, and `pr-number` names none.' };
  }
  const head = event.pull_request?.head;
  if (head && head.repo?.full_name !== env.GITHUB_REPOSITORY) {
    return { none: 'No comment: this pull request comes from a fork, whose runs may not write comments.' };
  }
  return { owner, repo, issue_number };
}

interface Event {
  pull_request?: { number?: number; head?: { sha?: string; repo?: { full_name?: string } | null } };
  issue?: { number?: number; pull_request?: unknown };
}

function eventOf(env: Env): Event {
  try {
    return (JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8')) as Event | null) ?? {};
  } catch {
    return {};
  }
}

export async function connect(githubToken: string, baseUrl: string | undefined, signal: AbortSignal) {
  // Loaded only here: few runs comment, and it takes longer to load than everything else.
  const { getOctokit } = await import('@actions/github');
  // Octokit would print some of GitHub's headers past the log.
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  return getOctokit(githubToken, { request: { signal, log }, ...(baseUrl ? { baseUrl } : {}) });
}

/** The comment that begins with the marker and is of the token's own user. */
export async function ownComment(
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

export function reasonOf(error: unknown): string {
  // Octokit gives 500 to errors of the network, too; they have no response.
  const { status, response } = error as { status?: number; response?: unknown };
  if (response === undefined) return 'could not reach GitHub.';
  if (status === 403 || status === 404) {
    return `GitHub refused it (${status}). The job needs "permissions: pull-requests: write", and github-token must be a token for this repository.`;
  }
  return `GitHub answered ${status}.`;
}
