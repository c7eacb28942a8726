/**
 * Brings the generated parts of all Markdown files up to date, then checks links and uses of the action.
 * `npm run docs -- --check` changes nothing and fails where something would change.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { brokenLinks, wrongUses } from './docs/check.ts';
import { type Metadata, regenerate } from './docs/generate.ts';
import { readMarkdown } from './docs/markdown.ts';
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

const metadata: Metadata = parse(read('action.yml'));
const problems: string[] = [];

const pages = new Map(list('*.md').map((path) => [path, read(path)]));
for (const [path, text] of pages) {
  const fresh = regenerate(text, metadata, read);
  if (fresh === text) continue;
  pages.set(path, fresh);
  if (check) problems.push(`${path} has generated parts that are out of date: run \`npm run docs\`.`);
  else {
    writeFileSync(join(root, path), fresh);
    console.log(`${path} brought up to date`);
  }
}

const schemaPath = 'docs/targets.schema.json';
const schema = targetsSchema(metadata);
if (!existsSync(join(root, schemaPath)) || read(schemaPath) !== schema) {
  if (check) problems.push(`${schemaPath} is out of date: run \`npm run docs\`.`);
  else writeFileSync(join(root, schemaPath), schema);
}

problems.push(...brokenLinks(pages, (path) => existsSync(join(root, path))));
for (const path of list('examples/*.yml', '.github/workflows/*.yml'))
  problems.push(...wrongUses(path, read(path), metadata));
for (const [path, text] of pages)
  for (const { language, text: code } of readMarkdown(text).code)
    if (/^ya?ml\b/.test(language)) problems.push(...wrongUses(path, code, metadata));

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`${pages.size} Markdown files are up to date, and their links and examples are sound.`);
