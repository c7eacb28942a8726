/** What goes on while a segment is worked on, for its result: warnings, each once, and how long the phases take. */
import type { Listener, SyncEvent, Timing } from '../result.ts';

export class Journal {
  readonly warnings: string[] = [];
  readonly #listen: Listener;
  readonly #seconds = new Map<Timing['phase'], number>();
  #phase: { name: Timing['phase']; since: number } | undefined;

  /** @param listen hears of everything too, but of no warning twice */
  constructor(listen: Listener) {
    this.#listen = listen;
  }

  readonly hear = (event: SyncEvent): void => {
    if (event.type === 'phase') this.#enter(event.phase);
    if (event.type === 'warning') {
      if (this.warnings.includes(event.text)) return;
      this.warnings.push(event.text);
    }
    this.#listen(event);
  };

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

  get timings(): Timing[] {
    return [...this.#seconds].map(([phase, seconds]) => ({ phase, seconds }));
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
