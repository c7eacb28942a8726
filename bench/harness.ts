/**
 * What every bench shares: whole processes, a warm-up, interleaved rounds, medians, ratios within one run, peak memory.
 * Nothing here asserts anything.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

/** One of those that are compared. */
export interface Contender {
  name: string;
  command: readonly [string, ...string[]];
  env?: Record<string, string>;
  /** Standard output goes to this file instead of nowhere. */
  stdout?: string;
  /** What cannot run here, and why; it is skipped with this word. */
  missing?: string;
}

/** A question with a goal: contenders that do the same work. The first one is ours. */
export interface BenchCase {
  name: string;
  goal: string;
  contenders: readonly Contender[];
}

export interface Measurement {
  name: string;
  /** Median of all rounds, whole process. */
  seconds: number;
  /** Fastest and slowest round. */
  range: readonly [number, number];
  /** Largest resident memory of any round, in MB (10^6 bytes); absent where GNU time is not installed. */
  peakMb?: number;
  /** How many times as long ours is: ours / this one. */
  ratio?: number;
  missing?: string;
}

const TIME = '/usr/bin/time';

/** Whether a program can be started. */
export function installed(program: string, ...args: string[]): boolean {
  return spawnSync(program, args.length > 0 ? args : ['--version'], { stdio: 'ignore' }).status === 0;
}

/** A directory for a bench's files: kept and reused between runs if BENCH_DIR names one. */
export function benchDirectory(): string {
  const kept = process.env.BENCH_DIR;
  if (kept) return kept;
  const path = mkdtempSync(join(tmpdir(), 'bench-'));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Runs a command once. Rejects if it fails. */
async function once({ name, command, env, stdout }: Contender): Promise<{ seconds: number; peakMb?: number }> {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-time-'));
  const usage = join(scratch, 'usage');
  const [program, ...args] = existsSync(TIME) ? [TIME, '-f', '%M', '-o', usage, ...command] : command;
  const output = stdout ? openSync(stdout, 'w') : 'ignore';
  try {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', output, 'inherit'], env: { ...process.env, ...env } });
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('close', resolve),
    );
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0) throw new Error(`${name} ended with ${code}`);
    return existsSync(usage) ? { seconds, peakMb: (Number(readFileSync(usage, 'utf8')) * 1024) / 1e6 } : { seconds };
  } finally {
    if (typeof output === 'number') closeSync(output);
    rmSync(scratch, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Measures a case: every contender once to warm up, then in turn in every round, so that whatever else the machine does
 * hits all alike.
 */
export async function measure(
  { contenders }: BenchCase,
  rounds = Number(process.env.BENCH_ROUNDS ?? 5),
): Promise<Measurement[]> {
  const runs = new Map(contenders.map(({ name }) => [name, [] as { seconds: number; peakMb?: number }[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      if (contender.missing) continue;
      const run = await once(contender);
      if (round > 0) runs.get(contender.name)!.push(run);
    }
  }
  const results = contenders.map(({ name, missing }): Measurement => {
    if (missing) return { name, seconds: Number.NaN, range: [Number.NaN, Number.NaN], missing };
    const seconds = runs.get(name)!.map((run) => run.seconds);
    const peaks = runs.get(name)!.flatMap(({ peakMb }) => (peakMb === undefined ? [] : [peakMb]));
    return {
      name,
      seconds: median(seconds),
      range: [Math.min(...seconds), Math.max(...seconds)],
      ...(peaks.length > 0 ? { peakMb: Math.max(...peaks) } : {}),
    };
  });
  const [ours] = results;
  return results.map((result) =>
    result.missing || !ours ? result : { ...result, ratio: ours.seconds / result.seconds },
  );
}

/** A case's measurements as a Markdown table. */
export function table({ name, goal }: BenchCase, results: readonly Measurement[]): string {
  const rows = results.map(({ name: who, seconds, range, peakMb, ratio, missing }) =>
    missing
      ? `| ${who} | skipped: ${missing} | | | |`
      : `| ${who} | ${seconds.toFixed(2)} s | ${range.map((each) => each.toFixed(2)).join(' – ')} | ${peakMb?.toFixed(0) ?? '?'} MB | ${ratio?.toFixed(2) ?? ''} |`,
  );
  return [
    `### ${name}`,
    '',
    `Goal: ${goal}`,
    '',
    '| | median | range | peak memory | ours / this |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** What the figures were measured on. */
export function machine(): string {
  const [first] = cpus();
  return `${first?.model.trim() ?? 'unknown processor'}, ${cpus().length} threads, Node ${process.versions.node}, ${process.platform}`;
}
