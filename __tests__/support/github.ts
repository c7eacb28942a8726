/** A GitHub that keeps the comments of one pull request, as far as the action asks for them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunOptions } from './run-action.ts';

const LOGIN = 'github-actions[bot]';

export interface GitHub extends AsyncDisposable {
  /** Bodies of all comments, as they are now. */
  readonly comments: string[];
  /** Options of a run on the pull request. */
  readonly run: RunOptions;
}

export async function startGitHub(): Promise<GitHub> {
  const comments: string[] = [];
  const server = createServer((request, response): void => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/graphql') response.end(JSON.stringify({ data: { viewer: { login: LOGIN } } }));
      else if (request.method === 'GET') {
        response.end(JSON.stringify(comments.map((body, id) => ({ id, body, user: { login: LOGIN } }))));
      } else {
        const id = request.method === 'PATCH' ? Number(request.url?.split('/').at(-1)) : comments.length;
        comments[id] = JSON.parse(text).body;
        response.writeHead(201).end('{}');
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    comments,
    run: {
      githubToken: 'ghs_0123456789abcdef',
      eventName: 'pull_request',
      event: { pull_request: { number: 7, head: { repo: { full_name: 'octo-org/octo-repo' } } } },
      env: { GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    },
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  };
}
