/** Where snapshots go: what cannot be meant is refused before a file is read or a request is sent. */
import { realpathSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { wouldRead } from '../list/index.ts';
import type { TargetSettings } from '../settings.ts';
import { LONGEST_PATH } from './kinds.ts';
import type { InputProblem } from './reader.ts';

/**
 * What is wrong with the targets' `snapshot-path`s, each problem with the index of its target.
 * @param folders the only ones that will do; without them, any will
 */
export function snapshotProblems(
  targets: readonly TargetSettings[],
  workspace: string,
  folders?: readonly string[],
): (InputProblem & { target: number })[] {
  const realPaths = realPathsOf(targets.flatMap(({ snapshotPath }) => snapshotPath ?? []));
  if (realPaths.size === 0) return [];
  // A pattern may lead through a link, and so may the path of a snapshot.
  const patterns = targets.flatMap(({ list }) => list.csvPath);
  const linked = realPathsOf(patterns.map((pattern) => resolve(workspace, pattern))).values();
  const listed = wouldRead([...patterns, ...linked], workspace, [...new Set([...realPaths].flat())]);
  const seen = new Set<string>();
  return targets.flatMap(({ snapshotPath }, target) => {
    const real = realPaths.get(snapshotPath ?? '');
    if (snapshotPath === undefined || real === undefined) return [];
    const isShared = seen.has(real);
    seen.add(real);
    const isListed = listed.has(snapshotPath) || listed.has(real);
    const isOutside = folders?.every((folder) => !isInside(real, realPath(folder))) ?? false;
    const rules: [broken: boolean, text: string][] = [
      [isShared, 'is also that of another target.'],
      [
        isListed,
        'is in a folder or matches a pattern of `csv-path`: the next run would read the snapshot as part of the list.',
      ],
      [isOutside, 'must be in the workspace or in RUNNER_TEMP if a targets file names it.'],
    ];
    const broken = rules.find(([broken]) => broken);
    return broken === undefined ? [] : [{ target, name: 'snapshot-path', text: `\`snapshot-path\` ${broken[1]}` }];
  });
}

/** Paths, without those that are too long for any system, and what they are with their links resolved. */
const realPathsOf = (paths: readonly string[]): Map<string, string> =>
  new Map([...new Set(paths)].filter(({ length }) => length <= LONGEST_PATH).map((path) => [path, realPath(path)]));

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
