import { text } from 'node:stream/consumers';
import { createZstdDecompress, constants as zlib, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cutIntoFrames } from '../../src/list/frames.ts';

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function pieces(bytes: Buffer, size: number): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const piece of cutIntoFrames(chunksOf(bytes, size))) all.push(piece);
  return all;
}

/** Where pieces end. */
function ends(all: readonly Buffer[]): number[] {
  let at = 0;
  return all.map(({ length }) => (at += length));
}

const skippable = (length: number): Buffer => {
  const header = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  header.writeUInt32LE(length, 4);
  return Buffer.concat([header, Buffer.alloc(length, 0x28)]);
};

const content = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 0, max: 400_000 }).map((length) => Buffer.alloc(length, 'a')),
  fc
    .integer({ min: 0, max: 70_000 })
    .map((length) => Buffer.from(Array.from({ length }, (_, at) => `${at},`).join(''))),
);
const frame = fc.oneof(
  fc
    .record({ content, checksum: fc.nat(1), contentSize: fc.nat(1), level: fc.constantFrom(1, 3, 19) })
    .map(({ content, checksum, contentSize, level }) =>
      zstdCompressSync(content, {
        params: {
          [zlib.ZSTD_c_checksumFlag]: checksum,
          [zlib.ZSTD_c_contentSizeFlag]: contentSize,
          [zlib.ZSTD_c_compressionLevel]: level,
        },
      }),
    ),
  fc.integer({ min: 0, max: 70_000 }).map(skippable),
);

describe('zstd data', () => {
  test('is cut where frames end, and nowhere but there and where chunks end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { maxLength: 6 }),
        fc.constantFrom(1, 2, 5, 1000, 65_536),
        async (frames, size) => {
          const bytes = Buffer.concat(frames);
          if (size < 1000 && bytes.length > 20_000) return;
          const all = await pieces(bytes, size);
          expect(Buffer.concat(all).equals(bytes)).toBe(true);
          const chunkEnds = Array.from({ length: Math.floor(bytes.length / size) }, (_, index) => (index + 1) * size);
          const expected = new Set([...ends(frames), ...chunkEnds, bytes.length].filter((end) => end > 0));
          expect(ends(all)).toEqual([...expected].sort((one, other) => one - other));
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);

  test('that is none, or broken, is passed on whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(frame, { maxLength: 2 }),
        fc.uint8Array({ maxLength: 300 }),
        async (frames, garbage) => {
          const bytes = Buffer.concat([...frames, garbage]);
          expect(Buffer.concat(await pieces(bytes, 1000)).equals(bytes)).toBe(true);
        },
      ),
    );
  });

  // Else a decompressor is made for each frame, which is slow, and right all the same.
  test('that is cut so is decompressed by one decompressor', async () => {
    const frames = ['a\n', '', 'b\n'].map((each) => zstdCompressSync(each));
    const decompressor = createZstdDecompress();
    for await (const piece of cutIntoFrames(chunksOf(Buffer.concat(frames), 1000))) decompressor.write(piece);
    decompressor.end();
    expect(await text(decompressor)).toBe('a\nb\n');
  });
});
