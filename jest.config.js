/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // The built action runs in child processes: on a busy machine that takes its time.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/slow/', '<rootDir>/__tests__/second-opinion/'],
  // Of the tests marked as concurrent, in each worker: they start processes.
  maxConcurrency: 3,
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  collectCoverageFrom: ['src/**/*.ts'],
  coverageReporters: ['text-summary', 'json-summary', 'lcov'],
};
