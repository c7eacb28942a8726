import { OTHERS, POLLING, VERIFY } from './rows/wait.ts';
import { testRows } from './test-rows.ts';

testRows([...POLLING, ...OTHERS, ...VERIFY]);
