import type * as ActionsCore from '@actions/core';

/** What reporting needs of @actions/core; tests pass their own. */
export type Core = Pick<
  typeof ActionsCore,
  'info' | 'debug' | 'notice' | 'warning' | 'error' | 'startGroup' | 'endGroup' | 'setOutput'
> & { summary: { addRaw(text: string): unknown; write(): Promise<unknown> } };
