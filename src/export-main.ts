/** The export action, top to bottom. */
import { EXPORT_DEFAULTS } from './inputs/defaults.ts';
import { EXPORT as INPUTS } from './inputs/export.ts';
import { Reader } from './inputs/reader.ts';
import { type Action, type Env, runAction, surroundingsOf } from './process.ts';
import { tellExport } from './report/export.ts';
import { createExportLog } from './report/log.ts';
import type { ExportRun } from './result.ts';
import type { ExportSettings } from './settings.ts';
import { exportSegment } from './sync/export.ts';

const EXPORT: Action<ExportSettings, ExportRun> = {
  defaults: EXPORT_DEFAULTS,
  secrets: ['access-token'],
  async load({ core, workspace }) {
    const reader = new Reader((name) => core.getInput(name, { trimWhitespace: false }), workspace);
    const settings = reader.read(INPUTS);
    reader.throwProblems();
    return settings;
  },
  openLog: createExportLog,
  async work(settings, log, host) {
    const { baseUri, accessToken } = settings;
    return { result: await exportSegment(settings, surroundingsOf(host, log, { baseUri, tokens: [accessToken] })) };
  },
  failed: (failure) => ({ failure }),
  hasFailed: ({ result }) => result?.status !== 'complete',
  tell: tellExport,
};

/** @param env as a GitHub runner sets it; elsewhere, inputs only */
export const exportMembers = (env: Env): Promise<void> => runAction(env, EXPORT);
