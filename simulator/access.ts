import { randomUUID } from 'node:crypto';
import { Refusal } from './errors.ts';

/** What an access token may do of what not every role may. Everything else any token may do. */
export interface Role {
  /** `bypassRequiredSegmentApproval`: changes that need approval are made at once. Default: no. */
  bypassApprovals: boolean;
  /** `createSegmentExport`. Default: yes. */
  exports: boolean;
}

/** What every access token of LaunchDarkly begins with; SDK keys begin otherwise. */
const PREFIX = 'api-';

/** The access tokens that work, and what they may do. */
export class Tokens {
  readonly #roles = new Map<string, Role>();

  /** Makes a token that works. */
  add(role: Partial<Role> = {}, token = `${PREFIX}${randomUUID()}`): string {
    this.#roles.set(token, { bypassApprovals: false, exports: true, ...role });
    return token;
  }

  /** Changes what a token may do. */
  grant(token: string, role: Partial<Role>): void {
    this.add({ ...this.#roles.get(token), ...role }, token);
  }

  /** Makes a token worthless, as one that was deleted. */
  revoke(token: string): void {
    this.#roles.delete(token);
  }

  /**
   * @param authorization the header as it was sent
   * @throws Refusal (401) if it is not a token that works: in LaunchDarkly's words, as far as they were seen
   */
  roleOf(authorization = ''): Role {
    const role = this.#roles.get(authorization);
    if (role) return role;
    if (authorization.startsWith('Bearer ')) throw new Refusal(401, 'invalid_token', 'invalid access token');
    const recognised = authorization.startsWith(PREFIX);
    throw new Refusal(401, 'unauthorized', recognised ? 'Invalid access token' : 'Invalid account ID header');
  }
}
