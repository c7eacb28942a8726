/** The kinds of inputs that both actions, or several inputs, have. */
import { lstatSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SegmentRef } from '../settings.ts';
import type { Input, Kind, Kinds } from './reader.ts';

const TOKEN_ADVICE = 'Create an API access token in LaunchDarkly and pass it from a secret.';
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** The longest that a GitHub job may run: five days, on self-hosted runners. */
const MOST_MINUTES = 5 * 24 * 60;
/** The longest path that Linux takes. */
export const LONGEST_PATH = 4_096;
const EXAMPLE = 'members-${{ github.run_id }}-${{ github.run_attempt }}.csv';

export const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');

/** Says that an input is not what is allowed. */
export function refuse({ text, problem }: Input, allowed: string): void {
  problem(`is ${quote(text)}; allowed: ${allowed}.`);
}

const quote = (value: string): string => (value === '' ? 'empty' : `\`${value.replaceAll('`', "'")}\``);

export const text: Kind<string> = (input) => input.text;

export const lines: Kind<string[]> = ({ raw }) =>
  raw
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** An input that may be empty. */
export const optional =
  <T>(kind: Kind<T>): Kind<T | undefined> =>
  (input) =>
    input.text === '' ? undefined : kind(input);

export const choice =
  <const T extends string>(...allowed: T[]): Kind<T> =>
  (input) => {
    const found = allowed.find((one) => one === input.text);
    if (found === undefined) refuse(input, list(allowed));
    return found ?? allowed[0]!;
  };

/** Accepts exactly what `core.getBooleanInput` accepts (YAML 1.2 core schema), and the other words. */
export const booleanOr =
  <const T extends string = never>(...others: T[]): Kind<boolean | T> =>
  (input) => {
    const found = others.find((one) => one === input.text);
    if (found !== undefined) return found;
    const value = /^(true|True|TRUE)$/.test(input.text);
    if (!value && !/^(false|False|FALSE)$/.test(input.text)) refuse(input, list(['true', 'false', ...others]));
    return value;
  };

export const boolean: Kind<boolean> = booleanOr<never>();

/** A number up to `to`, from 0 or above it. */
export const number =
  (to: number, low: 'from 0' | 'above 0' = 'from 0'): Kind<number> =>
  (input) => {
    const value = /^\d+(\.\d+)?$/.test(input.text) ? Number(input.text) : Number.NaN;
    if (value <= to && (value > 0 || low === 'from 0')) return value;
    refuse(input, `a number ${low} up to ${to}`);
    return to;
  };

/** How long the run may take, from the first request on. */
export const minutes: Kind<number> = number(MOST_MINUTES, 'above 0');

export const token: Kind<string> = (input) => {
  if (input.text === '') {
    input.problem(`is empty. ${TOKEN_ADVICE} Pull requests from forks get no secrets.`);
  } else if (/^bearer\s/i.test(input.text)) {
    input.problem('begins with "Bearer": pass the token alone.');
  } else if (!/^[\u0021-\u007e]+$/.test(input.text)) {
    // Such characters would break the header or split it. The text itself must not be shown.
    input.problem(`has spaces, line breaks or other characters that no token has. ${TOKEN_ADVICE}`);
  }
  return input.text;
};

/** A key that becomes one segment of a URL path; `.` and `..` would climb out of it. */
const pathKey: Kind<string> = (input) => {
  if (input.text === '') input.problem('is required.');
  else if (input.text === '.' || input.text === '..' || /[\u0000-\u001f\u007f]/.test(input.text))
    input.problem(`is ${quote(input.text)}, which is not a valid LaunchDarkly key.`);
  return input.text;
};

/** Where a segment is. */
export const SEGMENT: Kinds<SegmentRef> = {
  projectKey: pathKey,
  environmentKey: pathKey,
  segmentKey: pathKey,
};

export const baseUri: Kind<string> = (input) => {
  const url = URL.parse(input.text);
  const refuse = (why: string): string => {
    input.problem(`${why}; an example of what is allowed: \`https://app.launchdarkly.com\`.`);
    return input.text;
  };
  if (url === null) return refuse('is not a URL');
  if (url.username !== '' || url.password !== '') return refuse('has a user name or password in it');
  if (/[?#]/.test(input.text)) return refuse('has a query or a fragment');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    return refuse('must begin with `https://` (`http://` is allowed for this machine only)');
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith('/api/v2')) return refuse('ends with `/api/v2`, which is added by the action');
  return url.origin + path;
};

/** The absolute path of a file that is to be written; no file is ever replaced. */
export const newFile: Kind<string> = ({ text, workspace, problem }) => {
  const path = resolve(workspace, text);
  if (text === '') problem('is required.');
  else if (text.includes('\0')) problem('has a NUL character.');
  else if (path.length > LONGEST_PATH) problem(`is longer than ${LONGEST_PATH} characters.`);
  else if (/[/\\]$/.test(text)) problem('names a folder; the name of a file is needed.');
  else if (exists(path))
    problem(`already exists, and no file is ever overwritten. Name it after the run and its attempt: \`${EXAMPLE}\`.`);
  return path;
};

/** True for a dangling link, too. An impossible path, such as one through a file, is found when it is checked for writing. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
