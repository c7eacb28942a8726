import { test } from '@jest/globals';
import { PROXY, SQUID } from './rows/proxy.ts';
import { hasSquid } from './servers.ts';
import { testRows } from './test-rows.ts';

testRows([...PROXY, ...(hasSquid ? SQUID : [])]);

if (!hasSquid) test.skip(`squid is not installed: ${SQUID.length} rows with a real proxy are left out`, () => {});
