/** The environment variables that GitHub's runner gives to an action. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { RunOptions } from './run-action.ts';

interface Metadata {
  inputs?: Record<string, { default?: unknown }>;
  outputs?: object;
}
/** Path of an action's metadata → what it says: read once, since the action is started a thousand times. */
const declarations = new Map<string, Metadata>();

function metadataOf({ action, metadata }: RunOptions): Metadata & { path: string } {
  const own = action === 'export' ? 'export/action.yml' : 'action.yml';
  const path = metadata ?? join(import.meta.dirname, '../..', own);
  if (!declarations.has(path)) declarations.set(path, parse(readFileSync(path, 'utf8')));
  return { ...declarations.get(path), path };
}

/** The names of an action's outputs, sorted. */
export const outputNames = (action: 'import' | 'export'): string[] =>
  Object.keys(metadataOf({ action }).outputs ?? {}).sort();

/** The action's inputs as the runner passes them: spaces become `_`, hyphens stay. */
export function inputEnvironment(options: RunOptions): Record<string, string> {
  const { path, inputs: declared = {} } = metadataOf(options);
  for (const name of Object.keys(options.inputs ?? {}))
    if (!(name in declared)) throw new Error(`${path} declares no input "${name}".`);
  return Object.fromEntries(
    Object.entries(declared).map(([name, input]) => {
      const value = String(options.inputs?.[name] ?? input?.default ?? '');
      const given = value.replace(/\$\{\{\s*github\.token\s*\}\}/, options.githubToken ?? '');
      return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, given];
    }),
  );
}

/** What a job on a hosted runner sees, apart from paths: https://docs.github.com/actions/reference/variables-reference */
export function runnerEnvironment(options: RunOptions): Record<string, string> {
  const os = { win32: 'Windows', darwin: 'macOS' }[process.platform as string] ?? 'Linux';
  return {
    PATH: process.env.PATH ?? '',
    // Windows cannot open a socket without it.
    ...(process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot }),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: options.eventName ?? 'workflow_dispatch',
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_JOB: 'sync',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REPOSITORY: 'octo-org/octo-repo',
    GITHUB_REPOSITORY_OWNER: 'octo-org',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1658821493',
    GITHUB_RUN_NUMBER: '3',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: 'ffac537e6cbbf934b08745a378932722df287a53',
    GITHUB_WORKFLOW: 'Sync segments',
    RUNNER_ARCH: process.arch.toUpperCase(),
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'test',
    RUNNER_OS: os,
    ...(options.debug ? { RUNNER_DEBUG: '1' } : {}),
  };
}
