/**
 * The typed settings of a run, shared by every wing. Imports nothing.
 * Names are those of `action.yml` in camelCase; what they mean stands there and in docs/.
 */

/** How an import changes a segment: `merge` adds, `replace` makes the list the whole membership. LaunchDarkly's words. */
export type Mode = 'merge' | 'replace';

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
  /** One character (a tab is `\t`), or `auto`: tab for `.tsv` and `.tsv.gz`, else comma. */
  delimiter: string;
  onInvalidRow: 'fail' | 'skip';
  allowEmpty: boolean;
}

/** One list for one segment. */
export interface TargetSettings {
  /** Sent bare in `Authorization`, to `baseUri`'s origin only. */
  accessToken: string;
  projectKey: string;
  environmentKey: string;
  segmentKey: string;
  list: ListSettings;
  mode: Mode;
  waitOnApprovals: boolean;
  strategy: Strategy;
  allowPartialReplace: boolean;
  /** 0 to 100; 100 switches the removal guard off. */
  maxRemovalPercent: number;
  dryRun: boolean;
  /** Wait until LaunchDarkly has finished the last part. */
  wait: boolean;
  /** Deadline from the first request on. */
  timeoutMinutes: number;
  verify: Verify;
  requestApproval: boolean;
  approvalNotifyMembers: readonly string[];
  approvalNotifyTeams: readonly string[];
}

/** Everything a run needs to know. */
export interface Settings {
  /** One for the single-target inputs, as many as the file has for a targets file. */
  targets: readonly TargetSettings[];
  /** The targets file, as the person wrote its path; absent for a single target. */
  targetsPath?: string;
  /** LaunchDarkly's origin (and path prefix, on private hosts), without a trailing slash. */
  baseUri: string;
  commentOnPr: boolean;
  githubToken: string;
}
