/**
 * What every bench shares: whole processes, a warm-up, interleaved rounds, medians, ratios within one run, peak memory.
 * Nothing here asserts anything.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One of those that are compared. */
export interface Contender {
  name: string;
  command: readonly [string, ...string[]];
  env?: Record<string, string>;
  /** Standard output goes to this file instead of nowhere. */
  stdout?: string;
  /** Its standard output is the seconds that count, instead of the life of the process. */
  ownClock?: true;
  /** Called right before it starts; resolves with `performance.now()` of the moment that ends what is measured. */
  until?: () => Promise<number>;
  /** Other than 0, what it ends with if all is well. */
  exitCode?: number;
  /** What cannot run here, and why; it is skipped with this word. */
  missing?: string;
}

/** Contenders that do the same work. The first one is ours. */
export interface BenchCase {
  name: string;
  contenders: readonly Contender[];
}

interface Sample {
  seconds: number;
  /** Of the process and what it started; absent, like the peak, where GNU time is not installed. */
  cpuSeconds?: number;
  peakMb?: number;
}

export interface Measurement extends Sample {
  name: string;
  /** Fastest and slowest round; the seconds are the median of all. */
  range: readonly [number, number];
  /** How many times as long ours is: the median of ours / this one over the rounds. */
  ratio?: number;
  missing?: string;
}

/** What was promised, what came out, and if it does not hold, why. */
export interface Goal {
  text: string;
  figure: string;
  holds: boolean;
  whyNot?: string;
}

/** One of the chapters of RESULTS.md. */
export interface Section {
  title: string;
  /** Markdown. */
  body: string;
  goals: readonly Goal[];
}

/** A checkout of this project with its packages installed and dist/ built. */
export interface Checkout {
  name: string;
  root: string;
}

export interface BenchOptions {
  /** What is measured: this checkout, and another one that takes its turns beside it, if one was given. */
  checkouts: readonly [Checkout, ...Checkout[]];
  /** Where files are made; those that are there from an earlier run are used again. */
  directory: string;
  /** Small sizes and few rounds: to see whether it works, not how fast it is. */
  quick: boolean;
}

const TIME = '/usr/bin/time';

/** Whether a program can be started. */
export function installed(program: string, ...args: string[]): boolean {
  return spawnSync(program, args.length > 0 ? args : ['--version'], { stdio: 'ignore' }).status === 0;
}

/** What skips a contender whose program is not there. */
export function needs(...programs: string[]): { missing?: string } {
  const absent = programs.find((program) => !installed(program));
  return absent === undefined ? {} : { missing: `${absent} is not installed` };
}

/** Runs a command once. Rejects if it fails. */
async function once({ name, command, env, stdout, ownClock, until, exitCode = 0 }: Contender): Promise<Sample> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-time-'));
  const usage = join(scratch, 'usage');
  const printed = ownClock ? join(scratch, 'seconds') : stdout;
  const [program, ...args] = existsSync(TIME) ? [TIME, '-f', '%M %U %S', '-o', usage, ...command] : command;
  const output = printed ? openSync(printed, 'w') : 'ignore';
  try {
    const moment = until?.();
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', output, 'inherit'], env: { ...process.env, ...env } });
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    const ended = performance.now();
    if (code !== exitCode) throw new Error(`${name} ended with ${code}`);
    const wall = ((await moment) ?? ended) - started;
    const seconds = ownClock ? Number(readFileSync(printed!, 'utf8')) : wall / 1000;
    if (!existsSync(usage)) return { seconds };
    // A line before the last says so where the process did not end with 0.
    const figures = readFileSync(usage, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number);
    const [kibibytes, user, system] = figures as [number, number, number];
    return { seconds, cpuSeconds: user + system, peakMb: (kibibytes * 1024) / 1e6 };
  } finally {
    if (typeof output === 'number') closeSync(output);
    rmSync(scratch, { recursive: true, force: true });
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function summarise({ name, missing }: Contender, samples: readonly Sample[]): Measurement {
  if (missing) return { name, seconds: Number.NaN, range: [Number.NaN, Number.NaN], missing };
  const seconds = samples.map((sample) => sample.seconds);
  const known = (figures: readonly (number | undefined)[]) => figures.filter((figure) => figure !== undefined);
  const cpu = known(samples.map(({ cpuSeconds }) => cpuSeconds));
  const peaks = known(samples.map(({ peakMb }) => peakMb));
  return {
    name,
    seconds: median(seconds),
    range: [Math.min(...seconds), Math.max(...seconds)],
    ...(cpu.length > 0 && { cpuSeconds: median(cpu) }),
    ...(peaks.length > 0 && { peakMb: Math.max(...peaks) }),
  };
}

/**
 * Measures a case: every contender once to warm up, then in turn in every round. Ratios are taken within a round, so that
 * whatever else the machine does hits all alike: on a shared one, speed changes by half from one minute to the next.
 */
export async function measure({ contenders }: BenchCase, rounds: number): Promise<Measurement[]> {
  const runs = new Map(contenders.map((contender) => [contender, [] as Sample[]]));
  const turns = [...runs];
  for (let round = 0; round <= rounds; round++) {
    // Whoever comes after one that has just written much pays for it: not always the same.
    turns.reverse();
    for (const [contender, samples] of turns) {
      if (contender.missing) continue;
      const sample = await once(contender);
      if (round > 0) samples.push(sample);
    }
  }
  const ours = runs.get(contenders[0]!)!;
  return [...runs].map(([contender, samples]) => {
    const result = summarise(contender, samples);
    if (contender.missing) return result;
    return { ...result, ratio: median(samples.map(({ seconds }, round) => ours[round]!.seconds / seconds)) };
  });
}

/** A table row. */
export const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** Seconds as people read them. */
export const duration = (seconds: number): string =>
  seconds < 1 ? `${(seconds * 1000).toFixed(0)} ms` : `${seconds.toFixed(2)} s`;

const megabytes = (figure: number | undefined): string => (figure === undefined ? '?' : `${figure.toFixed(0)} MB`);

/** A case's measurements as a Markdown table. */
export function table({ name }: BenchCase, results: readonly Measurement[]): string {
  const rows = results.map(({ name: who, seconds, range, cpuSeconds, peakMb, ratio, missing }) =>
    missing
      ? row(who, `skipped: ${missing}`, '', '', '', '')
      : row(
          who,
          duration(seconds),
          range.map(duration).join(' – '),
          cpuSeconds === undefined ? '?' : duration(cpuSeconds),
          megabytes(peakMb),
          ratio?.toFixed(2) ?? '',
        ),
  );
  const head = ['| | median | range | CPU | peak memory | ours / this |', '|---|--:|--:|--:|--:|--:|'];
  return [`### ${name}`, '', ...head, ...rows, ''].join('\n');
}

/** A goal on the ratio to a contender: at most so much of its time. Holds by default if that one is not installed. */
export function atMost(
  most: number,
  results: readonly Measurement[],
  baseline: string,
  what: string,
  whyNot?: string,
): Goal {
  const { ratio, missing } = results.find(({ name }) => name === baseline)!;
  const text = `${what}: at most ${most} of ${baseline}`;
  if (missing || ratio === undefined) return { text, figure: `not compared: ${missing}`, holds: true };
  return { text, figure: ratio.toFixed(2), holds: ratio <= most, ...(whyNot !== undefined && { whyNot }) };
}
