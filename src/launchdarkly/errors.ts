/** An answer that is not success, as a `Failure` with a code and advice. */
import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import { type ApiError, type ErrorCode, Failure } from '../failure.ts';
import type { Call } from './call.ts';
import { type SegmentRef, segmentResource } from './resources.ts';
import { fields, parseJson, text } from './values.ts';

/** What a request was for, so that a refusal can say what was refused and what it would take; and whom it went to. */
export interface About extends Pick<Call, 'doing' | 'needs'> {
  ref: SegmentRef;
  /** Host and port. */
  host: string;
  /** Host and port of the proxy on the way there, if any. */
  proxy: string | undefined;
}

export const PROXY_ADVICE =
  'Check the proxy that https_proxy names, its user name and password, and that it allows this host. ' +
  'no_proxy lists hosts that need no proxy.';

/** An answer as it came, whole. */
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
export function failureOfAnswer(answer: Received, about: About): Failure {
  const { status } = answer;
  const html = isHtml(answer);
  const redirect = redirectOf(answer, about);
  const api = redirect?.said ?? (html ? undefined : apiError(answer.text));
  const code = codeOf(status, api);
  const what = redirect?.what ?? whatHappened(code, about);
  const advice = redirect ? REDIRECT_ADVICE : adviceFor(code, about, api);
  const page = html && advice !== somebodyElse(about) ? ` ${somebodyElse(about)}` : '';
  const message = `${what} (${phrase(status)}${html ? ', an HTML page' : ''}).`;
  return new Failure(code, message, { advice: advice + page, httpStatus: status, api });
}

function codeOf(status: number, api: ApiError | undefined): ErrorCode {
  if (status === 403 && NEEDS_APPROVAL.test(api?.message ?? '')) return 'approval_required';
  return CODES[status] ?? (status >= 500 ? 'server_error' : status >= 400 ? 'bad_request' : 'unexpected_response');
}

/** "approval is required" was seen in public. */
const NEEDS_APPROVAL =
  /\bapprovals? (is|are) (required|needed)\b|\b(requires?|required|needs?|without) (\w+ )?approvals?\b(?! (request|setting))|must be approved/i;

/** An answer with the right status whose content makes no sense: `what` says what it is instead. */
export function unexpected(answer: Received, about: About, what: string): Failure {
  const message = `${notLaunchDarkly(about.doing)} (${phrase(answer.status)}, ${isHtml(answer) ? 'an HTML page' : what}).`;
  return new Failure('unexpected_response', message, { advice: somebodyElse(about), httpStatus: answer.status });
}

/** Part of an upload had not been sent when its answer came, so that the answer cannot be to the whole. */
export function answeredTooEarly(status: number, about: About): Failure {
  const message = `The request to ${about.doing} was answered before all of it had been sent (${phrase(status)}).`;
  return new Failure('unexpected_response', message, { advice: somebodyElse(about), httpStatus: status });
}

const notLaunchDarkly = (doing: string): string =>
  `The answer to the request to ${doing} does not look like LaunchDarkly's`;

export const phrase = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trim();

/** Whether it is a page for people, and so not LaunchDarkly's; a 204 has no content, whatever its headers say. */
export const isHtml = ({ status, headers, text }: Received): boolean =>
  status !== 204 && (/\bhtml\b/i.test(headers['content-type'] ?? '') || /^\s*<(!doctype|html|head|body)\b/i.test(text));

function whatHappened(code: ErrorCode, { doing, proxy }: About): string {
  const known: Partial<Record<ErrorCode, string>> = {
    approval_required: `LaunchDarkly refused to ${doing} without approval`,
    conflict: `LaunchDarkly cannot ${doing} while another import runs in this environment`,
    rate_limited: `LaunchDarkly put off the request to ${doing}: a rate limit is reached`,
    server_error: `LaunchDarkly failed to ${doing}`,
    network_error: `The proxy${proxy ? ` ${proxy}` : ''} refused the request to ${doing}`,
    unexpected_response: notLaunchDarkly(doing),
  };
  return known[code] ?? `LaunchDarkly refused to ${doing}`;
}

const REDIRECT_ADVICE =
  'The token is never sent anywhere else. Check that the base URI is the final address of your LaunchDarkly instance, with https.';

function adviceFor(code: ErrorCode, about: About, api: ApiError | undefined): string {
  const { doing, needs, ref, host } = about;
  const permission = `"${needs}" on ${needs === 'viewProject' ? `proj/${ref.projectKey}` : segmentResource(ref)}`;
  const check = `the project key "${ref.projectKey}", the environment key "${ref.environmentKey}" and the segment key "${ref.segmentKey}"`;
  const known: Partial<Record<ErrorCode, string>> = {
    bad_request: `LaunchDarkly could not work with this request. Check ${check}; LaunchDarkly's own message says more.`,
    unauthorized:
      (/account id header/i.test(api?.message ?? '')
        ? 'LaunchDarkly says this of anything that it does not recognise as one of its tokens. '
        : '') +
      'Check that the access token is an API access token (not an SDK key), that it comes from the right secret, ' +
      `that it has neither expired nor been deleted, and that it belongs to an account on ${host}, not on another LaunchDarkly instance. ` +
      `LaunchDarkly also answers 401 to a valid token that lacks a permission: to ${doing}, its role must allow ${permission}.`,
    approval_required:
      'Changes to this segment need approval. Ask for it in LaunchDarkly, or use an access token whose role may bypass it: ' +
      `"bypassRequiredSegmentApproval" on ${segmentResource(ref)}.`,
    forbidden: `The access token's role must allow ${permission}. Custom roles made since October 2024 also need "viewProject" to read anything.`,
    not_found: `Check ${check}. LaunchDarkly also answers 404 when the token has no access to the project: its role must allow ${permission}.`,
    conflict:
      'LaunchDarkly runs one import at a time in an environment, whichever segment it is for. ' +
      'Run again when the other import has ended, allow more time, or sync the segments of an environment one after another.',
    payload_too_large:
      'LaunchDarkly takes at most 40 MB in one upload. If a proxy or gateway on the way allows less, raise its limit.',
    rate_limited:
      "Limits are shared by everything that uses the account's API. Run at a quieter time, or allow more time.",
    server_error:
      'Look at https://status.launchdarkly.com and run again later; the same request can be sent again safely.',
    network_error: PROXY_ADVICE,
  };
  return known[code] ?? somebodyElse(about);
}

function somebodyElse({ host, proxy }: About): string {
  return proxy
    ? `The proxy ${proxy} or something behind it may have answered in LaunchDarkly's place: check that it lets requests to ${host} through unchanged.`
    : `Something between the runner and LaunchDarkly (a gateway, a firewall, a sign-in page) may have answered in its place: check what ${host} leads to from this runner.`;
}

/** Where a redirect leads. Only an origin is named, and as LaunchDarkly's words: paths and queries may hold credentials or keys. */
function redirectOf({ status, headers }: Received, { doing, host }: About) {
  if (status < 300 || status >= 400) return undefined;
  const what = `LaunchDarkly redirected the request to ${doing} to`;
  const to = (where: string, said?: ApiError) => ({ what: `${what} ${where}`, said });
  const url = URL.parse(headers.location ?? '', `https://${host}`);
  if (!headers.location || !url) return to('nowhere');
  if (url.host === host) return to('another address on the same host');
  return to('another host', { message: `Location: ${url.protocol}//${url.host}` });
}

/** LaunchDarkly's `{code, message, id}`, as it wrote it. */
function apiError(body: string): ApiError | undefined {
  const json = fields(parseJson(body));
  const said = { code: text(json.code), message: text(json.message), id: text(json.id) };
  return Object.values(said).every((value) => value === undefined) ? undefined : said;
}
