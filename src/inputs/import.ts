/**
 * Inputs of the import action -> Settings: all validation of what a person typed.
 * A target of a targets file goes through the same `readTarget`, from another source.
 */
import type { ListSettings, Settings, TargetSettings } from '../settings.ts';
import { contradictions } from './contradictions.ts';
import * as kind from './kinds.ts';
import { inputsOf, type Kind, type Kinds, type Reader } from './reader.ts';

/** A limit above this has no effect. */
const MOST_PERCENT = 1_000_000_000;

const paths: Kind<string[]> = (input) => {
  const found = kind.lines(input);
  if (found.length === 0) input.problem('is required.');
  if (found.some((path) => path.includes('\0'))) input.problem('has a NUL character.');
  return found;
};

const column: Kind<number | string> = (input) => {
  const looksLikeNumber = input.text === '' || /^[-+]?\d+(\.\d*)?$/.test(input.text);
  if (!looksLikeNumber) return input.text;
  const value = Number(input.text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  kind.refuse(input, 'a column number from 1, or the name of a header cell');
  return 1;
};

const delimiter: Kind<string> = (input) => {
  const value = input.raw === '\t' || input.raw === ' ' ? input.raw : input.text;
  if (value === 'auto') return 'auto';
  if (value === 'tab') return '\t';
  if (/^[\t\P{C}]$/u.test(value) && value !== '"') return value;
  kind.refuse(input, '`auto`, `tab`, or one character other than a double quote or a line break');
  return 'auto';
};

const pullRequest: Kind<number> = (input) => {
  if (!/^[1-9]\d{0,14}$/.test(input.text)) kind.refuse(input, 'the number of a pull request, or nothing');
  return Number(input.text);
};

const LIST: Kinds<ListSettings> = {
  csvPath: paths,
  keyColumn: column,
  header: kind.booleanOr('auto'),
  delimiter,
  onInvalidRow: kind.choice('fail', 'skip'),
  allowEmpty: kind.boolean,
};

/** What a targets file may not set: a token does not belong in a file, and only the workflow decides to bypass approvals. */
const NOT_IN_FILES: Kinds<Pick<TargetSettings, 'accessToken' | 'bypassApprovals'>> = {
  accessToken: kind.token,
  bypassApprovals: kind.boolean,
};

const CHANGE: Kinds<Omit<TargetSettings, 'list' | keyof typeof kind.SEGMENT | keyof typeof NOT_IN_FILES>> = {
  mode: kind.choice('merge', 'replace', 'remove'),
  waitOnApprovals: kind.boolean,
  strategy: kind.choice('upload', 'delta'),
  allowPartialReplace: kind.boolean,
  maxRemovalPercent: kind.number(100),
  maxAdditionPercent: kind.optional(kind.number(MOST_PERCENT)),
  snapshotPath: kind.optional(kind.newFile),
  dryRun: kind.boolean,
  wait: kind.boolean,
  timeoutMinutes: kind.minutes,
  verify: kind.choice('warn', 'fail', 'off'),
  requestApproval: kind.boolean,
  approvalNotifyMembers: kind.lines,
  approvalNotifyTeams: kind.lines,
};

const STEP: Kinds<StepSettings> = {
  targetsPath: kind.optional(kind.text),
  baseUri: kind.baseUri,
  commentOnPr: kind.boolean,
  prNumber: kind.optional(pullRequest),
  githubToken: kind.text,
};

/** Every input that a targets file may set. */
export const TARGET_INPUTS = inputsOf(kind.SEGMENT, LIST, CHANGE);

/** Inputs that say where one list goes; a targets file says it instead. */
const SINGLE_TARGET_INPUTS = [...inputsOf(kind.SEGMENT), 'csv-path'];

/** The inputs of the step that are not a target's own. */
type StepSettings = Omit<Settings, 'targets'>;

/** The settings of one target. */
export function readTarget(reader: Reader): TargetSettings {
  const own = reader.read(NOT_IN_FILES);
  const segment = reader.read(kind.SEGMENT);
  const list = reader.read(LIST);
  if (list.header === 'auto' && typeof list.keyColumn === 'string') list.header = true;
  const target = { ...own, ...segment, list, ...reader.read(CHANGE) };
  reader.problems.push(...contradictions(target));
  return target;
}

/** Reads what belongs to the step and not to a target. */
export function readStep(reader: Reader): StepSettings {
  const step = reader.read(STEP);
  const both = SINGLE_TARGET_INPUTS.filter((name) => reader.isGiven(name));
  if (step.targetsPath !== undefined && both.length > 0)
    reader.problem(
      'targets-path',
      `cannot be used with ${kind.list(both)}: the targets file says where each list goes.`,
    );
  return step;
}
