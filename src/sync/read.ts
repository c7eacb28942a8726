/** The key list of a target: read, and read once more to say where some of its keys are. */
import { type KeyList, ListFailure, locateKeys, type ReadListOptions, readKeyList } from '../list/index.ts';
import type { Target } from './context.ts';
import { adviceOnList, headerWarning } from './list-advice.ts';
import { makeFolder, storageOf } from './temporary.ts';

/**
 * Reads and checks the list; its distinct keys lie in the target's folder then.
 * @throws ListFailure
 */
export async function readList(target: Target): Promise<KeyList> {
  target.emit({ type: 'phase', phase: 'read' });
  await makeFolder(target.folder);
  try {
    const list = await readKeyList(optionsOf(target));
    target.hide(list.keys);
    const text = headerWarning(list.summary);
    if (text !== undefined) target.warn(text);
    return list;
  } catch (error) {
    if (error instanceof ListFailure) throw adviceOnList(error, target.settings);
    throw error;
  }
}

/** Where keys are in the list: `file:line`. None if it cannot be read again: the failure that names them matters more. */
export async function locate(target: Target, keys: readonly string[]): Promise<string[]> {
  try {
    return await locateKeys(optionsOf(target), new Set(keys));
  } catch (error) {
    if (!(error instanceof ListFailure)) throw error;
    return [];
  }
}

function optionsOf(target: Target): ReadListOptions {
  const { settings, shared, emit } = target;
  return {
    ...storageOf(target),
    settings: settings.list,
    workspace: shared.workspace,
    onProgress: ({ bytes, totalBytes }) =>
      emit({ type: 'progress', what: 'Reading', done: bytes, total: totalBytes, unit: 'bytes' }),
    onRewrite: (done, total) => emit({ type: 'progress', what: 'Taking out repeated keys', done, total, unit: 'rows' }),
  };
}
