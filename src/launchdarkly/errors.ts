/** An answer that is not success, or no answer at all, as a `Failure` with a code and advice. */
import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import { type ApiError, type ErrorCode, Failure } from '../failure.ts';
import { TimeOver } from './deadline.ts';

/** What a request is for, so that a refusal can say what was refused and what it would take. */
export interface Purpose {
  /** Completes "LaunchDarkly refused to …": `start the import`. */
  doing: string;
  /** The role action that this needs, and the resource it is needed on. */
  needs: { action: string; resource: string };
  /** Completes "Check …": the keys in the request that may be wrong. */
  check: string;
  /** Texts that must not be repeated to anybody (a context key that LaunchDarkly may quote). */
  secrets?: readonly string[];
}

/** Whom the request went to. */
export interface Place {
  /** Host and port. */
  host: string;
  /** Host and port of the proxy on the way there, if any. */
  proxy: string | undefined;
}

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
  const html = isHtml(answer);
  const api = html ? undefined : apiError(answer.text, purpose.secrets);
  const code =
    CODES[status] ?? (status >= 500 ? 'server_error' : status >= 400 ? 'bad_request' : 'unexpected_response');
  const phrase = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const by = code === 'server_error' ? 'failed' : 'refused';
  const message =
    status === 407
      ? `The proxy${place.proxy ? ` ${place.proxy}` : ''} refused to pass on the request to ${purpose.doing} (${phrase}).`
      : code !== 'unexpected_response'
        ? `LaunchDarkly ${by} to ${purpose.doing} (${phrase}).`
        : status >= 300
          ? `LaunchDarkly redirected the request to ${purpose.doing} to ${redirectOrigin(answer.headers, place)} (${phrase}).`
          : `The answer to the request to ${purpose.doing} is not one of LaunchDarkly's (${phrase}${html ? ', an HTML page' : ''}).`;
  return new Failure(code, message, {
    advice:
      html && code !== 'network_error'
        ? `${adviceFor(code, status, purpose, place)} ${somebodyElse(place)}`
        : adviceFor(code, status, purpose, place),
    httpStatus: status,
    ...(api && { api }),
  });
}

/** An answer with the right status whose content makes no sense. */
export function unexpected(answer: Received, purpose: Purpose, place: Place, what: string): Failure {
  return new Failure(
    'unexpected_response',
    `The answer to the request to ${purpose.doing} is not one of LaunchDarkly's (${answer.status}, ${isHtml(answer) ? 'an HTML page' : what}).`,
    { advice: somebodyElse(place), httpStatus: answer.status },
  );
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
      return 'Check the proxy that https_proxy names, its user name and password, and that it allows this host. no_proxy lists hosts that need no proxy.';
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

/** Only the origin: paths and queries of redirects may hold credentials or keys. */
function redirectOrigin(headers: IncomingHttpHeaders, place: Place): string {
  const url = URL.parse(headers.location ?? '', `https://${place.host}`);
  if (!headers.location || !url) return 'nowhere';
  return url.host === place.host ? 'another address on the same host' : `${url.protocol}//${url.host}`;
}

/** LaunchDarkly's `{code, message, id}`, made fit to print. */
function apiError(text: string, secrets: readonly string[] = []): ApiError | undefined {
  const body = parseJson(text);
  if (!isRecord(body)) return undefined;
  const api: ApiError = {};
  for (const name of ['code', 'message', 'id'] as const) {
    const value = body[name];
    if (typeof value === 'string' && value) api[name] = printable(withoutSecrets(value, secrets));
  }
  return Object.keys(api).length > 0 ? api : undefined;
}

function printable(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return line.length > 500 ? `${line.slice(0, 500).toWellFormed()}…` : line;
}

/** Replaces each secret where it stands as a word of its own, plain or in one of the usual encodings. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    const forms = new Set([
      secret,
      encodeURIComponent(secret.toWellFormed()),
      JSON.stringify(secret).slice(1, -1),
      escapeHtml(secret),
    ]);
    for (const form of forms) {
      if (!clean.includes(form)) continue;
      clean = clean.replace(
        new RegExp(`(?<![\\p{L}\\p{N}])${form.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu'),
        '***',
      );
    }
  }
  return clean;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Why a request got no answer. */
export interface Cause {
  failure: Failure;
  /** Whether trying again may help. */
  retryable: boolean;
}

/** What a connection's error means. Node's own texts stay out where they could hold a path or a credential. */
export function causeOfError(
  error: unknown,
  purpose: Purpose,
  place: Place,
  sent?: { bytes: number; total: number },
): Cause {
  if (error instanceof Failure) return { failure: error, retryable: false };
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  const fail = (retryable: boolean, what: string, advice: string): Cause => ({
    failure: new Failure('network_error', `LaunchDarkly could not be asked to ${purpose.doing}: ${what}.`, { advice }),
    retryable,
  });
  if (error instanceof TimeOver) {
    return fail(
      false,
      `${place.host} had not answered when the time allowed was over`,
      'Allow more time, or find out why the connection is this slow.',
    );
  }
  if (error instanceof Stalled) {
    return fail(
      true,
      `no byte moved to or from ${place.host} for ${Math.round(error.milliseconds / 1_000)} seconds`,
      NETWORK_ADVICE,
    );
  }
  if (code === 'ERR_INVALID_CHAR') {
    const advice = 'Check that the access token is one line of plain ASCII, without quotes around it.';
    return {
      failure: new Failure('invalid_input', 'The access token has characters that no token has.', { advice }),
      retryable: false,
    };
  }
  // The texts are those of the `tunnel` package, which @actions/http-client connects through proxies with.
  const refusal = /tunneling socket could not be established, statusCode=(\d+)/.exec(message);
  if (refusal || message.startsWith('got illegal response body from proxy')) {
    const status = Number(refusal?.[1] ?? 0);
    const said = refusal ? `answered ${status} ${STATUS_CODES[status] ?? ''}`.trim() : 'did not answer as a proxy does';
    return fail(
      status >= 500,
      `the proxy ${place.proxy} ${said} when asked to connect to ${place.host}`,
      adviceFor('network_error', 407, purpose, place),
    );
  }
  const viaProxy = message.startsWith('tunneling socket could not be established');
  const peer = viaProxy ? `the proxy ${place.proxy}` : place.host;
  if (TLS_ERROR.test(code)) {
    return fail(false, `the TLS connection to ${peer} could not be made (${code})`, TLS_ADVICE);
  }
  if (sent && (code === 'EPIPE' || code === 'ECONNRESET' || code === 'ECONNABORTED')) {
    return fail(
      true,
      `${peer} broke the connection after ${sent.bytes} of ${sent.total} bytes of the upload were on their way (${code})`,
      'Servers and gateways do that when they refuse a body that they have not read, for its size for example. Otherwise the network is at fault.',
    );
  }
  const told =
    /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)\b/.exec(
      `${code} ${viaProxy ? message : ''}`,
    )?.[1] ?? code;
  return fail(
    true,
    `${WHAT[viaProxy && told === 'ECONNRESET' ? 'ECONNREFUSED' : told] ?? 'the connection failed'}: ${peer}${told ? ` (${told})` : ''}`,
    NETWORK_ADVICE,
  );
}

/** No byte moved for too long. */
export class Stalled extends Error {
  override readonly name = 'Stalled';
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    super('No byte moved.');
    this.milliseconds = milliseconds;
  }
}

const TLS_ERROR =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|EPROTO)/;
const TLS_ADVICE =
  'If your organisation inspects TLS traffic or LaunchDarkly is behind a private certificate authority, set NODE_EXTRA_CA_CERTS ' +
  'to the path of its certificate in PEM format. Otherwise do not go on: somebody else may be answering.';
const NETWORK_ADVICE =
  'Check that the runner can reach LaunchDarkly (DNS, firewall, the proxy in https_proxy) and run again; the same list can be sent again safely.';
const WHAT: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ENOTFOUND: 'the host name is not known',
  EAI_AGAIN: 'the host name could not be looked up',
  ECONNRESET: 'the connection was broken',
  EPIPE: 'the connection was broken',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
};

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
