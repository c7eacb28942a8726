import { describe, expect, test } from '@jest/globals';
import { Window } from '../../src/list/window.ts';

/** Feeds texts, each after dropping so many bytes; undefined ends the file. */
function windowOf(...feeds: (readonly [taken: number, chunk: string | Buffer | undefined])[]): Window {
  const window = new Window();
  for (const [taken, chunk] of feeds) {
    window.start += taken;
    window.feed(chunk === undefined ? undefined : Buffer.from(chunk));
  }
  return window;
}

const content = ({ bytes, limit }: Window): string => bytes.toString('utf8', 0, limit);

describe('feed', () => {
  test('drops what was read, and adds at the end', () => {
    const window = windowOf([0, 'one\ntwo'], [4, '\nthree']);
    expect(content(window)).toBe('two\nthree');
    window.feed(Buffer.from('!'));
    expect(content(window)).toBe('two\nthree!');
  });

  test('moves to larger memory and back to the front of it, whatever was there before', () => {
    const window = windowOf([0, 'ab'], [1, 'c'.repeat(100)], [101, undefined]);
    expect([window.limit, window.final]).toEqual([0, true]);
    const chunks = Array.from({ length: 50 }, (_, index) => `${index}`.repeat(index + 1));
    const grown = new Window();
    let expected = '';
    for (const [index, chunk] of chunks.entries()) {
      const drop = Math.min(index % 7, expected.length);
      grown.start = drop;
      grown.feed(Buffer.from(chunk));
      expected = expected.slice(drop) + chunk;
      expect(content(grown)).toBe(expected);
      expect(grown.bytes[grown.limit]).toBe(0x0a);
      expect(grown.bytes.length).toBeGreaterThanOrEqual(grown.limit + 8);
    }
  });

  test('knows the end of the file', () => {
    expect(windowOf([0, 'a']).final).toBe(false);
    expect(windowOf([0, 'a'], [0, undefined]).final).toBe(true);
    expect(windowOf([0, undefined]).limit).toBe(0);
  });
});

describe('validUtf8', () => {
  test.each<[string, Buffer, number, number]>([
    ['lines', Buffer.from('é\nab\n'), 6, 6],
    ['a line that goes on', Buffer.from('é\nab'), 3, 5],
    ['a character that is cut', Buffer.from([0xc3, 0xa9, 0x0a, 0xc3]), 3, 0],
    ['nothing but the start of a line', Buffer.from('abc'), 0, 3],
    ['a wrong byte', Buffer.from('a\n\xff\nb\n', 'latin1'), 0, 0],
  ])('%s', (_, bytes, open, ended) => {
    const window = windowOf([0, bytes]);
    expect(window.validUtf8).toBe(open);
    expect(window.validUtf8).toBe(open);
    window.feed(undefined);
    expect(window.validUtf8).toBe(ended);
  });
});
