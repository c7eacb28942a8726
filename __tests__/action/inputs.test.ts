/** Wrong inputs: one message, nothing read, nothing sent. What is wrong in which input is tested in __tests__/inputs. */
import { expect, test } from '@jest/globals';
import { expectFailure } from '../support/expect-result.ts';
import { scenario } from '../support/scenario.ts';

test.each<[string, Record<string, string | number | boolean>, RegExp]>([
  ['no token', { 'access-token': '' }, /access-token/],
  ['no project', { 'project-key': '' }, /project-key/],
  ['a segment key that is a step in a path', { 'segment-key': '..' }, /segment-key/],
  ['an unknown mode', { mode: 'overwrite' }, /mode.*merge.*replace/],
  ['a boolean that is none', { 'dry-run': 'yes please' }, /dry-run/],
  ['a number that is none', { 'timeout-minutes': 'soon' }, /timeout-minutes/],
  ['a number out of range', { 'max-removal-percent': 101 }, /max-removal-percent/],
  ['verification of what is not waited for', { verify: 'fail', wait: false }, /verify.*wait/],
  ['a delta that waits for approvals', { strategy: 'delta', 'wait-on-approvals': true }, /delta.*wait-on-approvals/],
  ['http to somewhere else', { 'base-uri': 'http://ld.example.com' }, /base-uri/],
  ['a user in the address', { 'base-uri': 'https://ann:pw@ld.example.com' }, /base-uri/],
  ['a targets file and a segment', { 'targets-path': 'targets.yml' }, /targets-path.*project-key/],
  ['no file', { 'csv-path': 'none-*.csv' }, /none-\*\.csv/],
])('%s', async (_, inputs, message) => {
  await using scene = await scenario();
  const result = await scene.run(inputs, { files: { 'targets.yml': 'targets: []' } });
  const errors = result.annotations.filter(({ level }) => level === 'error');
  expect(errors).toEqual([
    expect.objectContaining({ message: expect.stringMatching(new RegExp(message.source, 's')) }),
  ]);
  // Without a token there is nothing to mask.
  if (inputs['access-token'] === undefined) expectFailure(result, 'invalid_input');
  expect(result.outputs['error-code']).toBe('invalid_input');
  expect(result.exitCode).toBe(1);
  expect(scene.sim.requests).toEqual([]);
});

test('several wrong inputs are told together', async () => {
  await using scene = await scenario();
  const message = expectFailure(await scene.run({ mode: 'x', verify: 'y', 'timeout-minutes': -1 }), 'invalid_input');
  for (const name of ['mode', 'verify', 'timeout-minutes']) expect(message).toContain(name);
});
