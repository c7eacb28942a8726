/**
 * Messages from outside without keys: LaunchDarkly may quote a key in an error. Streams the lists once, and only when
 * something failed.
 */
import type { StoredKeys } from '../list/stored.ts';

/** What stands in for a key. */
const MASK = '***';

/** Longer messages are cut: the work grows with the square of the number of words. */
const MOST_CHARACTERS = 600;

/** A stretch of one of the messages. */
interface Span {
  message: number;
  start: number;
  end: number;
}

/**
 * Replaces every key of the lists in the messages. A key counts where it is not part of a longer word (so that a key `1`
 * does not tear numbers apart), plain or percent-, JSON- or HTML-encoded.
 * @param lists none if no list was read: then there is nothing to hide
 */
export async function redactAll(
  texts: readonly string[],
  lists: readonly Pick<StoredKeys, 'keys'>[],
): Promise<string[]> {
  const messages = texts.map((text) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text));
  if (lists.length === 0) return messages;
  const spans = new Map<string, Span[]>();
  for (const [index, message] of messages.entries()) collectSpans(message, index, spans);
  const found: Span[] = [];
  for (const list of spans.size > 0 ? lists : []) {
    for await (const keys of list.keys()) {
      for (const key of keys) found.push(...(spans.get(key) ?? []));
    }
  }
  return messages.map((message, index) =>
    mask(
      message,
      found.filter((span) => span.message === index),
    ),
  );
}

/** Notes every stretch of a message between word borders under each of its decoded forms. */
function collectSpans(text: string, message: number, spans: Map<string, Span[]>): void {
  const borders = new Set([0, text.length]);
  for (const { index, 0: word } of text.matchAll(/[\p{L}\p{N}_]+|./gsu)) borders.add(index).add(index + word.length);
  const cuts = [...borders].sort((one, other) => one - other);
  for (const [at, start] of cuts.entries()) {
    for (const end of cuts.slice(at + 1)) {
      for (const form of decodedForms(text.slice(start, end))) {
        const known = spans.get(form) ?? [];
        known.push({ message, start, end });
        spans.set(form, known);
      }
    }
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

/** The text as it stands and with each usual encoding undone. */
function decodedForms(text: string): Set<string> {
  const forms = new Set([text]);
  if (text.includes('%')) forms.add(tryTo(() => decodeURIComponent(text), text));
  if (text.includes('\\')) forms.add(tryTo(() => String(JSON.parse(`"${text}"`)), text));
  if (text.includes('&')) forms.add(decodeHtml(text));
  return forms;
}

function decodeHtml(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function tryTo(decode: () => string, fallback: string): string {
  try {
    return decode();
  } catch {
    return fallback;
  }
}
