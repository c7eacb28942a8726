/** 1,000,000 members to a file and back; run by `npm run test:slow`. */
import { expect, test } from '@jest/globals';
import { expectSuccess } from '../support/expect-result.ts';
import { exporting } from '../support/exporting.ts';

test.each(['members.csv', 'members.csv.gz'])(
  '1,000,000 members: %s',
  async (path) => {
    const members = Array.from({ length: 1_000_000 }, (_, index) => `user-${index}@example.com`);
    await using scene = await exporting({ segment: { members } });
    const copy = scene.sim.state.createSegment('web/staging/copy');
    const exported = await scene.export({ path }, { limitSeconds: 120 });
    expectSuccess(exported);
    expect(exported.outputs).toMatchObject({ keys: '1000000', 'error-code': '' });
    expect(exported.maxRss).toBeLessThan(150e6);
    const imported = await scene.importCopy({ 'csv-path': path }, { limitSeconds: 120 });
    expectSuccess(imported);
    expect(imported.outputs).toMatchObject({
      keys: '1000000',
      sha256: exported.outputs.sha256,
      'members-after': '1000000',
    });
    expect(members.every((key) => copy.members.has(key))).toBe(true);
  },
  300_000,
);
