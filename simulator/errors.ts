/** A request that the simulator refuses, with the body LaunchDarkly documents: `{code, message, id}`. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

const DENIED = 'Forbidden. Access to the requested resource was denied.';

export const badRequest = (message: string) => new Refusal(400, 'invalid_request', message);
export const forbidden = (message = DENIED) => new Refusal(403, 'forbidden', message);
export const notFound = (message = 'Invalid resource identifier') => new Refusal(404, 'not_found', message);
export const conflict = (message: string) => new Refusal(409, 'conflict', message);
export const tooLarge = (message: string) => new Refusal(413, 'payload_too_large', message);

/** The codes and messages that LaunchDarkly's description gives as examples, for answers made to order. */
const EXAMPLES: Record<number, [code: string, message: string]> = {
  400: ['invalid_request', 'Invalid request body'],
  401: ['unauthorized', 'Invalid access token'],
  403: ['forbidden', DENIED],
  404: ['not_found', 'Invalid resource identifier'],
  405: ['method_not_allowed', 'Method not allowed'],
  409: ['optimistic_locking_error', 'Conflict. Optimistic lock error. Try again later.'],
  413: ['payload_too_large', 'Request body is too large'],
  429: ['rate_limited', "You've exceeded the API rate limit. Try again later."],
  500: ['internal_service_error', 'Internal server error'],
  502: ['bad_gateway', 'Bad gateway'],
  503: ['service_unavailable', 'Service unavailable'],
  504: ['gateway_timeout', 'Gateway timeout'],
};

/** @returns the error body for a status, with LaunchDarkly's own words where they are documented */
export function errorBody(status: number, id: string): { code: string; message: string; id: string } {
  const [code, message] = EXAMPLES[status] ?? [`status_${status}`, `Status ${status}`];
  return { code, message, id };
}
