/** An answer that is not success, as a `Failure` with a code and advice. */
import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import { type ApiError, type ErrorCode, Failure } from '../failure.ts';

/** What a request is for, so that a refusal can say what was refused and what it would take. */
export interface Purpose {
  /** Completes "LaunchDarkly refused to …": `start the import`. */
  doing: string;
  /** The role action that this needs, and the resource it is needed on. */
  needs: { action: string; resource: string };
  /** Completes "Check …": the keys in the request that may be wrong. */
  check: string;
}

/** Whom the request went to. */
export interface Place {
  /** Host and port. */
  host: string;
  /** Host and port of the proxy on the way there, if any. */
  proxy: string | undefined;
}

export const PROXY_ADVICE =
  'Check the proxy that https_proxy names, its user name and password, and that it allows this host. ' +
  'no_proxy lists hosts that need no proxy.';

export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

const CODES: Readonly<Record<number, ErrorCode>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  407: 'network_error',
  409: 'conflict',
  413: 'payload_too_large',
  429: 'rate_limited',
};

/** An answer that the request did not hope for. */
export function failureOfAnswer(answer: Received, purpose: Purpose, place: Place): Failure {
  const { status } = answer;
  const code =
    CODES[status] ?? (status >= 500 ? 'server_error' : status >= 400 ? 'bad_request' : 'unexpected_response');
  const html = isHtml(answer);
  const api = redirectOf(answer, place)?.said ?? (html ? undefined : apiError(answer.text));
  const advice = adviceFor(code, status, purpose, place);
  return new Failure(
    code,
    `${whatHappened(code, answer, purpose, place)} (${phrase(status)}${html ? ', an HTML page' : ''}).`,
    {
      advice: html && !advice.includes(somebodyElse(place)) ? `${advice} ${somebodyElse(place)}` : advice,
      httpStatus: status,
      ...(api && { api }),
    },
  );
}

/** An answer with the right status whose content makes no sense: `what` says what it is instead. */
export function unexpected(answer: Received, purpose: Purpose, place: Place, what: string): Failure {
  return new Failure(
    'unexpected_response',
    `${notLaunchDarkly(purpose)} (${phrase(answer.status)}, ${isHtml(answer) ? 'an HTML page' : what}).`,
    { advice: somebodyElse(place), httpStatus: answer.status },
  );
}

/** Part of an upload had not been sent when its answer came, so that the answer cannot be to the whole. */
export function answeredTooEarly(status: number, purpose: Purpose, place: Place): Failure {
  const message = `The request to ${purpose.doing} was answered before all of it had been sent (${phrase(status)}).`;
  return new Failure('unexpected_response', message, { advice: somebodyElse(place), httpStatus: status });
}

function whatHappened(code: ErrorCode, answer: Received, purpose: Purpose, place: Place): string {
  const { doing } = purpose;
  if (answer.status === 407) return `The proxy${place.proxy ? ` ${place.proxy}` : ''} refused the request to ${doing}`;
  if (code === 'server_error') return `LaunchDarkly failed to ${doing}`;
  if (code === 'conflict') return `LaunchDarkly cannot ${doing} while another import runs in this environment`;
  if (code === 'rate_limited')
    return `LaunchDarkly put off the request to ${doing}: the account's rate limit is reached`;
  if (code !== 'unexpected_response') return `LaunchDarkly refused to ${doing}`;
  const redirect = redirectOf(answer, place);
  if (!redirect) return notLaunchDarkly(purpose);
  return `LaunchDarkly redirected the request to ${doing} to ${redirect.where}`;
}

function notLaunchDarkly(purpose: Purpose): string {
  return `The answer to the request to ${purpose.doing} is not one of LaunchDarkly's`;
}

export function phrase(status: number): string {
  return `${status} ${STATUS_CODES[status] ?? ''}`.trim();
}

export function isHtml({ headers, text }: Received): boolean {
  return /\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body)\b/i.test(text);
}

function adviceFor(code: ErrorCode, status: number, purpose: Purpose, place: Place): string {
  const permission = `"${purpose.needs.action}" on ${purpose.needs.resource}`;
  switch (code) {
    case 'bad_request':
      return `LaunchDarkly could not work with this request. Check ${purpose.check}; LaunchDarkly's own message says more.`;
    case 'unauthorized':
      return (
        `Check that the access token is an API access token (not an SDK key), that it has neither expired nor been deleted, ` +
        `and that it belongs to an account on ${place.host}. LaunchDarkly also answers 401 to a valid token that lacks a permission: ` +
        `to ${purpose.doing}, its role must allow ${permission}.`
      );
    case 'forbidden':
      return `The access token's role must allow ${permission}. Custom roles made since October 2024 also need "viewProject" to read anything.`;
    case 'not_found':
      return (
        `Check ${purpose.check}. LaunchDarkly also answers 404 when the token has no access to the project: ` +
        `its role must allow ${permission}.`
      );
    case 'conflict':
      return (
        'LaunchDarkly runs one import at a time in an environment, whichever segment it is for. ' +
        'Run again when the other import has ended, allow more time, or sync the segments of an environment one after another.'
      );
    case 'payload_too_large':
      return 'LaunchDarkly takes at most 40 MB in one upload. If a proxy or gateway on the way allows less, raise its limit.';
    case 'rate_limited':
      return "The limits are shared by everything that uses the account's API. Run at a quieter time, or allow more time.";
    case 'server_error':
      return 'Look at https://status.launchdarkly.com and run again later; the same list can be sent again safely.';
    case 'network_error':
      return PROXY_ADVICE;
    default:
      return status >= 300
        ? 'The token is never sent anywhere else. Check that the base URI is the final address of your LaunchDarkly instance, with https.'
        : somebodyElse(place);
  }
}

function somebodyElse({ host, proxy }: Place): string {
  return proxy
    ? `The proxy ${proxy} or something behind it may have answered in LaunchDarkly's place: check that it lets requests to ${host} through unchanged.`
    : `Something between the runner and LaunchDarkly (a gateway, a firewall, a sign-in page) may have answered in its place: check what ${host} leads to from this runner.`;
}

/** Where a redirect leads. Only an origin is told, and as LaunchDarkly's words: paths and queries may hold credentials or keys. */
function redirectOf({ status, headers }: Received, place: Place): { where: string; said?: ApiError } | undefined {
  if (status < 300 || status >= 400) return undefined;
  const url = URL.parse(headers.location ?? '', `https://${place.host}`);
  if (!headers.location || !url) return { where: 'nowhere' };
  if (url.host === place.host) return { where: 'another address on the same host' };
  return { where: 'another host', said: { message: `Location: ${url.protocol}//${url.host}` } };
}

/** LaunchDarkly's `{code, message, id}`, as it wrote it. */
function apiError(text: string): ApiError | undefined {
  const body = parseJson(text);
  if (!isRecord(body)) return undefined;
  const api: ApiError = {};
  for (const name of ['code', 'message', 'id'] as const) {
    const value = body[name];
    if (typeof value === 'string' && value) api[name] = value;
  }
  return Object.keys(api).length > 0 ? api : undefined;
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
