/**
 * The typed settings of a run, shared by every module. Imports nothing.
 * Names are those of `action.yml` in camelCase; what they mean stands there and in docs/.
 */

/**
 * How a list changes a segment: `merge` adds, `replace` makes the list the whole membership (LaunchDarkly's words), `remove`
 * takes the list's keys out.
 */
export type Mode = 'merge' | 'replace' | 'remove';

/** `upload` sends the whole list, `delta` exports the members and sends only the difference. */
export type Strategy = 'upload' | 'delta';

/** What a failed count check does; a sampled key that is no member fails in both `warn` and `fail`. */
export type Verify = 'off' | 'warn' | 'fail';

/** How key lists are read. */
export interface ListSettings {
  /** Paths and globs, one each, as written. */
  csvPath: readonly string[];
  /** 1-based column number, or the name of a header cell. */
  keyColumn: number | string;
  /** Whether each file's first row is a header row. */
  header: boolean | 'auto';
  /** One character (a tab is `\t`), or `auto`: tab for `.tsv`, `.tsv.gz` and `.tsv.zst`, else comma. */
  delimiter: string;
  onInvalidRow: 'fail' | 'skip';
  allowEmpty: boolean;
}

/** Where a segment is. */
export interface SegmentRef {
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
}

/** One list for one segment. */
export interface TargetSettings extends SegmentRef {
  /** Sent bare in `Authorization`, to `baseUri`'s origin only. */
  accessToken: string;
  list: ListSettings;
  mode: Mode;
  waitOnApprovals: boolean;
  strategy: Strategy;
  allowPartialReplace: boolean;
  /** Of the current members; 0 to 100, and 100 is no limit. */
  maxRemovalPercent: number;
  /** Of the current members; absent: no limit. */
  maxAdditionPercent?: number | undefined;
  /** The members before the first change are written to this file; absolute. */
  snapshotPath?: string | undefined;
  dryRun: boolean;
  /** Wait until LaunchDarkly has finished the last part. */
  wait: boolean;
  /** Deadline from the first request on. */
  timeoutMinutes: number;
  verify: Verify;
  requestApproval: boolean;
  approvalNotifyMembers: readonly string[];
  approvalNotifyTeams: readonly string[];
  /** Go on where changes need approval: LaunchDarkly decides whether the token's role may bypass it. */
  bypassApprovals: boolean;
}

/** Everything a run needs to know. */
export interface Settings {
  /** One for the single-target inputs, as many as the file has for a targets file. */
  targets: readonly TargetSettings[];
  /** The targets file, as the person wrote its path; absent for a single target. */
  targetsPath?: string | undefined;
  /** LaunchDarkly's origin (and path prefix, on private hosts), without a trailing slash. */
  baseUri: string;
  commentOnPr: boolean;
  /** The pull request to comment on, where the event has none. */
  prNumber?: number | undefined;
  githubToken: string;
}

/** Everything that an export needs to know. */
export interface ExportSettings
  extends SegmentRef,
    Pick<TargetSettings, 'accessToken' | 'timeoutMinutes'>,
    Pick<Settings, 'baseUri'> {
  /** The file that the members are written to; absolute. */
  path: string;
}
