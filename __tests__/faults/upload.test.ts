import { ANSWER, UPLOAD } from './scenarios/upload.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios([...UPLOAD, ...ANSWER]);
