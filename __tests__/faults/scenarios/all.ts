import { hasSquid } from '../servers.ts';
import type { Scenario } from '../test-bench.ts';
import { CANCEL } from './cancel.ts';
import { EXPORT, EXPORT_CANCEL } from './export.ts';
import { CONNECT, INSPECTION } from './inspection.ts';
import { PARTS } from './parts.ts';
import { PROXY, SQUID } from './proxy.ts';
import { ANSWER, UPLOAD } from './upload.ts';
import { OTHERS, POLLING, VERIFY } from './wait.ts';

export const ALL: readonly Scenario[] = [
  ...INSPECTION,
  ...CONNECT,
  ...UPLOAD,
  ...ANSWER,
  ...POLLING,
  ...OTHERS,
  ...VERIFY,
  ...PARTS,
  ...EXPORT,
  ...CANCEL,
  ...EXPORT_CANCEL,
  ...PROXY,
  ...(hasSquid ? SQUID : []),
];
