/** Texts by their first two bytes: at a glance, and without a string of it, most lines are none of them. */
import { QUOTE } from './bytes.ts';

export class Beginnings {
  readonly #known = new Uint8Array(65_536);

  /** @param text not empty */
  add(text: string): void {
    // Behind a key of one byte a line has its LF.
    const bytes = Buffer.from(`${text.slice(0, 2)}\n`);
    this.#known[bytes.readUInt16BE()] = 1;
  }

  /** Whether the key of the normalised line that starts here may begin like one of the texts. */
  mayBegin(bytes: Buffer, start: number): boolean {
    // What is quoted begins behind the quote, and is rare.
    return bytes[start] === QUOTE || this.#known[bytes[start]! * 256 + bytes[start + 1]!] === 1;
  }
}
