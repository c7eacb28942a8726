/** What every step of a target may use, and none may change. */
import { type ClientObserver, Deadline, LaunchDarklyClient, type SegmentRef } from '../launchdarkly/index.ts';
import type { Listener, TargetEvent } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { USER_AGENT } from '../version.ts';
import type { Secrets } from './redact.ts';

/** What all targets of a run share. */
export interface Surroundings {
  baseUri: string;
  /** Base of relative list paths. */
  workspace: string;
  /** A folder of this run's own; whoever made it removes it. */
  tempDirectory: string;
  /** Aborts when the run is cancelled; its reason is the Failure. */
  signal: AbortSignal;
  listen: Listener;
  /** All access tokens, and GitHub's: texts from outside are shown without them. */
  tokens: readonly string[];
  /** Keeps a text that turns out to be a credential out of everything that is printed. */
  mask: (secret: string) => void;
  /** The workflow run's page, for approval requests. */
  runUrl?: string | undefined;
}

/** An event of this target. */
export type Emit = (event: TargetEvent) => void;

/** What it takes to reach a segment. */
export type SegmentSettings = Pick<
  TargetSettings,
  'accessToken' | 'projectKey' | 'environmentKey' | 'segmentKey' | 'timeoutMinutes'
>;

/** A segment, and what is to be done with it. */
export interface Target<Settings extends SegmentSettings = TargetSettings> {
  settings: Settings;
  ref: SegmentRef;
  shared: Surroundings;
  /** Aborts when the run is cancelled. */
  signal: AbortSignal;
  /** What LaunchDarkly's texts must not show. */
  secrets: Secrets;
  /** From now on no text shows a key of this list, which must be readable until the target ends. */
  hide: (list: Secrets['lists'][number]) => void;
  /** For this target's files. */
  folder: string;
  emit: Emit;
  /** A line for the log. */
  log: (text: string) => void;
  /** For what is wrong and ends nothing. */
  warn: (text: string) => void;
}

/** A target while requests may be sent for it. */
export interface Context<Settings extends SegmentSettings = TargetSettings> extends Target<Settings> {
  client: LaunchDarklyClient;
  deadline: Deadline;
}

/**
 * Opens the connection to LaunchDarkly; the time allowed runs from now on. Disposing closes all connections, ends what
 * is left of parallel requests, and stops the clock: waiting for other targets does not count.
 * @param milliseconds until the deadline
 */
export function connect<Settings extends SegmentSettings>(
  target: Target<Settings>,
  milliseconds: number,
): Context<Settings> & Disposable {
  const deadline = new Deadline(milliseconds, target.signal);
  const client = new LaunchDarklyClient({
    baseUri: target.shared.baseUri,
    ref: target.ref,
    accessToken: target.settings.accessToken,
    userAgent: USER_AGENT,
    deadline,
    observer: observerOf(target.emit),
  });
  return {
    ...target,
    client,
    deadline,
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}

function observerOf(emit: Emit): ClientObserver {
  return {
    onRequest: ({ method, path, attempt }) =>
      emit({ type: 'debug', text: `${method} ${path}${attempt > 1 ? ` (attempt ${attempt})` : ''}` }),
    onAnswer: ({ method, path, status, milliseconds }) =>
      emit({ type: 'debug', text: `${method} ${path}: ${status} after ${Math.round(milliseconds)} ms` }),
    onWait: ({ what, why, seconds, until }) =>
      emit({ type: 'waiting', text: `Waiting to ${what}: ${why}`, seconds, until }),
    onUpload: ({ sent, total }) => emit({ type: 'progress', what: 'Uploading', done: sent, total, unit: 'bytes' }),
  };
}
