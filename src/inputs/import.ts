/**
 * Action inputs -> Settings: all validation of what a person typed.
 * A target of a targets file goes through the same `readTarget`, from another source.
 */
import { resolve } from 'node:path';
import { defined } from '../defined.ts';
import type { ListSettings, Settings, TargetSettings } from '../settings.ts';
import { contradictions } from './contradictions.ts';
import { checkToken, list, quote, type Reader, readBaseUri, readMinutes } from './reader.ts';

/** A limit above this is none. */
const MOST_PERCENT = 1_000_000_000;

/** Inputs that say where one list goes; a targets file says it instead. */
export const SINGLE_TARGET_INPUTS = ['project-key', 'environment-key', 'segment-key', 'csv-path'] as const;

/** Every input that a targets file may set: whether approvals are bypassed is for whoever writes the workflow. */
export const TARGET_INPUTS = [
  'project-key',
  'environment-key',
  'segment-key',
  'csv-path',
  'key-column',
  'header',
  'delimiter',
  'on-invalid-row',
  'mode',
  'wait-on-approvals',
  'strategy',
  'allow-partial-replace',
  'max-removal-percent',
  'max-addition-percent',
  'snapshot-path',
  'allow-empty',
  'dry-run',
  'wait',
  'timeout-minutes',
  'verify',
  'request-approval',
  'approval-notify-members',
  'approval-notify-teams',
] as const;

/**
 * The settings of one target.
 * @param reader gives the inputs, and collects the problems
 * @param accessToken the token, already masked
 * @param workspace base of relative paths
 */
export function readTarget(reader: Reader, accessToken: string, workspace: string): TargetSettings {
  checkToken(reader, accessToken);
  const target: TargetSettings = {
    accessToken,
    projectKey: reader.pathKey('project-key'),
    environmentKey: reader.pathKey('environment-key'),
    segmentKey: reader.pathKey('segment-key'),
    list: readList(reader),
    mode: reader.choice('mode', ['merge', 'replace', 'remove']),
    waitOnApprovals: reader.boolean('wait-on-approvals'),
    strategy: reader.choice('strategy', ['upload', 'delta']),
    allowPartialReplace: reader.boolean('allow-partial-replace'),
    maxRemovalPercent: reader.number('max-removal-percent', { from: 0, to: 100 }),
    ...defined({
      maxAdditionPercent: readAdditionLimit(reader),
      snapshotPath: reader.text('snapshot-path') === '' ? undefined : resolve(workspace, reader.text('snapshot-path')),
    }),
    dryRun: reader.boolean('dry-run'),
    wait: reader.boolean('wait'),
    timeoutMinutes: readMinutes(reader),
    verify: reader.choice('verify', ['warn', 'fail', 'off']),
    requestApproval: reader.boolean('request-approval'),
    approvalNotifyMembers: reader.lines('approval-notify-members'),
    approvalNotifyTeams: reader.lines('approval-notify-teams'),
    bypassApprovals: reader.boolean('bypass-approvals'),
  };
  for (const { name, text } of contradictions(target)) reader.problem(name, text);
  return target;
}

function readAdditionLimit(reader: Reader): number | undefined {
  const name = 'max-addition-percent';
  return reader.text(name) === '' ? undefined : reader.number(name, { from: 0, to: MOST_PERCENT });
}

function readList(reader: Reader): ListSettings {
  const csvPath = reader.lines('csv-path');
  if (csvPath.length === 0) reader.problem('csv-path', 'is required.');
  if (csvPath.some((path) => path.includes('\0'))) reader.problem('csv-path', 'has a NUL character.');
  const header = reader.boolean('header', 'auto');
  const keyColumn = readKeyColumn(reader);
  return {
    csvPath,
    keyColumn,
    header: header === 'auto' && typeof keyColumn === 'string' ? true : header,
    delimiter: readDelimiter(reader),
    onInvalidRow: reader.choice('on-invalid-row', ['fail', 'skip']),
    allowEmpty: reader.boolean('allow-empty'),
  };
}

function readKeyColumn(reader: Reader): number | string {
  const value = reader.text('key-column');
  const looksLikeNumber = value === '' || /^[-+]?\d+(\.\d*)?$/.test(value);
  if (!looksLikeNumber) return value;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  reader.problem('key-column', `is ${quote(value)}; allowed: a column number from 1, or the name of a header cell.`);
  return 1;
}

function readDelimiter(reader: Reader): string {
  const raw = reader.raw('delimiter');
  const value = raw === '\t' || raw === ' ' ? raw : raw.trim();
  if (value === 'auto') return 'auto';
  if (value === 'tab') return '\t';
  if (/^[\t\P{C}]$/u.test(value) && value !== '"') return value;
  const allowed = '`auto`, `tab`, or one character other than a double quote or a line break';
  reader.problem('delimiter', `is ${quote(value)}; allowed: ${allowed}.`);
  return 'auto';
}

/** The inputs of the step that are not a target's own. */
export type StepSettings = Omit<Settings, 'targets'>;

/** Reads what belongs to the step and not to a target. */
export function readStep(reader: Reader): StepSettings {
  const targetsPath = reader.text('targets-path');
  const commentOnPr = reader.boolean('comment-on-pr');
  const prNumber = readPrNumber(reader);
  const step = {
    baseUri: readBaseUri(reader),
    commentOnPr,
    ...(prNumber !== undefined && { prNumber }),
    githubToken: reader.text('github-token'),
  };
  if (targetsPath === '') return step;
  const both = SINGLE_TARGET_INPUTS.filter((name) => reader.text(name) !== '');
  if (both.length > 0)
    reader.problem('targets-path', `cannot be used with ${list(both)}: the targets file says where each list goes.`);
  return { ...step, targetsPath };
}

function readPrNumber(reader: Reader): number | undefined {
  const value = reader.text('pr-number');
  if (value === '') return undefined;
  if (!/^[1-9]\d{0,14}$/.test(value))
    reader.problem('pr-number', `is ${quote(value)}; allowed: the number of a pull request, or nothing.`);
  return Number(value);
}
