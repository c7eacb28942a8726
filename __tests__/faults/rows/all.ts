import type { Row } from '../rig.ts';
import { CANCEL } from './cancel.ts';
import { CONNECT, LOOK } from './look.ts';
import { PARTS } from './parts.ts';
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
];
