import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { breaches, circlesAmong } from './support/architecture.ts';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const sources = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [path, read(path)]),
  );

test('src/ keeps the rules of the architecture', () => {
  expect(breaches(sources('src'))).toEqual([]);
});

test('imports in simulator/ never go round', () => {
  const files = sources('simulator');
  expect(circlesAmong(files)).toEqual([]);
  const back = "import type { Environment } from './environment.ts';\n";
  expect(circlesAmong(files.set('simulator/targets.ts', back))).not.toEqual([]);
});

describe('each rule is seen when it is broken', () => {
  const sound: Record<string, string> = {
    'src/index.ts': "import { importLists } from './actions.ts';\n\nawait importLists();\n",
    'src/export.ts': "import { exportMembers } from './actions.ts';\n\nawait exportMembers();\n",
    'src/actions.ts': "export { exportMembers } from './export-main.ts';\nexport { importLists } from './main.ts';\n",
    'src/main.ts': "import { runAction } from './process.ts';\nimport { sync } from './sync/sync.ts';\n",
    'src/export-main.ts': "import { runAction } from './process.ts';\n",
    'src/process.ts': "import * as core from '@actions/core';\ntry {\n} catch (error) {\n  core.setFailed('x');\n}\n",
    'src/sync/sync.ts':
      "import { read } from '../list/index.ts';\nimport type { X } from '../launchdarkly/index.ts';\n",
    'src/list/index.ts': "export { read } from './read.ts';\n",
    'src/list/read.ts': "import { createReadStream } from 'node:fs';\nimport {\n  Failure,\n} from '../failure.ts';\n",
    'src/launchdarkly/index.ts': "export { X } from './client.ts';\n",
    'src/launchdarkly/client.ts': "import { HttpClient } from '@actions/http-client';\n",
    'src/report/comment.ts':
      "import type { Octokit } from '@actions/github';\nconst github = await import('@actions/github');\n",
    'src/failure.ts': '',
    'src/result.ts': "import type { ErrorCode } from './failure.ts';\n",
  };
  const check = (changes: Record<string, string>): string[] =>
    breaches(new Map(Object.entries({ ...sound, ...changes })));

  test('sound modules have no breach', () => expect(check({})).toEqual([]));

  test('the watchdog may end the process', () => {
    const watchdog = `${sound['src/process.ts']}\nfunction endProcess(): void {\n  process.exit(1);\n}\n`;
    expect(check({ 'src/process.ts': watchdog })).toEqual([]);
    expect(check({ 'src/sync/sync.ts': watchdog })).toContainEqual(expect.stringContaining('by force'));
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'a module reads another',
      { 'src/list/x.ts': "import { a } from '../launchdarkly/client.ts';" },
      'imports src/launchdarkly/client.ts',
    ],
    [
      'a door is passed by',
      { 'src/sync/x.ts': "import type { A } from '../launchdarkly/client.ts';" },
      'imports src/launchdarkly/client.ts past its door',
    ],
    [
      'types count too',
      { 'src/launchdarkly/x.ts': "import type {\n  A,\n} from '../list/read.ts';" },
      'imports src/list/read.ts',
    ],
    ['an arrow goes up', { 'src/report/x.ts': "export * from '../sync/sync.ts';" }, 'imports src/sync/sync.ts'],
    [
      'a module is entered past its door',
      { 'src/sync/x.ts': "import type { Part } from '../list/read.ts';" },
      'past its door',
    ],
    ['a module knows Actions', { 'src/sync/x.ts': "import * as core from '@actions/core';" }, 'imports @actions/core'],
    ['an unknown package', { 'src/list/x.ts': "import x from 'left-pad/lib';" }, 'imports left-pad'],
    ['rare things at start', { 'src/report/x.ts': "import { getOctokit } from '@actions/github';" }, 'at start'],
    [
      'a targets file is read at start',
      { 'src/main.ts': "import { a } from './inputs/targets.ts';", 'src/inputs/targets.ts': '' },
      'at start',
    ],
    [
      'its parser is loaded at start',
      {
        'src/inputs/import.ts': "import { a } from './targets-file.ts';",
        'src/inputs/targets-file.ts': "import 'yaml';",
      },
      'at start',
    ],
    ['a second parser', { 'src/inputs/import.ts': "import 'yaml';" }, 'imports yaml'],
    ['shared types do something', { 'src/settings.ts': "import { Failure } from './failure.ts';" }, 'more than types'],
    [
      'a circle',
      { 'src/list/a.ts': "import './b.ts';", 'src/list/b.ts': "import './a.ts';" },
      'a.ts → src/list/b.ts → src/list/a.ts',
    ],
    ['out of src', { 'src/list/a.ts': "import '../../simulator/main.ts';" }, 'not in src'],
    ['an unknown module', { 'src/utils/x.ts': '' }, 'no module'],
    ['a forced end', { 'src/list/a.ts': 'process.exit(1)' }, 'by force'],
    ['a forced end', { 'src/list/a.ts': 'process.execve?.("x")' }, 'by force'],
    [
      'a forced end beside the watchdog',
      {
        'src/process.ts': `${sound['src/process.ts']}function endProcess(): void {\n  process.exit(1);\n}\nprocess.exit(2);`,
      },
      'by force',
    ],
    ['a print', { 'src/list/a.ts': 'console.log(1)' }, 'past the log'],
    ['a second exit code', { 'src/report/a.ts': 'process.exitCode = 1' }, '2 places: src/process.ts, src/report/a.ts'],
    ['no exit code', { 'src/process.ts': 'try {} catch {}' }, '0 places'],
    ['a second catch', { 'src/index.ts': "import { run } from './actions.ts';\nrun().catch(() => {});" }, '2 catches'],
    ['a catch of its own', { 'src/export-main.ts': 'try {} catch {}' }, '2 catches'],
    ['an action knows the other', { 'src/export-main.ts': "import './main.ts';" }, 'imports src/main.ts'],
    ['a long file', { 'src/list/a.ts': '\n'.repeat(330).concat('x') }, '331 lines'],
  ])('%s', (_, changes, expected) => {
    const found = check(changes);
    expect(found).toEqual([expect.stringContaining(expected)]);
  });
});
