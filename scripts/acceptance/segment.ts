import type { Answer, Api } from './api.ts';

/** How patient the probes are. */
export interface Patience {
  /** Between two looks, in milliseconds. */
  pollMs: number;
  /** How long readers may lag behind, in milliseconds. */
  settleMs: number;
  /** How long an import or an export may take, in milliseconds. */
  importMs: number;
}

/** What a segment needs of the lab. */
export interface Surroundings {
  readonly api: Api;
  readonly patience: Patience;
  /** Looks until it has seen what it waits for, at most so long as readers may lag behind. */
  eventually<T>(
    look: () => Promise<T>,
    done: (value: T) => boolean,
    limitMs?: number,
  ): Promise<{ value: T; done: boolean; seconds: number }>;
}

/** What was seen of an import from its acceptance to its end. */
export interface Course {
  /** The answer to its POST. */
  accepted: Answer;
  id: string | undefined;
  /** Every status in order, with the seconds after the POST at which it was first seen. */
  statuses: { status: string; seconds: number }[];
  /** Whether the segment's `_importInProgress` was seen true. */
  inProgress: boolean;
}

/** A change of targets, as `POST …/contexts` takes it. */
export interface Change {
  included?: { add?: readonly string[]; remove?: readonly string[] };
  excluded?: { add?: readonly string[]; remove?: readonly string[] };
}

const END = ['complete', 'stopped', 'pending_approval'];

/** @returns whether the import was accepted and has ended well, as far as anybody can tell */
export const isComplete = ({ statuses }: Course): boolean => statuses.at(-1)?.status === 'complete';

/** @returns whether LaunchDarkly would not have the list: not merely had no time for it */
export const isRefused = ({ accepted, statuses }: Course): boolean =>
  ![204, 409].includes(accepted.status) || statuses.at(-1)?.status === 'stopped';

/** @returns what is known of how an import ended, for people */
export function outcome({ accepted, statuses }: Course): string {
  if (accepted.status !== 204) return `refused with ${accepted.status} ${accepted.json.message ?? ''}`.trim();
  const last = statuses.at(-1)?.status;
  return last === undefined ? 'accepted, without an ID' : END.includes(last) ? last : `still ${last}`;
}

/** A throwaway segment. Only `Lab.segment` makes one. */
export class TestSegment {
  readonly key: string;
  readonly path: string;
  readonly #lab: Surroundings;

  constructor(lab: Surroundings, key: string, path: string) {
    this.#lab = lab;
    this.key = key;
    this.path = path;
  }

  look(): Promise<Answer> {
    return this.#lab.api.get(this.path);
  }

  /** @returns `_unboundedMetadata`, or nothing */
  async metadata(): Promise<Record<string, unknown>> {
    return (await this.look()).json._unboundedMetadata ?? {};
  }

  /** Looks a key up; `.` and `..` with their dots percent-encoded. */
  lookup(contextKey: string): Promise<Answer> {
    const encoded = encodeURIComponent(contextKey).replace(/^\.{1,2}$/, (dots) => dots.replaceAll('.', '%2E'));
    return this.#lab.api.getRaw(`${this.path}/contexts/${encoded}`);
  }

  async isMember(contextKey: string): Promise<boolean> {
    const { status, json } = await this.lookup(contextKey);
    return status === 200 && json.included === true;
  }

  change(change: Change): Promise<Answer> {
    return this.#lab.api.post(`${this.path}/contexts`, change);
  }

  /** Adds members and waits until the last one can be seen. @throws if that does not happen */
  async add(...keys: string[]): Promise<void> {
    const { status } = await this.change({ included: { add: keys } });
    if (status !== 204) throw new Error(`Adding members with POST contexts was answered ${status}.`);
    const { done } = await this.#lab.eventually(() => this.isMember(keys.at(-1)!), Boolean);
    if (!done) throw new Error('A member that POST contexts added could not be seen in time.');
  }

  /** Sends a list once. */
  send(mode: 'merge' | 'replace', list: string): Promise<Answer> {
    return this.#lab.api.upload(`${this.path}/imports`, mode, list);
  }

  /** Imports a list and watches it to its end; waits while another import keeps it out. */
  async import(mode: 'merge' | 'replace', list: string): Promise<Course> {
    const { importMs } = this.#lab.patience;
    const { value } = await this.#lab.eventually(
      () => this.send(mode, list),
      ({ status }) => status !== 409,
      importMs,
    );
    return this.watch(value);
  }

  /** Watches an import to its end. Without an ID, as long as `_importInProgress` was not seen true and then false. */
  async watch(accepted: Answer): Promise<Course> {
    const id = accepted.headers.get('location')?.replace(/\/$/, '').split('/').at(-1);
    const course: Course = { accepted, id, statuses: [], inProgress: false };
    if (accepted.status !== 204) return course;
    const { importMs, settleMs } = this.#lab.patience;
    const began = Date.now();
    const look = async (): Promise<boolean> => {
      const running = (await this.look()).json._importInProgress === true;
      const over = course.inProgress && !running;
      course.inProgress ||= running;
      if (id === undefined) return over;
      const { status: http, json } = await this.#lab.api.get(`${this.path}/imports/${encodeURIComponent(id)}`);
      const status = http === 200 ? String(json.status) : `HTTP ${http}`;
      const seconds = (Date.now() - began) / 1000;
      if (course.statuses.at(-1)?.status !== status) course.statuses.push({ status, seconds });
      return END.includes(status);
    };
    await this.#lab.eventually(look, Boolean, id === undefined ? settleMs : importMs);
    return course;
  }
}
