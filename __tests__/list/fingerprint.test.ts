import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BELOW_LF, BELOW_SPACE, fingerprint } from '../../src/list/fingerprint.ts';
import { Memory } from '../../src/list/window.ts';

/** The fingerprint of a line that stands at `offset`, among other bytes. */
function digestOf(line: Buffer, { offset = 0, floor = BELOW_LF, end = '\n', behind = 'x' } = {}): number[] {
  const source = new Memory(offset + line.length + 16);
  source.bytes.fill(behind);
  source.bytes.write('?'.repeat(offset));
  line.copy(source.bytes, offset);
  source.bytes.write(end, offset + line.length);
  const words = new Int32Array(5);
  expect(fingerprint(source.view, offset, floor, words, 1)).toBe(offset + line.length);
  expect([words[0], words[4]]).toEqual([0, 0]);
  return [...words.subarray(1, 4)];
}

describe('a fingerprint', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((line) => !/[\0-\x20]/.test(line));

  test('depends on the line alone: not on where it stands, what ends it, or what is behind it', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 7 }), fc.constantFrom('\n', '\r', ' ', '\t'), (line, offset, end) => {
        const bytes = Buffer.from(line);
        expect(digestOf(bytes, { offset, floor: BELOW_SPACE, end, behind: '\xff' })).toEqual(digestOf(bytes));
      }),
    );
  });

  test('every lane differs for lines that differ in a bit', () => {
    const line = Buffer.from('0123456789ABCDEF0123456789abcdef!');
    const [a, b, c] = digestOf(line);
    for (let bit = 0; bit < 8 * line.length; bit++) {
      const other = Buffer.from(line);
      other[bit >> 3]! ^= 1 << (bit & 7);
      if (other[bit >> 3]! < BELOW_LF) continue;
      const [a2, b2, c2] = digestOf(other);
      expect([a === a2, b === b2, c === c2]).toEqual([false, false, false]);
    }
  });

  test('a lane takes its values evenly: among 200,000 lines, few share one', () => {
    const lanes = [new Set<number>(), new Set<number>(), new Set<number>()];
    const { bytes, view } = new Memory(64);
    const words = new Int32Array(3);
    for (let index = 0; index < 200_000; index++) {
      bytes.write(`user-${index}\n`);
      fingerprint(view, 0, BELOW_LF, words, 0);
      for (const [lane, value] of words.entries()) lanes[lane]!.add(value);
    }
    // 200,000² / 2^33 = 4.7 are expected; 30 would be a one in 10^13 event.
    for (const lane of lanes) expect(200_000 - lane.size).toBeLessThan(30);
  });
});
