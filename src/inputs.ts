/**
 * Action inputs -> Settings: all validation of what a person typed.
 * A target of a targets file goes through the same `readTarget`, from another source.
 */
import { Failure } from './failure.ts';
import type { ListSettings, Settings, TargetSettings } from './settings.ts';

/** Gives the text of an input by its kebab-case name, untrimmed; empty where it was not given. */
export type Source = (name: string) => string;

const TOKEN_ADVICE = 'Create an API access token in LaunchDarkly and pass it from a secret.';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** The longest that a GitHub job may run: five days, on self-hosted runners. */
const MOST_MINUTES = 5 * 24 * 60;
const MOST_REVIEWERS = 10;

/** Inputs that say where one list goes; a targets file says it instead. */
export const SINGLE_TARGET_INPUTS = ['project-key', 'environment-key', 'segment-key', 'csv-path'] as const;

/** Every input that a targets file may set, in the order of the contract. */
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
  'allow-empty',
  'dry-run',
  'wait',
  'timeout-minutes',
  'verify',
  'request-approval',
  'approval-notify-members',
  'approval-notify-teams',
] as const;

/** What is wrong with an input. */
export interface InputProblem {
  name: string;
  text: string;
}

/** Reads typed values from a source and collects what is wrong with them instead of stopping at the first. */
export class Reader {
  readonly problems: InputProblem[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  problem(name: string, text: string): void {
    this.problems.push({ name, text: `\`${name}\` ${text}` });
  }

  raw(name: string): string {
    return this.#source(name);
  }

  text(name: string): string {
    return this.#source(name).trim();
  }

  lines(name: string): string[] {
    return this.#source(name)
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
  }

  choice<const T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name);
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.problem(name, `is ${quote(value)}; allowed: ${list(allowed)}.`);
    return found ?? allowed[0]!;
  }

  /** Accepts exactly what `core.getBooleanInput` accepts (YAML 1.2 core schema), and the other word where there is one. */
  boolean(name: string): boolean;
  boolean<const T extends string>(name: string, other: T): boolean | T;
  boolean(name: string, other?: string): boolean | string {
    const value = this.text(name);
    if (value === other) return value;
    if (/^(true|True|TRUE)$/.test(value)) return true;
    const allowed = ['true', 'false', ...(other === undefined ? [] : [other])];
    if (!/^(false|False|FALSE)$/.test(value)) this.problem(name, `is ${quote(value)}; allowed: ${list(allowed)}.`);
    return false;
  }

  number(name: string, range: { above?: number; from?: number; to: number }): number {
    const value = this.text(name);
    const number = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
    if (number >= (range.from ?? 0) && number > (range.above ?? -1) && number <= range.to) return number;
    const low = range.above === undefined ? `from ${range.from ?? 0}` : `above ${range.above}`;
    this.problem(name, `is ${quote(value)}; allowed: a number ${low} up to ${range.to}.`);
    return range.to;
  }

  /** A key that becomes one segment of a URL path; `.` and `..` would climb out of it. */
  pathKey(name: string): string {
    const value = this.text(name);
    if (value === '') this.problem(name, 'is required.');
    else if (value === '.' || value === '..' || /[\u0000-\u001f\u007f]/.test(value))
      this.problem(name, `is ${quote(value)}, which is no LaunchDarkly key.`);
    return value;
  }
}

/**
 * The settings of one target.
 * @param reader gives the inputs, and collects the problems
 * @param accessToken the token, already masked
 */
export function readTarget(reader: Reader, accessToken: string): TargetSettings {
  checkToken(reader, accessToken);
  const target: TargetSettings = {
    accessToken,
    projectKey: reader.pathKey('project-key'),
    environmentKey: reader.pathKey('environment-key'),
    segmentKey: reader.pathKey('segment-key'),
    list: readList(reader),
    mode: reader.choice('mode', ['merge', 'replace']),
    waitOnApprovals: reader.boolean('wait-on-approvals'),
    strategy: reader.choice('strategy', ['upload', 'delta']),
    allowPartialReplace: reader.boolean('allow-partial-replace'),
    maxRemovalPercent: reader.number('max-removal-percent', { from: 0, to: 100 }),
    dryRun: reader.boolean('dry-run'),
    wait: reader.boolean('wait'),
    timeoutMinutes: reader.number('timeout-minutes', { above: 0, to: MOST_MINUTES }),
    verify: reader.choice('verify', ['warn', 'fail', 'off']),
    requestApproval: reader.boolean('request-approval'),
    approvalNotifyMembers: reader.lines('approval-notify-members'),
    approvalNotifyTeams: reader.lines('approval-notify-teams'),
  };
  for (const { name, text } of contradictions(target)) reader.problem(name, text);
  return target;
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

function checkToken(reader: Reader, token: string): void {
  if (token === '') {
    reader.problem('access-token', `is empty. ${TOKEN_ADVICE} Pull requests from forks get no secrets.`);
  } else if (/^bearer\s/i.test(token)) {
    reader.problem('access-token', 'begins with "Bearer": pass the token alone.');
  } else if (!/^[\u0021-\u007e]+$/.test(token)) {
    // Such characters would break the header or split it. The text itself must not be shown.
    reader.problem('access-token', `has spaces, line breaks or other characters that no token has. ${TOKEN_ADVICE}`);
  }
}

/** Settings that cannot both hold, each under the input that a person would change. */
function contradictions(target: TargetSettings): InputProblem[] {
  const { list: keys, mode, strategy } = target;
  const reviewers = target.approvalNotifyMembers.length + target.approvalNotifyTeams.length;
  const reviewing = target.approvalNotifyMembers.length > 0 ? 'approval-notify-members' : 'approval-notify-teams';
  const delta = strategy === 'delta';
  const rules: [broken: boolean, name: string, text: string][] = [
    [
      delta && target.waitOnApprovals,
      'strategy',
      'is `delta`, which changes members directly and cannot be used with `wait-on-approvals`.',
    ],
    [target.requestApproval && !target.waitOnApprovals, 'request-approval', 'needs `wait-on-approvals: true`.'],
    [reviewers > 0 && !target.requestApproval, reviewing, 'needs `request-approval: true`.'],
    [
      reviewers > MOST_REVIEWERS,
      reviewing,
      `makes ${reviewers} reviewers (members and teams together); LaunchDarkly takes ${MOST_REVIEWERS} at most.`,
    ],
    [
      target.verify === 'fail' && !target.wait,
      'verify',
      'is `fail`, which cannot be used with `wait: false`: there is nothing to verify before the import ends.',
    ],
    [
      keys.header === false && typeof keys.keyColumn === 'string',
      'header',
      'is `false`, which cannot be used with a column name in `key-column`: the name is looked up in the header row.',
    ],
    [
      target.allowPartialReplace && (delta || mode === 'merge'),
      'allow-partial-replace',
      `cannot be used with ${delta ? '`strategy: delta`' : '`mode: merge`'}, which never replaces in parts.`,
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, name, text]) => ({ name, text }));
}

/** The inputs of the step that are not a target's own. */
export type StepSettings = Omit<Settings, 'targets'>;

/** Reads what belongs to the step and not to a target. */
export function readStep(reader: Reader): StepSettings {
  const targetsPath = reader.text('targets-path');
  const commentOnPr = reader.boolean('comment-on-pr');
  const step = { baseUri: readBaseUri(reader), commentOnPr, githubToken: reader.text('github-token') };
  if (targetsPath === '') return step;
  const both = SINGLE_TARGET_INPUTS.filter((name) => reader.text(name) !== '');
  if (both.length > 0)
    reader.problem('targets-path', `cannot be used with ${list(both)}: the targets file says where each list goes.`);
  return { ...step, targetsPath };
}

function readBaseUri(reader: Reader): string {
  const value = reader.text('base-uri');
  const refuse = (why: string): string => {
    reader.problem('base-uri', `${why}; an example of what is allowed: \`https://app.launchdarkly.com\`.`);
    return value;
  };
  if (!URL.canParse(value)) return refuse('is no URL');
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') return refuse('has a user name or password in it');
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(value)) return refuse('has a query or a fragment');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    return refuse('must begin with `https://` (`http://` is allowed for this machine only)');
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith('/api/v2')) return refuse('ends with `/api/v2`, which is added by the action');
  return url.origin + path;
}

/**
 * Throws one Failure that lists all problems, if there are any.
 * @throws Failure `invalid_input`
 */
export function throwProblems(problems: readonly InputProblem[]): void {
  if (problems.length === 0) return;
  const texts = problems.map(({ text }) => text);
  const message = texts.length === 1 ? texts[0]! : `${texts.length} inputs are wrong:\n- ${texts.join('\n- ')}`;
  throw new Failure('invalid_input', message, { advice: 'Correct the inputs of this step; nothing was read or sent.' });
}

const quote = (value: string): string => (value === '' ? 'empty' : `\`${value.replaceAll('`', "'")}\``);
const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
