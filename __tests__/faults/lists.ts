/** The key lists of the fault matrix. Long ones are written to disk once for each process. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface List {
  /** For `csv-path`. */
  path: string;
  keys: readonly string[];
  /** What the segment holds before, unless a scenario says otherwise. */
  membersBefore: readonly string[];
  /** Where the action finds it: options for startAction. */
  source: () => { files: Record<string, string> } | { workspace: string };
}

const small = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, index) => `user-${String(from + index).padStart(2, '0')}@example.org`);

/** Twelve keys, for a segment that has nine of them, and one that a replace removes. */
export const SMALL = inline(small(1, 13), small(0, 10));

/** No key at all. */
export const EMPTY = inline([], small(0, 10));

function inline(keys: readonly string[], membersBefore: readonly string[]): List {
  const files = { 'keys.csv': keys.map((key) => `${key}\n`).join('') };
  return { path: 'keys.csv', keys, membersBefore, source: () => ({ files }) };
}

/** Long keys make lists of many megabytes that hold few keys, so that scenarios are quick. */
const KEY_BYTES = 8_000;

/** 16 MB: more than what the kernel buffers of a connection take, so that an upload is still on its way when a fault strikes. */
export const MEDIUM = onDisk('medium', 2_000);

/** 40 MB and a little: two uploads. */
export const TWO_PARTS = onDisk('two-parts', 5_100);

/** 80 MB and a little: three uploads. */
export const THREE_PARTS = onDisk('three-parts', 10_050);

/** Distinct keys of a part: as many as 40,000,000 bytes without the form around them hold. */
export const KEYS_PER_PART = Math.floor((40_000_000 - 4_096) / (KEY_BYTES + 1));

function onDisk(name: string, length: number): List {
  const keys = Array.from({ length }, (_, index) => `${name}-${index}-`.padEnd(KEY_BYTES, 'x'));
  const source = (): { workspace: string } => {
    const workspace = written.get(name) ?? write(keys);
    written.set(name, workspace);
    return { workspace };
  };
  return { path: 'keys.csv', keys, membersBefore: ['old-member-of-the-segment'], source };
}

const written = new Map<string, string>();

function write(keys: readonly string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'fault-list-')));
  writeFileSync(join(folder, 'keys.csv'), `${keys.join('\n')}\n`);
  return folder;
}

/** Removes what was written to disk. */
export function removeLists(): void {
  for (const folder of written.values()) rmSync(folder, { recursive: true, force: true });
  written.clear();
}
