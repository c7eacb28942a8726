/** The tables that say what the guard costs and how often it is wrong, computed exactly. */
import { statisticsOf } from '../../__tests__/support/guard-statistics.ts';

const BEFORE = 100_000;

const statistics = (limit: number, ratio: number, overlap: number) =>
  statisticsOf({
    mode: 'replace',
    limits: { removal: limit },
    before: BEFORE,
    keys: Math.round(BEFORE * ratio),
    overlap,
  });

/** Look-ups, and the share of runs that need an export; empty where there can be no such list. */
function cost(limit: number, ratio: number, removed: number): string {
  const overlap = Math.round(BEFORE * (1 - removed / 100));
  if (overlap > BEFORE * ratio) return '';
  const { lookUps, open } = statistics(limit, ratio, overlap); // Cells are not to be broken into lines.
  return `${Math.round(lookUps)}, ${rounded(open * 100)}%`.replaceAll(' ', '\u00a0');
}

function rounded(percent: number): string {
  if (percent < 0.005) return '0';
  if (percent < 1) return '< 1';
  return percent > 99 && percent < 100 ? '> 99' : String(Math.round(percent));
}

const percents = (values: readonly number[]): string[] =>
  values.map((value, index) => `${value}%${index === 0 ? ' removed' : ''}`);

function usual(): string[][] {
  const removed = [0, 5, 10, 15, 25, 50, 100];
  return [
    ['Keys per member', ...percents(removed)],
    ...[0.95, 1, 1.1, 2, 5, 10].map((ratio) => [`${ratio}`, ...removed.map((share) => cost(20, ratio, share))]),
  ];
}

function low(): string[][] {
  const removed = [0, 1, 3, 10, 20, 100];
  const rows = [5, 1].flatMap((limit) => [1, 1.1, 2, 10].map((ratio) => [limit, ratio] as const));
  return [
    ['Limit', 'Keys per member', ...percents(removed)],
    ...rows.map(([limit, ratio]) => [`${limit}%`, `${ratio}`, ...removed.map((share) => cost(limit, ratio, share))]),
  ];
}

/** One member more than the limit allows. */
function justAbove(): string[][] {
  const rows = [
    [20, 1],
    [20, 1.1],
    [20, 5],
    [5, 1],
    [1, 1],
  ] as const;
  return [
    ['Limit', 'Keys per member', 'goes through', 'blocked by look-ups', 'needs an export'],
    ...rows.map(([limit, ratio]) => {
      const { kept, broken, open } = statistics(limit, ratio, BEFORE - (BEFORE * limit) / 100 - 1);
      return [`${limit}%`, `${ratio}`, ...[kept, broken, open].map((share) => (share * 100).toFixed(3))];
    }),
  ];
}

const TABLES: Readonly<Record<string, () => string[][]>> = { usual, low, 'just above': justAbove };

/** The text with its tables of the guard, each behind a comment such as `<!-- guard: usual -->`, brought up to date. */
export function guardTables(text: string): string {
  return text.replace(/(<!-- guard: (.+) -->\n)(?:\|.*\n)*/g, (_, begin: string, name: string) => {
    const [head = [], ...rows] = TABLES[name]!();
    const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
    return `${begin}${[head, head.map(() => '--:'), ...rows].map(line).join('')}`;
  });
}
