/**
 * Brings the generated parts of all Markdown files and the files made from the actions' metadata up to date, then checks uses
 * of the actions, and what can be checked of how the pages are written.
 * `npm run docs -- --check` changes nothing and fails where something would change.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { wrongUses, yamlBlocks } from './docs/check.ts';
import { defaultsModule } from './docs/defaults.ts';
import { type Actions, regenerate } from './docs/generate.ts';
import { ungrouped } from './docs/groups.ts';
import { guardTables } from './docs/guard.ts';
import { longLines, unlinked, unwantedWords, wrongContents } from './docs/style.ts';
import { targetsSchema } from './docs/targets-schema.ts';

const root = resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const list = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z', '--', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => path !== '' && !path.includes('/golden/') && existsSync(join(root, path)));

const actions: Actions = { import: parse(read('action.yml')), export: parse(read('export/action.yml')) };
const problems: string[] = [];

const pages = new Map(list('*.md').map((path) => [path, read(path)]));
for (const [path, text] of pages) {
  const fresh = guardTables(regenerate(text, actions, read));
  if (fresh === text) continue;
  pages.set(path, fresh);
  if (check) problems.push(`${path} has generated parts that are out of date: run \`npm run docs\`.`);
  else {
    writeFileSync(join(root, path), fresh);
    console.log(`${path} brought up to date`);
  }
}

for (const [path, fresh] of [
  ['docs/targets.schema.json', targetsSchema(actions.import)],
  ['src/inputs/defaults.ts', defaultsModule(actions)],
] as const) {
  if (existsSync(join(root, path)) && read(path) === fresh) continue;
  if (check) problems.push(`${path} is out of date: run \`npm run docs\`.`);
  else writeFileSync(join(root, path), fresh);
}

for (const path of list('examples/*.yml', '.github/workflows/*.yml'))
  problems.push(...wrongUses(path, read(path), actions));
for (const [path, text] of pages) for (const code of yamlBlocks(text)) problems.push(...wrongUses(path, code, actions));

const readme = pages.get('README.md') ?? '';
/** Pages that users and reviewers read. */
const front = new Map([...pages].filter(([path]) => path === 'README.md' || path.startsWith('docs/')));
problems.push(...ungrouped(actions.import, readme), ...wrongContents('README.md', readme));
for (const path of ['README.md', 'examples/README.md']) problems.push(...longLines(path, pages.get(path) ?? ''));
problems.push(...unlinked(list('docs/*.md', 'examples/*.yml', 'examples/elsewhere/*'), front));
for (const [path, text] of front) problems.push(...unwantedWords(path, text));

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${pages.size} Markdown files are up to date, and their examples are sound.`);
