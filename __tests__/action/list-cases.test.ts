/** The table of list/cases.ts on the built action: every case is a target of one step. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { reportOf } from '../../src/report/json.ts';
import { CASES, normalised } from '../list/cases.ts';
import { type ActionResult, runAction } from '../support/run-action.ts';

// Environments are read and synced side by side.
const ENVIRONMENTS = 4;
const segmentOf = (index: number) => `web/env-${index % ENVIRONMENTS}/case-${index}` as const;

let sim: Simulator;
let result: ActionResult;
let report: ReturnType<typeof reportOf>;

beforeAll(async () => {
  sim = await startSimulator({ importSteps: ['complete'] });
  const files: Record<string, string | Buffer> = {};
  const targets = CASES.map((listCase, index) => {
    const folder = `case-${index}`;
    for (const [path, content] of Object.entries(listCase.files)) {
      if (!path.endsWith('/')) files[`${folder}/${path}`] = content;
    }
    sim.state.createSegment(segmentOf(index));
    const [project, environment, segment] = segmentOf(index).split('/');
    const { 'csv-path': paths = Object.keys(listCase.files)[0]!, ...inputs } = listCase.inputs ?? {};
    return {
      'project-key': project,
      'environment-key': environment,
      'segment-key': segment,
      'csv-path': paths.replaceAll(/^/gm, `${folder}/`),
      ...inputs,
    };
  });
  files['targets.json'] = JSON.stringify({ targets });
  result = await runAction({
    inputs: {
      'access-token': sim.token,
      'base-uri': sim.url,
      'targets-path': 'targets.json',
      verify: 'off',
    },
    files,
    timeScale: 10,
    limitSeconds: 240,
  });
  report = JSON.parse(result.report);
}, 300_000);

afterAll(() => sim.close());

describe('what goes in and what comes out, on the built action', () => {
  test('every case has a result, and nothing is left behind', () => {
    expect(report.failure).toBeNull();
    expect(report.targets).toHaveLength(CASES.length);
    expect(result.tempFiles.filter((path) => !path.endsWith('report.json'))).toEqual([]);
  });

  test.each(CASES.map((listCase, index) => [listCase.name, listCase, index] as const))('%s', (_, listCase, index) => {
    const target = report.targets[index]!;
    const { keys, counts = {}, error } = listCase;
    const members = sim.state.segment(segmentOf(index))!.members;
    if (error) {
      expect(target.status).toBe('failed');
      expect(target.failure?.code).toBe(error.code);
      expect(target.failure?.message).toMatch(error.message);
      if (error.at) expect(target.failure?.message).toContain(`case-${index}/${error.at}: `);
      expect([...members]).toEqual([]);
      return;
    }
    expect(target.failure).toBeNull();
    expect(target.status).toBe(keys!.length > 0 ? 'complete' : 'unchanged');
    expect([...members].sort()).toEqual([...keys!].sort());
    expect(target).toMatchObject({
      rows: keys!.length + (counts.duplicates ?? 0) + (counts.invalidRows ?? 0),
      keys: keys!.length,
      duplicates: counts.duplicates ?? 0,
      invalidRows: counts.invalidRows ?? 0,
      trimmedKeys: counts.trimmedKeys ?? 0,
      sha256: createHash('sha256').update(normalised(keys!)).digest('hex'),
    });
  });
});
