import { execFileSync } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join, posix, win32 } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findFiles, shownPath } from '../../src/list/files.ts';
import { failureOf, temporaryDirectory, writeFiles } from './support.ts';

describe('shownPath', () => {
  test.each([
    [posix, '/w/out/a.csv', '/w', 'out/a.csv'],
    [posix, '/tmp/a.csv', '/w', '/tmp/a.csv'],
    [posix, '/w2/a.csv', '/w', '/w2/a.csv'],
    [posix, '/w/..a.csv', '/w', '..a.csv'],
    [posix, '/w', '/w', '/w'],
    [win32, 'D:\\a\\repo\\out\\a.csv', 'D:\\a\\repo', 'out/a.csv'],
    [win32, 'C:\\temp\\a.csv', 'D:\\a\\repo', 'C:/temp/a.csv'],
    [win32, 'D:\\a\\other\\a.csv', 'D:\\a\\repo', 'D:/a/other/a.csv'],
    [win32, '\\\\server\\share\\a.csv', 'D:\\a\\repo', '//server/share/a.csv'],
  ])('%#', (platform, path, workspace, expected) => {
    expect(shownPath(path, workspace, platform)).toBe(expected);
  });
});

describe('findFiles', () => {
  test('takes absolute and relative paths and globs', async () => {
    await using directory = await temporaryDirectory();
    await writeFiles(directory.path, { 'w/a.csv': 'aa', 'x/b.csv': '', 'w/c [1]/d.csv': '' });
    const workspace = join(directory.path, 'w');
    const found = await findFiles(
      ['a.csv', join(directory.path, 'x/*.csv'), '../x/b.csv', 'c [[]1]/*.csv', '.\\a.csv'],
      workspace,
    );
    expect(found).toEqual([
      { path: join(workspace, 'a.csv'), shown: 'a.csv', bytes: 2 },
      { path: join(workspace, 'c [1]/d.csv'), shown: 'c [1]/d.csv', bytes: 0 },
      { path: join(directory.path, 'x/b.csv'), shown: join(directory.path, 'x/b.csv'), bytes: 0 },
    ]);
  });

  test('takes a file once, whatever leads to it', async () => {
    await using directory = await temporaryDirectory();
    await writeFiles(directory.path, { 'real/2026.csv': '' });
    await symlink('real/2026.csv', join(directory.path, 'latest.csv'));
    await symlink('real', join(directory.path, 'current'));
    const found = await findFiles(['*.csv', 'current', 'real/*'], directory.path);
    expect(found.map(({ shown }) => shown)).toEqual(['current/2026.csv']);
  });

  test('sorts by code unit', async () => {
    await using directory = await temporaryDirectory();
    await writeFiles(directory.path, { 'b.csv': '', 'B.csv': '', 'a10.csv': '', 'a2.csv': '', 'é.csv': '' });
    const found = await findFiles(['*.csv'], directory.path);
    expect(found.map(({ shown }) => shown)).toEqual(['B.csv', 'a10.csv', 'a2.csv', 'b.csv', 'é.csv']);
  });

  test('does not wait for a FIFO', async () => {
    await using directory = await temporaryDirectory();
    execFileSync('mkfifo', [join(directory.path, 'pipe')]);
    const failure = await failureOf(findFiles(['pipe'], directory.path));
    expect(failure.code).toBe('invalid_csv');
    expect(failure.message).toBe('pipe: this is not a regular file.');
  });

  test('says so if a link leads nowhere, in a directory too', async () => {
    await using directory = await temporaryDirectory();
    await mkdir(join(directory.path, 'out'));
    await symlink('nowhere', join(directory.path, 'out/a.csv'));
    for (const pattern of ['out', 'out/*']) {
      expect((await failureOf(findFiles([pattern], directory.path))).message).toBe(
        'out/a.csv: the link leads to no file.',
      );
    }
    expect((await failureOf(findFiles(['out/a.csv'], directory.path))).code).toMatch(/invalid_(csv|input)/);
  });

  test('a name that no file can have matches nothing', async () => {
    await using directory = await temporaryDirectory();
    expect((await failureOf(findFiles(['x'.repeat(5000)], directory.path))).code).toBe('invalid_input');
  });
});
