import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { MAX_COLUMNS, MAX_ROW_BYTES } from '../../src/list/csv.ts';
import { MOST_ALTERNATIVES, MOST_CHARACTERS, MOST_NAMES } from '../../src/list/glob.ts';
import { HEADER_WORDS, PLACEHOLDERS } from '../../src/list/key.ts';
import { MOST_COLUMNS_OF_ONE_ROW } from '../../src/list/read.ts';
import { ROW_ADVICE } from '../../src/sync/list-advice.ts';
import { ROW_PROBLEMS } from '../../src/words.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../docs/lists.md'), 'utf8');

/** The cells of a table's rows, without its head. */
function table(name: string): string[][] {
  const [, body] = text.split(`<!-- table: ${name} -->\n`);
  const lines = body!.slice(0, body!.indexOf('\n\n')).split('\n').slice(2);
  return lines.map((line) => line.replace(/^\| (.*) \|$/, '$1').split(' | '));
}

describe('docs/lists.md has the tables of the code', () => {
  test('header words', () => {
    expect(table('header words')).toEqual(HEADER_WORDS.map((word) => [`\`${word}\``]));
  });

  test('placeholders', () => {
    expect(table('placeholders')).toEqual(PLACEHOLDERS.map((word) => [`\`${word}\``]));
  });

  test('problems', () => {
    const advice: Record<string, string> = ROW_ADVICE;
    const problems = Object.entries(ROW_PROBLEMS).map(([kind, what]) => [`\`${kind}\``, what, advice[kind]]);
    expect(table('problems')).toEqual(problems);
  });

  test('the longest row', () => {
    expect(text).toContain(`A row longer than ${MAX_ROW_BYTES / 1_048_576} MiB`);
  });

  test('the bounds of rows and patterns', () => {
    for (const bound of [
      `${MAX_COLUMNS.toLocaleString('en')} columns`,
      `if it has more than ${MOST_COLUMNS_OF_ONE_ROW} columns`,
      `${MOST_CHARACTERS.toLocaleString('en')} characters`,
      `${MOST_ALTERNATIVES.toLocaleString('en')} patterns`,
      `${MOST_NAMES.toLocaleString('en')} names`,
    ]) {
      expect(text).toContain(bound);
    }
  });
});
