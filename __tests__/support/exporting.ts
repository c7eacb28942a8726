/** Runs of the built export action in a workspace that outlives them, so that what they leave there can be looked at. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ActionResult, RunningAction, RunOptions } from './run-action.ts';
import { type Scenario, type ScenarioOptions, scenario } from './scenario.ts';

type Inputs = NonNullable<RunOptions['inputs']>;

export interface ExportScene extends Scenario {
  readonly workspace: string;
  /** Exports the segment to `members.csv` in the workspace, unless the inputs say otherwise. */
  export(inputs?: Inputs, options?: RunOptions): Promise<ActionResult>;
  /** Imports a file of the workspace into the segment `copy` of another environment, as its whole membership. */
  importCopy(inputs?: Inputs, options?: RunOptions): Promise<ActionResult>;
  /** Files and folders of the workspace, relative to it, with `/`; sorted. */
  left(): string[];
  /** The content of a file of the workspace. */
  content(path?: string): Buffer;
  put(path: string, content?: string): void;
}

/** As `scenario`, with a workspace, and the empty segment `web/staging/copy` for copies. */
export async function exporting(options: ScenarioOptions = {}): Promise<ExportScene> {
  const scene = await scenario(options);
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'export-')));
  const startExport = (inputs: Inputs = {}, more: RunOptions = {}): RunningAction =>
    scene.startExport(inputs, { workspace, ...more });
  return {
    ...scene,
    workspace,
    startExport,
    export: (inputs, more) => startExport(inputs, more).result,
    importCopy: (inputs, more) =>
      scene.run(
        {
          'environment-key': 'staging',
          'segment-key': 'copy',
          'csv-path': 'members.csv',
          header: false,
          mode: 'replace',
          'max-removal-percent': 100,
          ...inputs,
        },
        { workspace, ...more },
      ),
    left: () =>
      readdirSync(workspace, { recursive: true, encoding: 'utf8' })
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => path !== 'keys.csv')
        .sort(),
    content: (path = 'members.csv') => readFileSync(join(workspace, path)),
    put: (path, content = '') => {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), content);
    },
    async [Symbol.asyncDispose]() {
      rmSync(workspace, { recursive: true, force: true });
      await scene[Symbol.asyncDispose]();
    },
  };
}
