/** What can happen on the way. */
import type { RawAnswer } from './http-head.ts';

export type Side = 'request' | 'response';

/**
 * A place in a message: bytes from its start (0 is before anything passes), the end of its `head`, its `end` (all has
 * passed), or bytes of its body: negative from the end, below 1 a share of it. For a connection's fault only bytes from its
 * start.
 */
export type Position = number | 'head' | 'end' | { body: number };

/** What happens. `side` is the direction whose bytes are counted; what came before `after` has passed. */
export type Fault =
  /** The connection breaks, with a TCP reset or an orderly close. */
  | { kind: 'reset' | 'close'; side: Side; after: Position }
  /** No byte moves any more; the connection stays open. */
  | { kind: 'stall'; side: Side; after: Position }
  /** Bytes pass at this rate, in one direction or both. */
  | { kind: 'slow'; side?: Side; bytesPerSecond: number }
  /**
   * This answer instead of the real one: `early` (default), while the rest of the request is read and thrown away; `closing`,
   * with the connection closed under it, or `deaf`, without reading on; or when all of the request is `received`.
   */
  | { kind: 'answer'; side: Side; after: Position; answer: RawAnswer; when?: 'early' | 'closing' | 'deaf' | 'received' }
  /**
   * The rest of the request is held back, the client is cut off (or left waiting: `stall`) when all of it has arrived, and
   * `delayMs` later, or at `release()`, the simulator gets the rest.
   */
  | { kind: 'zombie'; after: Position; how?: 'reset' | 'stall'; delayMs?: number };
