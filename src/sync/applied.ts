/** What a run has done to a segment, and the sentence about what the segment holds now. Pure. */
import type { Failure } from '../failure.ts';
import type { TargetSettings } from '../settings.ts';
import { count, number, was } from '../words.ts';
import type { Inspection } from './inspect.ts';
import type { Plan, Upload } from './plan.ts';

/** What became of one upload. */
export interface AppliedUpload {
  attempts: number;
  /** `unknown`: no answer says whether LaunchDarkly imports it. `running`: accepted, the end was not seen. */
  state: 'not_sent' | 'unknown' | 'running' | 'pending_approval' | 'complete' | 'stopped';
  /** Absent too where LaunchDarkly accepted it without saying its ID. */
  ids?: ImportIds;
  /** LaunchDarkly's last word on the import. */
  importStatus?: string;
}

/** An import's ID, and as people may see it. */
export interface ImportIds {
  id: string;
  shown: string;
}

/** What was done, also by a run that failed on the way. */
export type Applied = Readonly<Progress>;

/** The same while it is being done: apply.ts and what it calls write it, and nobody else sees it. */
export interface Progress {
  /** What was read right before the first change. */
  inspection?: Inspection;
  /** One for each upload of the plan that was begun, in order. */
  uploads: AppliedUpload[];
  /** Status of the last import request. */
  httpStatus?: number | undefined;
  /** Keys that were added and removed by requests. */
  added: number;
  removed: number;
  /** Keys of requests that may have been carried out although no answer says so. */
  unknown: number;
  /** Keys that LaunchDarkly refused one by one. */
  refused: Refused[];
  /** What it said of the last one. */
  whyRefused?: Failure;
  /** The answers alone do not show success: one was lost between parts, or an import had no ID. */
  mustVerify: boolean;
  approvalRequestId?: string;
  approvalUrl?: string | undefined;
}

export interface Refused {
  kind: 'add' | 'remove';
  key: string;
}

export const nothingApplied = (): Progress => ({
  uploads: [],
  added: 0,
  removed: 0,
  unknown: 0,
  refused: [],
  mustVerify: false,
});

/** Whether nothing can have reached the segment yet. */
export const isUntouched = ({ uploads, added, removed, unknown }: Applied): boolean =>
  added + removed + unknown === 0 && uploads.every(({ state }) => state === 'not_sent');

/** Keys that are added now: by requests, and by imports that are complete. */
export function keysAdded(plan: Plan, { uploads, added }: Applied): number {
  if (plan.kind === 'nothing') return 0;
  return added + keysIn(plan.uploads.filter((_, index) => uploads[index]?.state === 'complete'));
}

const keysIn = (uploads: readonly Upload[]): number => uploads.reduce((sum, { file }) => sum + file.keys, 0);

/**
 * What the segment holds now as far as this run can know, and what goes on at LaunchDarkly without it.
 * @param plan absent if there was none yet
 * @param members the segment's members, if they were counted afterwards
 */
export function describeState(
  plan: Plan | undefined,
  applied: Applied,
  members: number | undefined,
  { dryRun, mode }: Pick<TargetSettings, 'dryRun' | 'mode'>,
): string {
  const now = members === undefined ? '' : ` It has ${count(members, 'member')} now.`;
  const sentences = [progressOf(plan, applied, now), importSentence(applied)].filter((one) => one !== undefined);
  if (sentences.length > 0) return sentences.join(' ');
  if (dryRun) return 'A dry run changes nothing.';
  return mode === 'remove'
    ? 'Nothing was taken out: this run has not changed the segment.'
    : 'Nothing was imported: this run has not changed the segment.';
}

function progressOf(plan: Plan | undefined, applied: Applied, now: string): string | undefined {
  if (plan === undefined || plan.kind === 'nothing') return undefined;
  if (plan.kind === 'change') return changesMade(plan, applied, now);
  const { length } = plan.uploads;
  const done = applied.uploads.filter(({ state }) => state === 'complete').length;
  if (done === 0) return undefined;
  if (done === length) return `LaunchDarkly reported ${length === 1 ? 'the import' : 'all imports'} as complete.${now}`;
  const keys = count(keysIn(plan.uploads.slice(0, done)), 'key');
  const name = `${done === 1 ? 'Part 1' : `Parts 1 to ${done}`} of ${length} (${keys})`;
  const are = done === 1 ? 'is' : 'are';
  return plan.uploads[0]?.mode === 'replace'
    ? `${name} ${are} imported, and the segment lacks the rest of the list until a run succeeds.`
    : `${name} ${are} merged, the others are not; running again is safe.`;
}

function changesMade(plan: Extract<Plan, { kind: 'change' }>, applied: Applied, now: string): string | undefined {
  const { removed, unknown, refused } = applied;
  const added = keysAdded(plan, applied);
  if (added + removed + unknown === 0) return undefined;
  const toAdd = plan.additions.count + keysIn(plan.uploads);
  const toRemove = plan.removals.count;
  const additions = toAdd > 0 && `${number(added)} of ${count(toAdd, 'addition')}`;
  const removals = toRemove > 0 && `${number(removed)} of ${count(toRemove, 'removal')}`;
  const made = `${[additions, removals].filter(Boolean).join(' and ')} ${was(toAdd + toRemove)} made`;
  // What is refused once is refused again.
  if (added + removed + refused.length === toAdd + toRemove) return `${made}.${now}`;
  const doubt = unknown === 0 ? '' : `; it is not known whether ${count(unknown, 'more key')} ${was(unknown)} changed`;
  return `${made}${doubt}. Running again does the rest.`;
}

/** What became of the last upload, where it is not complete. */
function importSentence({ uploads }: Applied): string | undefined {
  const last = uploads.at(-1);
  const name = last?.ids === undefined ? 'an import (LaunchDarkly gave no ID)' : `the import ${last.ids.shown}`;
  const sentences: Partial<Record<AppliedUpload['state'], string>> = {
    pending_approval: `LaunchDarkly holds ${name} until it is approved; it has not changed the segment yet.`,
    running: `LaunchDarkly has accepted ${name} and is still working on it; until it has ended, it is not known what the segment holds.`,
    unknown:
      'An upload was sent, and no answer from LaunchDarkly says what became of it: it is not known whether the list is imported, nor what the segment holds.',
    stopped: `It is not known what the segment holds after the stopped ${name.replace(/^(the|an) /, '')}.`,
  };
  return last && sentences[last.state];
}
