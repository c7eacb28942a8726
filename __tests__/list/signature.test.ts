import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { beginningOf } from '../../src/list/rows.ts';
import { compressionOf, SAMPLE_BYTES, whyUnreadable } from '../../src/list/signature.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

describe('whyUnreadable', () => {
  test('text is text, in any encoding that has no zeros', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => !/[\0-\x08\x0b\x0c\x0e-\x1f]/.test(text)),
        (text) => {
          expect(whyUnreadable(Buffer.from(`a${text}`))).toBeUndefined();
        },
      ),
    );
    expect(whyUnreadable(latin1('caf\xe9\n\xe9t\xe9\n'.repeat(20)))).toBeUndefined();
  });

  test.each([
    '\xff',
    '\xffa',
    '\xfe',
    '\xfea',
    'a\xfe',
    'a\xff',
    '\xef\xbbab',
    'a\xbb\xbfb',
    '\xefa\xbfb',
    '\x80\x80\x80',
  ])('Latin-1 %j is text, if not UTF-8', (text) => {
    expect(whyUnreadable(latin1(text))).toBeUndefined();
  });

  test('tabs are no control characters', () => {
    expect(whyUnreadable(Buffer.from('\t\t\ta\n\r\n\r\n'))).toBeUndefined();
  });

  test('zeros everywhere are not UTF-16, but binary', () => {
    expect(whyUnreadable(Buffer.alloc(40))).toMatch(/binary/);
    expect(whyUnreadable(latin1('\0\0a\0\0b\0\0c\0\0d'))).toMatch(/binary/);
  });

  test.each([
    ['\x1f\x8b', 'gzip'],
    ['\x1f\x41', 'none'],
    ['\x41\x8b', 'none'],
    ['\x1f', 'none'],
    ['', 'none'],
    ['\x28\xb5\x2f\xfd', 'zstd'],
    ['\x28\xb5\x2f\xfe', 'none'],
    ['\x28\xb5\x2f', 'none'],
    ['\x50\x2a\x4d\x18', 'zstd'],
    ['\x5f\x2a\x4d\x18', 'zstd'],
    ['\x60\x2a\x4d\x18', 'none'],
  ])('%j is compressed with: %s', (bytes, expected) => {
    expect(compressionOf(latin1(bytes))).toBe(expected);
  });

  test('a few control characters are a matter of rows', () => {
    expect(whyUnreadable(Buffer.from('user-1\nuser\0-2\nuser-3\n'))).toBeUndefined();
    expect(whyUnreadable(latin1('user-1\nuser\0-2\nuser\xff\n'))).toBeUndefined();
  });

  test('a character cut by the end of the sample does not make it binary', () => {
    // A tenth is control characters: too few for text, enough for bytes that are half above 0x80.
    const text = Buffer.from(`a${'日本語\x01'.repeat(SAMPLE_BYTES / 8)}`);
    expect(text[SAMPLE_BYTES - 1]! & 0xc0).toBe(0x80);
    expect(text[SAMPLE_BYTES]! & 0xc0).toBe(0x80);
    expect(whyUnreadable(text)).toBeUndefined();
    expect(whyUnreadable(text.subarray(0, SAMPLE_BYTES - 1))).toMatch(/binary/);
  });

  test.each([
    ['PK\x03\x04', /ZIP/],
    ['\x28\xb5\x2f\xfd', /compressed twice \(zstd inside\)/],
    ['\xfd7zXZ\x00', /xz/],
    ['7z\xbc\xaf\x27\x1c', /7z/],
    ['\x04\x22\x4d\x18', /LZ4/],
    ['\xff\x06\x00\x00sNaPpY', /Snappy/],
    ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', /old Excel/],
    ['BZh91AY&SY', /bzip2/],
    [`${'list.csv'.padEnd(257, '\0')}ustar\x0000`, /tar/],
    [`${'list.csv'.padEnd(257, '\0')}ustar  \0`, /tar/],
    ['Obj\x01', /Avro/],
    ['PAR1\x15', /Parquet/],
    ['SQLite format 3\x00', /SQLite/],
    ['\x1f\x8b', /twice/],
    ['\xff\xfea\0', /UTF-16/],
    ['\xfe\xff\0a', /UTF-16/],
    ['a\0,\0b\0', /UTF-16/],
    ['\0a\0,\0b', /UTF-16/],
    ['\x01\x02\x03a', /binary/],
  ])('%j is named', (bytes, expected) => {
    expect(whyUnreadable(latin1(bytes))).toMatch(expected);
  });
});

describe('the beginning of a file', () => {
  const beginning = async (...chunks: Buffer[]): Promise<Buffer> =>
    await beginningOf({ next: async () => chunks.shift() }, 'list.csv');

  test('is as long without its byte order mark', async () => {
    const texts = ['\ufeff', 'a'.repeat(SAMPLE_BYTES - 3), 'bcd', 'e'];
    const bytes = await beginning(...texts.map((text) => Buffer.from(text)));
    expect(bytes.toString()).toBe(`${'a'.repeat(SAMPLE_BYTES - 3)}bcd`);
  });

  test.each([
    ['\xef\xbb\xbfa', 'a'],
    ['\xef\xbb\xbf', ''],
    ['\xef\xbb', '\xef\xbb'],
    ['\xef\xbb\xbf\xef\xbb\xbf', '\xef\xbb\xbf'],
    ['', ''],
  ])('is %j without a byte order mark, and nothing else', async (bytes, expected) => {
    expect((await beginning(latin1(bytes))).toString('latin1')).toBe(expected);
  });

  test('is judged behind the byte order mark', async () => {
    await expect(beginning(latin1('\xef\xbb\xbf\xff\xfe'))).rejects.toThrow('UTF-16');
  });
});
