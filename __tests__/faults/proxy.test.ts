import { test } from '@jest/globals';
import { PROXY, SQUID } from './scenarios/proxy.ts';
import { hasSquid } from './servers.ts';
import { testScenarios } from './test-scenarios.ts';

testScenarios([...PROXY, ...(hasSquid ? SQUID : [])]);

if (!hasSquid) test.skip(`squid is not installed: ${SQUID.length} scenarios with a real proxy are left out`, () => {});
