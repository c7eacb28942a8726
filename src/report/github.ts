/** What the environment of a workflow run says about it. Pure, but for reading the event's file. */
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
