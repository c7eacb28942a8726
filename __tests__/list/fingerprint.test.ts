import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BELOW_LF, BELOW_SPACE, LineDigest } from '../../src/list/fingerprint.ts';
import { Memory } from '../../src/list/window.ts';

/** The fingerprint of a line that stands at `offset`, among other bytes. */
function fingerprint(line: Buffer, { offset = 0, floor = BELOW_LF, end = '\n', behind = 'x' } = {}): number[] {
  const source = new Memory(offset + line.length + 16);
  source.bytes.fill(behind);
  source.bytes.write('?'.repeat(offset));
  line.copy(source.bytes, offset);
  source.bytes.write(end, offset + line.length);
  const digest = new LineDigest();
  expect(digest.read(source.view, offset, floor)).toBe(offset + line.length);
  return [digest.a, digest.b, digest.c];
}

describe('LineDigest', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((line) => !/[\0-\x20]/.test(line));

  test('depends on the line alone: not on where it stands, what ends it, or what is behind it', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 7 }), fc.constantFrom('\n', '\r', ' ', '\t'), (line, offset, end) => {
        const bytes = Buffer.from(line);
        expect(fingerprint(bytes, { offset, floor: BELOW_SPACE, end, behind: '\xff' })).toEqual(fingerprint(bytes));
      }),
    );
  });

  test('every lane differs for lines that differ in a bit', () => {
    const line = Buffer.from('0123456789ABCDEF0123456789abcdef!');
    const [a, b, c] = fingerprint(line);
    for (let bit = 0; bit < 8 * line.length; bit++) {
      const other = Buffer.from(line);
      other[bit >> 3]! ^= 1 << (bit & 7);
      if (other[bit >> 3]! < BELOW_LF) continue;
      const [a2, b2, c2] = fingerprint(other);
      expect([a === a2, b === b2, c === c2]).toEqual([false, false, false]);
    }
  });

  test('a lane takes its values evenly: among 200,000 lines, few share one', () => {
    const lanes = [new Set<number>(), new Set<number>(), new Set<number>()];
    for (let index = 0; index < 200_000; index++) {
      for (const [lane, value] of digestOf(`user-${index}`).entries()) lanes[lane]!.add(value);
    }
    // 200,000² / 2^33 = 4.7 are expected; 30 would be a one in 10^13 event.
    for (const lane of lanes) expect(200_000 - lane.size).toBeLessThan(30);
  });
});

const scratch = new Memory(64);
const digest = new LineDigest();
function digestOf(line: string): number[] {
  scratch.bytes.write(`${line}\n`);
  digest.read(scratch.view, 0, BELOW_LF);
  return [digest.a, digest.b, digest.c];
}
