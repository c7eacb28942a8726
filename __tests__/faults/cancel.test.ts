import { test } from '@jest/globals';
import { CANCEL } from './scenarios/cancel.ts';
import { EXPORT_CANCEL } from './scenarios/export.ts';
import { testScenarios } from './test-scenarios.ts';

// There is no way to send another process a signal that it could handle.
if (process.platform === 'win32') test.skip('Windows has no signals', () => {});
else testScenarios([...CANCEL, ...EXPORT_CANCEL]);
