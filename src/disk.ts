/** What a full disk lacks. */
import { statfs } from 'node:fs/promises';
import { bytes } from './words.ts';

/**
 * To follow what could not be written: `; about 52.3 MB are needed there, and 1.2 MB are free`. Empty where the disk is
 * not full, or does not say. Never rejects.
 * @param needed bytes, if it is known
 */
export async function shortage(error: unknown, folder: string, needed?: number): Promise<string> {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return '';
  const free = await statfs(folder).then(
    ({ bavail, bsize }) => `${bytes(bavail * bsize)} are free`,
    () => undefined,
  );
  const room = [needed !== undefined && `about ${bytes(needed)} are needed there`, free].filter(Boolean).join(', and ');
  return room && `; ${room}`;
}
