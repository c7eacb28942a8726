/** What refuses a run or ends it, and what a person should do: the failures of sync/, in the words of the inputs. Pure. */
import { type ErrorCode, Failure } from '../failure.ts';
import type { Bounds, GuardSummary } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { capital, count, mostAllowed, number, range, rangeOf } from '../words.ts';
import type { Target } from './context.ts';
import type { Overlap } from './limits.ts';
import type { SegmentAdvice } from './segment.ts';

const failure = (code: ErrorCode, message: string, advice: string): Failure => new Failure(code, message, { advice });

export const EXPORT_ADVICE =
  'Nothing was changed. If something else is changing the segment, or an import has just ended, run again. ' +
  'If it happens again, use `strategy: upload` without `snapshot-path`, which needs no export, and please report this message.';

export const VERIFICATION_ADVICE =
  'Look at the segment in LaunchDarkly: is another job, an integration or a person changing it? Then run again. ' +
  'If it happens again, compare how your keys are written (quotes, spaces, letters outside ASCII) with what the segment shows.';

/** Advice for an import. How to make a segment is said with these very keys. */
export function importAdvice({ ref, settings, shared }: Target): SegmentAdvice {
  const { projectKey, environmentKey, segmentKey } = ref;
  const body = JSON.stringify({ key: segmentKey, name: segmentKey, unbounded: true, unboundedContextKind: 'user' });
  const path = [projectKey, environmentKey].map(encodeURIComponent).join('/');
  const instead =
    settings.strategy === 'delta' || settings.snapshotPath !== undefined
      ? 'use `strategy: upload` without `snapshot-path`'
      : settings.maxAdditionPercent !== undefined
        ? 'leave `max-addition-percent` empty'
        : `set \`max-removal-percent: 100\` to ${settings.mode} without looking`;
  return {
    missing:
      'Check `project-key`, `environment-key` and `segment-key` (keys, not names); a token without access to the project also gets 404. ' +
      'If the segment does not exist yet, create a list-based one for more than 15,000 targets; a segment cannot be converted later. ' +
      'In LaunchDarkly: Segments, Create segment, "Larger list-based segment". By API:\n' +
      `curl -X POST ${shared.baseUri}/api/v2/segments/${path} -H "Authorization: $LD_TOKEN" -H 'Content-Type: application/json' -d '${body.replaceAll("'", "'\\''")}'\n` +
      'With Terraform:\n' +
      `resource "launchdarkly_segment" "this" { project_key = ${JSON.stringify(projectKey)}, env_key = ${JSON.stringify(environmentKey)}, key = ${JSON.stringify(segmentKey)}, name = ${JSON.stringify(segmentKey)}, unbounded = true, unbounded_context_kind = "user" }`,
    cannot: 'takes no imports for it',
    synced: 'Change its members in that tool, or import into a list-based segment with another key.',
    standard:
      'Only list-based segments made for more than 15,000 targets take imports, and a segment cannot be converted. ' +
      'Create a new one (`"unbounded": true`) under another key and let the flags target it.',
    unread: ['guard_blocked', 'Nothing was sent'],
    unreadable: `What this ${settings.mode} would change cannot be known without it. Give the token a role that may read the segment (\`viewProject\` on \`proj/${projectKey}\`), or ${instead}.`,
  };
}

export const tooManyMembers = (members: number, most: number): Failure =>
  failure(
    'unsupported_segment',
    `The segment has ${count(members, 'member')}, and LaunchDarkly exports at most ${count(most, 'member')}.`,
    'A delta and a snapshot need an export. Use `strategy: upload` without `snapshot-path`: a `merge` is sent in as many parts as it needs; ' +
      'a `replace` in parts also needs `allow-partial-replace: true`.',
  );

/** What a run does, in a word. */
const kindOf = ({ mode, strategy }: TargetSettings): string => (strategy === 'delta' ? strategy : mode);

/** How a change waits for approval: in settings that go together with those that there are. */
function wayOfWaiting(settings: TargetSettings, request: string): string {
  const { mode, strategy, bypassApprovals, snapshotPath } = settings;
  const direct = strategy === 'delta' || mode === 'remove';
  const others = [bypassApprovals && '`bypass-approvals`', snapshotPath !== undefined && '`snapshot-path`'];
  const names = others.filter(Boolean);
  const without = names.length === 0 ? '' : ` without ${names.join(' and ')}`;
  return direct
    ? `use \`mode: merge\` or \`replace\` with \`strategy: upload\` and \`wait-on-approvals: true\`${without}`
    : `set \`wait-on-approvals: true\`${without}${request}`;
}

export function approvalRequired(settings: TargetSettings): Failure {
  const kind = kindOf(settings);
  const why = ['delta', 'remove'].includes(kind)
    ? `A ${kind} changes members directly, so it never bypasses an approval unless told to. `
    : '';
  const way = wayOfWaiting(settings, ', and `request-approval: true` to open the request in the same step');
  return failure(
    'approval_required',
    'Changes to this segment need approval in this environment.',
    `${why}${capital(way)}. If the token's role may bypass approvals (\`bypassRequiredSegmentApproval\`), \`bypass-approvals: true\` leaves the decision to LaunchDarkly.`,
  );
}

export function approvalUnreadable(settings: TargetSettings, why: Failure): Failure {
  return why.with({
    code: 'approval_required',
    message: `Whether changes to this segment need approval could not be read: ${why.message}`,
    advice:
      `A ${kindOf(settings)} does not go on where an approval may be needed. Give the token a role that may read the environment ` +
      `(\`viewProject\`), or ${wayOfWaiting(settings, '')}, or \`bypass-approvals: true\` if no approval is needed or the token may bypass it.`,
  });
}

export const approvalPending = (id: string): Failure =>
  failure(
    'approval_pending',
    `Nothing was uploaded: the approval request ${id} for an import into this segment is still open.`,
    'Approve and apply it, then run again; or decline it, then run again to import this list instead. ' +
      'An open request holds back every later list.',
  );

export const tooManyParts = (parts: number): Failure =>
  failure(
    'invalid_input',
    `The list needs ${parts} uploads, and only one can wait for approval.`,
    'Lists for `wait-on-approvals` must fit one upload: 1,000,000 keys and 40 MB. ' +
      'Split the list over several segments, or import without approval.',
  );

export function partialReplace(parts: number, before: number | undefined): Failure {
  const holds = before === undefined ? 'is not known to be empty' : `has ${count(before, 'member')}`;
  return failure(
    'partial_replace_refused',
    `The list needs ${parts} uploads, and the segment ${holds}: until its last part is in, a replace in parts would leave out members that should stay.`,
    'Set `strategy: delta`, which sends only the difference and never takes out a member that stays. ' +
      'Or set `allow-partial-replace: true` if the segment may lack most of its members for a while.',
  );
}

export const importStopped = (importId: string, part: string): Failure =>
  failure(
    'import_stopped',
    `LaunchDarkly stopped the import ${importId}${part && ` of ${part}`} before it was complete.`,
    'LaunchDarkly gives no reason. Look at the segment in LaunchDarkly; if it was not stopped or declined by a person, run again, ' +
      'and quote the import ID to LaunchDarkly support if it stops again.',
  );

/** An import that waits for an approval, although the run was not told to wait for one. */
export function heldUnexpectedly(importId: string, settings: TargetSettings): Failure {
  const way = wayOfWaiting(settings, ', and `request-approval: true` to ask for approval in the same step');
  return failure(
    'approval_required',
    `LaunchDarkly holds the import ${importId} until it is approved.`,
    `Approve or decline it in LaunchDarkly. For the next run ${way}.`,
  );
}

export const namelessApproval = (): Failure =>
  failure(
    'unexpected_response',
    'LaunchDarkly accepted the import but did not say its ID, so its approval cannot be followed.',
    'Look for it at the segment in LaunchDarkly, and approve or decline it there.',
  );

/**
 * Keys that LaunchDarkly refused one by one.
 * @param refused how many were to be added, and how many removed
 * @param places where they are in the list
 * @param end how the run ended
 * @param why what LaunchDarkly answered to the last of them
 */
export function keysRefused(
  refused: { add: number; remove: number },
  places: readonly string[],
  end: string,
  why: Failure,
): Failure {
  const where = places.length === 0 ? '' : ` (${places.join(', ')})`;
  const advice =
    refused.add > 0
      ? 'A key may be an excluded target of the segment, which LaunchDarkly does not include at the same time. ' +
        'Take these keys out of the list, or out of the excluded targets, and run again.'
      : "LaunchDarkly's own message says more. Look at these keys in the segment, and take them out there if they are members.";
  return why.with({
    code: 'bad_request',
    message: `LaunchDarkly refused ${count(refused.add + refused.remove, 'key')} one by one${where}; ${end}. ${why.message}`,
    advice,
  });
}

/** The segment changed after each of the plans was made. */
export const segmentChanged = (plans: number): Failure =>
  failure(
    'segment_changed',
    `The segment was changed by someone else ${plans} times while this run was about to change it.`,
    'Find out what else changes this segment (another workflow, an integration, a person), and let only one of them change it.',
  );

/** A change that would break a limit, or that could not be proved to keep it. */
export function guardBlocked(guard: GuardSummary, { noExport }: Overlap, settings: TargetSettings): Failure {
  const { limits, sample } = guard;
  const broken = [
    limitSentence('remove', 'max-removal-percent', limits.removal, guard.removals, guard.before),
    limitSentence('add', 'max-addition-percent', limits.addition, guard.additions, guard.before),
  ].filter((one) => one !== undefined);
  const found =
    sample === undefined
      ? ''
      : ` ${number(sample.members)} of ${count(sample.size, 'looked-up key')} ${sample.size === 1 ? 'is a member' : 'are members'}.`;
  const unproved = guard.verdict === 'open' ? ' It could not be proved that this is within the limit.' : '';
  // Advice for other codes is to do without an export, which this run does already.
  const help = ['forbidden', 'not_found', 'timed_out'].includes(noExport?.code ?? '') ? noExport?.advice : undefined;
  const wayOn =
    noExport === undefined
      ? ''
      : `An export of the members would give the exact number, but there is none: ${[noExport.message, help].filter(Boolean).join(' ')} `;
  return failure(
    'guard_blocked',
    `Nothing was sent: this ${settings.mode} ${broken.map(({ text }) => text).join(', and ')}.${found}${unproved}`,
    `${wayOn}If the list is wrong, correct it (is it complete? is \`key-column\` right?) and run again. ` +
      `If the change is intended, set ${broken.map(({ enough }) => enough).join(' and ')} for this run.`,
  );
}

/** One limit that is not proved kept: what was seen, what is allowed, and what would be enough. */
function limitSentence(
  verb: 'remove' | 'add',
  input: string,
  limit: number | undefined,
  changed: Bounds,
  before: number,
): { text: string; enough: string } | undefined {
  if (limit === undefined || changed.max <= mostAllowed(limit, before)) return undefined;
  // Rounded up, so that a share just above the limit does not look like the limit.
  const share = (part: number): number => Math.ceil((part / before) * 10_000 - 1e-9) / 100;
  const shares = changed.min === changed.max ? share(changed.min) : `${share(changed.min)} to ${share(changed.max)}`;
  const amount = verb === 'add' ? `${rangeOf(changed, 'key')} to` : `${range(changed)} of`;
  return {
    text: `would ${verb} ${amount} ${count(before, 'member')} (${shares}%), and \`${input}\` allows ${limit}%`,
    enough: `\`${input}: ${Math.ceil(share(changed.max))}\``,
  };
}
