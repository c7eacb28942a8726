import { join } from 'node:path';
import { gzipSync, constants as zlib, zstdCompressSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openFile } from '../../src/list/source.ts';
import { temporaryDirectory, writeFiles } from './support.ts';

/** What a decompressor is to skip: https://www.rfc-editor.org/rfc/rfc8878#name-skippable-frames */
function skippable(length: number): Buffer {
  const header = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  header.writeUInt32LE(length, 4);
  return Buffer.concat([header, Buffer.alloc(length, 0x28)]);
}

const content = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.integer({ min: 0, max: 3_000_000 }).map((length) => Buffer.alloc(length, 'a')),
  fc
    .integer({ min: 0, max: 70_000 })
    .map((length) => Buffer.from(Array.from({ length }, (_, at) => `${at},`).join(''))),
);

interface Piece {
  compressed: Buffer;
  content: Buffer;
}

const frame = fc
  .record({ content, checksum: fc.nat(1), contentSize: fc.nat(1), level: fc.constantFrom(1, 3) })
  .map(({ content, checksum, contentSize, level }): Piece => {
    const params = {
      [zlib.ZSTD_c_checksumFlag]: checksum,
      [zlib.ZSTD_c_contentSizeFlag]: contentSize,
      [zlib.ZSTD_c_compressionLevel]: level,
    };
    return { compressed: zstdCompressSync(content, { params }), content };
  });
const skipped = fc
  .integer({ min: 0, max: 300_000 })
  .map((length): Piece => ({ compressed: skippable(length), content: Buffer.alloc(0) }));
const member = content.map((content): Piece => ({ compressed: gzipSync(content, { level: 1 }), content }));

test.each([
  ['zstd', fc.oneof(frame, frame, skipped)],
  ['gzip', member],
] as const)('%s data put together is read as one', async (compression, piece) => {
  await using directory = await temporaryDirectory();
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 6 }), async (pieces) => {
      await writeFiles(directory.path, { list: Buffer.concat(pieces.map(({ compressed }) => compressed)) });
      await using file = await openFile({ path: join(directory.path, 'list'), shown: 'list' });
      const chunks: Buffer[] = [];
      for (let chunk = await file.next(); chunk; chunk = await file.next()) chunks.push(Buffer.from(chunk));
      expect(file.compression).toBe(compression);
      expect(Buffer.concat(chunks).equals(Buffer.concat(pieces.map(({ content }) => content)))).toBe(true);
    }),
    { numRuns: 30 },
  );
});
