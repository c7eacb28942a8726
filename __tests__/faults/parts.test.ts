import { PARTS } from './rows/parts.ts';
import { testRows } from './test-rows.ts';

testRows([...PARTS]);
