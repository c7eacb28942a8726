/**
 * What a run found and did: one TargetResult per target, filled by sync/ as it goes and told by report/.
 * Also the events that sync/ reports on the way. Nothing in here ever holds a key of a list. Imports types only.
 */
import type { ApiError, ErrorCode } from './failure.ts';
import type { Mode, Strategy, Verify } from './settings.ts';

export type Status = 'complete' | 'submitted' | 'pending_approval' | 'unchanged' | 'dry_run' | 'failed';

/** The kinds of problem a row can have; docs/lists.md explains each. */
export type ProblemKind =
  | 'missing_column'
  | 'empty_key'
  | 'control_character'
  | 'invalid_utf8'
  | 'malformed_quoting'
  | 'placeholder';

/** One rejected row. Lines and columns are 1-based; the column counts bytes from the start of its line. */
export interface RowProblem {
  /** As people should see it: relative to the workspace where possible. */
  file: string;
  line: number;
  column: number;
  kind: ProblemKind;
}

export interface FileSummary {
  /** As people should see it: relative to the workspace where possible. */
  path: string;
  /** Data rows (blank lines and a header row are not counted). */
  rows: number;
  /** Keys that no earlier row of any file had. */
  keys: number;
  duplicates: number;
  invalidRows: number;
  /** What became of a header row; `suspicious`: there is none, but the first row, which was kept, looks like one. */
  header: 'skipped' | 'none' | 'suspicious';
  compression: 'none' | 'gzip' | 'zstd';
  /** Size on disk. */
  bytes: number;
}

export interface PartSummary {
  /** Distinct keys in this part. */
  keys: number;
  /** Bytes of the normalised part. */
  bytes: number;
  importId?: string;
  /** Uploads that were begun for this part, lost answers and refusals included. */
  attempts?: number;
  /** LaunchDarkly's last word on this part's import. */
  importStatus?: string;
}

/** What reading the list gave. Counts add up: rows = keys + duplicates + invalidRows. */
export interface ListSummary {
  rows: number;
  keys: number;
  duplicates: number;
  invalidRows: number;
  /** Keys that had spaces or tabs around them. */
  trimmedKeys: number;
  files: readonly FileSummary[];
  /** Size of the normalised list. */
  bytes: number;
  /** SHA-256 of the normalised list, lower-case hex. */
  sha256: string;
  /** Problems by kind, totals. */
  problemTotals: Readonly<Partial<Record<ProblemKind, number>>>;
  /** The first few problems in reading order. */
  problems: readonly RowProblem[];
}

/** What is known of the segment before anything is sent. */
export interface SegmentSummary {
  name?: string;
  /** The context kind that its keys are of (`unboundedContextKind`). */
  contextKind?: string;
  /** Flags that target the segment (`_flags`). */
  flags: readonly { key: string; name: string }[];
}

/** A whole number that is known to lie from `min` to `max`. */
export interface Bounds {
  min: number;
  max: number;
}

/** How the guard judged a change of a segment that has members. */
export interface GuardSummary {
  /** In percent of the members before; absent: no limit. */
  limits: { removal?: number | undefined; addition?: number | undefined };
  before: number;
  /** Members that would be removed, and keys that would be added. */
  removals: Bounds;
  additions: Bounds;
  /** What shows it. */
  by: 'counts' | 'look-ups' | 'export';
  /** Keys of the list that were looked up, and how many of them are members. */
  sample?: { size: number; members: number } | undefined;
  /** `open`: neither proved kept nor proved broken, which blocks too. */
  verdict: 'kept' | 'broken' | 'open' | 'off';
}

/** What the verification found. */
export interface VerificationSummary {
  setting: Verify;
  countOk?: boolean;
  /** The counts that would have been right. */
  expectedMembers?: { min: number; max?: number };
  sampled: number;
  sampledMembers: number;
  /** Removed keys that were looked up (delta), and how many are no longer members. */
  removedSampled?: number;
  removedGone?: number;
  verdict: 'passed' | 'warned' | 'failed' | 'skipped';
}

export interface Timing {
  phase: SyncPhase | 'total';
  seconds: number;
}

/** The failure as people and machines see it; its texts are already redacted. */
export interface FailureSummary {
  code: ErrorCode;
  message: string;
  advice?: string;
  api?: ApiError;
  /** What the segment holds now, or that this is unknown: one sentence. */
  state?: string;
}

export interface TargetResult {
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
  mode: Mode;
  strategy: Strategy;
  dryRun: boolean;
  status: Status;
  failure?: FailureSummary;
  /** Status of the last import request; absent if none was sent. */
  httpStatus?: number;
  /** IDs of all imports that LaunchDarkly accepted, in order. */
  importIds: readonly string[];
  approvalRequestId?: string;
  /** Link to the approval request, for a person. */
  approvalUrl?: string;
  list?: ListSummary;
  /** Uploads that the list needs, in order. */
  parts: readonly PartSummary[];
  segment?: SegmentSummary;
  membersBefore?: number;
  membersAfter?: number;
  /** Exact, where `delta` computed them (in a dry run: planned). */
  added?: number;
  removed?: number;
  guard?: GuardSummary;
  /** Absolute path of the snapshot, once it is published. */
  snapshotPath?: string;
  verification?: VerificationSummary;
  segmentUrl: string;
  /** What a person should know although nothing failed: full sentences. */
  warnings: readonly string[];
  timings: readonly Timing[];
}

/** What a run with all its targets came to. */
export interface RunResult {
  targets: readonly TargetResult[];
  /** A failure of the run itself, before any target began (bad inputs, a bad targets file). */
  failure?: FailureSummary;
}

/** The file that an export wrote. */
export interface ExportedFile {
  /** Absolute. */
  path: string;
  /** Keys in it, one per line. */
  keys: number;
  /** Size of its content, before compression. */
  bytes: number;
  /** SHA-256 of its content, before compression; lower-case hex. */
  sha256: string;
  gzip: boolean;
}

/** What the export of a segment's members came to. */
export interface ExportResult {
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
  status: Extract<Status, 'complete' | 'failed'>;
  failure?: FailureSummary;
  /** Absent if the export failed: then there is none. */
  file?: ExportedFile;
  segment?: SegmentSummary;
  /** Members and excluded targets of the segment, as LaunchDarkly counts them. */
  members?: number;
  excluded?: number;
  /** Members that no list can hold: they are not in the file. */
  leftOut?: number;
  segmentUrl: string;
  /** What a person should know although nothing failed: full sentences. */
  warnings: readonly string[];
  timings: readonly Timing[];
}

/** What a run of the export action came to. */
export interface ExportRun {
  result?: ExportResult;
  /** A failure of the run itself, before the export began (bad inputs). */
  failure?: FailureSummary;
}

/** Where a target stands. */
export type SyncPhase = 'read' | 'inspect' | 'export' | 'plan' | 'upload' | 'wait' | 'change' | 'verify';

/** What happens on the way, for the log. `target` is the index in Settings.targets. */
export type SyncEvent =
  /** A phase begins; `detail` tells it from others of its kind, such as `part 2 of 3`. */
  | { type: 'phase'; target: number; phase: SyncPhase; detail?: string }
  /** A phase ended: the result as far as it is known. The log tells the part of it that the phase found. */
  | { type: 'found'; target: number; phase: SyncPhase; result: TargetResult }
  /** Bytes moved so far, emitted every few seconds at most. */
  | {
      type: 'progress';
      target: number;
      what: string;
      done: number;
      total?: number | undefined;
      unit: 'bytes' | 'rows' | 'keys';
    }
  | { type: 'line'; target: number; text: string }
  /** A wait begins: what for, how long this time, and until when at the latest. */
  | { type: 'waiting'; target: number; text: string; seconds: number; until: Date }
  | { type: 'warning'; target: number; text: string }
  /** For RUNNER_DEBUG only; holds neither key nor token. */
  | { type: 'debug'; target: number; text: string };

export type Listener = (event: SyncEvent) => void;
