/** Where the frames of zstd data end: https://www.rfc-editor.org/rfc/rfc8878#name-zstandard-frames */

const MAGIC = 0xfd2fb528;
/** The last four bits may be any. */
const SKIPPABLE_MAGIC = 0x184d2a5;
/** No field that is read has more bytes. */
const MOST_FIELD_BYTES = 4;

/**
 * Cuts data where frames end. Node's decompressor goes on from frame to frame only if no piece that it is fed has bytes
 * of two. Else it ends with the first, and another one has to be made, which takes longer than a short frame.
 */
export async function* cutIntoFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, void> {
  const fields = fieldsOfFrames();
  let missing = fields.next().value ?? 0;
  let field: number[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + missing);
      at += piece.length;
      missing -= piece.length;
      field.push(...piece.subarray(0, MOST_FIELD_BYTES));
      while (missing === 0) {
        const next = fields.next(Buffer.from(field)).value;
        field = [];
        if (next !== undefined) missing = next;
        else {
          yield chunk.subarray(from, at);
          from = at;
        }
      }
    }
    if (from < chunk.length) yield chunk.subarray(from);
  }
}

/** Gives the length of one field after another, and takes its bytes if they are few; undefined where a frame ends. */
function* fieldsOfFrames(): Generator<number | undefined, never, Buffer> {
  for (;;) {
    const magic = (yield 4).readUInt32LE();
    if (magic === MAGIC) yield* fieldsOfFrame();
    else if (magic >>> 4 === SKIPPABLE_MAGIC) yield (yield 4).readUInt32LE();
    // No frame, so it has no end: the decompressor refuses it.
    else yield Number.POSITIVE_INFINITY;
    yield undefined;
  }
}

function* fieldsOfFrame(): Generator<number, void, Buffer> {
  const descriptor = (yield 1)[0]!;
  const single = (descriptor & 0x20) !== 0;
  yield Number(!single);
  yield [0, 1, 2, 4][descriptor & 3]!;
  yield descriptor >> 6 === 0 ? Number(single) : 2 ** (descriptor >> 6);
  for (let last = false; !last; ) {
    const block = (yield 3).readUIntLE(0, 3);
    last = (block & 1) === 1;
    // A block of one byte over and over has only that.
    yield ((block >> 1) & 3) === 1 ? 1 : block >> 3;
  }
  yield descriptor & 4;
}
