/** Numbers, units, names and kinds of problems in words, the same everywhere. Pure; English separators whatever the machine's locale. */
/** 1234567 → `1,234,567`. Not by Intl, which takes 8 to 16 ms to set itself up: before the first request, of every run. */
export const number = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** A number with its noun: `1 key`, `2,000 keys`; another plural may be given. */
export const count = (value: number, one: string, many = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : many}`;

/** 1590 → `+1,590`, -3 → `−3` (a minus sign), 0 → `±0`. */
export function signed(value: number): string {
  if (value === 0) return '±0';
  return `${value > 0 ? '+' : '−'}${number(Math.abs(value))}`;
}

/** Decimal units, as LaunchDarkly counts: 37000000 → `37.0 MB`. */
export function bytes(value: number): string {
  if (value < 1000) return count(value, 'byte');
  let size = value;
  for (const unit of ['kB', 'MB', 'GB']) {
    size /= 1000;
    if (size < 999.95 || unit === 'GB') return `${size < 99.95 ? size.toFixed(1) : number(size)} ${unit}`;
  }
  return '';
}

/** 0.42 → `0.4 s`, 75 → `1 min 15 s`, 7260 → `2 h 1 min`. */
export function duration(seconds: number): string {
  if (seconds < 9.95) return `${Math.max(0, seconds).toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const [large, small, units] =
    whole < 3600
      ? [Math.floor(whole / 60), whole % 60, ['min', 's']]
      : [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), ['h', 'min']];
  return small === 0 ? `${large} ${units[0]}` : `${large} ${units[0]} ${small} ${units[1]}`;
}

/** A share of a whole: (2110, 998410) → `0.2%`. Never rounds something to `0%`, nor less than all to `100%`. */
export function percent(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0%';
  const share = (part / whole) * 100;
  if (share < 0.1) return '< 0.1%';
  if (share < 100 && share > 99.9) return '> 99.9%';
  return `${share >= 10 || Number.isInteger(share) ? Math.round(share * 10) / 10 : share.toFixed(1)}%`;
}

/** How many of a whole a limit in percent allows. In doubles, 0.57 × 100,000 is a little less than 57,000. */
export const mostAllowed = (limit: number, whole: number): number =>
  Math.floor(((limit * whole) / 100) * (1 + 2 * Number.EPSILON));

/** A time: `14:05 UTC`, on another day than `now` `25 Nov, 14:05 UTC`. */
export function clock(date: Date, now: number): string {
  const day = (of: Date): string => of.toUTCString().slice(5, 11);
  return day(date) === day(new Date(now)) ? timeOf(date) : `${day(date)}, ${timeOf(date)}`;
}

/** A time with its day: `25 Nov 2026, 14:05 UTC`. */
export const moment = (date: Date): string => `${date.toUTCString().slice(5, 16)}, ${timeOf(date)}`;

const timeOf = (date: Date): string => `${date.toISOString().slice(11, 16)} UTC`;

/** A range of counts: `5`, `5 to 9`, `at least 5`. */
export function range({ min, max }: { min: number; max?: number | undefined }): string {
  if (max === undefined) return `at least ${number(min)}`;
  return min === max ? number(min) : `${number(min)} to ${number(max)}`;
}

/** A range of counts with its noun: `1 key`, `0 to 1 key`, `5 to 9 keys`, `at least 5 keys`. */
export const rangeOf = (bounds: { min: number; max?: number | undefined }, one: string): string =>
  `${range(bounds)} ${bounds.max === 1 ? one : `${one}s`}`;

/** To follow a number with its noun. */
export const was = (value: number): string => (value === 1 ? 'was' : 'were');

/** `membersBefore` → `members-before` */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What is wrong with a row, as a part of a sentence. */
export const ROW_PROBLEMS = {
  missing_column: 'the row ends before the key column',
  empty_key: 'the key is empty',
  control_character: 'the key holds a control character, such as a line break or a tab',
  invalid_utf8: 'the key is not valid UTF-8',
  malformed_quoting: 'the quoting is malformed',
  placeholder: 'the key is a placeholder for no value, such as NULL',
} as const;

/** The kinds of problem a row can have; docs/lists.md explains each. */
export type ProblemKind = keyof typeof ROW_PROBLEMS;

/** Problems by kind. */
export type ProblemTotals = Readonly<Partial<Record<ProblemKind, number>>>;

/** `in 8 rows the key is empty; in 1 row the quoting is malformed`, the most frequent first. */
export function rowProblems({ problemTotals }: { problemTotals: ProblemTotals }): string {
  return (Object.keys(ROW_PROBLEMS) as ProblemKind[])
    .map((kind) => ({ kind, total: problemTotals[kind] ?? 0 }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total)
    .map(({ kind, total }) => `in ${count(total, 'row')} ${ROW_PROBLEMS[kind]}`)
    .join('; ');
}

/** How many rows have which problem. */
export const rowTotals = (list: { invalidRows: number; problemTotals: ProblemTotals }): string =>
  `${count(list.invalidRows, 'invalid row')}: ${rowProblems(list)}.`;

/** A place in a file, as far as it is known. Line and column are 1-based; the column counts bytes from the start of its line. */
export interface Place {
  /** As people should see it: relative to the workspace where possible. */
  file: string;
  line?: number | undefined;
  column?: number | undefined;
}

/** `lists/beta.csv:7:1` */
export const placeOf = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(':');
