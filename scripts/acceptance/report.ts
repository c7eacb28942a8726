import { ASSUMPTIONS, type Finding, type Probe, type Verdict } from './probe.ts';

/** A probe with what it found. */
export interface Result extends Finding {
  name: string;
  asks: string;
  settles: string;
  /** What the action assumes. */
  assumes: string;
  seconds: number;
}

export interface Report {
  /** When, and on which instance of LaunchDarkly: findings are dated. */
  date: string;
  instance: string;
  results: Result[];
  /** Segments that could not be deleted. */
  left: string[];
}

const PAGE = 'https://github.com/OWNER/launchdarkly-segment-import/blob/main/docs/assumptions.md';
const MARKS: Record<Verdict, string> = { 'as assumed': '✅', otherwise: '❌', noted: 'ℹ️', 'not settled': '❔' };

export function resultOf({ name, asks, settles }: Probe, finding: Finding, seconds: number): Result {
  return { name, asks, settles, assumes: ASSUMPTIONS[settles], seconds, ...finding };
}

/** @returns the report as a table, which links to the assumption that each finding settles */
export function toMarkdown({ date, instance, results, left }: Report): string {
  const rows = results.map(({ name, asks, settles, assumes, found, verdict }) =>
    [asks, found, assumes, `${MARKS[verdict]} [${verdict}](${PAGE}#${settles})`, `\`${name}\``].map(cell).join(' | '),
  );
  const rest = left.length > 0 ? `\nNot deleted: ${left.map((key) => `\`${key}\``).join(', ')}\n` : '';
  return `### What LaunchDarkly does where it does not say

${instance}, ${date}

| Question | Found | The action assumes | Verdict | Probe |
| --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
${rest}`;
}

/** Found texts may quote LaunchDarkly. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
