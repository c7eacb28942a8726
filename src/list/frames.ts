/** Where the frames of zstd data end: https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames */

const MAGIC = 0xfd2fb528;
/** The last four bits may be any. */
const SKIPPABLE_MAGIC = 0x184d2a5;

/** So many bytes are passed over, and then a header is read; without one the frame ends there. */
interface Step {
  skip: number;
  header?: { bytes: number; next: (header: Buffer) => Step };
}

/** The beginning of a frame. */
const START: Step = { skip: 0, header: { bytes: 5, next: afterMagic } };

/**
 * Cuts data where frames end. Node's decompressor goes on from frame to frame only if no piece that it is fed has bytes
 * of two. Else it ends with the first, and another one has to be made, which takes longer than a short frame.
 */
export async function* cutIntoFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  let { skip, header } = START;
  let read: number[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; ) {
      const skipped = Math.min(skip, chunk.length - at);
      skip -= skipped;
      at += skipped;
      if (at === chunk.length) break;
      if (header === undefined) {
        if (at > from) yield chunk.subarray(from, at);
        from = at;
        ({ skip, header } = START);
      } else if (read.push(chunk[at++]!) === header.bytes) {
        ({ skip, header } = header.next(Buffer.from(read)));
        read = [];
      }
    }
    if (from < chunk.length) yield chunk.subarray(from);
  }
}

function afterMagic(header: Buffer): Step {
  const magic = header.readUInt32LE();
  if (magic >>> 4 === SKIPPABLE_MAGIC) {
    // The fifth byte is the first of the size.
    const next = (rest: Buffer): Step => ({ skip: 256 * rest.readUIntLE(0, 3) + header[4]! });
    return { skip: 0, header: { bytes: 3, next } };
  }
  // No frame, so it has no end: the decompressor refuses it.
  if (magic !== MAGIC) return { skip: Number.POSITIVE_INFINITY };
  const descriptor = header[4]!;
  const single = (descriptor & 0x20) !== 0;
  const sizeBytes = descriptor >> 6 === 0 ? Number(single) : 2 ** (descriptor >> 6);
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  const checksumBytes = descriptor & 4;
  const block = (skip: number): Step => ({
    skip,
    header: {
      bytes: 3,
      next: (bytes) => {
        const word = bytes.readUIntLE(0, 3);
        // A block of one byte over and over has only that.
        const size = ((word >> 1) & 3) === 1 ? 1 : word >> 3;
        return (word & 1) === 0 ? block(size) : { skip: size + checksumBytes };
      },
    },
  });
  return block(Number(!single) + dictionaryBytes + sizeBytes);
}
