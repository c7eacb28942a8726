/** What the steps of a target have found and done so far, and the TargetResult that is made of it. */
import { type KeyList, ListFailure } from '../list/index.ts';
import type { FailureSummary, PartSummary, Status, SyncPhase, TargetResult } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { type Applied, describeState, isUntouched, keysAdded, nothingApplied } from './applied.ts';
import { type Context, connect, type Surroundings } from './context.ts';
import { Journal } from './journal.ts';
import { additionsOf, removalsOf } from './limits.ts';
import { guardOf, type Planned } from './plan.ts';
import { summarise } from './showable.ts';
import { remove } from './temporary.ts';
import type { Verification } from './verify.ts';

type Unsure<T> = { [Name in keyof T]?: T[Name] | undefined };

/** Of a list that was refused, there is the summary only. */
interface Known extends Unsure<KeyList>, Unsure<Omit<Planned, 'list'>> {
  applied: Applied;
  verification?: Verification;
  failure?: FailureSummary;
}

export class TargetRecord extends Journal<TargetSettings> {
  /** How many plans did not hold. */
  forgotten = 0;
  /** Status of the last import request for one of them. */
  #httpStatus: number | undefined;
  /** Once the target has ended. */
  result: TargetResult | undefined;
  #known: Known = { applied: nothingApplied() };
  /** Until the deadline; it stands still while other targets have their turn. */
  #milliseconds: number;

  constructor(index: number, settings: TargetSettings, shared: Surroundings) {
    super(index, settings, shared);
    this.#milliseconds = settings.timeoutMinutes * 60_000;
  }

  get known(): Readonly<Known> {
    return this.#known;
  }

  /** Adds what a step has given. */
  note(known: Partial<Known>): void {
    this.#known = { ...this.#known, ...known };
  }

  /** The same at the end of a phase, which is reported. */
  found(phase: SyncPhase, known: Partial<Known>): void {
    this.note(known);
    this.target.emit({ type: 'found', phase, result: this.#resultOf('failed') });
  }

  /** Runs a step with a connection to LaunchDarkly. */
  async connected<T>(step: (context: Context) => Promise<T>): Promise<T> {
    using context = connect(this.target, this.#milliseconds);
    try {
      return await step(context);
    } finally {
      this.#milliseconds = context.deadline.remaining();
    }
  }

  /**
   * Runs a part of the chain; if it fails, the target has ended. Never rejects.
   * @returns undefined if it failed
   */
  async during<T>(part: () => Promise<T>): Promise<T | undefined> {
    const given = await this.timed(() => part().catch((error) => this.#fail(error)));
    if (given === undefined) await this.end('failed');
    return given;
  }

  /** Drops what belonged to a plan that does not hold, and changed nothing. */
  forgetPlan(): void {
    this.forgotten += 1;
    this.#httpStatus = this.known.applied.httpStatus ?? this.#httpStatus;
    this.note({ comparison: undefined, plan: undefined, applied: nothingApplied() });
  }

  /** Removes the target's files, and makes the result. Never rejects. */
  async end(status: Status): Promise<void> {
    await this.known.comparison?.snapshot?.[Symbol.asyncDispose]();
    await remove(this.target.folder, this.target);
    this.result = this.#resultOf(status);
  }

  /** The result of a target that does not end although the run is cancelled. */
  async abandon(): Promise<TargetResult> {
    await this.#fail(this.target.signal.reason);
    return this.#resultOf('failed');
  }

  async #fail(error: unknown): Promise<undefined> {
    if (error instanceof ListFailure && error.summary !== undefined) this.found('read', { summary: error.summary });
    const failure = await summarise(error, this.target.secrets);
    const { plan, applied, verification } = this.known;
    const state = describeState(plan, applied, verification?.members, this.target.settings);
    this.note({ failure: { ...failure, state } });
  }

  #resultOf(status: Status): TargetResult {
    const { mode, strategy, dryRun } = this.target.settings;
    const { summary, keys, inspection, comparison, applied, verification, failure } = this.known;
    const { segment } = applied.inspection ?? inspection ?? {};
    const before = segment?.includedCount;
    const snapshot = comparison?.snapshot;
    return {
      ...this.resultOf(segment),
      mode,
      strategy,
      dryRun,
      status,
      importIds: applied.uploads.flatMap(({ ids }) => ids?.shown ?? []),
      parts: this.#parts(),
      ...this.#changes(status),
      failure,
      httpStatus: applied.httpStatus ?? this.#httpStatus,
      approvalRequestId: applied.approvalRequestId ?? inspection?.approvals.pending,
      approvalUrl: applied.approvalUrl,
      list: summary,
      membersBefore: before,
      membersAfter: verification?.members ?? (status === 'unchanged' ? before : undefined),
      guard: keys && inspection && comparison && guardOf(keys, inspection, comparison, this.target.settings),
      verification: verification?.summary,
      snapshotPath: snapshot?.published ? snapshot.path : undefined,
      snapshotKeys: snapshot?.keys,
    };
  }

  /** Keys that were added and members that were removed, where that is known exactly; planned ones of a run that changed nothing. */
  #changes(status: Status): Pick<TargetResult, 'added' | 'removed'> {
    const { keys, inspection, comparison, plan, applied, failure } = this.known;
    const { mode, strategy, dryRun } = this.target.settings;
    if (keys === undefined || comparison === undefined || status === 'pending_approval') return {};
    const { overlap } = comparison;
    if (overlap.min !== overlap.max || overlap.by === 'counts') return {};
    if (failure !== undefined && plan !== undefined && !dryRun) {
      if (strategy === 'delta') return { added: keysAdded(plan, applied), removed: applied.removed };
      return isUntouched(applied) ? { added: 0, removed: 0 } : {};
    }
    const change = { mode, keys: keys.count, before: inspection?.segment?.includedCount ?? 0, overlap };
    return { added: additionsOf(change).min, removed: removalsOf(change).min };
  }

  /** The uploads that the list needs, and what became of them. */
  #parts(): PartSummary[] {
    const { keys: list, plan, applied } = this.known;
    const { mode, strategy } = this.target.settings;
    const unplanned = strategy === 'delta' || mode === 'remove' ? [] : (list?.parts ?? []);
    const planned = plan?.kind === 'nothing' ? [] : plan?.uploads.map(({ file }) => file);
    return (planned ?? unplanned).map(({ keys, bytes }, index) => {
      const { attempts, ids, importStatus } = applied.uploads[index] ?? {};
      return { keys, bytes, attempts: attempts || undefined, importId: ids?.shown, importStatus };
    });
  }
}
