/** What must hold of a run, in parts. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionResult } from '../support/run-action.ts';

/** An export leaves its file with all members in it, or nothing, and does not speak of an import's inputs. */
export function checkExport({ outputs, log }: ActionResult, workspace: string, members: ReadonlySet<string>): void {
  const { status, path = '' } = outputs;
  const left = readdirSync(workspace, { recursive: true, encoding: 'utf8' }).map((name) => join(workspace, name));
  assert.equal(left.join(), path, 'what is left in the workspace');
  assert.equal(path !== '', status === 'complete', 'there is a file');
  assert.doesNotMatch(log, /`(?:csv-path|snapshot-path|strategy|mode|max-)/);
  if (path === '') return;
  const kept = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  assert.equal(kept.length, members.size, 'lines of the file');
  checkMembers(new Set(kept), new Set(members));
}

/** Compares sets without printing thousands of keys. */
export function checkMembers(actual: ReadonlySet<string>, expected: Set<string>): void {
  const lost = [...expected].filter((key) => !actual.has(key)).length;
  const extra = [...actual].filter((key) => !expected.has(key)).length;
  assert.deepEqual({ members: actual.size, lost, extra }, { members: expected.size, lost: 0, extra: 0 }, 'members');
}

export function assertSays(told: string, text: string | RegExp): void {
  if (!says(told, text)) assert.fail(`It does not say ${text}, but:\n${told}`);
}

/** Whether a text has another in it, or matches. */
export const says = (told: string, text: string | RegExp): boolean =>
  typeof text === 'string' ? told.includes(text) : text.test(told);
