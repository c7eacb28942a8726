/** How inputs are read, and those that both actions have: typed values, and what is wrong with them. */
import { Failure } from '../failure.ts';

/** Gives the text of an input by its kebab-case name, untrimmed; empty where it was not given. */
export type Source = (name: string) => string;

const TOKEN_ADVICE = 'Create an API access token in LaunchDarkly and pass it from a secret.';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** The longest that a GitHub job may run: five days, on self-hosted runners. */
const MOST_MINUTES = 5 * 24 * 60;

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

export function checkToken(reader: Reader, token: string): void {
  if (token === '') {
    reader.problem('access-token', `is empty. ${TOKEN_ADVICE} Pull requests from forks get no secrets.`);
  } else if (/^bearer\s/i.test(token)) {
    reader.problem('access-token', 'begins with "Bearer": pass the token alone.');
  } else if (!/^[\u0021-\u007e]+$/.test(token)) {
    // Such characters would break the header or split it. The text itself must not be shown.
    reader.problem('access-token', `has spaces, line breaks or other characters that no token has. ${TOKEN_ADVICE}`);
  }
}

/** How long the run may take, from the first request on. */
export const readMinutes = (reader: Reader): number => reader.number('timeout-minutes', { above: 0, to: MOST_MINUTES });

export function readBaseUri(reader: Reader): string {
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

export const quote = (value: string): string => (value === '' ? 'empty' : `\`${value.replaceAll('`', "'")}\``);
export const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
