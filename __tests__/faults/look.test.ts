import { CONNECT, LOOK } from './rows/look.ts';
import { testRows } from './test-rows.ts';

testRows([...LOOK, ...CONNECT]);
