/** What a person should know of a plan although nothing is wrong with it. Pure. */
import type { TargetSettings } from '../settings.ts';
import { count } from '../words.ts';
import type { Inspection } from './inspect.ts';
import type { Comparison } from './overlap.ts';

/** Full sentences, for warnings. */
export function cautionsOf({ segment }: Inspection, { snapshot }: Comparison, { mode }: TargetSettings): string[] {
  const excluded = segment?.excludedCount ?? 0;
  const cautions: string[] = [];
  if (excluded > 0 && mode !== 'remove')
    cautions.push(
      `The segment has ${count(excluded, 'excluded target')}: keys of the list among them may not become members.`,
    );
  if (excluded > 0 && snapshot !== undefined)
    cautions.push(`The snapshot does not hold the segment's ${count(excluded, 'excluded target')}.`);
  if (snapshot !== undefined && snapshot.leftOut > 0)
    cautions.push(
      `The snapshot leaves out ${count(snapshot.leftOut, 'member')} that no list can hold (a placeholder such as NULL, a control character, spaces around the key): restoring it, they would not come back.`,
    );
  return cautions;
}
