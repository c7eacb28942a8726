/** Runs scenarios by hand: `node __tests__/faults/run.ts [part of a name]`. */
import { removeLists } from './lists.ts';
import { ALL } from './scenarios/all.ts';
import { runScenario } from './test-bench.ts';

const [wanted = '', ...flags] = process.argv.slice(2);
let failed = 0;
for (const scenario of ALL.filter(({ name }) => name.includes(wanted))) {
  const began = performance.now();
  try {
    const result = await runScenario(scenario);
    console.log(`ok    ${((performance.now() - began) / 1000).toFixed(1)} s  ${scenario.name}`);
    if (flags.includes('--log')) console.log(result.log);
  } catch (error) {
    failed += 1;
    console.log(
      `FAIL  ${((performance.now() - began) / 1000).toFixed(1)} s  ${scenario.name}\n${(error as Error).message}`,
    );
  }
}
removeLists();
process.exitCode = failed > 0 ? 1 : 0;
