/**
 * Runs the built action in a child process, with the environment that GitHub's runner gives it and nothing else:
 * inputs from `action.yml`'s defaults, fresh file commands, a fresh RUNNER_TEMP and workspace.
 * The folder to run is `dist/`, or the one named in ACTION_DIST.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { giveBeats } from './beats.ts';
import { coverageEnvironment, coveredEntry, keepCoverage } from './coverage.ts';
import { inputEnvironment, runnerEnvironment } from './runner-environment.ts';
import { type RunnerLog, readFileCommands, readLog } from './runner-log.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Where Node keeps what it has compiled of the action for the next start; it notices itself when the code is another. */
const COMPILED = join(ROOT, 'node_modules/.cache/action');

export interface RunOptions {
  /** Which of the two; the import action by default. */
  action?: 'import' | 'export';
  /** Inputs by their names in `action.yml`; what is not given takes its default. An unknown name is an error. */
  inputs?: Record<string, string | number | boolean>;
  /** Variables beside those of the runner; `undefined` takes one of the runner's away. */
  env?: Record<string, string | undefined>;
  /** Files of the fresh workspace: relative path → content. */
  files?: Record<string, string | Uint8Array>;
  /** An existing workspace to use instead of a fresh one. It is left alone. */
  workspace?: string;
  /** The event's name and payload. */
  eventName?: string;
  event?: unknown;
  /** What `${{ github.token }}` stands for; empty by default. */
  githubToken?: string;
  /** As with the runner's debug logging. */
  debug?: boolean;
  /** Time runs up to so many times as fast for the action: see time-machine.mjs. */
  timeScale?: number;
  /** Seeds the action's Math.random. */
  seed?: number;
  /** Arguments for Node, such as `--cpu-prof`. */
  nodeArgs?: readonly string[];
  /** Real seconds after which the action is killed and the run rejects; 60 by default. */
  limitSeconds?: number;
  /** The folder that holds the built action, instead of `dist/`. */
  dist?: string;
  /** The file to start, instead of that folder's `index.js` or `export.js`. */
  entry?: string;
  /** Its metadata, instead of `action.yml` or `export/action.yml`. */
  metadata?: string;
  /** Called with each chunk of stdout as it comes. */
  onOutput?: (text: string) => void;
}

export interface ActionResult extends RunnerLog {
  action: 'import' | 'export';
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** As the action wrote it: unmasked, with its workflow commands. */
  stdout: string;
  stderr: string;
  outputs: Record<string, string>;
  /** Environment variables and state that the action set for later steps. */
  exported: Record<string, string>;
  summary: string;
  /** Text of the file that output `report-path` names; empty if there is none. */
  report: string;
  /** Files and empty folders that were left in RUNNER_TEMP, relative to it, with `/`; sorted. */
  tempFiles: string[];
  /** From spawn to exit, in real time. */
  milliseconds: number;
  /** The same in the action's own time. */
  ownMilliseconds: number;
  /** Peak memory of the process in bytes; NaN if it was killed. */
  maxRss: number;
}

export interface RunningAction {
  child: ChildProcess;
  /** The action's RUNNER_TEMP and workspace, while it runs. */
  temp: string;
  workspace: string;
  /** Resolves once stdout so far matches; rejects if the action ends first. */
  waitForOutput(pattern: string | RegExp): Promise<void>;
  /** Resolves when the process has ended by itself or by a signal of the test; rejects if it had to be killed. */
  result: Promise<ActionResult>;
}

/** Runs the action to its end. */
export const runAction = (options: RunOptions = {}): Promise<ActionResult> => startAction(options).result;

/** Starts the action and gives a handle to it, to send signals or to wait for what it prints. */
export function startAction(options: RunOptions = {}): RunningAction {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'action-')));
  const temp = join(base, 'temp');
  const workspace = options.workspace ?? join(base, 'workspace');
  const commands = join(base, 'file-commands');
  const coverage = join(base, 'coverage');
  for (const folder of [temp, workspace, commands, coverage]) mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(options.files ?? {})) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), content);
  }
  const file = (name: string, content = ''): string => {
    writeFileSync(join(commands, name), content);
    return join(commands, name);
  };
  const environment = {
    ...runnerEnvironment(options),
    ...inputEnvironment(options),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary'),
    GITHUB_STATE: file('state'),
    GITHUB_ENV: file('env'),
    GITHUB_PATH: file('path'),
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify(options.event ?? {})),
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp,
    ...options.env,
    ...preloadEnvironment(options),
    ...(options.dist === undefined && { NODE_COMPILE_CACHE: COMPILED }),
    ...coverageEnvironment(coverage),
    PEAK_MEMORY_FILE: join(base, 'peak-memory'),
  };

  const scaled = isScaled(options);
  const started = performance.now();
  const child = spawn(process.execPath, [...preloads(options), ...(options.nodeArgs ?? []), entryOf(options)], {
    cwd: workspace,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', ...(scaled ? ['ipc' as const] : [])],
  });
  const passed = scaled ? giveBeats(child, options.timeScale!) : undefined;
  const output = collect(child, options.onOutput);

  const ended = new Promise<[number | null, NodeJS.Signals | null]>((settle, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => settle([code, signal]));
  });
  const finish = async (): Promise<ActionResult> => {
    const limit = options.limitSeconds ?? 60;
    let killed = false;
    const timer = setTimeout(() => {
      killed = true;
      child.kill('SIGKILL');
    }, limit * 1000);
    try {
      const [exitCode, signal] = await ended;
      const milliseconds = performance.now() - started;
      keepCoverage(coverage);
      const read = (name: string): string => readFileSync(join(commands, name), 'utf8');
      // The runner obeys workflow commands on stderr too.
      const log = readLog(`${output.stdout}${output.stderr}`, options.debug);
      if (killed) {
        const tail = log.log.trimEnd().split('\n').slice(-15).join('\n');
        throw new Error(`The action did not end within ${limit} s and was killed. Its log ended with:\n${tail}`);
      }
      const outputs = readFileCommands(read('output'));
      const reportPath = outputs['report-path'];
      return {
        action: options.action ?? 'import',
        exitCode,
        signal,
        ...log,
        ...output,
        outputs,
        exported: { ...readFileCommands(read('env')), ...readFileCommands(read('state')) },
        summary: read('summary'),
        report: reportPath && existsSync(reportPath) ? readFileSync(reportPath, 'utf8') : '',
        tempFiles: listFiles(temp),
        milliseconds,
        ownMilliseconds: passed?.() ?? milliseconds,
        maxRss: existsSync(join(base, 'peak-memory'))
          ? Number(readFileSync(join(base, 'peak-memory'), 'utf8'))
          : Number.NaN,
      };
    } finally {
      clearTimeout(timer);
      rmSync(base, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  const result = finish();
  result.catch(() => {}); // a test that only uses the handle need not await it
  return { child, temp, workspace, result, waitForOutput: output.waitFor };
}

/** Gathers what a process prints, as text. */
function collect(child: ChildProcess, onOutput?: (text: string) => void) {
  const waiting = new Set<() => void>();
  const check = (): void => {
    for (const look of waiting) look();
  };
  const output = {
    stdout: '',
    stderr: '',
    waitFor: (pattern: string | RegExp): Promise<void> =>
      new Promise((settle, reject) => {
        const look = (): void => {
          const seen = typeof pattern === 'string' ? output.stdout.includes(pattern) : pattern.test(output.stdout);
          if (!seen && child.exitCode === null && child.signalCode === null) return;
          waiting.delete(look);
          if (seen) settle();
          else reject(new Error(`The action ended before it printed ${pattern}:\n${output.stdout}\n${output.stderr}`));
        };
        waiting.add(look);
        look();
      }),
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      if (name === 'stdout') onOutput?.(text);
      check();
    });
  }
  child.once('close', check);
  return output;
}

/** What makes Node load a module of this folder before the action. */
export const preload = (name: string): string[] => ['--import', new URL(name, import.meta.url).href];

function preloads(options: RunOptions): string[] {
  const timeMachine = isScaled(options) || options.seed !== undefined;
  return ['peak-memory.mjs', ...(timeMachine ? ['time-machine.mjs'] : [])].flatMap(preload);
}

const preloadEnvironment = (options: RunOptions): Record<string, string> => ({
  ...(isScaled(options) ? { TIME_BEATS: 'yes' } : {}),
  ...(options.seed === undefined ? {} : { RANDOM_SEED: String(options.seed) }),
});

const isScaled = ({ timeScale = 1 }: RunOptions): boolean => timeScale !== 1;

function entryOf({ action, entry, dist }: RunOptions): string {
  if (entry !== undefined) return entry;
  const name = action === 'export' ? 'export.js' : 'index.js';
  const folder = dist ?? process.env.ACTION_DIST ?? 'dist';
  const built = join(isAbsolute(folder) ? folder : join(ROOT, folder), name);
  return (dist === undefined ? coveredEntry(name) : undefined) ?? built;
}

const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() || readdirSync(join(entry.parentPath, entry.name)).length === 0)
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
