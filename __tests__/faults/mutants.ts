/**
 * Takes one guard after another out of the source and plays the rows that should notice.
 * `npm run mutants [part of a name]`; prints the table of docs/testing.md. Exits 1 if a mutant survives.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { removeLists } from './lists.ts';
import { MUTANTS, type Mutant } from './mutant-list.ts';
import { play } from './rig.ts';
import { ALL } from './rows/all.ts';

const root = resolve(import.meta.dirname, '../..');
/** Inside the project, so that dependencies are found; what git ignores. Node runs the source without a build. */
const folder = join(root, 'build', `mutants-${process.pid}`);

const [wanted = ''] = process.argv.slice(2);
const survivors: string[] = [];
console.log('| Without | Rows that turn red |\n|---|---|');
try {
  for (const mutant of MUTANTS.filter(({ name }) => name.includes(wanted))) {
    const entry = plant(mutant);
    const rows = ALL.filter(({ name }) => mutant.rows.some((part) => name.includes(part)));
    if (rows.length === 0) throw new Error(`${mutant.name}: there are no such rows.`);
    const red: string[] = [];
    for (const row of rows) {
      if (await fails(() => play(row, entry))) red.push(row.name);
    }
    if (red.length === 0 && mutant.equivalent === undefined) survivors.push(mutant.name);
    const none = mutant.equivalent === undefined ? '**none: it survives**' : `none: ${mutant.equivalent}`;
    console.log(`| ${mutant.name} | ${red.length === 0 ? none : red.join('; ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  removeLists();
}
if (survivors.length > 0) process.exitCode = 1;

/** @returns the entry of a copy of the source without the guard */
function plant({ name, file, search, replace }: Mutant): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  const path = join(folder, 'src', file);
  const text = readFileSync(path, 'utf8');
  if (text.split(search).length !== 2) throw new Error(`${name}: ${file} does not hold this once: ${search}`);
  writeFileSync(
    path,
    text.replace(search, () => replace),
  );
  return join(folder, 'src/index.ts');
}

async function fails(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return false;
  } catch {
    return true;
  }
}
