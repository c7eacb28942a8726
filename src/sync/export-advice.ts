/** What ends an export, and what a person should do: in the words of the export action's inputs. Pure. */
import { type ErrorCode, Failure } from '../failure.ts';
import type { Segment, SegmentRef } from '../launchdarkly/index.ts';

const AGAIN =
  'If something else is changing the segment, or an import has just ended, run again. If it happens again, report it as a fact about the format.';

/** For failures of steps that an import takes too, and that speak of an import's inputs then. */
const ADVICE: Readonly<Partial<Record<ErrorCode, string>>> = {
  unsupported_segment: 'There is no other way to read so many members: keep the lists that they were imported from.',
  export_mismatch: AGAIN,
  timed_out: 'Set `timeout-minutes` higher. Nothing was changed.',
  segment_changed:
    'Find out what changes this segment all the time (an import, an integration), and export at another time.',
};

/** A failure on the way to the members, with advice on an export. */
export function adviseOnExport(error: unknown): unknown {
  const advice = error instanceof Failure ? ADVICE[error.code] : undefined;
  return error instanceof Failure && advice !== undefined ? error.with({ advice }) : error;
}

export function missingToExport({ projectKey, environmentKey, segmentKey }: SegmentRef, error: Failure): Failure {
  return error.with({
    message: `The segment \`${segmentKey}\` was not found in \`${projectKey}\` / \`${environmentKey}\`.`,
    advice:
      'Check `project-key`, `environment-key`, `segment-key` (keys, not names) and `base-uri`; a token without access to the project also gets 404.',
  });
}

/** A segment that may not be read, or whose members are not counted: an export of it could not be tested. */
export function unreadableToExport({ projectKey }: SegmentRef, why: string, cause?: Failure): Failure {
  const advice =
    'An export is trusted only if it has as many keys as the segment has members. Give the token a role that may read the segment ' +
    `(\`viewProject\` on \`proj/${projectKey}\`).`;
  const message = `Nothing was exported, since ${why}`;
  return cause?.with({ message, advice }) ?? new Failure('forbidden', message, { advice });
}

/** @throws Failure `unsupported_segment` for a segment that LaunchDarkly exports no members of */
export function refuseUnexportable({ segmentKey }: SegmentRef, { external, unbounded }: Segment): void {
  if (external !== undefined)
    throw new Failure(
      'unsupported_segment',
      `The segment \`${segmentKey}\` is synced from ${external}, and LaunchDarkly does not export its members.`,
      { advice: 'Export them in that tool.' },
    );
  if (!unbounded)
    throw new Failure(
      'unsupported_segment',
      `The segment \`${segmentKey}\` is a standard segment, not a larger list-based segment (\`unbounded\` is not true).`,
      {
        advice:
          "LaunchDarkly's API gives the targets of a standard segment with the segment itself (`included`), and Terraform manages them.",
      },
    );
}

export function changedMeanwhile(exports: number): Failure {
  return new Failure('segment_changed', `The segment was changed by someone else during ${exports} exports of it.`);
}
