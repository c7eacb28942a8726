import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from '@jest/globals';

const CLI = fileURLToPath(new URL('../../simulator/cli.ts', import.meta.url));

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

/** Starts the command; the second function waits until its output so far matches. */
function start(...options: string[]) {
  const started = spawn(process.execPath, [CLI, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  child = started;
  let output = '';
  const printed = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(output);
      if (found) return found[1] ?? found[0];
      output += (await once(started.stdout, 'data'))[0];
    }
  };
  return { process: started, printed };
}

test('npm run simulator says where it is, serves its segments, logs without keys, and ends', async () => {
  const { process: simulator, printed } = start('--port', '0', '--token', 'api-mine', '--members', '3', '--approvals');
  const url = await printed(/base-uri\s+(\S+)/);
  await printed(/web \/ production \/ beta .*members: 3, tagged approval/);
  await printed(/Requests/);

  const path = '/api/v2/segments/web/production/beta/contexts/user-1';
  const headers = { authorization: 'api-mine', 'ld-api-version': '20240415' };
  const answer = await fetch(url + path, { headers });
  expect(await answer.json()).toMatchObject({ included: true });
  expect(await printed(/200 {2}GET {2}.*/)).toContain('/contexts/…');

  const environment = await fetch(`${url}/api/v2/projects/web/environments/production`, { headers });
  expect(await environment.json()).toMatchObject({
    resourceApprovalSettings: { segment: { requiredApprovalTags: ['approval'] } },
  });

  simulator.kill('SIGTERM');
  await once(simulator, 'exit');
}, 30_000);

test('npm run simulator -- --help says what there is', async () => {
  const { printed } = start('--help');
  await printed(/--approvals/);
}, 30_000);
