import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES } from '../src/failure.ts';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');

/** All texts of the source, as far as they are written down: pieces of a sentence joined, what is inserted as `…`. */
const source = globSync('src/**/*.ts', { cwd: root })
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')
  .replace(/['"`]\s*\+\s*['"`]/g, '')
  .replaceAll(/\\(['"`])/g, '$1');

const quotes = [...page.matchAll(/^> (.+)$/gm), ...page.matchAll(/^\| "(.+?)" \|/gm)].map(([, text]) => text!);

/** What the source inserts: numbers, names, statuses with Node's phrases, what a request is for, and singular or plural. */
const INSERTED =
  /…|\b\d+ of \d+\b|[Pp]art 1|\(\d{3}[\w ]*\)?|start the import|tell how the import is going|the import(?= as)|\bis(?= merged| imported| synced| a standard)|(?<=and LaunchDarkly )|(?<=for it)(?=\.)|Nothing was sent(?=, since)|\bwere(?= looked up)|\bseconds(?=, which)|`[a-z-]+`|\b(?:replace|merge) would (?:remove|add)\b|(?<=, since )/;

describe('docs/troubleshooting.md', () => {
  test('has a section for each error code, in the order of the code', () => {
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, code]) => code)).toEqual([...ERROR_CODES]);
  });

  test('quotes many texts', () => expect(quotes.length).toBeGreaterThan(50));

  test.each(quotes)('quotes what the source says: %s', (quote) => {
    const pieces = quote
      .split(INSERTED)
      .map((piece) => piece.replace(/^[^\w]+|[^\w.]+$/g, ''))
      .filter((piece) => piece.replace(/[^a-z]/gi, '').length >= 4);
    for (const piece of pieces) expect(source).toContain(piece);
  });
});
