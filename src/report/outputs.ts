/** The outputs of the step: always all of them, as docs and `action.yml` name them. Pure. */
import type { RunResult, TargetResult } from '../result.ts';
import { messageOf, targetMessage } from './message.ts';
import { allVerified, errorCodeOf, statusOf, verifiedOf } from './status.ts';

/** One object of the output `results`, and the head of a target in the report. What does not apply or is unknown is null. */
export function outcomeOf(target: TargetResult) {
  const { list } = target;
  return {
    projectKey: target.projectKey,
    environmentKey: target.environmentKey,
    segmentKey: target.segmentKey,
    mode: target.mode,
    strategy: target.strategy,
    dryRun: target.dryRun,
    status: target.status,
    errorCode: target.failure?.code ?? null,
    message: targetMessage(target),
    verified: verifiedOf(target),
    httpStatus: target.httpStatus ?? null,
    importId: target.importIds.at(-1) ?? null,
    importIds: target.importIds,
    approvalRequestId: target.approvalRequestId ?? null,
    rows: list?.rows ?? null,
    keys: list?.keys ?? null,
    duplicates: list?.duplicates ?? null,
    invalidRows: list?.invalidRows ?? null,
    files: list?.files.length ?? null,
    bytes: list?.bytes ?? null,
    sha256: list?.sha256 ?? null,
    parts: list ? target.parts.length : null,
    membersBefore: target.membersBefore ?? null,
    membersAfter: target.membersAfter ?? null,
    added: target.added ?? null,
    removed: target.removed ?? null,
    snapshotPath: target.snapshotPath ?? null,
    segmentUrl: target.segmentUrl,
  };
}

type Outcome = ReturnType<typeof outcomeOf>;

type Name = keyof Outcome;
type CountName = { [Each in Name]: number | null extends Outcome[Each] ? Each : never }[Name];

const COUNTS: readonly CountName[] = [
  ...(['rows', 'keys', 'duplicates', 'invalidRows', 'files', 'bytes', 'parts'] as const),
  ...(['membersBefore', 'membersAfter', 'added', 'removed'] as const),
];
/** Of one import, so empty for several targets. */
const SINGLE = ['httpStatus', 'importId', 'approvalRequestId', 'sha256', 'snapshotPath', 'segmentUrl'] as const;

const text = (value: unknown): string => String(value ?? '');
/** `membersBefore` → `members-before`. */
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/**
 * Every output by its name, ready to be set: plain decimal digits, empty where it does not apply.
 * For several targets counts are the sums of what is known; of additions and removals, if all are.
 */
export function outputsOf(run: RunResult, reportPath: string): Record<string, string> {
  const outcomes = run.targets.map(outcomeOf);
  const only = outcomes.length === 1 ? outcomes[0] : undefined;
  const sum = (name: CountName): string => {
    const known = outcomes.map((outcome) => outcome[name]).filter((value) => value !== null);
    const least = name === 'added' || name === 'removed' ? outcomes.length : 1;
    return known.length === 0 || known.length < least ? '' : String(known.reduce((total, value) => total + value, 0));
  };
  return {
    status: statusOf(run),
    'error-code': text(errorCodeOf(run)),
    message: messageOf(run),
    verified: text(allVerified(run)),
    ...Object.fromEntries(COUNTS.map((name) => [kebab(name), sum(name)])),
    ...Object.fromEntries(SINGLE.map((name) => [kebab(name), text(only?.[name])])),
    results: JSON.stringify(outcomes),
    'report-path': reportPath,
  };
}
