import { availableParallelism } from 'node:os';
import { join } from 'node:path';

// For Jest's workers and the scripts that tests start: half of a script's start is compiling it. Counts of coverage would suffer.
if (!process.env.COVERAGE_DIR)
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/tests');

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/__tests__/support/environment.mjs',
  setupFiles: ['<rootDir>/__tests__/support/seed.mjs'],
  // The built action runs in child processes: on a busy machine that takes its time.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/slow/', '<rootDir>/__tests__/second-opinion/'],
  testSequencer: '<rootDir>/__tests__/support/sequencer.mjs',
  // Twice as many as there are processors, since tests wait for processes and for what these wait for: 129 s on two, 152 s with three.
  maxWorkers: 2 * availableParallelism(),
  // Of the tests marked as concurrent, in each worker: they start processes.
  maxConcurrency: 3,
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/__tests__/support/strip-types.mjs' },
};
