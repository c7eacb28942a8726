/** The groups in which the README shows the inputs. */
import type { Metadata } from './generate.ts';

export const INPUT_GROUPS: Readonly<Record<string, readonly string[]>> = {
  where: ['access-token', 'project-key', 'environment-key', 'segment-key', 'targets-path', 'base-uri'],
  list: ['csv-path', 'key-column', 'header', 'delimiter', 'on-invalid-row', 'allow-empty'],
  change: ['mode', 'strategy', 'allow-partial-replace', 'wait', 'timeout-minutes'],
  safety: ['dry-run', 'max-removal-percent', 'max-addition-percent', 'snapshot-path', 'verify'],
  approval: [
    'wait-on-approvals',
    'request-approval',
    'approval-notify-members',
    'approval-notify-teams',
    'bypass-approvals',
  ],
  reporting: ['comment-on-pr', 'pr-number', 'github-token'],
};

/** The inputs of a group, in its order. */
export function groupOf(inputs: Metadata['inputs'], name: string): Metadata['inputs'] {
  const names = INPUT_GROUPS[name];
  if (names === undefined) throw new Error(`There is no group of inputs "${name}".`);
  return Object.fromEntries(names.map((input) => [input, inputs[input]!]));
}

/** One sentence for each input that is not in exactly one group, and for each group that the README does not show. */
export function ungrouped({ inputs }: Metadata, readme: string): string[] {
  const grouped = Object.values(INPUT_GROUPS).flat();
  return [
    ...Object.keys(inputs)
      .filter((name) => grouped.filter((each) => each === name).length !== 1)
      .map((name) => `scripts/docs/groups.ts: the input "${name}" must be in one group.`),
    ...grouped
      .filter((name) => !(name in inputs))
      .map((name) => `scripts/docs/groups.ts: there is no input "${name}".`),
    ...Object.keys(INPUT_GROUPS)
      .filter((name) => !readme.includes(`<!-- inputs ${name}:begin -->`))
      .map((name) => `README.md does not show the inputs of the group "${name}".`),
  ];
}
