/** The job summary. GitHub drops a step's summary over 1 MiB as a whole, so this one stays well below. */
import type { RunResult } from '../result.ts';
import { documentOf } from './document.ts';

const MAX_BYTES = 900 * 1024;

/** The Markdown of a run's job summary, under 900 KiB whatever the input. Pure. */
export const summaryOf = (run: RunResult): string => `${documentOf(run, MAX_BYTES - 2)}\n`;
