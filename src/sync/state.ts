/**
 * One sentence about what a run that did not succeed has left behind.
 */
import { count } from './plan.ts';
import type { TargetRun } from './run.ts';

/**
 * What the segment holds now as far as this run can know, and what goes on at LaunchDarkly without it.
 */
export function describeState(run: Pick<TargetRun, 'footprint' | 'result' | 'settings'>): string {
  const { footprint, result, settings } = run;
  const total = result.parts.length;
  const sentences: string[] = [];
  const delta = changesMade(run);
  if (delta !== undefined) sentences.push(delta);
  else if (footprint.partsDone > 0 && footprint.partsDone < total) sentences.push(partsDone(run));
  if (footprint.held) {
    sentences.push(
      `LaunchDarkly holds the import ${footprint.running} until it is approved; it has not changed the segment yet.`,
    );
  } else if (footprint.running !== undefined) {
    const name = footprint.running === '' ? 'an import (LaunchDarkly gave no ID)' : `the import ${footprint.running}`;
    sentences.push(
      `LaunchDarkly has accepted ${name} and goes on with it; what the segment holds until then is not known.`,
    );
  } else if (footprint.unanswered) {
    sentences.push(
      'An upload went out, and no answer of LaunchDarkly says what became of it: whether it imports the list is not known, and neither is what the segment holds.',
    );
  } else if (footprint.stopped !== undefined) {
    sentences.push(`What the segment holds after the stopped import ${footprint.stopped} is not known.`);
  } else if (delta === undefined && total > 0 && footprint.partsDone === total) {
    sentences.push(
      `LaunchDarkly reported ${total === 1 ? 'the import' : 'all imports'} as complete.${membersNow(run)}`,
    );
  }
  if (sentences.length > 0) return sentences.join(' ');
  return settings.dryRun ? 'A dry run changes nothing.' : 'Nothing was imported: this run has not changed the segment.';
}

/** What a delta has changed; undefined if that is nothing. */
function changesMade({ footprint, result }: Pick<TargetRun, 'footprint' | 'result'>): string | undefined {
  if (footprint.changes === undefined) return undefined;
  const { toAdd, toRemove, removed, unclear } = footprint.changes;
  const added = keysAdded({ footprint, result });
  if (added + removed + unclear === 0) return undefined;
  const made = `${added.toLocaleString('en-US')} of ${count(toAdd, 'addition')} and ${removed.toLocaleString('en-US')} of ${count(toRemove, 'removal')} were made`;
  if (added === toAdd && removed === toRemove) return `${made}.${membersNow({ result })}`;
  const doubt =
    unclear === 0
      ? ''
      : `; whether ${count(unclear, 'more key')} ${unclear === 1 ? 'was' : 'were'} changed is not known`;
  return `${made}${doubt}. Running again does the rest.`;
}

/** Keys that a delta has added, by itself and by imports that are complete. */
export function keysAdded({ footprint, result }: Pick<TargetRun, 'footprint' | 'result'>): number {
  const imported = result.parts.slice(0, footprint.partsDone);
  return (footprint.changes?.added ?? 0) + imported.reduce((sum, part) => sum + part.keys, 0);
}

function partsDone({ footprint, result, settings }: Pick<TargetRun, 'footprint' | 'result' | 'settings'>): string {
  const total = result.parts.length;
  const done = result.parts.slice(0, footprint.partsDone);
  const keys = done.reduce((sum, part) => sum + part.keys, 0);
  const name = `${footprint.partsDone === 1 ? 'Part 1' : `Parts 1 to ${footprint.partsDone}`} of ${total} (${count(keys, 'key')})`;
  const replaced = settings.mode === 'replace';
  return replaced
    ? `${name} ${footprint.partsDone === 1 ? 'is' : 'are'} imported, and the segment lacks the rest of the list until a run succeeds.`
    : `${name} ${footprint.partsDone === 1 ? 'is' : 'are'} merged, the others are not; running again is safe.`;
}

function membersNow({ result }: Pick<TargetRun, 'result'>): string {
  return result.membersAfter === undefined ? '' : ` It has ${count(result.membersAfter, 'member')} now.`;
}
