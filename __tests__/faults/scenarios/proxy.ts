/**
 * Proxies. LaunchDarkly is at `https://launchdarkly.test`, a name that only squid knows: whatever arrives came through it.
 * (Requests to loopback names bypass proxies.)
 */
import { createAuthority, createCertificate } from '../../../simulator/certificates.ts';
import { NOBODY, NOBODYS_PORT } from '../../support/nobody.ts';
import { PASSWORD, startScriptedProxy, startSquid, USER } from '../servers.ts';
import { type Scenario, STATE, type World } from '../test-bench.ts';

const REFUSED = { imports: 0, uploads: 0, holds: 'before' } as const;
const ALL_WELL = { ends: 'complete', imports: 1, uploads: 1, holds: 'list' } as const;
const LOGIN = `${USER}:${PASSWORD}`;

/** Puts the simulator behind the name, with a certificate of a private authority. */
async function behindName(world: World): Promise<void> {
  const authority = await createAuthority();
  const certificate = await createCertificate({ issuer: authority, hosts: ['launchdarkly.test'] });
  const { port } = new URL((await world.front(certificate)).url);
  world.baseUri = `https://launchdarkly.test:${port}`;
  world.env.NODE_EXTRA_CA_CERTS = world.file('authority.pem', authority.cert);
}

async function throughSquid(world: World, login: string, options?: Parameters<typeof startSquid>[0]): Promise<void> {
  await behindName(world);
  const squid = await startSquid(options);
  world.onEnd(squid.close);
  world.env.https_proxy = `http://${login}${squid.address}`;
}

/** For scenarios that wait for what knows nothing of the action's time: squid, and whoever resolves names. */
const SLOW = { scale: 20 } as const;

/** Rows that need squid. */
export const SQUID: readonly Scenario[] = [
  {
    name: 'proxy: everything goes through it, with a private authority',
    ...SLOW,
    arrange: (world) => throughSquid(world, ''),
    ...ALL_WELL,
  },
  {
    name: 'proxy: with a user name and a password',
    ...SLOW,
    arrange: (world) => throughSquid(world, `${LOGIN}@`, { password: true }),
    ...ALL_WELL,
    secrets: [PASSWORD, Buffer.from(LOGIN).toString('base64')],
  },
  {
    name: 'proxy: it asks for a password (407)',
    ...SLOW,
    arrange: (world) => throughSquid(world, '', { password: true }),
    ends: 'network_error',
    ...REFUSED,
    says: [/the proxy 127\.0\.0\.1:\d+ .*407/, 'its user name and password', STATE.nothing],
    silent: ['Waiting to'],
  },
  {
    name: 'proxy: the password is wrong (407)',
    ...SLOW,
    arrange: (world) => throughSquid(world, `${USER}:wrong-secret@`, { password: true }),
    ends: 'network_error',
    ...REFUSED,
    says: [/the proxy 127\.0\.0\.1:\d+ .*407/, STATE.nothing],
    secrets: ['wrong-secret', Buffer.from(`${USER}:wrong-secret`).toString('base64')],
  },
  {
    name: 'proxy: it allows nobody (403)',
    ...SLOW,
    arrange: (world) => throughSquid(world, '', { closed: true }),
    ends: 'network_error',
    ...REFUSED,
    says: [/the proxy 127\.0\.0\.1:\d+ .*403/, STATE.nothing],
  },
  {
    name: 'proxy: it does not reach the host (503 with a page)',
    ...SLOW,
    minutes: 1,
    arrange: async (world) => {
      await throughSquid(world, '');
      world.baseUri = `https://launchdarkly.test:${NOBODYS_PORT}`;
    },
    ends: 'network_error',
    ...REFUSED,
    says: [/the proxy 127\.0\.0\.1:\d+ .*503/, STATE.nothing],
  },
  {
    name: 'proxy: a certificate that the authority did not sign',
    ...SLOW,
    arrange: async (world) => {
      await throughSquid(world, '');
      delete world.env.NODE_EXTRA_CA_CERTS;
    },
    ends: 'network_error',
    ...REFUSED,
    says: ['the TLS connection to launchdarkly.test', 'NODE_EXTRA_CA_CERTS', STATE.nothing],
    silent: ['Waiting to'],
  },
];

/** A proxy that gives this answer to each CONNECT, or none. */
function scripted(
  name: string,
  answer: string | undefined,
  says: Scenario['says'] & object,
  rest: Partial<Scenario> = {},
): Scenario {
  return {
    name: `proxy: ${name}`,
    minutes: 1,
    arrange: async (world) => {
      await behindName(world);
      const proxy = await startScriptedProxy(answer);
      world.env.https_proxy = `http://${LOGIN}@${proxy.address}`;
      world.onEnd(async () => {
        await proxy.close();
        const sent = proxy.heads.join('');
        if (!sent.startsWith('CONNECT launchdarkly.test:')) throw new Error(`The proxy got no CONNECT, but: ${sent}`);
        if (sent.includes(world.sim.token)) throw new Error('The proxy got the token.');
      });
    },
    ends: 'network_error',
    ...REFUSED,
    says: [...says, STATE.nothing],
    secrets: [PASSWORD, Buffer.from(LOGIN).toString('base64')],
    ...rest,
  };
}

const page = (status: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: 13\r\n\r\n<html></html>`;

export const PROXY: readonly Scenario[] = [
  {
    name: 'proxy: the name of the tests does not exist without one',
    ...SLOW,
    minutes: 1,
    arrange: behindName,
    ends: 'network_error',
    ...REFUSED,
    says: [/launchdarkly\.test.*\((?:ENOTFOUND|EAI_AGAIN)\)/, STATE.nothing],
  },
  {
    name: 'proxy: no_proxy names the host',
    ...SLOW,
    minutes: 1,
    arrange: async (world) => {
      await behindName(world);
      world.env.https_proxy = `http://${NOBODY}`;
      world.env.no_proxy = 'example.test,launchdarkly.test';
    },
    ends: 'network_error',
    ...REFUSED,
    says: [/launchdarkly\.test.*\((?:ENOTFOUND|EAI_AGAIN)\)/, STATE.nothing],
  },
  {
    name: 'proxy: loopback needs none',
    arrange: (world) => {
      world.env.https_proxy = world.env.http_proxy = `http://${NOBODY}`;
    },
    ...ALL_WELL,
  },
  {
    name: 'proxy: nobody listens',
    minutes: 1,
    arrange: async (world) => {
      await behindName(world);
      world.env.https_proxy = `http://${LOGIN}@${NOBODY}`;
    },
    ends: 'network_error',
    ...REFUSED,
    says: [/the proxy 127\.0\.0\.1:\d+/, 'ECONNREFUSED', STATE.nothing],
    secrets: [PASSWORD],
  },
  scripted('502 with a page', page('502 Bad Gateway'), [/the proxy 127\.0\.0\.1:\d+ .*502/]),
  scripted('407 with a page', page('407 Proxy Authentication Required'), [/the proxy 127\.0\.0\.1:\d+ .*407/]),
  scripted('a page instead of a tunnel', page('200 OK'), [/the proxy 127\.0\.0\.1:\d+|TLS connection/]),
  scripted('what is no HTTP', 'hello\r\n\r\n', [/the proxy 127\.0\.0\.1:\d+/]),
  scripted('silence', undefined, [/the time allowed (?:was|is) over/i]),
];
