/** What a text may stand for: itself, and with percent-, form-, JSON- or HTML-encoding undone, once or twice. Pure. */

export interface Reading {
  text: string;
  /** For each UTF-16 unit of `text`, where what it stands for begins and ends in the original. */
  starts: readonly number[];
  ends: readonly number[];
}

/** What is encoded, and what one such stretch stands for. */
const DECODERS: readonly [RegExp, (encoded: string) => string][] = [
  [/(?:%[\da-f]{2})+/gi, (encoded) => Buffer.from(encoded.replaceAll('%', ''), 'hex').toString('utf8')],
  [/\+/g, () => ' '],
  [/\\(?:u[\da-f]{4}|["\\/bfnrt])/gi, (encoded) => attempt(() => JSON.parse(`"${encoded}"`), encoded)],
  [/&(?:#x[\da-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi, decodeEntity],
];

/** All readings of a text, the text itself first, each once. */
export function readingsOf(text: string): Reading[] {
  const starts = Array.from({ length: text.length }, (_, index) => index);
  const readings = new Map<string, Reading>([[text, { text, starts, ends: starts.map((start) => start + 1) }]]);
  for (let layer = 0; layer < 2; layer += 1) {
    for (const reading of [...readings.values()]) {
      for (const [pattern, decode] of DECODERS) {
        const next = undo(reading, pattern, decode);
        if (!readings.has(next.text)) readings.set(next.text, next);
      }
    }
  }
  return [...readings.values()];
}

/** Whether a word (letters and digits) may begin or end here. */
export function isBorder(text: string, at: number): boolean {
  return at === 0 || at >= text.length || !isWord(text[at - 1]!) || !isWord(text[at]!);
}

const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

function undo(reading: Reading, pattern: RegExp, decode: (encoded: string) => string): Reading {
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  const keep = (until: number): void => {
    text += reading.text.slice(at, until);
    for (; at < until; at += 1) {
      starts.push(reading.starts[at]!);
      ends.push(reading.ends[at]!);
    }
  };
  for (const { index, 0: encoded } of reading.text.matchAll(pattern)) {
    keep(index);
    const decoded = decode(encoded);
    at += encoded.length;
    text += decoded;
    for (let unit = 0; unit < decoded.length; unit += 1) {
      starts.push(reading.starts[index]!);
      ends.push(reading.ends[at - 1]!);
    }
  }
  keep(reading.text.length);
  return { text, starts, ends };
}

function decodeEntity(encoded: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  const name = encoded.slice(1, -1).toLowerCase();
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return named[name] ?? attempt(() => String.fromCodePoint(code), encoded);
}

function attempt(decode: () => string, fallback: string): string {
  try {
    return decode();
  } catch {
    return fallback;
  }
}
