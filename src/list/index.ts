/** The only door of this module: nobody else imports another file of it. */
export { type Hint, ListFailure } from './failure.ts';
export { PLACEHOLDERS } from './key.ts';
export { Members, readMembers } from './members.ts';
export { type KeyList, locateKeys, type ReadListOptions, readKeyList } from './read.ts';
export { SAMPLE_KEYS } from './sample.ts';
export { Beginnings, inBatches, type PartFile, StoredKeys } from './stored.ts';
export { wouldRead } from './would-read.ts';
export { subtract } from './writer.ts';
