import { ANSWER, UPLOAD } from './rows/upload.ts';
import { testRows } from './test-rows.ts';

testRows([...UPLOAD, ...ANSWER]);
