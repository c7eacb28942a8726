/** Where snapshots go: what cannot be meant is refused before a file is read or a request is sent. */
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, matchesGlob, relative, resolve, sep } from 'node:path';
import type { TargetSettings } from '../settings.ts';
import type { InputProblem } from './reader.ts';

export interface SnapshotContext {
  workspace: string;
  /** RUNNER_TEMP, or what stands for it. */
  temp: string;
  /** A targets file says where: then only these two folders will do. */
  fromFile: boolean;
}

/** What is wrong with the targets' `snapshot-path`s, each problem with the index of its target. */
export function snapshotProblems(
  targets: readonly TargetSettings[],
  context: SnapshotContext,
): (InputProblem & { target: number })[] {
  const patterns = targets.flatMap(({ list }) => list.csvPath.map((pattern) => resolve(context.workspace, pattern)));
  const seen = new Map<string, number>();
  return targets.flatMap(({ snapshotPath }, target) => {
    if (snapshotPath === undefined) return [];
    const real = realPath(snapshotPath);
    const shared = seen.get(real);
    seen.set(real, target);
    const rules: [broken: boolean, text: string][] = [
      [
        exists(snapshotPath),
        'names a file that exists, and a snapshot never replaces one. Name it after the attempt: `before-${{ github.run_id }}-${{ github.run_attempt }}.csv`.',
      ],
      [shared !== undefined, 'is the file of another target, too.'],
      [
        patterns.some((pattern) => isRead(snapshotPath, pattern) || isRead(real, pattern)),
        'is in a folder or matches a pattern of `csv-path`: the next run would read the snapshot as a list.',
      ],
      [
        context.fromFile && ![context.workspace, context.temp].some((folder) => isInside(real, realPath(folder))),
        'must be in the workspace or in RUNNER_TEMP where a targets file names it.',
      ],
    ];
    const broken = rules.find(([broken]) => broken);
    return broken === undefined ? [] : [{ target, name: 'snapshot-path', text: `\`snapshot-path\` ${broken[1]}` }];
  });
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Whether a pattern of `csv-path` would read this file: by its own name, or by the name of its folder. */
function isRead(file: string, pattern: string): boolean {
  return [file, dirname(file)].some((path) => path === pattern || matchesGlob(path, pattern));
}

/** The path with its links resolved, as far as it exists. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : resolve(realPath(folder), basename(path));
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
