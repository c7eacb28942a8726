/** Inputs of the export action -> ExportSettings. */
import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ExportSettings } from '../settings.ts';
import { checkToken, type Reader, readBaseUri, readMinutes } from './reader.ts';

/**
 * @param reader gives the inputs, and collects the problems
 * @param accessToken the token, already masked
 * @param workspace base of a relative path
 */
export function readExport(reader: Reader, accessToken: string, workspace: string): ExportSettings {
  checkToken(reader, accessToken);
  return {
    accessToken,
    projectKey: reader.pathKey('project-key'),
    environmentKey: reader.pathKey('environment-key'),
    segmentKey: reader.pathKey('segment-key'),
    path: readPath(reader, workspace),
    baseUri: readBaseUri(reader),
    timeoutMinutes: readMinutes(reader),
  };
}

function readPath(reader: Reader, workspace: string): string {
  const value = reader.text('path');
  const path = resolve(workspace, value);
  if (value === '') reader.problem('path', 'is required.');
  else if (value.includes('\0')) reader.problem('path', 'has a NUL character.');
  else if (/[/\\]$/.test(value)) reader.problem('path', 'names a folder; the name of a file is needed.');
  else if (exists(path)) {
    const name = 'members-${{ github.run_id }}-${{ github.run_attempt }}.csv';
    reader.problem(
      'path',
      `names what exists, and an export never replaces a file. Name it after the attempt: \`${name}\`.`,
    );
  }
  return path;
}

/** Also a link that leads nowhere. A path that cannot be one, such as one through a file, is found out when it is checked for writing. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
