import { createHash } from 'node:crypto';
import { rmSync, truncateSync } from 'node:fs';
import { appendFile, chmod, mkdir, readdir, readlink, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import zlib, { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inBatches, locateKeys, readKeyList, StoredKeys } from '../../src/list/index.ts';
import type { ListSettings } from '../../src/settings.ts';
import { normalised } from './cases.ts';
import {
  allKeys,
  contentOf,
  failureOf,
  LIMITS,
  listSettings,
  temporaryDirectory,
  withList,
  writeFiles,
} from './support.ts';

const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `user-${index}`);
const list = (content: string): Record<string, string> => ({ 'list.csv': content });
const compressed = (name: string, content: string): string | Buffer =>
  name.endsWith('.gz') ? gzipSync(content, { level: 1 }) : name.endsWith('.zst') ? zstdCompressSync(content) : content;

describe('parts', () => {
  test('are cut by keys and by bytes, and put together they are the list', async () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', 'é', '日'), minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(key, { maxLength: 60 }),
        fc.record({ keys: fc.integer({ min: 1, max: 10 }), bytes: fc.integer({ min: 40, max: 100 }) }),
        async (keys, limits) => {
          const distinct = [...new Set(keys)];
          const rows = keys.map((each) => `"${each.replaceAll('"', '""')}"\n`).join('');
          await withList(list(rows), { limits, settings: { allowEmpty: true, header: false } }, async (read) => {
            const contents = await Promise.all(read.keys.parts.map(contentOf));
            expect(Buffer.concat(contents).toString()).toBe(normalised(distinct));
            expect(read.summary.sha256).toBe(createHash('sha256').update(normalised(distinct)).digest('hex'));
            expect(await allKeys(read.keys)).toEqual(distinct);
            let first = 0;
            const ends: string[] = [];
            for (const [index, part] of read.keys.parts.entries()) {
              expect(part.bytes).toBe(contents[index]!.length);
              expect(part.keys).toBeGreaterThan(0);
              expect(part.keys).toBeLessThanOrEqual(limits.keys);
              expect(part.bytes).toBeLessThanOrEqual(limits.bytes);
              if (first > 0) ends.push(...distinct.slice(first - 1, first + 1));
              first += part.keys;
              const next = normalised(distinct.slice(first, first + 1));
              // The next key would not have fitted.
              if (next)
                expect(part.keys === limits.keys || part.bytes + Buffer.byteLength(next) > limits.bytes).toBe(true);
            }
            expect(first).toBe(distinct.length);
            const lengths = distinct.map((each) => Buffer.byteLength(normalised([each])));
            const representative = [
              distinct[0],
              distinct.at(-1),
              distinct.find((each) => /[",]/.test(each)),
              distinct.find((each) => /[éü日]/.test(each)),
              distinct[lengths.indexOf(Math.max(...lengths))],
              ...ends,
            ].filter((each) => each !== undefined);
            expect(read.keys.representative).toEqual([...new Set(representative)].slice(0, 20));
            expect(read.keys.sample.toSorted()).toEqual(distinct.toSorted());
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('are readable by their owner only', async () => {
    await withList(list('a\n'), {}, async (read) => {
      const { path } = read.keys.parts[0]!;
      expect((await stat(path)).mode & 0o777).toBe(0o600);
      expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
    });
  });

  test('do not exist for an empty list', async () => {
    await withList(list(''), { settings: { allowEmpty: true } }, async (read) => {
      expect(read.keys.parts).toEqual([]);
      expect(read.keys).toEqual(StoredKeys.none());
      expect(read.summary.sha256).toBe(createHash('sha256').digest('hex'));
    });
  });

  test('give an error where they are gone or changed', async () => {
    await withList(list('a\nb\n'), {}, async (read) => {
      const [part] = read.keys.parts;
      await truncate(part!.path, 2);
      await expect(contentOf(part!)).rejects.toThrow('A part of the list changed on disk.');
      await writeFile(part!.path, 'b\nb\n');
      await expect(part!.chunks().next()).rejects.toThrow('A part of the list changed on disk.');
      await rm(part!.path);
      await expect(contentOf(part!)).rejects.toThrow('ENOENT');
    });
  });

  test.each([
    ['grows', (path: string) => appendFile(path, 'late\n')],
    ['shrinks', (path: string) => truncate(path, 1_100_000)],
  ])('one that %s while it is read again gives an error', async (_, change) => {
    await withList(list(many(200_000).join('\n')), {}, async (read) => {
      const chunks = read.keys.parts[0]!.chunks();
      await chunks.next();
      await change(read.keys.parts[0]!.path);
      const rest = async (): Promise<void> => {
        for await (const chunk of chunks) expect(chunk.length).toBeGreaterThan(0);
      };
      await expect(rest()).rejects.toThrow('A part of the list changed on disk.');
    });
  });

  test('can be read again and again, and let go in the middle', async () => {
    await withList(list(many(200_000).join('\n')), {}, async (read) => {
      const before = await openFiles();
      for (let turn = 0; turn < 3; turn++) {
        for await (const chunk of read.keys.parts[0]!.open()) {
          expect(chunk.length).toBeGreaterThan(0);
          break;
        }
      }
      expect((await contentOf(read.keys.parts[0]!)).length).toBe(read.keys.bytes);
      expect(await openFiles()).toEqual(before);
    });
  });

  test('a key that fits no part is an error', async () => {
    const failure = await failureOf(withList(list('a\nlonger\n'), { limits: { keys: 9, bytes: 6 } }, async () => {}));
    expect(failure.code).toBe('invalid_csv');
    expect(failure.message).toBe('list.csv:2:1: a key of 6 bytes is larger than one upload may be.');
  });

  test('that cannot be written are an error of their own', async () => {
    const failure = await failureOf(withList(list('a\n'), { tempDirectory: '/nowhere' }, async () => {}));
    expect(failure.message).toBe('The normalised list cannot be written (ENOENT: no such file or directory).');
  });
});

describe('keys as text', () => {
  test('come in batches', async () => {
    await withList(list(many(10_001).join('\n')), { limits: { keys: 3000, bytes: 1_000_000 } }, async (read) => {
      const sizes: number[] = [];
      const keys: string[] = [];
      for await (const batch of inBatches(read.keys.keys(), 1000)) {
        sizes.push(batch.length);
        keys.push(...batch);
      }
      expect(sizes).toEqual([...Array(10).fill(1000), 1]);
      expect(keys).toEqual(many(10_001));
    });
  });
});

describe('repeated keys', () => {
  // Enough for several blocks; they repeat keys of their own and of each other.
  const keys = many(300_000);
  const rows = [...keys, ...keys.slice(100).toReversed(), ...many(330_000), 'user-7'];
  const text = list(`${rows.join('\n')}\n`);

  test('are left out, wherever they are, and nothing but the distinct ones stays on disk', async () => {
    const seen: [number, number][] = [];
    const limits = { keys: 100_000, bytes: 1_000_000 };
    await withList(text, { limits, onRewrite: (...event) => seen.push(event) }, async (read, directory) => {
      const distinct = many(330_000);
      expect(read.summary).toMatchObject({ rows: rows.length, keys: 330_000, duplicates: rows.length - 330_000 });
      expect(Buffer.concat(await Promise.all(read.keys.parts.map(contentOf))).toString()).toBe(normalised(distinct));
      expect(read.summary.sha256).toBe(createHash('sha256').update(normalised(distinct)).digest('hex'));
      expect(read.summary.bytes).toBe(read.keys.bytes);
      const paths = await readdir(join(directory, 'temp'), { recursive: true, withFileTypes: true });
      const files = paths.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      expect(files.toSorted()).toEqual(read.keys.parts.map((part) => part.path).toSorted());
      expect(seen.at(-1)).toEqual([330_000, 330_000]);
    });
  });

  test('are counted for each file that repeats one, of this file or an earlier one', async () => {
    const files = { '1.csv': 'a\nb\n', '2.csv': 'b\nb\nc\n', '3.csv': '', '4.csv': 'c\nd\nd\n' };
    await withList(files, { settings: { csvPath: ['*'] } }, async (read) => {
      expect(read.summary.files.map((file) => [file.keys, file.duplicates])).toEqual([
        [2, 0],
        [1, 2],
        [0, 0],
        [1, 2],
      ]);
    });
  });

  test('can be aborted while they are taken out', async () => {
    const controller = new AbortController();
    const onRewrite = (): void => controller.abort(new Error('stop'));
    await expect(withList(text, { onRewrite, signal: controller.signal }, async () => {})).rejects.toThrow('stop');
  });
});

describe('what is counted', () => {
  test('per file, and in total, also where it fails', async () => {
    const files = { '1.csv': 'id\na\nb\na\n', '2.csv.gz': gzipSync('b\n\nc\nnull\n'), '3.csv': '' };
    const settings = { csvPath: ['*'] };
    const failure = await failureOf(withList(files, { settings }, async () => {}));
    expect(failure.code).toBe('invalid_csv');
    expect(failure.summary).toMatchObject({
      rows: 6,
      keys: 3,
      duplicates: 2,
      invalidRows: 1,
      problemTotals: { placeholder: 1 },
      problems: [{ file: '2.csv.gz', line: 4, column: 1, kind: 'placeholder' }],
      files: [
        {
          path: '1.csv',
          rows: 3,
          keys: 2,
          duplicates: 1,
          invalidRows: 0,
          header: 'skipped',
          compression: 'none',
          bytes: 9,
        },
        { path: '2.csv.gz', rows: 3, keys: 1, duplicates: 1, invalidRows: 1, header: 'none', compression: 'gzip' },
        {
          path: '3.csv',
          rows: 0,
          keys: 0,
          duplicates: 0,
          invalidRows: 0,
          header: 'none',
          compression: 'none',
          bytes: 0,
        },
      ],
    });
  });

  test('until reading ends, where it cannot go on', async () => {
    const failure = await failureOf(
      withList(list('a\na\n,\n"b'), { settings: { onInvalidRow: 'skip' } }, async () => {}),
    );
    expect(failure.summary).toMatchObject({ rows: 3, keys: 1, duplicates: 1, invalidRows: 1, sha256: '' });
  });

  test('a few problems are kept, all are counted', async () => {
    const rows = list('\\N\n'.repeat(20));
    const failure = await failureOf(withList(rows, {}, async () => {}));
    expect(failure.summary!.problems.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(failure.summary!.problemTotals).toEqual({ placeholder: 20 });
  });

  test('no message holds a key', async () => {
    const secret = 'anna@example.com';
    const contents = [
      `"${secret}\n`,
      `${secret}"\n`,
      `${secret}\x01\n`,
      `"${secret}"x\n`,
      `a\n"x\n${secret}"\n`,
      `${secret},`.repeat(3),
    ];
    for (const content of contents) {
      const { message } = await failureOf(
        withList(
          list(content),
          { settings: { keyColumn: content.endsWith(',') ? 'user_key' : 1 } },
          async () => {},
        ).then(() => {
          throw new Error(content);
        }),
      );
      expect(message).not.toMatch(/anna|example/);
    }
  });
});

describe('while it reads', () => {
  test('progress is told, and it only grows', async () => {
    const events: { bytes: number; totalBytes: number }[] = [];
    const content = many(400_000).join('\n');
    await withList(
      { '1.csv': content, '2.csv.gz': gzipSync(content) },
      { settings: { csvPath: ['*'] }, onProgress: (event) => events.push(event) },
      async () => {},
    );
    expect(events.length).toBeGreaterThan(8);
    for (const [index, event] of events.entries()) {
      const before = events[index - 1];
      if (!before) continue;
      expect(event.bytes).toBeGreaterThanOrEqual(before.bytes);
    }
    const last = events.at(-1)!;
    expect(last.bytes).toBe(last.totalBytes);
  });

  test.each(['list.csv', 'list.csv.gz', 'list.csv.zst'])(
    'aborting ends it with the reason, and closes %s',
    async (name) => {
      await using directory = await temporaryDirectory();
      const content = many(2_000_000).join('\n');
      await writeFiles(directory.path, { [name]: compressed(name, content) });
      const aborting = new AbortController();
      const reason = new Error('stop');
      const before = await openFiles();
      let events = 0;
      const reading = readKeyList({
        settings: listSettings({ csvPath: [name] }),
        workspace: directory.path,
        tempDirectory: directory.path,
        limits: LIMITS,
        signal: aborting.signal,
        onProgress: () => {
          if (++events === 3) aborting.abort(reason);
        },
      });
      await expect(reading).rejects.toBe(reason);
      expect(events).toBeLessThan(6);
      expect(await openFiles()).toEqual(before);
      aborting.abort();
      await expect(
        readKeyList({
          settings: listSettings(),
          workspace: '/',
          tempDirectory: '/',
          limits: LIMITS,
          signal: aborting.signal,
        }),
      ).rejects.toBe(reason);
    },
  );

  test.each(['list.csv', 'list.csv.gz', 'list.csv.zst'])('a file that changes is an error: %s', async (name) => {
    await using directory = await temporaryDirectory();
    const path = join(directory.path, name);
    await writeFiles(directory.path, { [name]: compressed(name, many(400_000).join('\n')) });
    let events = 0;
    const failure = await failureOf(
      readKeyList({
        settings: listSettings({ csvPath: [name] }),
        workspace: directory.path,
        tempDirectory: directory.path,
        limits: LIMITS,
        onProgress: () => {
          if (++events === 2) truncateSync(path, 9);
        },
      }),
    );
    expect(failure.message).toBe(`${name}: the file changed while it was read.`);
  });

  (process.platform === 'linux' ? test : test.skip)(
    'a file that has another length than it says is one, too',
    async () => {
      const failure = await failureOf(withList({}, { settings: { csvPath: ['/proc/version'] } }, async () => {}));
      expect(failure.message).toBe('/proc/version: the file changed while it was read.');
    },
  );

  test('files are closed after success and after failure', async () => {
    const before = await openFiles();
    await withList({ '1.csv': 'a\n', '2.csv.gz': gzipSync('b\n') }, { settings: { csvPath: ['*'] } }, async () => {});
    await failureOf(
      withList(
        { '1.csv': 'a\n', '2.csv.gz': gzipSync('b\n').subarray(0, 15) },
        { settings: { csvPath: ['*'] } },
        async () => {},
      ),
    );
    const frames = Buffer.concat([zstdCompressSync('a\n'), zstdCompressSync('b\n').subarray(0, 9)]);
    await failureOf(withList({ 'list.csv': frames }, {}, async () => {}));
    expect(await openFiles()).toEqual(before);
  });
});

describe('files that cannot be read', () => {
  const asRoot = process.getuid?.() === 0;

  (asRoot ? test.skip : test)('without permission', async () => {
    await using directory = await temporaryDirectory();
    await writeFiles(directory.path, list('a\n'));
    await chmod(join(directory.path, 'list.csv'), 0);
    const failure = await failureOf(
      readKeyList({
        settings: listSettings(),
        workspace: directory.path,
        tempDirectory: directory.path,
        limits: LIMITS,
      }),
    );
    expect(failure.message).toBe('list.csv: the file cannot be read (EACCES: permission denied).');
  });

  test('because Node is too old for them', async () => {
    const value = zlib.createZstdDecompress;
    Object.defineProperty(zlib, 'createZstdDecompress', { value: undefined, configurable: true });
    try {
      const failure = await failureOf(withList({ 'list.csv': zstdCompressSync('a\n') }, {}, async () => {}));
      expect(failure.code).toBe('invalid_csv');
      expect(failure.message).toMatch(/^list.csv: the file is compressed with zstd, which Node [\d.]+ cannot read\.$/);
      expect(failure.hint).toBe('old_node');
    } finally {
      Object.defineProperty(zlib, 'createZstdDecompress', { value });
    }
  });

  test('that vanish', async () => {
    await using directory = await temporaryDirectory();
    await mkdir(join(directory.path, 'temp'));
    await writeFiles(directory.path, { '1.csv': 'a\n', '2.csv': 'b\n' });
    const failure = await failureOf(
      readKeyList({
        settings: listSettings({ csvPath: ['*.csv'] }),
        workspace: directory.path,
        tempDirectory: join(directory.path, 'temp'),
        limits: LIMITS,
        onProgress: () => rmSync(join(directory.path, '2.csv'), { force: true }),
      }),
    );
    expect(failure.message).toBe('2.csv: the file cannot be read (ENOENT: no such file or directory).');
    expect(failure.code).toBe('invalid_csv');
  });
});

describe('where keys are', () => {
  const locate = async (
    files: Record<string, string | Buffer>,
    keys: string[],
    settings: Partial<ListSettings> = {},
  ): Promise<string[]> => {
    await using directory = await temporaryDirectory();
    await writeFiles(directory.path, files);
    const { path: workspace } = directory;
    const options = { settings: listSettings(settings), workspace, tempDirectory: '/nowhere', limits: LIMITS };
    return await locateKeys(options, new Set(keys));
  };

  test('the first place of each, in reading order, whatever is wrong with other rows', async () => {
    const files = {
      '1.csv': 'x,id\n1, b \n,\n2,"say ""hi"""\n3,"two\nlines"\n4,b\n"5"x,e\n',
      '2.csv.gz': gzipSync('id,x\nb,1\nc,2\n'),
      '3.csv': 'x,id\n1,a\n1,e\n',
    };
    const settings = { csvPath: ['3.csv', '1.csv'], keyColumn: 'id' };
    expect(await locate(files, ['a', 'b', 'say "hi"', 'd', 'e'], settings)).toEqual([
      '1.csv:2',
      '1.csv:4',
      '3.csv:2',
      '3.csv:3',
    ]);
    expect(await locate(files, ['c'], { csvPath: ['*'], keyColumn: 'id' })).toEqual(['2.csv.gz:3']);
    expect(await locate(files, [], { csvPath: ['*'], keyColumn: 'nothing' })).toEqual([]);
  });

  test('far down a list of one column', async () => {
    const lines = await locate({ 'list.csv': many(300_000).join('\n') }, ['user-299999', 'user-7', 'user']);
    expect(lines).toEqual(['list.csv:8', 'list.csv:300000']);
  });
});

/** The files that this process has open, as far as the system tells. */
async function openFiles(): Promise<string[]> {
  const links = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(links.map((link) => readlink(join('/proc/self/fd', link)).catch(() => '')));
  return paths.filter((path) => path.includes('list-test-')).sort();
}
