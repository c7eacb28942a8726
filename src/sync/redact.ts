/**
 * Messages from outside without keys: LaunchDarkly may quote a key in an error. Streams the lists once, and only when
 * something failed.
 */
import type { StoredKeys } from '../list/stored.ts';
import { isBorder, type Reading, readingsOf } from './readings.ts';

/** What stands in for a key. */
const MASK = '***';

/** So much of a message is looked at. */
const MOST_CHARACTERS = 2_000;

/** So much of it is shown: less, since a key may begin before the cut and end behind it. */
const SHOWN_CHARACTERS = 500;

/** Places where a key may begin are found by its first characters. */
const PREFIX = 8;

/** A stretch of a message. */
interface Span {
  start: number;
  end: number;
}

/** A place where a key may begin, and where to note it if one does. */
interface Place {
  reading: Reading;
  at: number;
  spans: Span[];
}

/**
 * Replaces every key of the lists in the messages. A key counts where it is not part of a longer word (so that a key `1`
 * does not tear numbers apart), plain or percent-, JSON- or HTML-encoded, also twice.
 * @param lists none if no list was read: then there is nothing to hide
 */
export async function redactAll(
  texts: readonly string[],
  lists: readonly Pick<StoredKeys, 'keys'>[],
): Promise<string[]> {
  const messages = texts.map((text) => ({ text: text.slice(0, MOST_CHARACTERS), spans: [] as Span[] }));
  const places = new Map<string, Place[]>();
  if (lists.length > 0) for (const { text, spans } of messages) notePlaces(readingsOf(text), spans, places);
  for (const list of places.size > 0 ? lists : []) {
    for await (const keys of list.keys()) for (const key of keys) findKey(key, places);
  }
  return messages.map(({ text, spans }) => shown(mask(text, spans)));
}

/** Notes every border in every reading under each beginning that a key there could have. */
function notePlaces(readings: readonly Reading[], spans: Span[], places: Map<string, Place[]>): void {
  for (const reading of readings) {
    const { text } = reading;
    for (let at = 0; at < text.length; at += 1) {
      if (!isBorder(text, at)) continue;
      for (let length = 1; length <= PREFIX && at + length <= text.length; length += 1) {
        const prefix = text.slice(at, at + length);
        const known = places.get(prefix);
        if (known) known.push({ reading, at, spans });
        else places.set(prefix, [{ reading, at, spans }]);
      }
    }
  }
}

function findKey(key: string, places: ReadonlyMap<string, Place[]>): void {
  for (const { reading, at, spans } of places.get(key.slice(0, PREFIX)) ?? []) {
    const end = at + key.length;
    if (!reading.text.startsWith(key, at) || !isBorder(reading.text, end)) continue;
    spans.push({ start: reading.starts[at]!, end: reading.ends[end - 1]! });
  }
}

/** Replaces the spans, those that overlap as one. */
function mask(text: string, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((one, other) => one.start - other.start)) {
    if (start >= at) masked += text.slice(at, start) + MASK;
    at = Math.max(at, end);
  }
  return masked + text.slice(at);
}

const shown = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).toWellFormed()}…` : text;
