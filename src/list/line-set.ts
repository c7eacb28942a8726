/** A set of a list's lines, by their numbers from 0: one bit for each line up to the last one in it. */
export class LineSet {
  /** How many are in it. */
  count = 0;
  #bits = new Uint8Array(0);

  add(line: number): void {
    const at = Math.floor(line / 8);
    const bit = 1 << (line % 8);
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(2 * at + 64);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    if ((this.#bits[at]! & bit) !== 0) return;
    this.#bits[at]! |= bit;
    this.count++;
  }

  /** The first line in it from this one on; Infinity if there is none. */
  nextFrom(line: number): number {
    let at = Math.floor(line / 8);
    let bits = (this.#bits[at] ?? 0) & (0xff << (line % 8));
    while (bits === 0) {
      if (++at >= this.#bits.length) return Number.POSITIVE_INFINITY;
      bits = this.#bits[at]!;
    }
    return 8 * at + 31 - Math.clz32(bits & -bits);
  }

  /** How many of the lines [from, to) are in it. */
  countIn(from: number, to: number): number {
    let count = 0;
    for (let line = this.nextFrom(from); line < to; line = this.nextFrom(line + 1)) count++;
    return count;
  }
}
