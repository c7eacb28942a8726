/** The export action, top to bottom. */
import { baseUri, minutes, newFile, SEGMENT, token } from './inputs/kinds.ts';
import { type Kinds, Reader } from './inputs/reader.ts';
import { type Action, runAction } from './process.ts';
import type { Env } from './report/core.ts';
import { publishExport } from './report/export.ts';
import { createExportLog } from './report/log.ts';
import type { ExportRun } from './result.ts';
import type { ExportSettings } from './settings.ts';
import { exportSegment } from './sync/export.ts';

const INPUTS: Kinds<ExportSettings> = {
  accessToken: token,
  ...SEGMENT,
  path: newFile,
  baseUri,
  timeoutMinutes: minutes,
};

const EXPORT: Action<ExportSettings, ExportRun> = {
  secrets: ['access-token'],
  async load({ input, workspace }) {
    const reader = new Reader(input, workspace);
    const settings = reader.read(INPUTS);
    reader.throwProblems();
    return settings;
  },
  openLog: createExportLog,
  work: (settings, shared) => exportSegment(settings, shared),
  failed: (failure) => ({ status: 'failed', failure, warnings: [], timings: [] }),
  hasFailed: ({ status }) => status === 'failed',
  publish: publishExport,
};

/** @param env as a GitHub runner sets it; elsewhere, inputs only */
export const exportMembers = (env: Env): Promise<void> => runAction(env, EXPORT);
