import { randomBytes, randomUUID } from 'node:crypto';
import { conflict } from './errors.ts';
import { Import, type ImportOptions } from './imports.ts';
import { type TargetOptions, Targets } from './targets.ts';

/** Whether and how changes of segments need approval here (`resourceApprovalSettings.segment`). */
export interface ApprovalSettings {
  /** All segments need approval. */
  required: boolean;
  /** Or only segments with one of these tags: then `required` is false, the two exclude each other. */
  requiredApprovalTags: readonly string[];
  minNumApprovals: number;
  canReviewOwnRequest: boolean;
  canApplyDeclinedChanges: boolean;
  /** Where people review: any other service than `launchdarkly` is elsewhere. */
  serviceKind: string;
}

/** A running import that belongs to somebody else's segment: visible only as a conflict. */
interface Occupant {
  refusals: number;
  until: number;
  onEnd: () => void;
}

/** One environment: its segments, its approval settings, and its imports, of which one runs at a time. */
export class Environment {
  readonly id = randomBytes(12).toString('hex');
  readonly projectKey: string;
  readonly key: string;
  readonly segments = new Map<string, Segment>();
  readonly imports: Import[] = [];
  approvals: ApprovalSettings | undefined;
  /** Whether the environment's answer has `resourceApprovalSettings`. */
  approvalsShown = true;
  /** What becomes of an import that needs approval and does not say that it waits for it. */
  unapprovedImports: 'refused' | 'wait' = 'refused';
  /** Whether an import that waits for approval keeps others out (undocumented). */
  pendingImportsBlock = true;
  #occupants: Occupant[] = [];

  constructor(projectKey: string, key: string) {
    this.projectKey = projectKey;
    this.key = key;
  }

  createSegment(key: string, options: SegmentOptions = {}): Segment {
    const segment = new Segment(this, key, options);
    this.segments.set(key, segment);
    return segment;
  }

  /** Makes segment changes need approval here, for all segments or those with one of the tags. */
  requireApproval(settings: Partial<ApprovalSettings> = {}): void {
    this.approvals = {
      required: (settings.requiredApprovalTags ?? []).length === 0,
      requiredApprovalTags: [],
      minNumApprovals: 1,
      canReviewOwnRequest: false,
      canApplyDeclinedChanges: false,
      serviceKind: 'launchdarkly',
      ...settings,
    };
  }

  needsApproval(segment: Segment): boolean {
    if (!this.approvals) return false;
    const { required, requiredApprovalTags } = this.approvals;
    return required || requiredApprovalTags.some((tag) => segment.tags.includes(tag));
  }

  /**
   * Somebody imports into another segment of this environment.
   *
   * @param options it ends after so many refused imports or milliseconds, whichever is given; else when it is released
   * @returns a function that ends it
   */
  occupy(options: { refusals?: number; ms?: number; onEnd?: () => void } = {}): () => void {
    const { refusals = Number.POSITIVE_INFINITY, ms = Number.POSITIVE_INFINITY, onEnd = () => {} } = options;
    const occupant = { refusals, until: Date.now() + ms, onEnd };
    this.#occupants.push(occupant);
    return () => {
      occupant.refusals = 0;
      this.settle();
    };
  }

  /** @throws Refusal if an import is running in this environment */
  refuseSecondImport(): void {
    this.settle();
    for (const occupant of this.#occupants) occupant.refusals--;
    if (this.#occupants.length > 0 || this.imports.some((one) => this.#blocks(one))) {
      throw conflict('Conflicting process: an import is already in progress in this environment');
    }
  }

  #blocks(one: Import): boolean {
    return one.running && (this.pendingImportsBlock || !one.waiting);
  }

  /** @throws Refusal if an import is running in this environment */
  startImport(segment: Segment, options: ImportOptions): Import {
    this.refuseSecondImport();
    const started = new Import(segment, options);
    this.imports.push(started);
    return started;
  }

  /** Brings all that goes on here up to now. */
  settle(): void {
    for (const one of this.imports) one.settle();
    const ended = this.#occupants.filter(({ refusals, until }) => refusals <= 0 || until <= Date.now());
    this.#occupants = this.#occupants.filter((occupant) => !ended.includes(occupant));
    for (const { onEnd } of ended) onEnd();
  }
}

export interface SegmentOptions extends TargetOptions {
  name?: string;
  tags?: readonly string[];
  /** Flags that target the segment. */
  flags?: readonly { key: string; name: string }[];
  /** `false` makes a standard segment. Default: a big segment. */
  unbounded?: boolean;
  /** The external store of a synced segment, such as `amplitude`. */
  external?: string;
  contextKind?: string;
  rules?: readonly { clauses: unknown[] }[];
}

/** A segment: its targets, and what else LaunchDarkly tells of it. */
export class Segment extends Targets {
  readonly id = randomUUID();
  readonly environment: Environment;
  readonly key: string;
  readonly creationDate = Date.now();
  name: string;
  tags: readonly string[];
  flags: readonly { key: string; name: string }[];
  unbounded: boolean;
  external: string | undefined;
  contextKind: string;
  rules: readonly { clauses: unknown[] }[];

  constructor(environment: Environment, key: string, options: SegmentOptions) {
    super(options, () => environment.settle());
    this.environment = environment;
    this.key = key;
    this.name = options.name ?? key;
    this.tags = options.tags ?? [];
    this.flags = options.flags ?? [];
    this.unbounded = options.unbounded ?? true;
    this.external = options.external;
    this.contextKind = options.contextKind ?? 'user';
    this.rules = options.rules ?? [];
  }

  get resourceId(): string {
    return `proj/${this.environment.projectKey}:env/${this.environment.key}:segment/${this.key}`;
  }

  get path(): string {
    return `/api/v2/segments/${this.environment.projectKey}/${this.environment.key}/${this.key}`;
  }
}
