/** What is refused on sight. Approvals have tests of their own in __tests__/action. */
import { describe, expect, test } from '@jest/globals';
import { expectFailure, expectSuccess } from '../support/expect-result.ts';
import { scenario } from '../support/scenario.ts';

describe.each(['merge', 'replace'])('a %s', (mode) => {
  test('into a segment that does not exist: how to create one', async () => {
    await using scene = await scenario({ inputs: { mode } });
    const message = expectFailure(await scene.run({ 'segment-key': 'missing' }), 'not_found');
    expect(message).toMatch(/`missing` was not found in `web` \/ `production`/);
    expect(message).toMatch(/cannot be converted later/);
    expect(message).toMatch(/In LaunchDarkly: Segments/);
    expect(message).toMatch(/curl -X POST \S+\/api\/v2\/segments\/web\/production .*"key":"missing".*"unbounded":true/);
    expect(message).toMatch(/Terraform:\nresource "launchdarkly_segment" .*key = "missing".*unbounded = true/);
    expect(scene.changes()).toEqual([]);
  });

  test('into a standard segment', async () => {
    await using scene = await scenario({ inputs: { mode }, segment: { unbounded: false } });
    expect(expectFailure(await scene.run(), 'unsupported_segment')).toMatch(
      /is a standard segment, not a larger list-based segment.*Create a new/s,
    );
    expect(scene.changes()).toEqual([]);
  });

  test('into a segment that is synced from elsewhere', async () => {
    await using scene = await scenario({ inputs: { mode }, segment: { external: 'amplitude' } });
    expect(expectFailure(await scene.run(), 'unsupported_segment')).toMatch(/synced from amplitude/);
    expect(scene.changes()).toEqual([]);
  });
});

test('the flags that are at stake are shown, also when the guard blocks', async () => {
  const flags = Array.from({ length: 7 }, (_, index) => ({ key: `flag-${index}`, name: `Flag ${index}` }));
  await using scene = await scenario({ members: 100, list: 1, segment: { flags } });
  for (const mode of ['merge', 'replace']) {
    const result = await scene.run({ mode });
    if (mode === 'merge') expectSuccess(result);
    else expectFailure(result, 'guard_blocked');
    expect(result.log).toMatch(/7 flags target it: flag-0,/);
    expect(result.summary).toMatch(/7 flags target it/);
  }
});

test('merging an empty list sends nothing; replacing an empty segment with it neither', async () => {
  await using scene = await scenario({ members: 5, list: [], inputs: { 'allow-empty': true } });
  expectSuccess(await scene.run(), 'unchanged');
  // Without an export nothing was verified, and no number is exact.
  const delta = await scene.run({ strategy: 'delta' });
  expectSuccess(delta, 'unchanged');
  expect(delta.outputs).toMatchObject({ verified: '', added: '', removed: '' });
  expect(scene.segment.members.size).toBe(5);
  await using empty = await scenario({ list: [], inputs: { 'allow-empty': true, mode: 'replace' } });
  expectSuccess(await empty.run(), 'unchanged');
  expect([...scene.changes(), ...empty.changes()]).toEqual([]);
});
