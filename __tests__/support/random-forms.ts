/** Messages that hold a text in random surroundings and encodings, as servers and gateways write them. */
import { encodeHTML } from 'entities';
import fc from 'fast-check';

const hex = (code: number, length: number): string => code.toString(16).padStart(length, '0');
const units = (text: string): string[] => Array.from({ length: text.length }, (_, index) => text[index]!);

/** Each writes a text so that a reader of its kind gets the text back. */
const ENCODERS: Record<string, (text: string) => string> = {
  'not at all': (text) => text,
  percent: encodeURIComponent,
  'percent in lower case': (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  'percent, every sign': (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&'),
  form: (text) => new URLSearchParams({ x: text }).toString().slice(2),
  JSON: (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
  'JSON, every sign': (text) =>
    units(text)
      .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
      .join(''),
  'JSON outside ASCII': (text) =>
    JSON.stringify(text)
      .slice(1, -1)
      .replace(/[<>&'\u0080-\uffff]/g, (unit) => `\\u${hex(unit.charCodeAt(0), 4).toUpperCase()}`),
  'HTML by name': encodeHTML,
  'HTML by number': (text) => text.replace(/[^\w ]/gu, (sign) => `&#${sign.codePointAt(0)};`),
  'HTML by hexadecimal number, every sign': (text) =>
    [...text].map((sign) => `&#x${sign.codePointAt(0)!.toString(16)};`).join(''),
};

const encoder = fc.constantFrom(...Object.keys(ENCODERS));

/** Ends in what could be taken for a part of what follows, begins with what could be taken for a part of what came before. */
const around = fc
  .array(
    fc.oneof(
      fc.constantFrom('', ' ', '"', "'", '/', ':', '(', '\n', '=', '…', '_', '+', '%', '%2', '%22', '%2F', '\\', '\\n'),
      fc.constantFrom('\\u003c', '\\u00', '&', '&lt;', '&#39;', '&quot', '&#3', '&nbsp;', '%26', 'x', 'n', '7', 'é'),
      fc.string({ maxLength: 12 }),
      fc.constant('a long text, '.repeat(20)),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));

/** Writes a text into a random message: encoded up to twice, with or without its surroundings. */
export const inRandomForm: fc.Arbitrary<(text: string) => string> = fc
  .record({ before: around, after: around, first: encoder, second: encoder, wide: fc.boolean() })
  .map(({ before, after, first, second, wide }) => {
    const write = (text: string): string => {
      const inner = ENCODERS[first]!(text);
      return wide ? ENCODERS[second]!(`${before}${inner}${after}`) : `${before}${ENCODERS[second]!(inner)}${after}`;
    };
    return Object.assign(write, { toString: () => JSON.stringify({ before, after, first, second, wide }) });
  });
