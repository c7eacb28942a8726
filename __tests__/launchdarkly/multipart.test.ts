import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { multipart } from '../../src/launchdarkly/multipart.ts';
import { fileOf, rejection } from './servers.ts';

test('any file comes out as it went in, with the length that was announced, as often as it is opened', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 50 })), async (chunks) => {
      const content = Buffer.concat(chunks);
      const body = multipart({ mode: 'merge' }, 'a.csv', {
        bytes: content.length,
        open: () => Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
      });
      for (const sent of [await buffer(body.open()), await buffer(body.open())]) {
        expect(sent.length).toBe(body.length);
        const form = await new Response(sent, { headers: { 'Content-Type': body.contentType } }).formData();
        expect([...form.keys()]).toEqual(['mode', 'file']);
        expect(form.get('mode')).toBe('merge');
        const file = form.get('file') as File;
        expect([file.name, file.type, Buffer.from(await file.arrayBuffer()).equals(content)]).toEqual([
          'a.csv',
          'text/csv',
          true,
        ]);
      }
    }),
    { numRuns: 50 },
  );
});

test('boundaries are never the same', () => {
  const types = Array.from({ length: 20 }, () => multipart({}, 'a.csv', fileOf('')).contentType);
  expect(new Set(types).size).toBe(20);
});

test('a file name cannot break out of its header', async () => {
  const sent = await buffer(multipart({}, 'a"\r\nX: 1.csv', fileOf('')).open());
  expect(sent.toString()).toContain('filename="a%22%0D%0AX: 1.csv"\r\nContent-Type: text/csv\r\n\r\n');
});

test('large chunks are handed on in pieces', async () => {
  const lengths: number[] = [];
  const big = Buffer.alloc(1_000_000);
  const body = multipart({}, 'a.csv', { bytes: big.length, open: () => Readable.from([big]) }).open();
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lengths.push(chunk.length);
      setImmediate(done);
    },
  });
  await pipeline(body, sink);
  expect(lengths.reduce((sum, length) => sum + length)).toBeGreaterThan(big.length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(131_072);
});

test('destroying the body closes the file', async () => {
  const file = Readable.from([Buffer.alloc(300_000), Buffer.alloc(300_000)]);
  const body = multipart({}, 'a.csv', { bytes: 600_000, open: () => file }).open();
  for await (const chunk of body) if (chunk.length > 100_000) break;
  expect([body.destroyed, file.destroyed]).toEqual([true, true]);
});

test('a short file fails', async () => {
  const error = await rejection(buffer(multipart({}, 'a.csv', { ...fileOf('abc'), bytes: 4 }).open()));
  expect(error.message).toContain('1 of its 4 bytes is missing at the end');
});
