/** Numbers as people read them. Pure; English separators whatever the machine's locale. */

/** 1234567 → `1,234,567`. Not by Intl, which takes 8 to 16 ms to set itself up: before the first request, of every run. */
export const count = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');

/** 1590 → `+1,590`, -3 → `−3` (a minus sign), 0 → `±0`. */
export function signed(value: number): string {
  if (value === 0) return '±0';
  return `${value > 0 ? '+' : '−'}${count(Math.abs(value))}`;
}

/** `1 key`, `2 keys`; another plural may be given. */
export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** `is` after `1 of 20 keys`, and after `0 of 1 key`; else `are`. */
export const isOrAre = (part: number, whole: number): string => (part === 1 || whole === 1 ? 'is' : 'are');

/** Decimal units, as LaunchDarkly counts: 37000000 → `37.0 MB`. */
export function bytes(value: number): string {
  if (value < 1000) return plural(value, 'byte');
  let size = value;
  for (const unit of ['kB', 'MB', 'GB']) {
    size /= 1000;
    if (size < 999.95 || unit === 'GB') return `${size < 99.95 ? size.toFixed(1) : count(size)} ${unit}`;
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

/** A time of day: `14:05 UTC`. */
export const clock = (date: Date): string => `${date.toISOString().slice(11, 16)} UTC`;

/** `members`, or `member` after a range that ends with 1. */
export const pluralOf = ({ min, max = min }: { min: number; max?: number }, one: string): string =>
  max === 1 ? one : `${one}s`;

/** A range of counts: `5`, `5 to 9`, `at least 5`. */
export function range({ min, max }: { min: number; max?: number }): string {
  if (max === undefined) return `at least ${count(min)}`;
  return min === max ? count(min) : `${count(min)} to ${count(max)}`;
}
