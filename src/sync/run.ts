/**
 * One target under way: its settings, what was found so far, and how it speaks to the outside.
 */
import { join } from 'node:path';
import { type ClientObserver, LaunchDarklyClient } from '../launchdarkly/client.ts';
import { Deadline } from '../launchdarkly/deadline.ts';
import { type SegmentRef, segmentUrl } from '../launchdarkly/segments.ts';
import type { Members } from '../list/members.ts';
import type { KeyList } from '../list/read.ts';
import type { Listener, SyncEvent, SyncPhase, TargetResult, Timing } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { USER_AGENT } from '../version.ts';

/** What all targets of a run share. */
export interface Surroundings {
  baseUri: string;
  /** Base of relative list paths. */
  workspace: string;
  /** A folder of this run's own; whoever makes it removes it. */
  tempDirectory: string;
  /** Aborts when the run is cancelled; its reason is the Failure. */
  signal: AbortSignal;
  listen: Listener;
  /** All access tokens, and GitHub's: texts from outside are shown without them. */
  tokens: readonly string[];
  /** Keeps a text that turns out to be a credential out of everything that is printed. */
  mask: (secret: string) => void;
  /** The workflow run's page, for approval requests. */
  runUrl?: string;
}

/** How far the uploads have come; decides what a failure says about the segment. */
export interface Footprint {
  /** An upload was sent whole and no answer came (yet). */
  unanswered: boolean;
  /** Parts that LaunchDarkly has applied. */
  partsDone: number;
  /** The import that LaunchDarkly has accepted and not finished; empty where it gave no ID. */
  running?: string;
  /** That import waits for approval. */
  held?: true;
  /** The import that LaunchDarkly stopped. */
  stopped?: string;
  /** What a delta is to change and has changed itself; keys that it adds by imports count as parts. */
  changes?: Changes;
}

export interface Changes {
  toAdd: number;
  toRemove: number;
  added: number;
  removed: number;
  /** Keys of a request that was sent and has no answer (yet). */
  unclear: number;
}

type WithoutTarget<E> = E extends unknown ? Omit<E, 'target'> : never;

export class TargetRun {
  readonly index: number;
  readonly settings: TargetSettings;
  readonly shared: Surroundings;
  readonly ref: SegmentRef;
  readonly result: TargetResult;
  readonly footprint: Footprint = { unanswered: false, partsDone: 0 };
  list: KeyList | undefined;
  /** The segment's members, where a delta has exported them: nobody may see these either. */
  members: Members | undefined;
  /** Plans that were made since the segment had changed under the one before. */
  newPlans = 0;
  #milliseconds: number;
  #open: { client: LaunchDarklyClient; deadline: Deadline } | undefined;

  constructor(index: number, settings: TargetSettings, shared: Surroundings) {
    this.index = index;
    this.settings = settings;
    this.shared = shared;
    const { projectKey, environmentKey, segmentKey, mode, strategy, dryRun } = settings;
    this.ref = { projectKey, environmentKey, segmentKey };
    this.#milliseconds = settings.timeoutMinutes * 60_000;
    this.result = {
      ...this.ref,
      mode,
      strategy,
      dryRun,
      status: 'failed',
      importIds: [],
      parts: [],
      segmentUrl: segmentUrl(shared.baseUri, this.ref),
      warnings: [],
      timings: [],
    };
  }

  /** For this target's files. */
  get folder(): string {
    return join(this.shared.tempDirectory, String(this.index));
  }

  /** The client of this target. The deadline runs from the first call on. */
  get client(): LaunchDarklyClient {
    return this.#opened().client;
  }

  get deadline(): Deadline {
    return this.#opened().deadline;
  }

  #opened(): { client: LaunchDarklyClient; deadline: Deadline } {
    if (this.#open === undefined) {
      const deadline = new Deadline(this.#milliseconds, this.shared.signal);
      const { accessToken } = this.settings;
      const client = new LaunchDarklyClient({
        baseUri: this.shared.baseUri,
        accessToken,
        userAgent: USER_AGENT,
        deadline,
        observer: this.#observer(),
      });
      this.#open = { client, deadline };
    }
    return this.#open;
  }

  /** Closes all connections, ends what is left over of parallel look-ups, and stops the clock: waiting for other targets does not count against this one's deadline. */
  pause(): void {
    if (this.#open === undefined) return;
    this.#milliseconds = this.#open.deadline.remaining();
    this.#open.client.close();
    this.#open.deadline.end();
    this.#open = undefined;
  }

  emit(event: WithoutTarget<SyncEvent>): void {
    this.shared.listen({ ...event, target: this.index });
  }

  /** Says that a phase has filled its part of the result. */
  found(phase: SyncPhase): void {
    this.emit({ type: 'found', phase, result: this.result });
  }

  line(text: string): void {
    this.emit({ type: 'line', text });
  }

  /** Warns, of the same thing once. */
  readonly warn = (text: string): void => {
    if (this.result.warnings.includes(text)) return;
    this.result.warnings = [...this.result.warnings, text];
    this.emit({ type: 'warning', text });
  };

  /** Runs a phase and adds the time it took to the result, also when it fails. */
  async timed<T>(phase: Timing['phase'], work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      const seconds = (performance.now() - start) / 1000;
      const earlier = this.result.timings.find((timing) => timing.phase === phase);
      const others = this.result.timings.filter((timing) => timing !== earlier);
      this.result.timings = [...others, { phase, seconds: seconds + (earlier?.seconds ?? 0) }];
    }
  }

  #observer(): ClientObserver {
    return {
      onRequest: ({ method, path, attempt }) =>
        this.emit({ type: 'debug', text: `${method} ${path}${attempt > 1 ? ` (attempt ${attempt})` : ''}` }),
      onAnswer: ({ method, path, status, milliseconds }) =>
        this.emit({ type: 'debug', text: `${method} ${path}: ${status} after ${Math.round(milliseconds)} ms` }),
      onWait: ({ what, why, seconds, until }) => {
        const text = `Waiting to ${what}: ${why}`;
        this.emit({ type: 'waiting', text, seconds, until });
      },
      onUpload: ({ sent, total }) =>
        this.emit({ type: 'progress', what: 'Uploading', done: sent, total, unit: 'bytes' }),
    };
  }
}
