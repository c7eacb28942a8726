/** What a comment remembers of the plan it shows, so that the next one can say what has changed since. Pure. */
import { hash } from 'node:crypto';
import type { RunResult } from '../result.ts';
import { moment, number } from '../words.ts';
import { outputsOf } from './json.ts';

/** Of all targets together. */
const NUMBERS = { keys: 'keys', members: 'members before', added: 'added', removed: 'removed' } as const;
type NumberName = keyof typeof NUMBERS;
const NAMES = Object.keys(NUMBERS) as NumberName[];

export interface PlanNote extends Partial<Record<NumberName, number | null>> {
  commit?: string | undefined;
  /** When it was made, in milliseconds since the epoch. */
  time: number;
  /** Equal where the lists are equal. */
  lists: string;
}

export function noteOf(run: RunResult, commit: string | undefined, time: number): PlanNote {
  const { keys, membersBefore: members, added, removed } = outputsOf(run);
  const digests = run.targets.map(({ list }) => list?.sha256 ?? '').join();
  const lists = hash('sha256', digests).slice(0, 16);
  return { commit, time, lists, keys, members, added, removed };
}

/** A note as a line that nobody sees. It holds numbers and hexadecimal digits only; what is unknown is left out. */
export const hidden = (note: PlanNote): string =>
  `<!-- plan ${JSON.stringify(note, (_, value) => value ?? undefined)} -->`;

/** The note in a comment; undefined where there is none that can be read. */
export function noteIn(comment = ''): PlanNote | undefined {
  const text = /<!-- plan (\{.*\}) -->\s*$/.exec(comment)?.[1] ?? '';
  try {
    const note = JSON.parse(text) as PlanNote;
    const readable =
      NAMES.every((name) => Number.isSafeInteger(note[name] ?? 0)) &&
      !Number.isNaN(new Date(note.time).getTime()) &&
      /^[0-9a-f]{7,64}$/.test(note.commit ?? '0000000');
    return readable ? note : undefined;
  } catch {
    return undefined;
  }
}

/** Of which commit and time a plan is. */
export const originOf = ({ commit, time }: PlanNote): string =>
  `${commit === undefined ? '' : `commit ${commit.slice(0, 7)}, `}${moment(new Date(time))}`;

/** What has changed between two plans. */
export function changeOf(before: PlanNote, now: PlanNote): string {
  const shown = (value: unknown): string => (typeof value === 'number' ? number(value) : 'unknown');
  const changes = NAMES.map((name) => [NUMBERS[name], shown(before[name]), shown(now[name])] as const)
    .filter(([, was, is]) => was !== is)
    .map(([name, was, is]) => `${name} ${was} → ${is}`);
  if (before.lists !== now.lists) changes.unshift('another list');
  return `Since the one before (${originOf(before)}): ${changes.length === 0 ? 'nothing has changed' : changes.join('; ')}.`;
}
