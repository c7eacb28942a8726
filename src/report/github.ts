/** What the environment of a workflow run says about it. Pure, but for reading the event's file. */
import { readFileSync } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/** The page of this workflow run; undefined outside GitHub Actions. */
export function runUrlOf(env: Env): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  if (!server || !repository || !id) return undefined;
  const attempt = env.GITHUB_RUN_ATTEMPT;
  return `${server}/${repository}/actions/runs/${id}${attempt && attempt !== '1' ? `/attempts/${attempt}` : ''}`;
}

/** The pull request that a run belongs to, or why there is none to comment on. */
export type PullRequest = { number: number; owner: string; repo: string } | { skipped: string };

/** Reads the event that started the run: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
export function pullRequestOf(env: Env): PullRequest {
  const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/');
  const event = eventOf(env);
  const request = event.pull_request ?? (event.issue?.pull_request ? event.issue : undefined);
  if (!owner || !repo || typeof request?.number !== 'number') {
    return { skipped: 'No comment: this run does not belong to a pull request.' };
  }
  const head = event.pull_request?.head;
  if (head && head.repo?.full_name !== env.GITHUB_REPOSITORY) {
    return { skipped: 'No comment: this pull request comes from a fork, whose runs may not write comments.' };
  }
  return { number: request.number, owner, repo };
}

interface Event {
  pull_request?: { number?: number; head?: { repo?: { full_name?: string } | null } };
  issue?: { number?: number; pull_request?: unknown };
}

function eventOf(env: Env): Event {
  try {
    return (JSON.parse(readFileSync(env.GITHUB_EVENT_PATH ?? '', 'utf8')) as Event | null) ?? {};
  } catch {
    return {};
  }
}
