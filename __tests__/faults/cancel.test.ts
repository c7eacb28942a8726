import { test } from '@jest/globals';
import { CANCEL } from './scenarios/cancel.ts';
import { testScenarios } from './test-scenarios.ts';

// There is no way to send another process a signal that it could handle.
if (process.platform === 'win32') test.skip('Windows has no signals', () => {});
else testScenarios(CANCEL);
