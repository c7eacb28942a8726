/** Why a request got no answer, as a `Failure` with advice. Node's own texts stay out: they may hold a path or a credential. */
import { Failure } from '../failure.ts';
import { TimeOver } from './deadline.ts';
import { type About, PROXY_ADVICE, phrase } from './errors.ts';

export interface NoAnswer {
  failure: Failure;
  /** Whether trying again may help. */
  retryable: boolean;
}

/** No byte moved for too long, or too few for the answer to end in time: the message is the end of a sentence. */
export class Stalled extends Error {}

const ADVICE =
  'Check that the runner can reach LaunchDarkly (DNS, firewall, the proxy in https_proxy) and run again; ' +
  'the same request can be sent again safely.';
const TLS_ADVICE =
  'If your organisation inspects TLS traffic or LaunchDarkly is behind a private certificate authority, set NODE_EXTRA_CA_CERTS ' +
  "to the path of the authority's certificate in PEM format. Otherwise do not go on: somebody else may be answering.";
const RESET_ADVICE =
  'Servers and gateways do that when they refuse a body that they have not read, for its size for example. ' +
  'Otherwise the network is at fault.';

const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|EPROTO)/;

/**
 * Errors of the `tunnel` package, by which @actions/http-client connects through proxies: it gave a status, could not be
 * reached, or what it said is no answer to CONNECT. They have no codes of their own.
 */
const PROXY_ERROR =
  /^(?:tunneling socket could not be established, (?:statusCode=(\d+)|cause=(.*))|got illegal response body from proxy)$/s;

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

/**
 * @param error what the connection failed with
 * @param sent how many bytes of how many of an upload were on their way
 */
export function causeOfError(error: unknown, about: About, sent?: readonly [number, number] | false): NoAnswer {
  const { doing, host, proxy } = about;
  if (error instanceof Failure) return { failure: error, retryable: false };
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  const fail = (retryable: boolean, what: string, advice: string, cause?: unknown): NoAnswer => ({
    failure: new Failure('network_error', `LaunchDarkly could not be asked to ${doing}: ${what}.`, { advice, cause }),
    retryable,
  });
  if (error instanceof TimeOver) {
    const advice = 'Allow more time, or find out why the connection is this slow.';
    return fail(false, `${host} had not answered when the time allowed was over`, advice, error);
  }
  if (error instanceof Stalled) return fail(true, message, ADVICE);
  if (code === 'ERR_INVALID_URL') return fail(false, 'https_proxy does not hold the address of a proxy', PROXY_ADVICE);
  const [ofProxy, status, cause] = PROXY_ERROR.exec(message) ?? [];
  if (ofProxy && cause === undefined) {
    const said = status ? `answered ${phrase(Number(status))}` : 'did not answer as a proxy does';
    return fail(Number(status) >= 500, `the proxy ${proxy} ${said} when asked to connect to ${host}`, PROXY_ADVICE);
  }
  const peer = ofProxy ? `the proxy ${proxy}` : host;
  const why = cause ?? code;
  if (TLS_CODE.test(why) || /certificate|\bSSL\b/i.test(cause ?? '')) {
    const shown = TLS_CODE.test(why) ? ` (${why})` : '';
    return fail(false, `the TLS connection to ${peer} could not be made${shown}`, TLS_ADVICE);
  }
  if (sent && !ofProxy) {
    const progress = `${sent[0]} of ${sent[1]} bytes of the upload were on their way`;
    return fail(true, `the connection to ${peer} broke after ${progress}${code ? ` (${code})` : ''}`, RESET_ADVICE);
  }
  const known = Object.keys(WHAT).find((name) => why.includes(name));
  const shown = known || code ? ` (${known ?? code})` : '';
  return fail(true, `${known ? WHAT[known] : 'the connection failed'}: ${peer}${shown}`, ADVICE);
}
