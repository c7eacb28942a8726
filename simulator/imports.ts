import { randomUUID } from 'node:crypto';
import { LifeCycle, type Step, type Steps } from './lifecycle.ts';
import type { Targets } from './targets.ts';

export type Mode = 'merge' | 'replace';

/** What an import does to the segment when it completes: all its keys, nothing, or what a function makes of them. */
export type Effect = 'all' | 'none' | ((keys: readonly string[]) => readonly string[]);

export interface ImportOptions {
  mode: Mode;
  keys: readonly string[];
  fileName?: string;
  waitOnApprovals?: boolean;
  steps?: Steps;
  effect?: Effect;
}

/** The statuses of an import that nothing holds up. */
export const IMPORT_STEPS: Steps = ['preparing', 'ready', 'in_progress', 'complete'];

/** @returns the steps with a wait for approval after the first */
export function withApproval(steps: Steps, status: string): Steps {
  const gate: Step = { status, gate: true };
  return [...steps.slice(0, 1), gate, ...steps.slice(1)];
}

const stopInstead = (step: Step | string) => {
  const status = typeof step === 'string' ? step : step.status;
  return status === 'complete' ? 'stopped' : step;
};

let accepted = 0;

/** One import into one segment. The keys go in when `complete` is reached. */
export class Import {
  readonly id = randomUUID();
  /** Its place among all imports. */
  readonly sequence = accepted++;
  readonly creationTime = Date.now();
  readonly segment: Targets;
  readonly mode: Mode;
  readonly fileName: string;
  readonly waitOnApprovals: boolean;
  /** When it completed or stopped, in epoch milliseconds. */
  endedAt: number | undefined;
  /** How many keys were sent. */
  readonly keyCount: number;
  #keys: readonly string[];
  readonly #effect: Effect;
  readonly #life: LifeCycle;

  constructor(segment: Targets, options: ImportOptions) {
    this.segment = segment;
    this.mode = options.mode;
    this.fileName = options.fileName ?? 'import.csv';
    this.waitOnApprovals = options.waitOnApprovals ?? false;
    this.keyCount = options.keys.length;
    this.#keys = options.keys;
    this.#effect = options.effect ?? 'all';
    const steps = options.steps ?? IMPORT_STEPS;
    this.#life = new LifeCycle(this.#stumbles() ? steps.map(stopInstead) : steps, (status) => {
      if (status !== 'complete' && status !== 'stopped') return;
      this.endedAt = Date.now();
      if (status === 'complete') this.#apply();
      this.#keys = [];
    });
  }

  get status(): string {
    return this.#life.status;
  }

  get running(): boolean {
    return this.status !== 'complete' && this.status !== 'stopped';
  }

  /** Whether it waits for approval. */
  get waiting(): boolean {
    return this.status === 'pending_approval' || (this.waitOnApprovals && this.status === 'ready');
  }

  /** @returns the status as a request sees it */
  look(): string {
    return this.#life.look();
  }

  settle(): void {
    this.#life.settle();
  }

  approve(): void {
    this.#life.approve();
  }

  stop(): void {
    this.#life.end('stopped');
  }

  /** Whether it comes to nothing because of an excluded target. */
  #stumbles(): boolean {
    const { onExcluded } = this.segment;
    return onExcluded.import === 'stopped' && this.segment.conflictsOf({ included: { add: this.#keys } }).length > 0;
  }

  #apply(): void {
    if (this.#effect === 'none') return;
    const keys = typeof this.#effect === 'function' ? this.#effect(this.#keys) : this.#keys;
    const way = this.segment.onExcluded.import;
    const change = this.segment.resolve({ included: { add: keys } }, way === 'stopped' ? 'both' : way);
    if (this.mode === 'merge') this.segment.change(change);
    else this.segment.replaceMembers(change.included?.add ?? [], change.excluded?.remove);
  }
}
