/**
 * What a run found and did: one TargetResult per target, filled by sync/ as it goes and published by report/.
 * Also the events that sync/ reports on the way. Nothing in here ever holds a key of a list. Imports types only.
 */
import type { Failure, FailureDetails } from './failure.ts';
import type { SegmentRef, TargetSettings, Verify } from './settings.ts';
import type { Place, ProblemKind, ProblemTotals } from './words.ts';

export type { ProblemKind };

export type Status = 'complete' | 'submitted' | 'pending_approval' | 'unchanged' | 'dry_run' | 'failed';

/** One rejected row. */
export interface RowProblem extends Place {
  line: number;
  column: number;
  kind: ProblemKind;
}

/** What was read. Counts add up: rows = keys + duplicates + invalidRows. */
interface Counts {
  /** Data rows (blank lines and a header row are not counted). */
  rows: number;
  /** Keys that no earlier row of any file had. */
  keys: number;
  duplicates: number;
  invalidRows: number;
}

export interface FileSummary extends Counts {
  /** As people should see it: relative to the workspace where possible. */
  path: string;
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
  importId?: string | undefined;
  /** Uploads that were begun for this part, lost answers and refusals included. */
  attempts?: number | undefined;
  /** LaunchDarkly's last word on this part's import. */
  importStatus?: string | undefined;
}

/** What reading the list gave. */
export interface ListSummary extends Counts {
  /** Keys that had spaces or tabs around them. */
  trimmedKeys: number;
  files: readonly FileSummary[];
  /** Size of the normalised list. */
  bytes: number;
  /** SHA-256 of the normalised list, lower-case hex. */
  sha256: string;
  /** Problems by kind, totals. */
  problemTotals: ProblemTotals;
  /** The first few problems in reading order. */
  problems: readonly RowProblem[];
}

/** What is known of the segment before anything is sent. */
export interface SegmentSummary {
  name?: string | undefined;
  /** The context kind that its keys are of (`unboundedContextKind`). */
  contextKind?: string | undefined;
  /** Flags that target the segment (`_flags`). */
  flags: readonly { key: string; name: string }[];
}

/** A whole number that is known to lie from `min` to `max`. */
export interface Bounds {
  min: number;
  max: number;
}

/** How the guard judged a change to a segment that has members. */
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
  countOk?: boolean | undefined;
  /** The counts that would have been right. */
  expectedMembers?: { min: number; max?: number | undefined } | undefined;
  /** Keys that were looked up, none if that could not be, and how many are members. */
  sampled: number;
  sampledMembers: number;
  /** Removed keys that were looked up, and how many are no longer members. */
  removedSampled?: number | undefined;
  removedGone?: number | undefined;
  verdict: 'passed' | 'warned' | 'failed' | 'skipped';
}

export interface Timing {
  phase: SyncPhase | 'total';
  seconds: number;
}

/** The failure as people and machines see it; its texts are already redacted. */
export interface FailureSummary extends Pick<Failure, 'code' | 'message'>, Pick<FailureDetails, 'advice' | 'api'> {
  /** What the segment holds now, or that this is unknown: one sentence. */
  state?: string | undefined;
}

/** What is known of a segment, whatever was done with it. */
interface SegmentResult extends SegmentRef {
  status: Status;
  failure?: FailureSummary | undefined;
  segment?: SegmentSummary | undefined;
  segmentUrl: string;
  /** What a person should know although nothing failed: full sentences. */
  warnings: readonly string[];
  timings: readonly Timing[];
}

export interface TargetResult extends SegmentResult, Pick<TargetSettings, 'mode' | 'strategy' | 'dryRun'> {
  /** Status of the last import request; absent if none was sent. */
  httpStatus?: number | undefined;
  /** IDs of all imports that LaunchDarkly accepted, in order. */
  importIds: readonly string[];
  approvalRequestId?: string | undefined;
  /** Link to the approval request, for a person. */
  approvalUrl?: string | undefined;
  list?: ListSummary | undefined;
  /** Uploads that the list needs, in order. */
  parts: readonly PartSummary[];
  membersBefore?: number | undefined;
  membersAfter?: number | undefined;
  /** Where they are known exactly; planned ones of a dry run and a blocked run. */
  added?: number | undefined;
  removed?: number | undefined;
  guard?: GuardSummary | undefined;
  /** Absolute path of the snapshot, once it is published. */
  snapshotPath?: string | undefined;
  /** Members that it holds. */
  snapshotKeys?: number | undefined;
  verification?: VerificationSummary | undefined;
}

/** What a run with all its targets came to. */
export interface RunResult {
  targets: readonly TargetResult[];
  /** A failure of the run itself, before any target began (bad inputs, a bad targets file). */
  failure?: FailureSummary | undefined;
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
export interface ExportResult extends SegmentResult {
  status: Extract<Status, 'complete' | 'failed'>;
  /** Absent if the export failed: then there is none. */
  file?: ExportedFile | undefined;
  /** Members and excluded targets of the segment, as LaunchDarkly counts them. */
  members?: number | undefined;
  excluded?: number | undefined;
  /** Members that no list can hold: they are not in the file. */
  leftOut?: number | undefined;
}

/** What a run of the export action came to; one that ended before the export began (bad inputs) knows no segment. */
export type ExportRun = Partial<ExportResult> & Pick<ExportResult, 'status' | 'warnings' | 'timings'>;

/** Where a target stands. */
export type SyncPhase = 'read' | 'inspect' | 'export' | 'plan' | 'upload' | 'wait' | 'change' | 'verify';

/** What happens to a target on the way, for the log. */
export type TargetEvent =
  /** A phase begins; `detail` tells it from others of its kind, such as `part 2 of 3`. */
  | { type: 'phase'; phase: SyncPhase; detail?: string | undefined }
  /** A phase ended: the result as far as it is known. The log has the part of it that the phase found. */
  | { type: 'found'; phase: SyncPhase; result: TargetResult }
  /** Bytes moved so far, emitted every few seconds at most. */
  | { type: 'progress'; what: string; done: number; total?: number | undefined; unit: 'bytes' | 'rows' | 'keys' }
  /** A wait begins: what for, how long this time, and until when at the latest. */
  | { type: 'waiting'; text: string; seconds: number; until: Date }
  /** What is for debugging is for RUNNER_DEBUG only; it holds neither key nor token. */
  | { type: 'line' | 'warning' | 'debug'; text: string };

/** `target` is the index in Settings.targets. */
export type SyncEvent = TargetEvent & { target: number };

export type Listener = (event: SyncEvent) => void;
