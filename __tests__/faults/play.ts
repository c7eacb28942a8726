/** Plays rows by hand: `node __tests__/faults/play.ts [part of a name]`. */
import { removeLists } from './lists.ts';
import { play } from './rig.ts';
import { ALL } from './rows/all.ts';

const [wanted = '', ...flags] = process.argv.slice(2);
let failed = 0;
for (const row of ALL.filter(({ name }) => name.includes(wanted))) {
  const began = performance.now();
  try {
    const result = await play(row);
    console.log(`ok    ${((performance.now() - began) / 1000).toFixed(1)} s  ${row.name}`);
    if (flags.includes('--log')) console.log(result.log);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${((performance.now() - began) / 1000).toFixed(1)} s  ${row.name}\n${(error as Error).message}`);
  }
}
removeLists();
process.exitCode = failed > 0 ? 1 : 0;
