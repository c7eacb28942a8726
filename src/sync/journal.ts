/** A target while it is worked on, and what the results of imports and exports share: warnings, each once, and timings. */
import { join } from 'node:path';
import { type Segment, segmentUrl } from '../launchdarkly/index.ts';
import type { TargetResult, Timing } from '../result.ts';
import type { Emit, SegmentSettings, Surroundings, Target } from './context.ts';
import type { Secrets } from './redact.ts';

export class Journal<Settings extends SegmentSettings> {
  readonly target: Target<Settings>;
  readonly #warnings: string[] = [];
  readonly #seconds = new Map<Timing['phase'], number>();
  #phase: { name: Timing['phase']; since: number } | undefined;

  /** @param index of the settings in `Settings.targets` */
  constructor(index: number, settings: Settings, shared: Surroundings) {
    const { projectKey, environmentKey, segmentKey } = settings;
    const lists: Secrets['lists'][number][] = [];
    const emit: Emit = (event) => {
      if (event.type === 'phase') this.#enter(event.phase);
      if (event.type === 'warning') {
        if (this.#warnings.includes(event.text)) return;
        this.#warnings.push(event.text);
      }
      shared.listen({ ...event, target: index });
    };
    this.target = {
      settings,
      ref: { projectKey, environmentKey, segmentKey },
      shared,
      signal: shared.signal,
      secrets: { tokens: shared.tokens, signal: shared.signal, lists },
      hide: (list) => lists.push(list),
      folder: join(shared.tempDirectory, String(index)),
      emit,
      log: (text) => emit({ type: 'line', text }),
      warn: (text) => emit({ type: 'warning', text }),
    };
  }

  /** Runs a part of the work, whose last phase ends with it. */
  async timed<T>(part: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await part();
    } finally {
      this.#enter(undefined);
      this.#add('total', performance.now() - began);
    }
  }

  /** What the results of imports and exports have in common. */
  resultOf(segment: Segment | undefined) {
    const { ref, shared } = this.target;
    return {
      ...ref,
      segmentUrl: segmentUrl(shared.baseUri, ref, segment?.sitePath),
      warnings: [...this.#warnings],
      timings: [...this.#seconds].map(([phase, seconds]) => ({ phase, seconds })),
      segment: segment && { name: segment.name, flags: segment.flags, contextKind: segment.contextKind },
    } satisfies Partial<TargetResult>;
  }

  #enter(name: Timing['phase'] | undefined): void {
    const now = performance.now();
    if (this.#phase !== undefined) this.#add(this.#phase.name, now - this.#phase.since);
    this.#phase = name && { name, since: now };
  }

  #add(phase: Timing['phase'], milliseconds: number): void {
    this.#seconds.set(phase, (this.#seconds.get(phase) ?? 0) + milliseconds / 1_000);
  }
}
