/** What differs from run to run in a recording gives way to a word, so that two can be compared. */
import type { Kind, Recording } from './recordings.ts';

/** From what it is to what stands for it, in this order. */
const VARYING: readonly (readonly [RegExp, string])[] = [
  // How often these are printed depends on time; log.test.ts has them.
  [/^(?:[\w/-]+)? +(?:Reading|Uploading|Downloading|Comparing|Adding|Removing|Taking out repeated keys): .*\n/gm, ''],
  [/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'ID'],
  [/\b[\da-f]{24}\b/g, 'ID'],
  [/127\.0\.0\.1:\d+/g, 'HOST'],
  [/(?:\/|\b[A-Z]:)[^\s<`]*[\\/]action-\w+[\\/]+(\w+)[\\/]+/g, '/RUNNER/$1/'],
  [/\d\d? \w{3} \d{4}, \d\d:\d\d UTC/g, 'DATE'],
  [/(?:\d\d? \w{3}, )?\d\d:\d\d UTC/g, 'TIME'],
  [/"(time|seconds)":( ?)[\d.]+/g, '"$1":$20'],
  [/<!-- launchdarkly-segment-import [\da-f]{32} -->/g, '<!-- launchdarkly-segment-import MARKER -->'],
  [/\b\d[\d.]* (?:s|min|h)\b(?: \d+ (?:s|min)\b)?/g, 'SECONDS'],
  [/(\*\*Time:\*\*) .*/g, '$1 SECONDS'],
  [/after \d+ attempts/g, 'after ATTEMPTS'],
  // What was looked up is drawn at random.
  [/between [\d,]+ and [\d,]+( of .*?99\.9% sure: )(?!0 of)[\d,]+ of [\d,]+/g, 'between MIN and MAX$1SOME of MANY'],
  // The deadline may cut the last attempt short, and then its answer is not known.
  [
    /An upload was sent, and no answer .* nor what the segment holds\./g,
    'Nothing was imported: this run has not changed the segment.',
  ],
];

/** Facts and waits whose lines break where their numbers let them. */
const UNWRAPPED = /^ {2}(?:Guard |Waiting |The ).*(?:\n {4,}\S.*)+/gm;

function normaliseText(text: string): string {
  const plain = text.replace(UNWRAPPED, (lines) => lines.replace(/\n +/g, ' '));
  return VARYING.reduce((normal, [pattern, word]) => normal.replaceAll(pattern, word), plain);
}

/** Targets of several environments change side by side: their lines come one target after another then. */
function inOrder(log: string): string {
  return log.replace(/(?<=##\[group\]Changes\n)[\s\S]*?(?=##\[endgroup\])/, (lines) => {
    const byTarget = Map.groupBy(lines.split('\n').slice(0, -1), (line) => line.split(' ')[0]);
    return [...byTarget]
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
      .flatMap(([, own]) => own.map((line) => `${line}\n`))
      .join('');
  });
}

/** Equal lines in a row are one: how many there are depends on time. */
const once = (log: string): string =>
  log
    .split('\n')
    .filter((line, index, lines) => line !== lines[index - 1] || line.startsWith('##['))
    .join('\n');

/** As `record` gave it, without what differs from run to run. */
export const normalise = ({ log, summary, comment, report }: Recording): Record<Kind, string> => ({
  log: once(inOrder(normaliseText(log))),
  summary: normaliseText(summary),
  comment: normaliseText(comment),
  report: normaliseText(report),
});
