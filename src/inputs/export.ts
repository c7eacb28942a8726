/** Inputs of the export action -> ExportSettings. */
import type { ExportSettings } from '../settings.ts';
import { baseUri, minutes, newFile, SEGMENT, token } from './kinds.ts';
import type { Kinds } from './reader.ts';

export const EXPORT_INPUTS: Kinds<ExportSettings> = {
  accessToken: token,
  ...SEGMENT,
  path: newFile,
  baseUri,
  timeoutMinutes: minutes,
};
