import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Block } from '../../src/list/block.ts';
import { Fingerprints, LineSet } from '../../src/list/distinct.ts';
import { Memory, Window } from '../../src/list/window.ts';

function fill(block: Block, keys: readonly string[]): void {
  block.count = 0;
  for (const key of keys) {
    const source = new Memory(Buffer.byteLength(key));
    source.bytes.write(key);
    block.add(source, 0, Buffer.byteLength(key), false);
  }
}

function lines(block: Block): string[] {
  return block.bytes.toString('utf8', 0, block.used).split('\n').slice(0, -1);
}

function setOf(flags: readonly boolean[], first = 0): LineSet {
  const set = new LineSet();
  for (const [index, flag] of flags.entries()) if (flag) set.add(first + index);
  return set;
}

describe('Fingerprints', () => {
  const block = new Block();

  test.each([
    ['compared at the end', undefined],
    ['compared again and again', 1],
    ['compared now and then', 30],
  ])('tell which lines repeat an earlier one, of the same block or another: %s', (_, fewLines) => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(fc.array(key, { maxLength: 40 }), { maxLength: 12 }), (blocks) => {
        const fingerprints = new Fingerprints(fewLines);
        for (const keys of blocks) {
          fill(block, keys);
          fingerprints.add(block);
        }
        const all = blocks.flat();
        const expected = all.map((each, index) => all.indexOf(each) < index);
        expect(fingerprints.lines).toBe(all.length);
        const repeated = fingerprints.repeated();
        expect(all.map((_, index) => repeated.nextFrom(index) === index)).toEqual(expected);
        expect(repeated.count).toBe(expected.filter(Boolean).length);
      }),
    );
  });

  function blockOf(fingerprints: readonly (readonly [number, number, number])[]): Parameters<Fingerprints['add']>[0] {
    return { fingerprints: Int32Array.from(fingerprints.flat()), count: fingerprints.length };
  }

  test('compare all of a fingerprint, also where many share a slot', () => {
    const few = fc.constantFrom(-1, 0, 1, 2);
    const fingerprint = fc.tuple(fc.constantFrom(0, 1, 16, 0x0100_0000, -1), few, few);
    fc.assert(
      fc.property(fc.array(fingerprint, { maxLength: 300 }), fc.nat(300), (all, cut) => {
        const fingerprints = new Fingerprints();
        fingerprints.add(blockOf(all.slice(0, cut)));
        fingerprints.add(blockOf(all.slice(cut)));
        const repeated = fingerprints.repeated();
        const texts = all.map(String);
        const expected = texts.flatMap((text, index) => (texts.indexOf(text) < index ? [index] : []));
        expect(all.flatMap((_, index) => (repeated.nextFrom(index) === index ? [index] : []))).toEqual(expected);
      }),
    );
  });

  // So that memory is that of the keys, whatever the number of lines.
  test('forget repeated ones: when there are many, and four times as many are kept as were distinct', () => {
    const fingerprints = new Fingerprints(100);
    const add = (first: number, count: number): number => {
      fingerprints.add(blockOf(Array.from({ length: count }, (_, index) => [(first + index) << 20, first + index, 0])));
      return fingerprints.kept;
    };
    expect(add(0, 99)).toBe(99);
    // Compared, but there are none: the next time is when sixteen times as many are kept.
    expect(add(99, 1)).toBe(100);
    for (let round = 2; round <= 15; round++) expect(add(0, 100)).toBe(100 * round);
    expect(add(0, 99)).toBe(1599);
    expect(add(0, 1)).toBe(100);
    for (let round = 0; round < 2; round++) {
      expect(add(0, 100)).toBe(200);
      expect(add(0, 100)).toBe(300);
      expect(add(0, 100)).toBe(100);
    }
    // Half of them are: not enough to be worth it.
    expect(add(0, 100)).toBe(200);
    expect(add(100, 200)).toBe(400);
    expect(add(0, 200)).toBe(600);
    expect(fingerprints.repeated().count).toBe(fingerprints.lines - 300);
  });

  test('of few keys are compared as soon as they are more than a few lines', () => {
    const fingerprints = new Fingerprints(100);
    for (let line = 0; line < 99; line++) fingerprints.add(blockOf([[7, 7, 7]]));
    expect(fingerprints.kept).toBe(99);
    for (let line = 0; line < 99; line++) fingerprints.add(blockOf([[7, 7, 7]]));
    // 100 became 1, and 98 came.
    expect(fingerprints.kept).toBe(99);
    fingerprints.add(blockOf([[7, 7, 7]]));
    expect(fingerprints.kept).toBe(1);
  });

  test('of many lines', () => {
    const fingerprints = new Fingerprints();
    for (let round = 0; round < 4; round++) {
      fill(
        block,
        Array.from({ length: 100_000 }, (_, index) => `user-${round * 90_000 + index}`),
      );
      fingerprints.add(block);
    }
    const repeated = fingerprints.repeated();
    expect(repeated.count).toBe(30_000);
    expect([1, 2, 3].map((round) => repeated.countIn(round * 100_000, round * 100_000 + 10_000))).toEqual(
      Array(3).fill(10_000),
    );
  });
});

describe('LineSet', () => {
  test('has what was added', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300)), fc.nat(300), fc.nat(300), (lines, from, to) => {
        const set = new LineSet();
        for (const line of lines) set.add(line);
        const all = new Set(lines);
        expect(set.count).toBe(all.size);
        expect(set.nextFrom(from)).toBe(Math.min(...[...all].filter((line) => line >= from)));
        expect(set.countIn(from, to)).toBe([...all].filter((line) => line >= from && line < to).length);
      }),
    );
  });

  test('does not take a number of more than 32 bits for a smaller one', () => {
    const set = new LineSet();
    set.add(5);
    expect(set.nextFrom(2 ** 32)).toBe(Number.POSITIVE_INFINITY);
    expect(set.nextFrom(2 ** 32 + 5)).toBe(Number.POSITIVE_INFINITY);
    expect(set.countIn(0, 2 ** 40)).toBe(1);
  });
});

describe('Block.addLinesExcept', () => {
  test('leaves out the lines of the set and keeps the order, whatever is left over of a piece', () => {
    const block = new Block();
    const key = fc.string({ unit: fc.constantFrom('a', 'é', '+'), minLength: 1, maxLength: 90 });
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.boolean())), fc.nat(20), fc.nat(10), (keys, first, cut) => {
        const text = Buffer.from(keys.map(([each]) => `${each}\n`).join(''));
        const limit = Math.max(0, text.length - cut);
        const window = new Window();
        window.feed(text.subarray(0, limit));
        block.count = 0;
        const leftOut = setOf(
          keys.map(([, flag]) => flag),
          first,
        );
        const next = block.addLinesExcept(leftOut, first, window);
        const whole = text.toString('utf8', 0, limit).split('\n').length - 1;
        expect(next).toBe(first + whole);
        expect(window.start).toBe(text.subarray(0, limit).lastIndexOf('\n') + 1);
        expect(lines(block)).toEqual(
          keys
            .slice(0, whole)
            .filter(([, flag]) => !flag)
            .map(([each]) => each),
        );
        expect(block.used).toBe(Buffer.byteLength(lines(block).join('\n')) + (block.count > 0 ? 1 : 0));
      }),
    );
  });
});
