/** Settings that cannot both hold. */

import type { TargetSettings } from '../settings.ts';
import type { InputProblem } from './reader.ts';

const MOST_REVIEWERS = 10;

/** Settings that cannot both hold, each under the input that a person would change. */
export function contradictions(target: TargetSettings): InputProblem[] {
  const { list: keys, mode, strategy } = target;
  const reviewers = target.approvalNotifyMembers.length + target.approvalNotifyTeams.length;
  const reviewing = target.approvalNotifyMembers.length > 0 ? 'approval-notify-members' : 'approval-notify-teams';
  const delta = strategy === 'delta';
  const removes = mode === 'remove';
  const waits = target.waitOnApprovals;
  const rules: [broken: boolean, name: string, text: string][] = [
    [
      delta && waits,
      'strategy',
      'is `delta`, which changes members directly and cannot be used with `wait-on-approvals`.',
    ],
    [
      removes && waits,
      'mode',
      'is `remove`, which changes members directly and cannot be used with `wait-on-approvals`.',
    ],
    [
      target.bypassApprovals && waits,
      'bypass-approvals',
      'cannot be used with `wait-on-approvals`: a change waits for its approval or bypasses it.',
    ],
    [target.requestApproval && !waits, 'request-approval', 'needs `wait-on-approvals: true`.'],
    [reviewers > 0 && !target.requestApproval, reviewing, 'needs `request-approval: true`.'],
    [
      reviewers > MOST_REVIEWERS,
      reviewing,
      `makes ${reviewers} reviewers (members and teams together); LaunchDarkly takes ${MOST_REVIEWERS} at most.`,
    ],
    [
      target.verify === 'fail' && !target.wait,
      'verify',
      'is `fail`, which cannot be used with `wait: false`: there is nothing to verify before the import ends.',
    ],
    [
      removes && !target.wait,
      'wait',
      'is `false`, which cannot be used with `mode: remove`: removals are done when they are answered.',
    ],
    [
      keys.header === false && typeof keys.keyColumn === 'string',
      'header',
      'is `false`, which cannot be used with a column name in `key-column`: the name is looked up in the header row.',
    ],
    [
      target.allowPartialReplace && (delta || mode !== 'replace'),
      'allow-partial-replace',
      `cannot be used with ${delta ? '`strategy: delta`' : `\`mode: ${mode}\``}, which never replaces in parts.`,
    ],
    [
      target.snapshotPath !== undefined && waits,
      'snapshot-path',
      'cannot be used with `wait-on-approvals`: the change comes later, maybe days later.',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, name, text]) => ({ name, text }));
}
