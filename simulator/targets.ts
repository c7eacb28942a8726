/** How long readers still see the state before a change: for a time, for a number of reads, or both. */
export interface Lag {
  ms?: number;
  reads?: number;
}

/** A value that readers see late. */
class Delayed<T> {
  lag: Lag | undefined;
  #stale: { value: T; until: number; reads: number } | undefined;

  /** @param before the value until now; called only if there is a lag */
  changed(before: () => T): void {
    if (!this.lag) return;
    const { ms = 0, reads = 0 } = this.lag;
    this.#stale = { value: this.#stale?.value ?? before(), until: Date.now() + ms, reads };
  }

  read(now: T): T {
    const stale = this.#stale;
    if (!stale) return now;
    if (stale.reads-- > 0 || Date.now() < stale.until) return stale.value;
    this.#stale = undefined;
    return now;
  }
}

interface Counts {
  included: number;
  excluded: number;
}

/**
 * What becomes of an excluded target that is to be a member: it becomes one and stays excluded too (`both`), becomes one
 * and is excluded no longer (`included`), or stays what it was (`left-out`).
 */
export type ExcludedTarget = 'both' | 'included' | 'left-out';

/** The same for batches and imports, which may also fail because of it as a whole. */
export interface OnExcluded {
  batch: ExcludedTarget | 'refused';
  import: ExcludedTarget | 'stopped';
}

/** What a segment holds at first. */
export interface TargetOptions {
  /** Context keys that are members. */
  members?: Iterable<string>;
  /** Context keys that are excluded targets. */
  excluded?: Iterable<string>;
  onExcluded?: Partial<OnExcluded>;
}

/** A change of targets, as `POST contexts` makes it. */
export interface TargetChange {
  included?: { add?: readonly string[]; remove?: readonly string[] };
  excluded?: { add?: readonly string[]; remove?: readonly string[] };
}

/** The targets of a segment. Every change raises `version` and moves `lastModified`. */
export class Targets {
  /** What LaunchDarkly does with members-to-be that are excluded: documented nowhere for batches and imports. */
  onExcluded: OnExcluded;
  /** Version of the targets (`_unboundedMetadata.version`). */
  version = 1;
  /** When the targets changed last, in epoch milliseconds. */
  lastModified = Date.now();
  #members: Set<string>;
  readonly #excluded: Set<string>;
  readonly #settle: () => void;
  readonly #seenCounts = new Delayed<Counts>();
  readonly #seenMembers = new Delayed<ReadonlySet<string>>();

  /** @param settle brings imports into the segment up to now */
  constructor(options: TargetOptions, settle: () => void) {
    this.onExcluded = { batch: 'refused', import: 'both', ...options.onExcluded };
    this.#members = new Set(options.members);
    this.#excluded = new Set(options.excluded);
    this.#settle = settle;
  }

  /** The members now, whatever readers see. */
  get members(): ReadonlySet<string> {
    this.#settle();
    return this.#members;
  }

  /** The excluded targets now, whatever readers see. */
  get excluded(): ReadonlySet<string> {
    this.#settle();
    return this.#excluded;
  }

  /** Makes readers see counts, members or both late, from the next change on. */
  late(what: { counts?: Lag; members?: Lag }): void {
    this.#seenCounts.lag = what.counts;
    this.#seenMembers.lag = what.members;
  }

  /** Somebody else adds members. */
  add(...keys: string[]): void {
    this.change({ included: { add: keys } });
  }

  /** Somebody else removes members. */
  remove(...keys: string[]): void {
    this.change({ included: { remove: keys } });
  }

  change({ included, excluded }: TargetChange): void {
    this.#changing();
    for (const key of included?.add ?? []) this.#members.add(key);
    for (const key of included?.remove ?? []) this.#members.delete(key);
    for (const key of excluded?.add ?? []) this.#excluded.add(key);
    for (const key of excluded?.remove ?? []) this.#excluded.delete(key);
  }

  /** Makes the keys the whole membership. Excluded targets stay (assumed: LaunchDarkly does not say). */
  replaceMembers(keys: Iterable<string>, noLongerExcluded: readonly string[] = []): void {
    this.#changing();
    this.#members = new Set(keys);
    for (const key of noLongerExcluded) this.#excluded.delete(key);
  }

  /** @returns the keys that a change would add to one list and leave in the other */
  conflictsOf({ included = {}, excluded = {} }: TargetChange): string[] {
    if (this.#excluded.size === 0 && !excluded.add?.length) return [];
    const [out, back] = [new Set(included.remove), new Set(excluded.remove)];
    const [into, against] = [new Set(included.add), new Set(excluded.add)];
    return [...into, ...against].filter((key) => {
      const isMember = !out.has(key) && (into.has(key) || this.#members.has(key));
      return isMember && !back.has(key) && (against.has(key) || this.#excluded.has(key));
    });
  }

  /** @returns the change without its conflicts, as they go */
  resolve(change: TargetChange, way: ExcludedTarget): TargetChange {
    const conflicts = way === 'both' ? [] : this.conflictsOf(change);
    if (conflicts.length === 0) return change;
    const { included, excluded } = change;
    if (way === 'included') {
      return { ...change, excluded: { ...excluded, remove: [...(excluded?.remove ?? []), ...conflicts] } };
    }
    const left = new Set(conflicts);
    const without = (keys: readonly string[] = []) => keys.filter((key) => !left.has(key));
    return {
      included: { ...included, add: without(included?.add) },
      excluded: { ...excluded, add: without(excluded?.add) },
    };
  }

  #changing(): void {
    this.#seenCounts.changed(() => ({ included: this.#members.size, excluded: this.#excluded.size }));
    this.#seenMembers.changed(() => new Set(this.#members));
    this.version++;
    this.lastModified = Math.max(Date.now(), this.lastModified + 1);
  }

  /** @returns the counts as a request sees them */
  readCounts(): Counts {
    return this.#seenCounts.read({ included: this.members.size, excluded: this.excluded.size });
  }

  /** @returns whether a key is a member, as a request sees it */
  readMembership(key: string): boolean {
    return this.#seenMembers.read(this.members).has(key);
  }
}
