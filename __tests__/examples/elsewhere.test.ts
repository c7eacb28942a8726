/** GitLab CI, cron and Airflow: the files of examples/elsewhere, each in the shell of its job. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { canRunExamples, exists } from './programs.ts';
import { BETA, EXAMPLES, ROOT, type Setup, setUp } from './setup.ts';

const ADDRESS = '/opt/launchdarkly-segment-import';

interface Result {
  code: number | null;
  log: string;
}

/** Runs a command with these variables and no others. */
async function run(command: readonly string[], cwd: string, env: Record<string, string>): Promise<Result> {
  const child = spawn(command[0]!, command.slice(1), { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject).once('close', settle);
  });
  return { code, log };
}

interface Job {
  name: string;
  /** Runs the job in a folder of its own; `token` is what is configured in the other system. */
  run(setup: Setup, token: string): Promise<Result>;
}

/** A folder that is what the job sees, with the list at `path`. */
function folderWith({ folder }: Setup, path: string): string {
  const to = join(folder, 'job', path);
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(join(EXAMPLES, 'segments/beta.csv'), to);
  return join(folder, 'job');
}

const jobs: Job[] = [
  {
    name: 'gitlab-ci.yml',
    async run(setup, token) {
      const { 'import-beta': job } = parse(readFileSync(join(EXAMPLES, 'elsewhere/gitlab-ci.yml'), 'utf8'));
      const known: Record<string, string> = { LAUNCHDARKLY_ACCESS_TOKEN: token };
      const variables = Object.entries<string>(job.variables).map(([name, value]) => [
        name,
        value.replace(/\$(\w+)/g, (_, variable: string) => known[variable]!),
      ]);
      const action = join(setup.folder, 'segment-import');
      const script = job.script.join('\n').replaceAll('/tmp/segment-import', action);
      return await run(['bash', '-eo', 'pipefail', '-c', script], folderWith(setup, 'segments/beta.csv'), {
        ...setup.programs.env,
        ...Object.fromEntries(variables),
        ACTION: ROOT,
        CI: 'true',
        GITLAB_CI: 'true',
        INPUT_BASE_URI: setup.sim.url,
      });
    },
  },
  {
    name: 'import-beta.sh',
    async run(setup, token) {
      const folder = folderWith(setup, 'exports/beta.csv');
      const tokenFile = join(setup.folder, 'token');
      writeFileSync(tokenFile, `${token}\n`);
      const script = readFileSync(join(EXAMPLES, 'elsewhere/import-beta.sh'), 'utf8');
      const replaced = script.replaceAll(ADDRESS, ROOT).replaceAll('/etc/launchdarkly/token', tokenFile);
      writeFileSync(join(folder, 'import-beta.sh'), replaced, { mode: 0o755 });
      // As cron does: its own shell, the home folder, and next to nothing in the environment.
      return await run(['/bin/sh', '-c', join(folder, 'import-beta.sh')], setup.folder, {
        PATH: process.env.PATH!,
        HOME: setup.folder,
        LOGNAME: 'jobs',
        SHELL: '/bin/sh',
        INPUT_BASE_URI: setup.sim.url,
      });
    },
  },
  {
    name: 'airflow_dag.py',
    async run(setup, token) {
      const folder = folderWith(setup, 'unused.csv');
      const airflow = join(setup.folder, 'python/airflow');
      mkdirSync(join(airflow, 'providers/standard/operators'), { recursive: true });
      writeFileSync(join(airflow, 'sdk.py'), AIRFLOW_SDK);
      writeFileSync(join(airflow, 'providers/standard/operators/bash.py'), AIRFLOW_BASH);
      const dag = join(EXAMPLES, 'elsewhere/airflow_dag.py');
      const told = await run(['python3', dag], folder, {
        PATH: process.env.PATH!,
        PYTHONPATH: join(setup.folder, 'python'),
        PYTHONDONTWRITEBYTECODE: '1',
      });
      const tasks: { task_id: string; bash_command: string; env: Record<string, string> }[] = told.log
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(tasks.map(({ task_id }) => task_id)).toEqual(['export', 'sync']);
      const known: Record<string, string> = { ts_nodash: basename(setup.folder), 'conn.launchdarkly.password': token };
      let last: Result = { code: null, log: '' };
      for (const { bash_command, env } of tasks) {
        const rendered = Object.entries(env).map(([name, value]) => [
          name,
          value.replace(/\{\{ (.*?) \}\}/g, (_, variable: string) => known[variable]!),
        ]);
        last = await run(['bash', '-c', bash_command.replaceAll(ADDRESS, ROOT)], folder, {
          ...setup.programs.env,
          ...Object.fromEntries(rendered),
          INPUT_BASE_URI: setup.sim.url,
        });
      }
      return last;
    },
  },
];

/** As much of Airflow as the file needs: it tells what the tasks are. */
const AIRFLOW_SDK = `
class DAG:
    def __init__(self, dag_id, **_): pass
    def __enter__(self): return self
    def __exit__(self, *_): pass
`;
const AIRFLOW_BASH = `
import json
class BashOperator:
    def __init__(self, task_id, bash_command, env, append_env, **_):
        assert append_env
        print(json.dumps(dict(task_id=task_id, bash_command=bash_command, env=env)))
    def __rshift__(self, other): return other
`;

const possible = jobs.filter(({ name }) => canRunExamples && (name !== 'airflow_dag.py' || exists('python3')));

/** No key, no token, and no command to a GitHub runner. */
function expectPlain({ log }: Result, token: string): void {
  for (const key of BETA) expect(log).not.toContain(key);
  expect(log).not.toContain(token);
  expect(log).not.toMatch(/^\s*::|##\[/m);
}

(possible.length > 0 ? describe : describe.skip)('examples/elsewhere', () => {
  test.concurrent.each(possible)('$name makes the segment hold the list', async ({ run }) => {
    await using setup = await setUp();
    const result = await run(setup, setup.sim.token);
    expect(result).toMatchObject({ code: 0 });
    expect(setup.members()).toEqual(BETA);
    expectPlain(result, setup.sim.token);
  });

  test.concurrent.each(possible)('$name fails where the guard blocks', async ({ run }) => {
    await using setup = await setUp(['a', 'b', 'c']);
    const result = await run(setup, setup.sim.token);
    expect(result.code).not.toBe(0);
    expect(result.log).toMatch(/^Error: beta \(production\): stopped by the guard/m);
    expect(setup.members()).toEqual(['a', 'b', 'c']);
    expectPlain(result, setup.sim.token);
  });

  test.concurrent.each(possible)('$name fails with a token that does not work', async ({ run }) => {
    await using setup = await setUp();
    const token = 'api-canary-4b1d-do-not-print';
    const result = await run(setup, token);
    expect(result.code).not.toBe(0);
    expectPlain(result, token);
  });
});
