/** Results made by hand, for what real runs do not show: golden files are recorded from those (recordings.ts). */
import type { FileSummary, ListSummary, RunResult, TargetResult } from '../../src/result.ts';
import type { SegmentRef, Settings, TargetSettings } from '../../src/settings.ts';

export const file = (path: string, rows: number, more: Partial<FileSummary> = {}): FileSummary => ({
  path,
  rows,
  keys: rows,
  duplicates: 0,
  invalidRows: 0,
  header: 'skipped',
  compression: 'none',
  bytes: rows * 37,
  ...more,
});

export function list(files: readonly FileSummary[], more: Partial<ListSummary> = {}): ListSummary {
  const sum = (name: 'rows' | 'keys' | 'duplicates' | 'invalidRows'): number =>
    files.reduce((total, each) => total + each[name], 0);
  return {
    rows: sum('rows'),
    keys: sum('keys'),
    duplicates: sum('duplicates'),
    invalidRows: sum('invalidRows'),
    trimmedKeys: 0,
    files,
    bytes: sum('keys') * 37,
    sha256: '9f2c1e6a7b0d4f58c3a1907e5d6b24880f17ac93e2bd6514700c8ea9b1d2f364',
    problemTotals: {},
    problems: [],
    ...more,
  };
}

export function target(more: Partial<TargetResult> = {}): TargetResult {
  const result: TargetResult = {
    projectKey: 'web',
    environmentKey: 'production',
    segmentKey: 'beta-testers',
    mode: 'replace',
    strategy: 'upload',
    dryRun: false,
    status: 'complete',
    importIds: [],
    parts: [],
    segment: {
      name: 'Beta testers',
      contextKind: 'user',
      flags: [
        { key: 'new-checkout', name: 'New checkout' },
        { key: 'search-v2', name: 'Search v2' },
      ],
    },
    segmentUrl: 'https://app.launchdarkly.com/projects/web/segments/beta-testers/targeting?env=production',
    warnings: [],
    timings: [],
    ...more,
  };
  if (result.list && more.parts === undefined) {
    result.parts = [{ keys: result.list.keys, bytes: result.list.bytes, ...accepted(result.importIds[0]) }];
  }
  return result;
}

const accepted = (importId: string | undefined) =>
  importId === undefined ? {} : { importId, attempts: 1, importStatus: 'complete' };

const passed = (members: number) => ({
  setting: 'warn' as const,
  countOk: true,
  expectedMembers: { min: members, max: members },
  sampled: 20,
  sampledMembers: 20,
  verdict: 'passed' as const,
});

/** The settings of a step, as far as a comment needs them. */
export const settings = (targets: readonly SegmentRef[], more: Partial<Settings> = {}): Settings => ({
  targets: targets as readonly TargetSettings[],
  baseUri: 'https://app.launchdarkly.com',
  commentOnPr: true,
  githubToken: '',
  ...more,
});

/** A replace of a million keys. */
export const replaced = target({
  list: list([file('out/beta.csv.gz', 1_000_412, { keys: 1_000_000, duplicates: 412, compression: 'gzip' })]),
  importIds: ['3c9a1d42'],
  membersBefore: 998_410,
  membersAfter: 1_000_000,
  guard: {
    limits: { removal: 20 },
    before: 998_410,
    removals: { min: 0, max: 171_203 },
    additions: { min: 1_590, max: 172_793 },
    by: 'look-ups',
    sample: { size: 50, members: 49 },
    verdict: 'kept',
  },
  verification: passed(1_000_000),
});

export const blocked = target({
  status: 'failed',
  list: list([file('out/beta.csv', 187_000)]),
  membersBefore: 998_410,
  guard: {
    limits: { removal: 20 },
    before: 998_410,
    removals: { min: 811_410, max: 998_410 },
    additions: { min: 0, max: 187_000 },
    by: 'counts',
    verdict: 'broken',
  },
  failure: {
    code: 'guard_blocked',
    message: 'Nothing was sent: this replace would remove too many members.',
    advice: 'Correct the export.',
    state: 'This run has not changed the segment.',
  },
});

/** What LaunchDarkly refused. */
export const refused = target({
  status: 'failed',
  list: list([file('out/beta.csv', 48_211)]),
  membersBefore: 47_900,
  failure: {
    code: 'conflict',
    message: 'Another import was running.',
    advice: 'Run again.',
    api: { code: 'conflict', message: 'Conflicting process', id: '52b8a3f0-1f3e' },
    state: 'This run has not changed the segment.',
  },
});

/** Fifty targets, two of which failed. */
export const fifty: RunResult = {
  targets: Array.from({ length: 50 }, (_, index) => ({
    ...(index === 11
      ? blocked
      : index === 23
        ? refused
        : index % 10 === 4
          ? target({ status: 'unchanged' })
          : replaced),
    segmentKey: `audience-${String(index + 1).padStart(2, '0')}`,
  })),
};

export const notStarted: RunResult = {
  targets: [],
  failure: { code: 'invalid_input', message: '`mode` is `overwrite`.', advice: 'Correct the inputs of this step.' },
};
