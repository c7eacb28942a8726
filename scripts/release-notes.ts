/**
 * Prints CHANGELOG.md's section about a version, as the notes of its release: `node scripts/release-notes.ts v1.2.3`.
 * Fails if there is none, or if package.json has another version. Needs no installed packages.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @param changelog in the format of https://keepachangelog.com
 * @param version without `v`
 */
export function releaseNotes(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${version}]`) || text.split(/\s/, 1)[0] === version);
  const notes = section?.replace(/^.*\n/, '').trim();
  if (!notes) throw new Error(`CHANGELOG.md says nothing about ${version}.`);
  return notes;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const version = process.argv[2]?.replace(/^v/, '') ?? '';
  const root = resolve(import.meta.dirname, '..');
  const declared: string = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).version;
  if (declared !== version) throw new Error(`package.json has version ${declared}, the tag is for ${version}.`);
  console.log(releaseNotes(readFileSync(resolve(root, 'CHANGELOG.md'), 'utf8'), version));
}
