/** What the first bytes of a file say about it: is this text that can be read at all? Pure. */
import { isUtf8 } from 'node:buffer';
import type { FileSummary } from '../result.ts';

/** How many of a file's first bytes are looked at. */
export const SAMPLE_BYTES = 65_536;

/** Formats recognised by first bytes that no text begins with. */
const MAGIC: readonly { name: string; bytes: string; offset?: number }[] = [
  { name: 'a ZIP archive or an Excel workbook', bytes: 'PK\x03\x04' },
  { name: 'xz-compressed', bytes: '\xfd7zXZ\x00' },
  { name: 'a 7z archive', bytes: '7z\xbc\xaf\x27\x1c' },
  { name: 'an LZ4 frame', bytes: '\x04\x22\x4d\x18' },
  { name: 'a Snappy stream', bytes: '\xff\x06\x00\x00sNaPpY' },
  { name: 'bzip2-compressed', bytes: '1AY&SY', offset: 4 },
  // Without what ends it, a custard would be one. POSIX, and GNU.
  { name: 'a tar archive', bytes: 'ustar\x00', offset: 257 },
  { name: 'a tar archive', bytes: 'ustar  \x00', offset: 257 },
  { name: 'an Avro file', bytes: 'Obj\x01' },
  { name: 'a Parquet file', bytes: 'PAR1\x15' },
  { name: 'an SQLite database', bytes: 'SQLite format 3\x00' },
  { name: 'an old Excel workbook', bytes: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' },
];

/** How many of a file's first bytes say what it is compressed with. */
export const MAGIC_BYTES = 4;

/** gzip: RFC 1952. zstd: RFC 8878, where a frame that is to be skipped may come first. */
export function compressionOf(bytes: Buffer): FileSummary['compression'] {
  const magic = bytes.toString('latin1', 0, MAGIC_BYTES);
  if (magic.startsWith('\x1f\x8b')) return 'gzip';
  return /^(?:\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18)/.test(magic) ? 'zstd' : 'none';
}

/**
 * Why a file cannot be read, by its first bytes (decompressed): the end of a sentence that begins with "the file is".
 *
 * @param beginning SAMPLE_BYTES of it are looked at; fewer only if the file is shorter
 * @returns undefined for text
 */
export function whyUnreadable(beginning: Buffer): string | undefined {
  const bytes = beginning.subarray(0, SAMPLE_BYTES);
  const compression = compressionOf(bytes);
  if (compression !== 'none') return `compressed twice (${compression} inside), not text`;
  if (['\xff\xfe', '\xfe\xff'].includes(bytes.toString('latin1', 0, 2))) return 'UTF-16, not UTF-8';
  for (const { name, bytes: magic, offset = 0 } of MAGIC) {
    if (bytes.toString('latin1', offset, offset + magic.length) === magic) return `${name}, not text`;
  }
  let even = 0;
  let odd = 0;
  let controls = 0;
  let high = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === 0 && at % 2 === 0) even++;
    else if (byte === 0) odd++;
    if (byte >= 0x80) high++;
    else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++;
  }
  // UTF-16 without a mark: Latin text has a zero in every other byte, and only there.
  if (Math.max(even, odd) * 4 > bytes.length && Math.min(even, odd) * 20 <= Math.max(even, odd)) {
    return 'UTF-16 (it has no byte order mark, but every other byte is zero), not UTF-8';
  }
  // Text in another encoding has high bytes but no control characters: its rows are judged one by one. Random bytes
  // are half high and a tenth control characters.
  const share = isUtf8(wholeCharacters(bytes)) ? controls : controls > 0 ? controls + high : 0;
  return share * 10 > bytes.length * 3 ? 'binary, not text' : undefined;
}

/** Without the last character, if the sample may have cut it. */
function wholeCharacters(bytes: Buffer): Buffer {
  if (bytes.length < SAMPLE_BYTES) return bytes;
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1]! & 0xc0) === 0x80) end--;
  return bytes.subarray(0, bytes[end - 1]! >= 0xc0 ? end - 1 : end);
}
