import { PARTS } from './scenarios/parts.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios([...PARTS]);
