import { describe, expect, test } from '@jest/globals';
import {
  classTable,
  ENDS_FIELD,
  FIRST_PLAIN,
  HAS_COMMA,
  HAS_CONTROL,
  HAS_NON_ASCII,
  HAS_QUOTE,
  skipPlain,
} from '../../src/list/bytes.ts';

const everyByte = Array.from({ length: 256 }, (_, byte) => byte);

describe('skipPlain', () => {
  test.each([0, 1, 2, 3, 4, 7])('stops at every byte that is not plain, %d bytes from the start', (offset) => {
    for (const filler of [FIRST_PLAIN, 0x61, 0x7e]) {
      for (const byte of everyByte) {
        const bytes = new Uint8Array(20).fill(filler);
        bytes[12] = 0x0a;
        bytes[offset] = byte;
        const plain = byte >= FIRST_PLAIN && byte < 0x7f;
        expect([byte, skipPlain(new DataView(bytes.buffer), 0)]).toEqual([byte, plain ? 12 : offset - (offset % 4)]);
      }
    }
  });

  test('begins anywhere', () => {
    const bytes = Buffer.from('a,bcdefg,   ');
    expect(skipPlain(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 2)).toBe(6);
  });
});

test('every byte has its class', () => {
  const table = classTable([0x0a, 0x3b]);
  for (const byte of everyByte) {
    const kind =
      byte < 0x20 || byte === 0x7f
        ? HAS_CONTROL
        : byte >= 0x80
          ? HAS_NON_ASCII
          : byte === 0x22
            ? HAS_QUOTE
            : byte === 0x2c
              ? HAS_COMMA
              : 0;
    expect([byte, table[byte]]).toEqual([byte, byte === 0x0a || byte === 0x3b ? kind | ENDS_FIELD : kind]);
  }
});
