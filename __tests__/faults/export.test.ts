import { EXPORT } from './scenarios/export.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios(EXPORT);
