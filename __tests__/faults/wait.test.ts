import { OTHERS, POLLING, VERIFY } from './scenarios/wait.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios([...POLLING, ...OTHERS, ...VERIFY]);
