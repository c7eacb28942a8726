import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { createAuthority, createCertificate } from '../../simulator/certificates.ts';
import { expectSuccess } from '../support/expect-result.ts';
import { scenario } from '../support/scenario.ts';

test('a million keys and 37 MB arrive byte for byte through TLS, in less than 200 MB of memory', async () => {
  // 36 hexadecimal digits and a line feed for each key.
  const digits = randomBytes(18_000_000).toString('hex');
  const list = Buffer.alloc(37_000_000, '\n');
  for (let row = 0; row < 1_000_000; row += 1) list.write(digits.slice(row * 36, row * 36 + 36), row * 37, 'latin1');
  const sha256 = createHash('sha256').update(list).digest('hex');

  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  try {
    const authority = await createAuthority();
    writeFileSync(join(folder, 'ca.pem'), authority.cert);
    await using scene = await scenario({ simulator: { tls: await createCertificate({ issuer: authority }) } });
    const result = await scene.run(
      {},
      { files: { 'keys.csv': list }, env: { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }, limitSeconds: 120 },
    );
    expectSuccess(result);
    expect(scene.sim.seen('POST import')[0]!.upload).toMatchObject({ bytes: 37_000_000, rows: 1_000_000, sha256 });
    expect(result.outputs).toMatchObject({ keys: '1000000', bytes: '37000000', sha256, 'members-after': '1000000' });
    expect(result.maxRss).toBeLessThan(200_000_000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 180_000);
