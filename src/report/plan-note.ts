/** What a comment remembers of the plan it shows, so that the next one can say what has changed since. Pure. */
import { createHash } from 'node:crypto';
import type { RunResult } from '../result.ts';
import { moment, number } from '../words.ts';
import { outputsOf } from './outputs.ts';

export interface PlanNote {
  commit?: string;
  /** When it was made, in milliseconds since the epoch. */
  time: number;
  /** Equal where the lists are equal. */
  lists: string;
  /** Of all targets together. */
  keys?: number;
  members?: number;
  added?: number;
  removed?: number;
}

const NUMBERS = { keys: 'keys', members: 'members before', added: 'added', removed: 'removed' } as const;
type NumberName = keyof typeof NUMBERS;

export function noteOf(run: RunResult, commit: string | undefined, time: number): PlanNote {
  const outputs = outputsOf(run, '');
  const lists = run.targets.map(({ list }) => list?.sha256 ?? '').join();
  const known = (name: NumberName, output: string) => (outputs[output] ? { [name]: Number(outputs[output]) } : {});
  return {
    ...(commit !== undefined && { commit }),
    time,
    lists: createHash('sha256').update(lists).digest('hex').slice(0, 16),
    ...known('keys', 'keys'),
    ...known('members', 'members-before'),
    ...known('added', 'added'),
    ...known('removed', 'removed'),
  };
}

/** A note as a line that nobody sees. It holds numbers and hexadecimal digits only. */
export const hidden = (note: PlanNote): string => `<!-- plan ${JSON.stringify(note)} -->`;

/** The note in a comment; undefined where there is none that can be read. */
export function noteIn(comment: string | undefined): PlanNote | undefined {
  const text = /<!-- plan (\{.*\}) -->\s*$/.exec(comment ?? '')?.[1];
  try {
    const note = JSON.parse(text ?? '') as PlanNote;
    const wrong = (name: NumberName): boolean => note[name] !== undefined && !Number.isSafeInteger(note[name]);
    if ((Object.keys(NUMBERS) as NumberName[]).some(wrong) || Number.isNaN(new Date(note.time).getTime())) return;
    return note.commit === undefined || /^[0-9a-f]{7,64}$/.test(note.commit) ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Of which commit and time a plan is. */
export const originOf = ({ commit, time }: PlanNote): string =>
  `${commit === undefined ? '' : `commit ${commit.slice(0, 7)}, `}${moment(new Date(time))}`;

/** What has changed between two plans. */
export function changeOf(before: PlanNote, now: PlanNote): string {
  const shown = (value: number | undefined): string => (value === undefined ? 'unknown' : number(value));
  const changes = (Object.keys(NUMBERS) as NumberName[])
    .filter((name) => before[name] !== now[name])
    .map((name) => `${NUMBERS[name]} ${shown(before[name])} → ${shown(now[name])}`);
  if (before.lists !== now.lists) changes.unshift('another list');
  return `Since the one before (${originOf(before)}): ${changes.length === 0 ? 'nothing has changed' : changes.join('; ')}.`;
}
