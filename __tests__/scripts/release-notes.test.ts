import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { releaseNotes } from '../../scripts/release-notes.ts';

const root = resolve(import.meta.dirname, '../..');
const changelog = '# Changelog\n\n## [1.2.3] - 2026-01-01\n\n### Added\n\n- a\n\n## [1.2.0] - 2025-01-01\n\n- b\n';

test('are the section of the version', () => {
  expect(releaseNotes(changelog, '1.2.3')).toBe('### Added\n\n- a');
  expect(releaseNotes(changelog, '1.2.0')).toBe('- b');
});

test('of a version that is not in the changelog do not exist', () => {
  expect(() => releaseNotes(changelog, '1.2')).toThrow('says nothing about 1.2.');
});

test('exist for the version that package.json has', () => {
  const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  expect(releaseNotes(readFileSync(resolve(root, 'CHANGELOG.md'), 'utf8'), version)).not.toBe('');
});
