/** The outputs of the step: always all of them, as docs and `action.yml` name them. Pure. */
import type { RunResult } from '../result.ts';
import { errorCodeOf, type Outcome, outcomeOf, statusOf } from './outcome.ts';

const text = (value: string | number | null | undefined): string => (value === null ? '' : String(value ?? ''));

/**
 * Every output by its name, ready to be set: plain decimal digits, empty where it does not apply.
 * For several targets counts are the sums of what is known, and what belongs to one import only is empty.
 */
export function outputsOf(run: RunResult, reportPath: string): Record<string, string> {
  const outcomes = run.targets.map(outcomeOf);
  const only = outcomes.length === 1 ? outcomes[0] : undefined;
  const sum = (name: CountName): string => {
    const known = outcomes.map((outcome) => outcome[name]).filter((value) => value !== null);
    return known.length === 0 ? '' : String(known.reduce((total, value) => total + value, 0));
  };
  return {
    status: statusOf(run),
    'error-code': text(errorCodeOf(run)),
    'http-status': text(only?.httpStatus),
    'import-id': text(only?.importId),
    'approval-request-id': text(only?.approvalRequestId),
    rows: sum('rows'),
    keys: sum('keys'),
    duplicates: sum('duplicates'),
    'invalid-rows': sum('invalidRows'),
    files: sum('files'),
    bytes: sum('bytes'),
    sha256: text(only?.sha256),
    parts: sum('parts'),
    'members-before': sum('membersBefore'),
    'members-after': sum('membersAfter'),
    added: sum('added'),
    removed: sum('removed'),
    'segment-url': text(only?.segmentUrl),
    results: JSON.stringify(outcomes),
    'report-path': reportPath,
  };
}

type CountName = {
  [Name in keyof Outcome]: number | null extends Outcome[Name] ? Name : never;
}[keyof Outcome];
