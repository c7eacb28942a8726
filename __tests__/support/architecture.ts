/** The rules of docs/architecture.md that a machine can check: who may import whom, and what no source file may do. */

/** Where a file of src/ belongs: a module's folder, or a file of the top level by its own name. */
const module = (path: string): string =>
  /^src\/(?:([\w-]+)\/|([\w-]+)\.ts$)/.exec(path)?.slice(1).find(Boolean) ?? path;

/** What everyone may read. */
const SHARED = ['settings', 'failure', 'result', 'version', 'words', 'grace'];

/** Modules that others import by their `index.ts` alone. */
const DOORS = ['list', 'launchdarkly'];

/** Files that are rarely needed: only by `import()`, except by those that are loaded so themselves. */
const LAZY: Record<string, readonly string[]> = {
  'src/inputs/targets.ts': [],
  'src/inputs/targets-file.ts': ['src/inputs/targets.ts'],
};

/** Module → the modules it may import from, besides itself and the shared ones. */
const ARROWS: Record<string, readonly string[]> = {
  index: ['actions'],
  export: ['actions'],
  actions: ['main', 'export-main'],
  main: ['process', 'inputs', 'sync', 'report'],
  'export-main': ['process', 'inputs', 'sync', 'report'],
  process: ['inputs', 'sync', 'report'],
  inputs: ['list'],
  sync: ['list', 'launchdarkly', 'disk'],
  list: ['disk'],
  launchdarkly: [],
  report: [],
  settings: [],
  failure: [],
  result: [],
  version: [],
  words: [],
  grace: [],
  disk: [],
};

/** Package → the modules, or files, that may import it; `lazy` ones only by `import()`, since they are rarely needed. */
const PACKAGES: Record<string, { modules: readonly string[]; lazy?: true }> = {
  '@actions/core': { modules: ['process', 'report'] },
  '@actions/github': { modules: ['report'], lazy: true },
  '@actions/http-client': { modules: ['launchdarkly'] },
  'brace-expansion': { modules: ['list'] },
  entities: { modules: ['sync'], lazy: true },
  yaml: { modules: ['src/inputs/targets-file.ts'] },
};

const FORBIDDEN: readonly [RegExp, string][] = [
  [
    /\bprocess\.(?:exit|abort|reallyExit|execve)(?:\?\.)?\(/,
    'ends the process by force; set the exit code and let it end',
  ],
  [/\bconsole\.\w+\(/, 'prints past the log'],
];

/** The one function that may end the process by force: where something hangs after a cancelled run is reported. */
const WATCHDOG = { path: 'src/process.ts', code: /\nfunction endProcess\(\): void \{[\s\S]*?\n\}\n/ };

/** Most files have 50 to 250 lines; one that is longer than this has more than one idea in it. */
const MAX_LINES = 250;

interface Import {
  from: string;
  lazy: boolean;
  typeOnly: boolean;
}

const importsOf = (source: string): Import[] => [
  ...[...source.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)].map((match) => ({
    from: match[2]!,
    lazy: false,
    typeOnly: match[1] !== undefined,
  })),
  ...[...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((match) => ({
    from: match[1]!,
    lazy: true,
    typeOnly: false,
  })),
];

/**
 * @param files path (`src/…`, with `/`) → source
 * @returns every breach of a rule, one sentence each
 */
export function breaches(files: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [path, source] of files) {
    const own = module(path);
    const arrows = ARROWS[own];
    if (!arrows) {
      found.push(`${path} is in no module that the architecture knows.`);
      continue;
    }
    const imports = importsOf(source);
    const inside = imports.filter(({ from }) => from.startsWith('.'));
    const targets = inside.map(({ from }) => resolve(path, from));
    graph.set(path, targets);
    for (const { from, lazy, typeOnly } of inside) {
      if (!lazy && !typeOnly && LAZY[resolve(path, from)]?.includes(path) === false)
        found.push(`${path} imports ${from} at start; it is to be loaded when needed.`);
    }
    for (const target of targets) {
      const other = module(target);
      if (!files.has(target)) found.push(`${path} imports ${target}, which is not in src/.`);
      else if (other !== own && !SHARED.includes(other) && !arrows.includes(other))
        found.push(`${path} imports ${target}.`);
      else if (other !== own && DOORS.includes(other) && target !== `src/${other}/index.ts`)
        found.push(`${path} imports ${target} past its door.`);
    }
    if (SHARED.includes(own) && imports.some(({ typeOnly }) => !typeOnly))
      found.push(`${path} imports more than types.`);
    for (const { from, lazy, typeOnly } of imports) {
      const name = /^(?!node:|\.)(?:@[^/]+\/)?[^/]+/.exec(from)?.[0];
      if (name === undefined) continue;
      const rule = PACKAGES[name];
      if (!rule?.modules.some((one) => one === own || one === path)) found.push(`${path} imports ${name}.`);
      else if (rule.lazy && !lazy && !typeOnly)
        found.push(`${path} imports ${name} at start; it is to be loaded when needed.`);
    }
    const bound = path === WATCHDOG.path ? source.replace(WATCHDOG.code, '\n') : source;
    for (const [pattern, why] of FORBIDDEN) if (pattern.test(bound)) found.push(`${path} ${why}.`);
    const lines = source.trimEnd().split('\n').length;
    if (lines > MAX_LINES) found.push(`${path} has ${lines} lines.`);
  }
  found.push(...circles(graph), ...endings(files));
  return found;
}

/** Where a run begins and ends, whichever action it is of. */
const TOP = ['index', 'export', 'actions', 'main', 'export-main', 'process'];

/** One place decides the exit code, and one `catch` ends a run: both at the top, and nowhere else. */
function endings(files: ReadonlyMap<string, string>): string[] {
  const places = (pattern: RegExp, inside: (path: string) => boolean): string[] =>
    [...files]
      .filter(([path]) => inside(path))
      .flatMap(([path, source]) => (source.match(pattern) ?? []).map(() => path));
  const top = (path: string): boolean => TOP.includes(module(path));
  const exits = places(/\bsetFailed\(|\bprocess\.exitCode\s*=(?!=)/g, () => true);
  const catches = places(/\bcatch\s*[({]/g, top);
  return [
    ...(exits.length === 1 && top(exits[0]!)
      ? []
      : [`The exit code is decided in ${exits.length} places: ${exits.join(', ')}.`]),
    ...(catches.length === 1 ? [] : [`A run is ended by ${catches.length} catches.`]),
  ];
}

/** @returns one sentence for each circle of imports, those of types included, among files: path → source */
export const circlesAmong = (files: ReadonlyMap<string, string>): string[] =>
  circles(
    new Map(
      [...files].map(([path, source]) => [
        path,
        importsOf(source).flatMap(({ from }) => (from.startsWith('.') ? [resolve(path, from)] : [])),
      ]),
    ),
  );

/** @returns one sentence for each circle of imports */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) found.push(`Imports go round: ${[...way.slice(way.indexOf(path)), path].join(' → ')}.`);
    if (way.includes(path) || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return found;
}

/** @returns the path that a relative import means */
const resolve = (from: string, to: string): string => new URL(to, `file:///${from}`).pathname.slice(1);
