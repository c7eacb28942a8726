/**
 * What a text may stand for: itself, and with percent-, form-, JSON- or HTML-encoding undone, or its line breaks shown as
 * spaces, once or twice.
 */

export interface Reading {
  text: string;
  /** For each UTF-16 unit of `text`, where what it stands for begins and ends in the original. */
  spans: readonly Span[];
}

type Span = readonly [start: number, end: number];

/** What is encoded, and what one such stretch stands for. */
type Decoder = readonly [RegExp, (encoded: string) => string];

/** What must not reach a line that people see, and is shown as one space. */
export const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

const DECODERS: readonly Decoder[] = [
  [CONTROLS, () => ' '],
  [/(?:%[\da-f]{2})+/gi, percentDecoded],
  [/(?:%[\da-f]{2})+|\+/gi, (encoded) => (encoded === '+' ? ' ' : percentDecoded(encoded))],
  [/\\(?:u[\da-fA-F]{4}|["\\/bfnrt])/g, jsonDecoded],
  // A backslash before a key that begins with one of these letters is none of the encoding.
  [/\\(?:u[\da-fA-F]{4}|["\\/])/g, jsonDecoded],
];

/** As HTML defines it: entities by number, and by name with a semicolon or, some of them, without. */
const ENTITY = /&(?:#x?[\da-f]+|[a-z][a-z\d]*);?/gi;

/** All readings of a text, the text itself first, each once. */
export async function readingsOf(text: string): Promise<Reading[]> {
  const spans = Array.from({ length: text.length }, (_, index): Span => [index, index + 1]);
  const readings = new Map<string, Reading>([[text, { text, spans }]]);
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

function undo({ text, spans }: Reading, [pattern, decode]: Decoder): Reading {
  const next: { text: string; spans: Span[] } = { text: '', spans: [] };
  let at = 0;
  for (const { index, 0: encoded } of text.matchAll(pattern)) {
    const decoded = decode(encoded);
    if (decoded === encoded) continue;
    const end = index + encoded.length;
    const span: Span = [spans[index]![0], spans[end - 1]![1]];
    next.text += text.slice(at, index) + decoded;
    next.spans.push(...spans.slice(at, index), ...Array<Span>(decoded.length).fill(span));
    at = end;
  }
  return { text: next.text + text.slice(at), spans: [...next.spans, ...spans.slice(at)] };
}

function percentDecoded(encoded: string): string {
  return Buffer.from(encoded.replaceAll('%', ''), 'hex').toString('utf8');
}

function jsonDecoded(encoded: string): string {
  return JSON.parse(`"${encoded}"`);
}
