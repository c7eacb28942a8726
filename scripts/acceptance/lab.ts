import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { type Patience, type Surroundings, TestSegment } from './segment.ts';

export interface Place {
  projectKey: string;
  environmentKey: string;
}

export interface LabOptions {
  api: Api;
  place: Place;
  patience: Patience;
  signal: AbortSignal;
  /** What its segments are tagged with besides the tag below. */
  tags?: readonly string[];
}

/** Every segment that is made here has this tag, so that people find what a broken-off run has left behind. */
const TAG = 'launchdarkly-segment-import-acceptance';

/** Where probes work: makes segments of its own, and hands out no others. */
export class Lab implements Surroundings {
  readonly api: Api;
  readonly place: Place;
  readonly patience: Patience;
  readonly signal: AbortSignal;
  readonly #tags: readonly string[];
  readonly #run = randomBytes(4).toString('hex');
  readonly #segments: TestSegment[] = [];

  constructor(options: LabOptions) {
    this.api = options.api;
    this.place = options.place;
    this.patience = options.patience;
    this.signal = options.signal;
    this.#tags = [TAG, ...(options.tags ?? [])];
  }

  /** Path of the environment's segments. */
  get path(): string {
    const { projectKey, environmentKey } = this.place;
    return `/api/v2/segments/${encodeURIComponent(projectKey)}/${encodeURIComponent(environmentKey)}`;
  }

  /** Makes an empty list-based big segment. @throws if LaunchDarkly does not say that it is new */
  async segment(purpose: string): Promise<TestSegment> {
    const key = `acceptance-${this.#run}-${this.#segments.length + 1}-${purpose}`;
    const body = { key, name: key, tags: this.#tags, unbounded: true, unboundedContextKind: 'user' };
    const { status, json } = await this.api.post(this.path, body);
    if (status !== 201) throw new Error(`Creating a segment was answered ${status}: ${json.message ?? ''}`);
    const segment = new TestSegment(this, key, `${this.path}/${key}`);
    this.#segments.push(segment);
    return segment;
  }

  async eventually<T>(
    look: () => Promise<T>,
    done: (value: T) => boolean,
    limitMs = this.patience.settleMs,
  ): Promise<{ value: T; done: boolean; seconds: number }> {
    const began = Date.now();
    for (;;) {
      const value = await look();
      const elapsed = Date.now() - began;
      if (done(value) || elapsed > limitMs) return { value, done: done(value), seconds: elapsed / 1000 };
      await this.pause();
    }
  }

  pause(): Promise<void> {
    return sleep(this.patience.pollMs, undefined, { signal: this.signal });
  }

  /**
   * Deletes the segments.
   *
   * @param api one that still works when the lab's own has been broken off
   * @returns the keys of those that are still there
   */
  async close(api: Api): Promise<string[]> {
    const statuses = await Promise.all(
      this.#segments.map(({ path }) =>
        api.delete(path).then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    );
    return this.#segments.filter((_, index) => ![204, 404].includes(statuses[index]!)).map(({ key }) => key);
  }
}
