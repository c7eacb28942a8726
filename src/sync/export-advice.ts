/** What ends an export, and what a person should do: in the words of the export action's inputs. Pure. */
import { type ErrorCode, Failure } from '../failure.ts';
import type { SegmentRef } from '../launchdarkly/index.ts';
import type { SegmentAdvice } from './segment.ts';

const AGAIN =
  'If something else is changing the segment, or an import has just ended, run again. If it happens again, please report this message.';

/** For failures of steps that an import takes too, and that speak of an import's inputs then. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  unsupported_segment: 'There is no other way to read so many members: keep the lists that they were imported from.',
  export_mismatch: AGAIN,
  timed_out: 'Set `timeout-minutes` higher. Nothing was changed.',
};

/** A failure on the way to the members, with advice on an export. */
export function adviseOnExport(error: unknown): unknown {
  const advice = error instanceof Failure ? ADVICE[error.code] : undefined;
  return error instanceof Failure && advice !== undefined ? error.with({ advice }) : error;
}

export const exportAdvice = ({ projectKey }: SegmentRef): SegmentAdvice => ({
  missing:
    'Check `project-key`, `environment-key`, `segment-key` (keys, not names) and `base-uri`; a token without access to the project also gets 404.',
  cannot: 'does not export its members',
  synced: 'Export them in that tool.',
  standard:
    "LaunchDarkly's API gives the targets of a standard segment with the segment itself (`included`), and Terraform manages them.",
  unread: ['forbidden', 'Nothing was exported'],
  unreadable:
    'An export is trusted only if it has as many keys as the segment has members. Give the token a role that may read the segment ' +
    `(\`viewProject\` on \`proj/${projectKey}\`).`,
});

export const changedMeanwhile = (exports: number): Failure =>
  new Failure('segment_changed', `The segment was changed by someone else during ${exports} exports of it.`, {
    advice: 'Find out what changes this segment all the time (an import, an integration), and export at another time.',
  });
