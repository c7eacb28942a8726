import type { Row } from '../rig.ts';
import { hasSquid } from '../servers.ts';
import { CANCEL } from './cancel.ts';
import { CONNECT, LOOK } from './look.ts';
import { PARTS } from './parts.ts';
import { PROXY, SQUID } from './proxy.ts';
import { ANSWER, UPLOAD } from './upload.ts';
import { OTHERS, POLLING, VERIFY } from './wait.ts';

export const ALL: readonly Row[] = [
  ...LOOK,
  ...CONNECT,
  ...UPLOAD,
  ...ANSWER,
  ...POLLING,
  ...OTHERS,
  ...VERIFY,
  ...PARTS,
  ...CANCEL,
  ...PROXY,
  ...(hasSquid ? SQUID : []),
];
