/**
 * Log, summary and comment of each situation, as files to be read by eye.
 * `UPDATE_GOLDEN=1 npm test -- golden` writes them anew.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { commentOf, markerOf } from '../../src/report/comment.ts';
import { createLog } from '../../src/report/log.ts';
import { tell } from '../../src/report/report.ts';
import { readLog } from '../support/runner-log.ts';
import { recorder } from './recorder.ts';
import { at, SITUATIONS, type Situation } from './situations.ts';

const RUN_URL = 'https://github.com/octo-org/octo-repo/actions/runs/1658821493';
const ENV = { GITHUB_WORKFLOW_REF: 'octo-org/octo-repo/.github/workflows/sync.yml@refs/heads/main' };

/** Compares with a golden file, or writes it. */
function golden(name: string, text: string): void {
  const path = join(import.meta.dirname, 'golden', name);
  if (process.env.UPDATE_GOLDEN) writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

let temp: string;
beforeAll(() => {
  temp = mkdtempSync(join(tmpdir(), 'golden-'));
});
afterAll(() => rmSync(temp, { recursive: true }));

/** Plays a situation to the log and tells its result. */
async function play({ run, events, targetsPath }: Situation) {
  const core = recorder();
  const clock = jest.spyOn(Date, 'now');
  try {
    clock.mockReturnValue(at(0));
    const log = run.targets.length > 0 ? createLog(core, run.targets) : undefined;
    for (const [second, event, index = 0] of events) {
      clock.mockReturnValue(at(second));
      log?.listen({ ...event, target: index });
    }
    log?.close();
    const settings = { commentOnPr: false, githubToken: '', ...(targetsPath && { targetsPath }) };
    const env = { ...ENV, RUNNER_TEMP: temp, GITHUB_OUTPUT: 'x', GITHUB_STEP_SUMMARY: 'x' };
    await tell(run, { core, env, settings, log });
  } finally {
    clock.mockRestore();
  }
  return core;
}

describe.each(SITUATIONS)('$name', (situation) => {
  const { name, run, targetsPath } = situation;
  test('log', async () => {
    const core = await play(situation);
    const { log } = readLog(core.text());
    golden(`${name}.log`, log);
    const wide = core
      .text()
      .split('\n')
      .filter((line) => line.length > 80 && !line.startsWith('::'));
    if (run.targets.length === 1) expect(wide).toEqual([]);
  });
  test('summary', async () => {
    const core = await play(situation);
    golden(`${name}.summary.md`, core.summaries.join(''));
  });
  test('comment', () => {
    golden(`${name}.comment.md`, commentOf(run, markerOf(run, targetsPath, ENV), RUN_URL));
  });
});
