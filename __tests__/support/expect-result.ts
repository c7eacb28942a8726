import { expect } from '@jest/globals';
import type { ErrorCode } from '../../src/failure.ts';
import type { ActionResult } from './run-action.ts';
import { outputNames } from './runner-environment.ts';

/** Asserts what every run leaves: all outputs set, and no annotations that GitHub would drop. */
function expectTold(result: ActionResult): void {
  expect(Object.keys(result.outputs).sort()).toEqual(outputNames(result.action));
  expect(result.stderr).toBe('');
  expect(result.stdout.startsWith('::add-mask::')).toBe(true);
  for (const level of ['error', 'warning', 'notice']) {
    expect(result.annotations.filter((one) => one.level === level).length).toBeLessThanOrEqual(10);
  }
}

/**
 * Asserts that a run failed as every failure must: exit 1, this code, all outputs, one error annotation, no notice.
 * @returns the error annotation's text
 */
export function expectFailure(result: ActionResult, code: ErrorCode): string {
  // In one object, so that a difference shows the message.
  const errors = result.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  expect({ code: result.outputs['error-code'], errors }).toEqual({ code, errors: [expect.any(String)] });
  expect(result.outputs.status).toBe('failed');
  expect(result.exitCode).toBe(1);
  expect(result.annotations.filter(({ level }) => level === 'notice')).toEqual([]);
  expectTold(result);
  return errors[0]!;
}

/** Asserts that a run succeeded as every success must: exit 0, this status, all outputs, one notice, no error. */
export function expectSuccess(result: ActionResult, status = 'complete'): void {
  const errors = result.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  expect({ status: result.outputs.status, code: result.outputs['error-code'], errors }).toEqual({
    status,
    code: '',
    errors: [],
  });
  expect(result.exitCode).toBe(0);
  expect(result.annotations.filter(({ level }) => level === 'notice')).toHaveLength(1);
  expectTold(result);
}

/** The texts of a run's warnings. */
export const warningsOf = (result: ActionResult): string[] =>
  result.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
