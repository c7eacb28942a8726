import { afterAll, expect, test } from '@jest/globals';
import { removeLists } from './lists.ts';
import { runScenario, type Scenario } from './test-bench.ts';

/** The scenarios of one file, a few at a time: most of the time they wait. */
export function testScenarios(scenarios: readonly Scenario[]): void {
  afterAll(removeLists);

  test('no two scenarios have the same name', () => {
    expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
  });

  for (const scenario of scenarios) {
    test.concurrent(scenario.name, async () => void (await runScenario(scenario)), 180_000);
  }
}
