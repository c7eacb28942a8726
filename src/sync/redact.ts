/**
 * The one gate for texts from outside: what LaunchDarkly says is shown only without tokens and keys, on one line, and cut.
 * The lists are streamed once for all texts, and of most keys only two bytes are looked at; the work grows with the number of
 * keys and not with what a text is made of.
 */
import { Beginnings } from '../list/index.ts';
import { CONTROLS, type Reading, readingsOf } from './readings.ts';

/** What stands in for a secret, and for a text that could not be compared. */
const MASK = '***';

/** How much of a text is shown. */
const SHOWN = 500;

/** How much of it is compared: more, since a secret may begin in what is shown, and its encoding may be long. */
const COMPARED = 3_000;

/** How much of all texts together is compared; what comes after that is not shown. */
const COMPARED_IN_ALL = 60_000;

/** A longer secret is recognised by its first characters, this many, and everything after them is hidden too. */
const LONG = 100;

/** Places where a key may begin are found by its first characters. */
const PREFIX = 8;

export interface Secrets {
  tokens: readonly string[];
  /** Lists of keys: of the list itself, and of members that were exported. */
  lists: readonly { keys(beginnings: Beginnings): AsyncGenerator<readonly string[], void, undefined> }[];
  /** Ends it early: then no text is shown. */
  signal: AbortSignal;
}

/**
 * Takes every secret out of the texts, plain or in any encoding of readings.ts. A token is found anywhere, and so is a key
 * that is too long or too odd for chance; another key only where it is not part of a longer word or of a UUID, so that a
 * key `1` does not tear numbers and IDs apart.
 * @returns a text that may be shown for each, `***` where that is not known in time. Never rejects.
 */
export async function redact(texts: readonly string[], { tokens, lists, signal }: Secrets): Promise<string[]> {
  const compared = new Map<string, Compared>();
  const places = new Places();
  let room = COMPARED_IN_ALL;
  for (const text of new Set(texts)) {
    room -= Math.min(text.length, COMPARED);
    if (room >= 0) compared.set(text, new Compared(text));
  }
  try {
    for (const text of compared.values()) {
      for (const reading of await readingsOf(text.text)) {
        text.note(reading);
        for (const token of tokens) if (token !== '') text.findToken(token, reading);
        if (lists.length > 0) places.add(reading, text);
      }
    }
    places.sort();
    for (const list of places.none ? [] : lists) {
      for await (const keys of list.keys(places.beginnings)) {
        if (signal.aborted) return texts.map(() => MASK);
        for (const key of keys) places.find(key);
      }
    }
  } catch {
    // A list cannot be read again, so the texts may hold one of its keys.
    return texts.map(() => MASK);
  }
  return texts.map((text) => compared.get(text)?.shown() ?? MASK);
}

/** A text, and what of it must not be shown. */
class Compared {
  readonly text: string;
  readonly #isWhole: boolean;
  /** For each place, where what begins there and must not be shown ends. */
  readonly #hidden: Uint16Array;
  #limit: number;

  constructor(text: string) {
    this.text = text.slice(0, COMPARED);
    this.#isWhole = text.length <= COMPARED;
    this.#hidden = new Uint16Array(this.text.length);
    this.#limit = Math.min(this.text.length, SHOWN);
  }

  /** Nothing is shown so near the end that it might be the beginning of a secret. */
  note({ text, spans }: Reading): void {
    if (!this.#isWhole) this.#limit = Math.min(this.#limit, spans[text.length - LONG]?.[0] ?? 0);
  }

  findToken(token: string, reading: Reading): void {
    const start = token.slice(0, LONG);
    for (let at = reading.text.indexOf(start); at >= 0; at = reading.text.indexOf(start, at + 1)) {
      this.hide(reading, at, token.length);
    }
  }

  /** Hides a secret of this length that begins here. */
  hide({ spans }: Reading, at: number, length: number): void {
    const [start] = spans[at]!;
    const end = length > LONG ? this.text.length : spans[at + length - 1]![1];
    this.#hidden[start] = Math.max(this.#hidden[start]!, end);
  }

  shown(): string {
    let shown = '';
    let at = 0;
    while (at < this.#limit) {
      let end = this.#hidden[at]!;
      shown += end === 0 ? this.text[at] : MASK;
      // Overlapping ones become one.
      for (at += 1; at < end; at += 1) end = Math.max(end, this.#hidden[at]!);
    }
    if (at < this.text.length || !this.#isWhole) shown += '…';
    return shown.replace(CONTROLS, ' ').trim().toWellFormed();
  }
}

/** A place where a key may begin. */
interface Place {
  /** What stands there, as far as a key is compared. */
  rest: string;
  at: number;
  reading: Reading;
  borders: readonly boolean[];
  text: Compared;
}

/** All places of all texts where a key may begin. */
class Places {
  /** The beginnings of keys that may begin at one of them; the whole key, if it is shorter. */
  readonly #prefixes = new Set<string>();
  readonly #all: Place[] = [];
  readonly beginnings = new Beginnings();
  readonly #longFound = new Set<string>();

  get none(): boolean {
    return this.#all.length === 0;
  }

  add(reading: Reading, text: Compared): void {
    const borders = bordersOf(reading.text);
    for (let at = 0; at < reading.text.length; at += 1) {
      const rest = reading.text.slice(at, at + LONG);
      this.#all.push({ rest, at, reading, borders, text });
      this.beginnings.add(rest);
      this.beginnings.add(rest.slice(0, 1));
      this.#prefixes.add(rest.slice(0, PREFIX));
      for (let length = 1; borders[at] && length < PREFIX; length += 1) {
        if (borders[at + length]) this.#prefixes.add(rest.slice(0, length));
      }
    }
  }

  /** By what stands there, so that those of one key are next to each other and found by bisection. */
  sort(): void {
    this.#all.sort((a, b) => (a.rest < b.rest ? -1 : Number(a.rest > b.rest)));
  }

  find(key: string): void {
    if (!this.#prefixes.has(key.length > PREFIX ? key.slice(0, PREFIX) : key)) return;
    const isLong = key.length > LONG;
    const start = isLong ? key.slice(0, LONG) : key;
    if (this.#longFound.has(start)) return;
    const anywhere = isNoChance(key);
    for (let index = this.#firstFrom(start); this.#all[index]?.rest.startsWith(start); index += 1) {
      const { at, reading, borders, text } = this.#all[index]!;
      if (anywhere || (borders[at] && borders[at + key.length])) text.hide(reading, at, key.length);
      if (isLong) this.#longFound.add(start);
    }
  }

  /** The index of the first place whose rest does not sort before the text. */
  #firstFrom(text: string): number {
    let low = 0;
    let high = this.#all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#all[middle]!.rest < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Whether a key is not found within a longer word, or a UUID, by chance. */
function isNoChance(key: string): boolean {
  return key.length >= 2 * PREFIX || (key.length >= PREFIX && /[^\p{L}\p{N}]/u.test(key));
}

const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

const isWord = (sign = ''): boolean => /[\p{L}\p{N}]/u.test(sign);

/** For each place of a text, the end included, whether a word (letters and digits, or a UUID) may begin or end there. */
function bordersOf(text: string): boolean[] {
  const borders = Array.from({ length: text.length + 1 }, (_, at) => !isWord(text[at - 1]) || !isWord(text[at]));
  for (const { index, 0: uuid } of text.matchAll(UUID)) borders.fill(false, index + 1, index + uuid.length);
  return borders;
}
