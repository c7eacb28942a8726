/** Settings that contradict each other. */
import type { TargetSettings } from '../settings.ts';
import type { InputProblem } from './reader.ts';

const MOST_REVIEWERS = 10;

/** Settings that cannot both hold, each under the input that a person would change. */
export function contradictions(target: TargetSettings): InputProblem[] {
  const { list, mode, strategy, wait, waitOnApprovals: approval, requestApproval: requested } = target;
  const members = target.approvalNotifyMembers.length;
  const reviewers = members + target.approvalNotifyTeams.length;
  const notify = members > 0 ? 'approval-notify-members' : 'approval-notify-teams';
  const delta = strategy === 'delta';
  const removes = mode === 'remove';
  const snapshot = target.snapshotPath !== undefined;
  const inParts = target.allowPartialReplace;
  const isNamed = typeof list.keyColumn === 'string';
  const not = 'which cannot be used with';
  const rules: [broken: boolean, name: string, text: string][] = [
    [delta && approval, 'strategy', `is \`delta\`, ${not} \`wait-on-approvals\`: it changes members directly.`],
    [removes && approval, 'mode', `is \`remove\`, ${not} \`wait-on-approvals\`: it changes members directly.`],
    [
      target.bypassApprovals && approval,
      'bypass-approvals',
      'cannot be used with `wait-on-approvals`: a change waits for its approval or bypasses it.',
    ],
    [requested && !approval, 'request-approval', 'needs `wait-on-approvals: true`.'],
    [reviewers > 0 && !requested, notify, 'needs `request-approval: true`.'],
    [
      reviewers > MOST_REVIEWERS,
      notify,
      `makes ${reviewers} reviewers, teams included; LaunchDarkly takes ${MOST_REVIEWERS} at most.`,
    ],
    [
      target.verify === 'fail' && !wait,
      'verify',
      `is \`fail\`, ${not} \`wait: false\`: there is nothing to verify before the import ends.`,
    ],
    [
      removes && !wait,
      'wait',
      `is \`false\`, ${not} \`mode: remove\`: removals are done as soon as LaunchDarkly answers.`,
    ],
    [
      list.header === false && isNamed,
      'header',
      `is \`false\`, ${not} a column name in \`key-column\`: the name is looked up in the header row.`,
    ],
    [
      inParts && (delta || mode !== 'replace'),
      'allow-partial-replace',
      `cannot be used with \`${delta ? 'strategy: delta' : `mode: ${mode}`}\`, which never replaces in parts.`,
    ],
    [snapshot && approval, 'snapshot-path', 'cannot be used with `wait-on-approvals`: the change may come days later.'],
  ];
  return rules.filter(([broken]) => broken).map(([, name, text]) => ({ name, text: `\`${name}\` ${text}` }));
}
