import { CONNECT, INSPECTION } from './scenarios/inspection.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios([...INSPECTION, ...CONNECT]);
