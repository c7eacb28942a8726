/**
 * What a text may stand for: itself, and with percent-, form-, JSON- or HTML-encoding undone, or its line breaks shown as
 * spaces, once or twice.
 */

export interface Reading {
  text: string;
  /** For each UTF-16 unit of `text`, where what it stands for begins and ends in the original. */
  starts: readonly number[];
  ends: readonly number[];
}

/** What is encoded, and what one such stretch stands for. */
type Decoder = readonly [RegExp, (encoded: string) => string];

/** What must not reach a line that people see, and is shown as one space. */
export const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

const DECODERS: readonly Decoder[] = [
  [CONTROLS, () => ' '],
  [/(?:%[\da-f]{2})+/gi, percentDecoded],
  [/(?:%[\da-f]{2})+|\+/gi, (encoded) => (encoded === '+' ? ' ' : percentDecoded(encoded))],
  [/\\(?:u[\da-f]{4}|["\\/bfnrt])/gi, jsonDecoded],
  // A backslash before a key that begins with one of these letters is none of the encoding.
  [/\\(?:u[\da-f]{4}|["\\/])/gi, jsonDecoded],
];

/** As HTML defines it: entities by number, and by name with a semicolon or, some of them, without. */
const ENTITY = /&(?:#x?[\da-f]+|[a-z][a-z\d]*);?/gi;

/** All readings of a text, the text itself first, each once. */
export async function readingsOf(text: string): Promise<Reading[]> {
  const starts = Array.from({ length: text.length }, (_, index) => index);
  const readings = new Map<string, Reading>([[text, { text, starts, ends: starts.map((start) => start + 1) }]]);
  const decoders = [...DECODERS];
  // Loaded only here: the names of all entities are long, and most texts hold no sign that could begin or hide one.
  if (/[&%\\]/.test(text)) decoders.push([ENTITY, (await import('entities/decode')).decodeHTML]);
  for (let layer = 0; layer < 2; layer += 1) {
    for (const reading of [...readings.values()]) {
      for (const decoder of decoders) {
        const next = undo(reading, decoder);
        if (!readings.has(next.text)) readings.set(next.text, next);
      }
    }
  }
  return [...readings.values()];
}

function undo(reading: Reading, [pattern, decode]: Decoder): Reading {
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
    const decoded = decode(encoded);
    if (decoded === encoded) continue;
    keep(index);
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

function percentDecoded(encoded: string): string {
  return Buffer.from(encoded.replaceAll('%', ''), 'hex').toString('utf8');
}

function jsonDecoded(encoded: string): string {
  try {
    return JSON.parse(`"${encoded}"`);
  } catch {
    return encoded;
  }
}
