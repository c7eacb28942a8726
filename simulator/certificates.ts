import { generate } from 'selfsigned';

/** A certificate and its private key, as PEM texts. */
export interface Certificate {
  key: string;
  cert: string;
}

export interface CertificateOptions {
  /** Who signs it. Default: itself. */
  issuer?: Certificate;
  /** Names and IPv4 addresses that it is valid for. Default: 127.0.0.1 and localhost. */
  hosts?: readonly string[];
  /** Made so that it ran out yesterday. */
  expired?: boolean;
}

const DAY_MS = 86_400_000;
const COMMON = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/** @returns a certification authority to sign with; its `cert` goes to `NODE_EXTRA_CA_CERTS` */
export async function createAuthority(): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Simulated authority' }], {
    ...COMMON,
    notBeforeDate: new Date(Date.now() - DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/** @returns a server's certificate: good, self-signed (no `issuer`), expired, or for the wrong `hosts` */
export async function createCertificate(options: CertificateOptions = {}): Promise<Certificate> {
  const { issuer, hosts = ['127.0.0.1', 'localhost'], expired = false } = options;
  const end = Date.now() + (expired ? -DAY_MS : DAY_MS);
  const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0]! }], {
    ...COMMON,
    notBeforeDate: new Date(end - 2 * DAY_MS),
    notAfterDate: new Date(end),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: hosts.map((host) => (/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host })),
      },
    ],
    ...(issuer && { ca: issuer }),
  });
  return { key, cert };
}
