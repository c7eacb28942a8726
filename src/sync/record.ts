/** What the steps of a target have found and done so far, and the TargetResult that is made of it. */
import { defined } from '../defined.ts';
import { segmentUrl, siteUrl } from '../launchdarkly/index.ts';
import { type KeyList, ListFailure } from '../list/index.ts';
import type { FailureSummary, ListSummary, PartSummary, Status, SyncPhase, TargetResult } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { type Applied, describeState, isUntouched, keysAdded, nothingApplied } from './applied.ts';
import { type Context, connect, type Surroundings, type Target, targetOf } from './context.ts';
import { summarise, toFailure } from './failed.ts';
import type { Inspection } from './inspect.ts';
import { Journal } from './journal.ts';
import { additionsOf, removalsOf } from './limits.ts';
import type { Comparison } from './overlap.ts';
import { guardOf, type Plan } from './plan.ts';
import type { Secrets } from './redact.ts';
import { remove } from './temporary.ts';
import type { Verification } from './verify.ts';

interface Known {
  /** Also of a list that was refused. */
  summary?: ListSummary;
  list?: KeyList;
  inspection?: Inspection;
  comparison?: Comparison;
  plan?: Plan;
  applied: Applied;
  verification?: Verification;
  failure?: FailureSummary;
}

export class TargetRecord {
  readonly target: Target;
  /** Once the target has ended. */
  result: TargetResult | undefined;
  readonly #journal: Journal;
  #known: Known = { applied: nothingApplied() };
  /** Until the deadline; it stands still while other targets have their turn. */
  #milliseconds: number;

  constructor(index: number, settings: TargetSettings, shared: Surroundings) {
    this.#journal = new Journal(shared.listen);
    this.target = targetOf(index, settings, { ...shared, listen: this.#journal.hear });
    this.#milliseconds = settings.timeoutMinutes * 60_000;
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
    using context = connect(this.target, this.#milliseconds, this.#lists);
    try {
      return await step(context);
    } finally {
      this.#milliseconds = context.deadline.remaining();
    }
  }

  /**
   * Runs a part of the chain, and notes how it failed. Never rejects.
   * @returns undefined if it failed
   */
  async during<T>(part: () => Promise<T>): Promise<T | undefined> {
    return await this.#journal.timed(async () => {
      try {
        return await part();
      } catch (error) {
        await this.#noteFailure(error);
        return undefined;
      }
    });
  }

  /** What is done to the segment: the steps that do it add to this. */
  get applied(): Applied {
    return this.#known.applied;
  }

  /** Drops what belonged to a plan that does not hold, and changed nothing. */
  async forgetPlan(): Promise<void> {
    const { comparison, plan: _, applied, ...rest } = this.#known;
    await comparison?.snapshot?.withdraw();
    this.#known = { ...rest, applied: nothingApplied(applied.httpStatus) };
  }

  /** Removes the target's files, and makes the result. Never rejects. */
  async end(status: Status): Promise<void> {
    await this.#known.comparison?.snapshot?.[Symbol.asyncDispose]();
    await remove(this.target.folder, this.target);
    this.result = this.#resultOf(status);
  }

  /** The result of a target that does not end although the run is cancelled. */
  async abandon(reason: unknown): Promise<TargetResult> {
    await this.#noteFailure(reason);
    return this.#resultOf('failed');
  }

  async #noteFailure(error: unknown): Promise<void> {
    const { shared, settings } = this.target;
    const { signal, tokens } = shared;
    if (error instanceof ListFailure && error.summary !== undefined) this.found('read', { summary: error.summary });
    const secrets = { tokens, lists: this.#lists, signal };
    let failure = await summarise(toFailure(signal.aborted ? signal.reason : error), secrets);
    // A cancellation may have come meanwhile: then that is how the run ends.
    if (signal.aborted) failure = await summarise(toFailure(signal.reason));
    const { plan, applied, verification } = this.#known;
    const state = describeState(plan, applied, verification?.members, settings);
    this.note({ failure: { ...failure, state } });
  }

  /** All keys that nobody may see. */
  get #lists(): Secrets['lists'] {
    const { list, comparison } = this.#known;
    return [list?.keys, comparison?.difference?.members].filter((keys) => keys !== undefined);
  }

  #resultOf(status: Status): TargetResult {
    const { ref, settings, shared } = this.target;
    const { list, inspection, comparison, applied, verification, failure } = this.#known;
    const { mode, strategy, dryRun } = settings;
    const { segment } = applied.inspection ?? inspection ?? {};
    const approvals = inspection?.approvals;
    const pending = approvals?.kind === 'needed' ? approvals.pending : undefined;
    const summary = list?.summary ?? this.#known.summary;
    const guard = list && inspection && comparison && guardOf(list, inspection, comparison, settings);
    const before = segment?.includedCount;
    const after = verification?.members ?? (status === 'unchanged' ? before : undefined);
    const snapshot = comparison?.snapshot;
    return {
      ...ref,
      mode,
      strategy,
      dryRun,
      status,
      importIds: applied.uploads.flatMap(({ importId }) => importId ?? []),
      parts: this.#parts(),
      segmentUrl:
        segment?.sitePath === undefined ? segmentUrl(shared.baseUri, ref) : siteUrl(shared.baseUri, segment.sitePath),
      warnings: [...this.#journal.warnings],
      timings: this.#journal.timings,
      ...this.#changes(status),
      ...defined({
        failure,
        httpStatus: applied.httpStatus,
        approvalRequestId: applied.approvalRequestId ?? pending,
        approvalUrl: applied.approvalUrl,
        list: summary,
        segment: segment && defined({ name: segment.name, flags: segment.flags, contextKind: segment.contextKind }),
        membersBefore: before,
        membersAfter: after,
        guard,
        verification: verification?.summary,
        snapshotPath: snapshot?.published === true ? snapshot.path : undefined,
      }),
    };
  }

  /** Keys that were added and members that were removed, where that is known exactly; planned ones of a run that changed nothing. */
  #changes(status: Status): Pick<TargetResult, 'added' | 'removed'> {
    const { list, inspection, comparison, plan, applied, failure } = this.#known;
    const { mode, strategy, dryRun } = this.target.settings;
    if (list === undefined || comparison === undefined || status === 'pending_approval') return {};
    const { overlap } = comparison;
    if (overlap.min !== overlap.max || (overlap.by === 'counts' && strategy === 'upload')) return {};
    const change = { mode, keys: list.keys.count, before: inspection?.segment?.includedCount ?? 0, overlap };
    const planned = { added: additionsOf(change).min, removed: removalsOf(change).min };
    if (failure === undefined || plan === undefined || dryRun) return planned;
    if (strategy === 'delta') return { added: keysAdded(plan, applied), removed: applied.removed };
    if (isUntouched(applied)) return { added: 0, removed: 0 };
    return {};
  }

  /** The uploads that the list needs, and what became of them. */
  #parts(): PartSummary[] {
    const { list, plan, applied } = this.#known;
    const { mode, strategy } = this.target.settings;
    const unplanned = strategy === 'delta' || mode === 'remove' ? [] : (list?.keys.parts ?? []);
    const files =
      plan === undefined ? unplanned : plan.kind === 'nothing' ? [] : plan.uploads.map((upload) => upload.file);
    return files.map(({ keys, bytes }, index) => {
      const { attempts, importId, importStatus } = applied.uploads[index] ?? {};
      return { keys, bytes, ...defined({ attempts: attempts || undefined, importId, importStatus }) };
    });
  }
}
