import type { Finding, Probe, Verdict } from './probe.ts';

/** A probe with what it found. */
export interface Result extends Finding {
  name: string;
  asks: string;
  settles: string;
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

const ASSUMPTIONS = 'https://github.com/OWNER/launchdarkly-segment-import/blob/main/docs/assumptions.md';
const MARKS: Record<Verdict, string> = { 'as assumed': '✅', otherwise: '❌', noted: 'ℹ️', 'not settled': '❔' };

export function resultOf({ name, asks, settles }: Probe, finding: Finding, seconds: number): Result {
  return { name, asks, settles, seconds, ...finding };
}

/** @returns the report as a table, which links to the assumption that each finding settles */
export function toMarkdown({ date, instance, results, left }: Report): string {
  const rows = results.map(({ name, asks, settles, found, verdict }) =>
    [asks, found, `${MARKS[verdict]} [${verdict}](${ASSUMPTIONS}#${settles})`, `\`${name}\``].map(cell).join(' | '),
  );
  const rest = left.length > 0 ? `\nNot deleted: ${left.map((key) => `\`${key}\``).join(', ')}\n` : '';
  return `### What LaunchDarkly does where it does not say

${instance}, ${date}

| Question | Found | Assumption | Probe |
| --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}
${rest}`;
}

/** Found texts may quote LaunchDarkly. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
