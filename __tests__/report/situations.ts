/** Runs as sync/ would give them, with what happened on the way: for golden files, limits, and the preview of pictures. */
import type { FileSummary, ListSummary, RunResult, SyncEvent, TargetResult } from '../../src/result.ts';

type Happening = [
  second: number,
  event: SyncEvent extends infer E ? (E extends unknown ? Omit<E, 'target'> : never) : never,
  target?: number,
];

export interface Situation {
  name: string;
  run: RunResult;
  targetsPath?: string;
  /** What the log hears, and when. */
  events: Happening[];
}

const START = Date.UTC(2026, 10, 24, 3, 0, 0);
export const at = (second: number): number => START + second * 1000;

export const file = (path: string, rows: number, more: Partial<FileSummary> = {}): FileSummary => ({
  path,
  rows,
  keys: rows,
  duplicates: 0,
  invalidRows: 0,
  headerSkipped: true,
  gzip: false,
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

/** The usual way of an upload that takes its time. */
function usual(result: TargetResult, index = 0): Happening[] {
  const bytes = result.list?.bytes ?? 0;
  const [id] = result.importIds;
  return [
    [0, { type: 'phase', phase: 'list' }],
    [1, { type: 'found', phase: 'list', result }],
    [1, { type: 'phase', phase: 'plan' }],
    [1.5, { type: 'found', phase: 'plan', result }],
    ...result.warnings.map((text): Happening => [2, { type: 'warning', text }]),
    [2, { type: 'phase', phase: 'upload' }],
    ...[0, 3, 6, 9, 12].map(
      (second): Happening => [
        2 + second,
        { type: 'progress', what: 'Uploading', done: Math.round((bytes * second) / 12), total: bytes, unit: 'bytes' },
      ],
    ),
    [15, { type: 'phase', phase: 'wait' }],
    ...['preparing', 'in_progress', 'complete'].map(
      (status, step): Happening => [16 + step * 30, { type: 'line', text: `Import ${id}: ${status}` }],
    ),
    [77, { type: 'phase', phase: 'verify' }],
    [80, { type: 'found', phase: 'verify', result }],
  ].map(([second, event]) => [second, event, index]) as Happening[];
}

const single = (name: string, result: TargetResult, events: Happening[] = usual(result)): Situation => ({
  name,
  run: { targets: [result] },
  events,
});

const timings = [
  { phase: 'read', seconds: 0.41 },
  { phase: 'look', seconds: 0.9 },
  { phase: 'upload', seconds: 12.2 },
  { phase: 'wait', seconds: 62.4 },
  { phase: 'verify', seconds: 3.1 },
  { phase: 'total', seconds: 79.3 },
] as const;

const firstImport = target({
  mode: 'merge',
  list: list([file('audience/beta.csv', 48_211)]),
  importIds: ['6f0b6c0e'],
  membersBefore: 0,
  membersAfter: 48_211,
  segment: { name: 'Beta testers', contextKind: 'user', flags: [] },
  verification: passed(48_211),
  timings,
});

const replaced = target({
  list: list(
    [file('out/beta.csv.gz', 1_000_412, { keys: 1_000_000, duplicates: 412, gzip: true, bytes: 12_400_000 })],
    {
      trimmedKeys: 3,
    },
  ),
  importIds: ['3c9a1d42'],
  membersBefore: 998_410,
  membersAfter: 1_000_000,
  guard: {
    maxRemovalPercent: 20,
    removalsByCount: 0,
    sampled: 50,
    sampledMembers: 49,
    removalsBySample: 0,
    verdict: 'passed',
  },
  verification: passed(1_000_000),
  timings,
});

const shards = Array.from({ length: 24 }, (_, index) =>
  file(`export/part-${String(index).padStart(4, '0')}.csv.gz`, 100_000, {
    gzip: true,
    bytes: 1_410_000 + index * 17,
    duplicates: index === 7 ? 120 : 0,
    keys: index === 7 ? 99_880 : 100_000,
  }),
);
const multiPart = target({
  mode: 'merge',
  list: list(shards),
  importIds: ['a1f4', 'b7c2', 'c90d'],
  parts: [
    { keys: 1_000_000, bytes: 37_000_000, importId: 'a1f4', attempts: 1, importStatus: 'complete' },
    { keys: 1_000_000, bytes: 37_000_000, importId: 'b7c2', attempts: 2, importStatus: 'complete' },
    { keys: 399_880, bytes: 14_795_560, importId: 'c90d', attempts: 1, importStatus: 'complete' },
  ],
  membersBefore: 120_400,
  membersAfter: 2_411_031,
  verification: { ...passed(0), expectedMembers: { min: 2_399_880, max: 2_520_280 } },
  warnings: ['The answer to the upload of part 2 was lost; it was sent again.'],
  timings,
});

const invalid = target({
  status: 'failed',
  list: list([file('out/beta.csv', 52_310, { keys: 51_204, duplicates: 12, invalidRows: 1_094 })], {
    problemTotals: { placeholder: 1_061, empty_key: 30, invalid_utf8: 3 },
    problems: [17, 18, 411, 412, 900, 1203, 1204].map((line, index) => ({
      file: 'out/beta.csv',
      line,
      column: index % 3 === 0 ? 1 : 14,
      kind: index === 2 ? 'empty_key' : index === 5 ? 'invalid_utf8' : 'placeholder',
    })),
  }),
  parts: [],
  membersBefore: undefined as never,
  failure: {
    code: 'invalid_csv',
    message: 'The key list has 1,094 invalid rows; the first is out/beta.csv:17:1.',
    advice: 'Correct the export, or set `on-invalid-row: skip` to leave such rows out.',
    state: 'Nothing was imported: this run has not changed the segment.',
  },
  timings: [
    { phase: 'read', seconds: 0.2 },
    { phase: 'total', seconds: 0.2 },
  ],
});

const blocked = target({
  status: 'failed',
  list: list([file('out/beta.csv', 187_000)]),
  membersBefore: 998_410,
  guard: { maxRemovalPercent: 20, removalsByCount: 811_410, verdict: 'blocked' },
  failure: {
    code: 'guard_blocked',
    message: 'At least 811,410 of 998,410 members (81.3%) would be removed; `max-removal-percent` allows 20%.',
    advice:
      'If the list is right, set `max-removal-percent: 82` (or 100, which switches the guard off) for this run. ' +
      'If not, check that the export is complete and that `key-column` names the right column.',
    state: 'Nothing was imported: this run has not changed the segment.',
  },
  timings: [
    { phase: 'read', seconds: 0.2 },
    { phase: 'look', seconds: 0.6 },
    { phase: 'total', seconds: 0.8 },
  ],
});

const conflict = target({
  status: 'failed',
  httpStatus: 409,
  list: list([file('out/beta.csv', 48_211)]),
  membersBefore: 47_900,
  guard: {
    maxRemovalPercent: 20,
    removalsByCount: 0,
    sampled: 50,
    sampledMembers: 50,
    removalsBySample: 0,
    verdict: 'passed',
  },
  failure: {
    code: 'conflict',
    message: 'Another import was running in this environment until the deadline, 06:00 UTC.',
    advice:
      'LaunchDarkly runs one import at a time in an environment, whatever the segment. Let workflows of one environment ' +
      'share a `concurrency` group, or raise `timeout-minutes`.',
    api: { code: 'conflict', message: 'Conflicting process', id: '52b8a3f0-1f3e' },
    state: 'Nothing was imported: this run has not changed the segment.',
  },
  timings: [
    { phase: 'read', seconds: 0.1 },
    { phase: 'upload', seconds: 10_798 },
    { phase: 'total', seconds: 10_800 },
  ],
});
const conflictWaits = [2, 8, 20, 45, 95, 155, 215, 10_700].map(
  (second): Happening => [
    second,
    {
      type: 'waiting',
      text: 'Upload: another import is running in this environment',
      seconds: 60,
      until: new Date(at(10_800)),
    },
  ],
);

const dryRun = target({
  status: 'dry_run',
  dryRun: true,
  strategy: 'delta',
  list: list([file('lists/beta.csv', 48_211)]),
  membersBefore: 48_020,
  added: 203,
  removed: 12,
  guard: { maxRemovalPercent: 20, removalsByCount: 12, verdict: 'passed' },
  timings: [
    { phase: 'read', seconds: 0.1 },
    { phase: 'export', seconds: 8.1 },
    { phase: 'total', seconds: 8.9 },
  ],
});

const pending = target({
  status: 'pending_approval',
  list: list([file('out/beta.csv', 48_211)]),
  importIds: ['77aa01'],
  parts: [{ keys: 48_211, bytes: 1_783_807, importId: '77aa01', attempts: 1, importStatus: 'pending_approval' }],
  membersBefore: 48_020,
  guard: {
    maxRemovalPercent: 20,
    removalsByCount: 0,
    sampled: 50,
    sampledMembers: 50,
    removalsBySample: 0,
    verdict: 'passed',
  },
  approvalRequestId: '65f1c0de',
  approvalUrl: 'https://app.launchdarkly.com/approvals/65f1c0de',
  timings: [
    { phase: 'read', seconds: 0.1 },
    { phase: 'upload', seconds: 1.4 },
    { phase: 'wait', seconds: 21 },
    { phase: 'total', seconds: 22.6 },
  ],
});

const untilPlan = (result: TargetResult): Happening[] => usual(result).slice(0, 4);

function fifty(): Situation {
  const environments = ['production', 'staging', 'test', 'development', 'demo'];
  const targets = Array.from({ length: 50 }, (_, index) => {
    const keys = 20_000 + index * 137;
    const base = {
      environmentKey: environments[index % 5]!,
      segmentKey: `audience-${String(Math.floor(index / 5) + 1).padStart(2, '0')}`,
      list: list([file(`out/audience-${index}.csv`, keys)]),
      membersBefore: keys - 41,
      timings,
    };
    if (index === 11) return { ...blocked, ...base, membersBefore: 90_000 };
    if (index === 23) return { ...conflict, ...base };
    if (index % 10 === 4)
      return target({ ...base, status: 'unchanged', membersBefore: keys, membersAfter: keys, parts: [] });
    return target({ ...base, importIds: [`id-${index}`], membersAfter: keys, verification: passed(keys) });
  });
  const events = targets.slice(0, 3).flatMap((result, index) => usual(result, index));
  return {
    name: 'fifty-targets',
    targetsPath: 'segments.yml',
    run: { targets },
    events: events.sort((a, b) => a[0] - b[0]),
  };
}

export const SITUATIONS: readonly Situation[] = [
  single('first-import', firstImport),
  single('replace', replaced),
  single('multi-part', multiPart, multiPartEvents()),
  single('invalid-rows', invalid, usual(invalid).slice(0, 2)),
  single('guard-blocked', blocked, untilPlan(blocked)),
  single('conflict-timeout', conflict, [
    ...untilPlan(conflict),
    [2, { type: 'phase', phase: 'upload' }],
    ...conflictWaits,
  ]),
  single('dry-run', dryRun, untilPlan(dryRun)),
  single('approval-pending', pending, [
    ...usual(pending).slice(0, 11),
    [16, { type: 'line', text: 'Import 77aa01: preparing' }],
    [22, { type: 'line', text: 'Import 77aa01: pending_approval' }],
  ]),
  fifty(),
  {
    name: 'invalid-input',
    run: {
      targets: [],
      failure: {
        code: 'invalid_input',
        message: 'The input `mode` is "overwrite"; allowed are `merge` and `replace`.',
        advice: 'Correct the inputs of this step; nothing was read and nothing was sent.',
      },
    },
    events: [],
  },
];

function multiPartEvents(): Happening[] {
  const [start, rest] = [usual(multiPart).slice(0, 4), usual(multiPart).slice(-2)];
  return [
    ...start,
    ...multiPart.parts.flatMap((part, index): Happening[] => {
      const second = 2 + index * 25;
      const sent = (after: number, share: number): Happening => [
        second + after,
        { type: 'progress', what: 'Uploading', done: Math.round(part.bytes * share), total: part.bytes, unit: 'bytes' },
      ];
      return [
        [second, { type: 'phase', phase: 'upload', detail: `part ${index + 1} of 3` }],
        ...(index === 1 ? [sent(2, 0.4)] : []),
        ...[sent(3, 0), sent(6, 0.3), sent(9, 0.8), sent(10, 1)],
        ...(index === 1 ? [[second + 10, { type: 'warning', text: multiPart.warnings[0]! }] as Happening] : []),
        [second + 10, { type: 'phase', phase: 'wait', detail: `part ${index + 1} of 3` }],
        [second + 11, { type: 'line', text: `Import ${part.importId}: in_progress` }],
        [second + 24, { type: 'line', text: `Import ${part.importId}: complete` }],
      ];
    }),
    ...rest,
  ];
}
