import type { Socket } from 'node:net';
import type { Fault, Position, Side } from './fault.ts';
import { formatAnswer, type Head, parseHead } from './http-head.ts';

export interface Ends {
  /** The client's TCP socket. */
  wire: Socket;
  /** The client's bytes: the same socket, or TLS on top of it. */
  client: Socket;
  upstream: Socket;
}

interface LinkOptions {
  /** The bytes are not HTTP that can be read. */
  opaque: boolean;
  connectionFault: Fault | undefined;
  /** @returns the fault for this request */
  onRequest: (method: string, path: string) => Fault | undefined;
  onClose: () => void;
}

/** How finely slow bytes are dosed. */
const TICK_MS = 20;

/** One message on its way, in one direction. */
interface Message {
  passed: number;
  head: Head | undefined;
  /** Bytes that wait for the rest of their head. */
  headless: Buffer;
  /** How many bytes may pass before the fault strikes. */
  limit: number;
}

const fresh = (): Message => ({
  passed: 0,
  head: undefined,
  headless: Buffer.alloc(0),
  limit: Number.POSITIVE_INFINITY,
});

function resolve(position: Position, head: Head): number {
  if (position === 'head') return head.length;
  if (position === 'end') return head.length + head.bodyLength;
  if (typeof position === 'number') return position;
  const { body } = position;
  if (body < 0) return head.length + head.bodyLength + body;
  return head.length + (body > 0 && body < 1 ? Math.floor(body * head.bodyLength) : body);
}

/** One proxied connection. Messages follow one another: no pipelining, bodies by `Content-Length`. */
export class Link {
  readonly #ends: Ends;
  readonly #options: LinkOptions;
  /** Bytes from the client that belong to no request yet. */
  #early: Buffer = Buffer.alloc(0);
  #request = fresh();
  #response = fresh();
  #fault: Fault | undefined;
  /** What has become of the bytes of each direction. */
  readonly #fate: Record<Side, 'pass' | 'drop' | 'hold'> = { request: 'pass', response: 'pass' };
  #held: Buffer[] = [];
  /** Runs when all of the request has arrived from the client. */
  #onReceived: (() => void) | undefined;
  /** Settled when a direction has no slow bytes on their way. */
  readonly #idle: Record<Side, Promise<void>> = { request: Promise.resolve(), response: Promise.resolve() };
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(ends: Ends, options: LinkOptions) {
    this.#ends = ends;
    this.#options = options;
    this.#fault = options.connectionFault;
    const { wire, client, upstream } = ends;
    client.on('data', (bytes: Buffer) => this.#fromClient(bytes));
    upstream.on('data', (bytes: Buffer) => this.#pass('response', bytes));
    for (const socket of new Set([wire, client, upstream])) socket.on('error', () => {});
    client.on('end', () => this.#finish('request', () => upstream.end()));
    upstream.on('end', () => this.#finish('response', () => client.end()));
    client.on('close', () => this.#finish('request', () => this.#close()));
    upstream.on('close', () => this.#finish('response', () => this.#close()));
    if (this.#fault) this.#breakConnection(this.#fault);
  }

  /** Puts a whole connection's fault in place. */
  #breakConnection(fault: Fault): void {
    if (fault.kind === 'slow') return;
    const { after } = fault;
    if (fault.kind === 'zombie' || typeof after !== 'number') {
      throw new Error('A fault of a whole connection counts bytes from its start, and cannot be a zombie');
    }
    this.#message(fault.side).limit = after;
    if (after === 0 && fault.side === 'request') this.#strike();
  }

  #message(side: Side): Message {
    return side === 'request' ? this.#request : this.#response;
  }

  #fromClient(bytes: Buffer): void {
    if (this.#options.opaque || this.#options.connectionFault) {
      this.#pass('request', bytes);
      return;
    }
    this.#early = this.#early.length > 0 ? Buffer.concat([this.#early, bytes]) : bytes;
    while (this.#early.length > 0) {
      if (!this.#request.head && !this.#begin()) return;
      const { passed, head } = this.#request;
      const rest = head!.length + head!.bodyLength - passed;
      const part = this.#early.subarray(0, rest);
      this.#early = this.#early.subarray(part.length);
      this.#pass('request', part);
      if (part.length < rest) return;
      this.#onReceived?.();
      this.#onReceived = undefined;
      this.#request = fresh();
    }
  }

  /** @returns whether a request has begun: its head is there */
  #begin(): boolean {
    const head = parseHead(this.#early);
    if (!head) return false;
    const [method, path] = head.startLine.split(' ') as [string, string];
    this.#request = { ...fresh(), head };
    this.#response = fresh();
    this.#fault = this.#options.onRequest(method, path);
    const fault = this.#fault;
    if (fault && 'after' in fault && (fault.kind === 'zombie' || fault.side === 'request')) {
      this.#request.limit = resolve(fault.after, head);
    }
    return true;
  }

  #pass(side: Side, chunk: Buffer): void {
    const message = this.#message(side);
    const bytes = side === 'response' ? this.#limitResponse(message, chunk) : chunk;
    if (!bytes) return;
    const allowed = Math.max(0, Math.min(bytes.length, message.limit - message.passed));
    this.#deliver(side, bytes.subarray(0, allowed));
    const struck = message.passed + allowed >= message.limit && this.#fate[side] === 'pass';
    message.passed += bytes.length;
    if (struck) this.#strike();
    this.#deliver(side, bytes.subarray(allowed));
  }

  /** @returns the bytes that may go on: none as long as the fault's place depends on a head that is not all there */
  #limitResponse(message: Message, chunk: Buffer): Buffer | undefined {
    const fault = this.#fault;
    if (message.head || !fault || !('after' in fault) || fault.kind === 'zombie' || fault.side !== 'response')
      return chunk;
    if (typeof fault.after === 'number') {
      message.limit = fault.after;
      return chunk;
    }
    const bytes = Buffer.concat([message.headless, chunk]);
    message.headless = bytes;
    message.head = parseHead(bytes);
    if (!message.head) return undefined;
    message.limit = resolve(fault.after, message.head);
    return bytes;
  }

  /** Sends bytes on as the direction's fate has it, no faster than the other end takes them. */
  #deliver(side: Side, bytes: Buffer): void {
    if (bytes.length === 0 || this.#fate[side] === 'drop') return;
    if (this.#fate[side] === 'hold') {
      this.#held.push(bytes);
      return;
    }
    const { client, upstream } = this.#ends;
    const [from, to] = side === 'request' ? [client, upstream] : [upstream, client];
    const fault = this.#fault;
    if (fault?.kind === 'slow' && (fault.side ?? side) === side) {
      this.#idle[side] = this.#idle[side].then(() => this.#trickle(from, to, bytes, fault.bytesPerSecond));
    } else if (!to.write(bytes)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  }

  async #trickle(from: Socket, to: Socket, bytes: Buffer, bytesPerSecond: number): Promise<void> {
    const size = Math.max(1, Math.round((bytesPerSecond * TICK_MS) / 1000));
    from.pause();
    for (let offset = 0; offset < bytes.length; offset += size) {
      to.write(bytes.subarray(offset, offset + size));
      await new Promise<void>((resolve) => this.#later((size / bytesPerSecond) * 1000, resolve));
    }
    from.resume();
  }

  #later(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
  }

  /** One end of a direction is done: the other follows, unless a fault has decided otherwise. */
  #finish(side: Side, action: () => void): void {
    if (this.#fate[side] === 'pass' || (side === 'request' && this.#fate.request === 'drop'))
      this.#idle[side].then(action);
  }

  #close(): void {
    for (const socket of [this.#ends.client, this.#ends.upstream]) socket.destroySoon();
    this.#options.onClose();
  }

  /** The fault's place has been reached. */
  #strike(): void {
    const { wire, client, upstream } = this.#ends;
    const fault = this.#fault!;
    switch (fault.kind) {
      case 'reset':
        this.#fate.request = this.#fate.response = 'drop';
        wire.resetAndDestroy();
        upstream.destroy();
        return;
      case 'close':
        this.#fate.request = this.#fate.response = 'drop';
        client.destroySoon();
        upstream.destroy();
        return;
      case 'stall':
        this.#fate[fault.side] = 'drop';
        (fault.side === 'request' ? client : upstream).pause();
        return;
      case 'answer':
        this.#fate.request = this.#fate.response = 'drop';
        upstream.destroy();
        if (fault.when === 'received') this.#onReceived = () => client.end(formatAnswer(fault.answer));
        else if (fault.when === 'deaf') client.pause().write(formatAnswer(fault.answer));
        else client.end(formatAnswer(fault.answer));
        if (fault.when === 'closing') client.destroySoon();
        return;
      case 'zombie':
        this.#fate.request = 'hold';
        this.#fate.response = 'drop';
        this.#onReceived = () => {
          if (fault.how !== 'stall') wire.resetAndDestroy();
          if (fault.delayMs !== undefined) this.#later(fault.delayMs, () => this.release());
        };
        return;
      default:
        throw new Error(`A ${fault.kind} fault never strikes`);
    }
  }

  /** Delivers what is held back. */
  release(): void {
    if (this.#held.length === 0) return;
    this.#ends.upstream.end(Buffer.concat(this.#held));
    this.#held = [];
  }

  destroy(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#ends.wire.destroy();
    this.#ends.upstream.destroy();
    this.#options.onClose();
  }
}
