import { test } from '@jest/globals';
import { CANCEL } from './rows/cancel.ts';
import { testRows } from './test-rows.ts';

// There is no way to send another process a signal that it could handle.
if (process.platform === 'win32') test.skip('Windows has no signals', () => {});
else testRows(CANCEL);
