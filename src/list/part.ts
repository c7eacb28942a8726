/** One file of the normalised list, and the ways to read it again: whoever does sees that it was not changed. */
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { readAhead } from './source.ts';

/** Some of a list's keys as they are sent: one per line. */
export class PartFile {
  readonly path: string;
  keys = 0;
  /** Exact length. */
  bytes = 0;
  /** Of the content, to notice a change: modification times say too much and too little on network file systems. */
  crc32 = 0;

  constructor(path: string) {
    this.path = path;
  }

  /** Exactly the part's bytes, in pieces of their own. Fails before the last one if the file is gone or was changed. */
  async *open(): AsyncIterable<Buffer> {
    for await (const chunk of this.chunks()) yield Buffer.from(chunk);
  }

  /** The same bytes as open(), in the same memory again and again: each piece is only valid until the next. */
  async *chunks(): AsyncGenerator<Buffer, void, undefined> {
    const handle = await open(this.path, 'r');
    try {
      let left = this.bytes;
      let sum = 0;
      if ((await handle.stat()).size !== left) throw changed();
      for await (const chunk of readAhead(handle, left)) {
        left -= chunk.length;
        sum = crc32(chunk, sum);
        // The last piece of a changed part is never given away.
        if (left < 0 || (left === 0 && sum !== this.crc32)) throw changed();
        yield chunk;
      }
      if (left > 0) throw changed();
    } finally {
      // Nothing is lost if that fails, so no outcome may change.
      await handle.close().catch(() => {});
    }
  }
}

/** Keys or bytes of all parts. */
export function total(parts: readonly PartFile[], what: 'keys' | 'bytes'): number {
  return parts.reduce((sum, part) => sum + part[what], 0);
}

function changed(): Error {
  return new Error('A part of the list changed on disk.');
}
