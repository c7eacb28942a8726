/**
 * `npm run bench`: measures everything and writes bench/RESULTS.md. Names select: `npm run bench -- startup upload`;
 * what is selected is printed and nothing written. `--quick` takes small sizes, to see whether it works.
 * `--note "…"` adds a word on the circumstances; `--beside <checkout>` measures another commit's
 * action beside this one, in every round (start-up, list, upload, end to end, delta). Files are kept and used again if BENCH_DIR names a folder; otherwise
 * they need some 4 GB for a while.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { delta } from './delta.ts';
import { endToEnd } from './end-to-end.ts';
import { exporting } from './export.ts';
import { ROOT } from './files.ts';
import { growth } from './growth.ts';
import { guard } from './guard.ts';
import { type BenchOptions, row, type Section } from './harness.ts';
import { list } from './list.ts';
import { startup } from './startup.ts';
import { upload } from './upload.ts';
import { waiting } from './waiting.ts';

const BENCHES: Readonly<Record<string, (options: BenchOptions) => Promise<Section>>> = {
  startup,
  list,
  upload,
  'end-to-end': endToEnd,
  waiting,
  guard,
  delta,
  export: exporting,
  growth,
};

/** The first line of what a program says about its version. */
function version(program: string, ...args: string[]): string | undefined {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')[0];
  } catch {
    return undefined;
  }
}

/** What the figures were measured on. */
function machine(): string {
  const baselines = [
    version('curl', '--version')?.split(' ').slice(0, 2).join(' '),
    version('python3', '--version'),
    version('sort', '--version'),
  ];
  return [
    `${cpus()[0]?.model.trim() ?? 'unknown processor'}, ${cpus().length} threads, ${Math.round(totalmem() / 1e9)} GB`,
    `${process.platform} ${release()}`,
    `Node ${process.versions.node}`,
    ...baselines.filter((baseline) => baseline !== undefined),
  ].join('; ');
}

function goalRows({ title, goals }: Section): string[] {
  return goals.map(({ text, figure, holds, whyNot }) =>
    row(title, text, figure, holds ? 'holds' : `**missed**${whyNot ? `: ${whyNot}` : ''}`),
  );
}

function report(sections: readonly Section[], note: string): string {
  return [
    '# What it costs',
    '',
    `Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}. ${machine()}.`,
    '',
    'Whole processes, one warm-up, then at least five rounds in which all take their turn; medians, and medians of the ratios within a round (below 1: the',
    'action is faster). CPU is user and system time of everything that was started. A figure of another machine is worth little; its ratios more.',
    ...(note ? ['', note] : []),
    '',
    '| | goal | measured | |',
    '|---|---|--:|---|',
    ...sections.flatMap(goalRows),
    '',
    ...sections.flatMap(({ title, body }) => [`## ${title}`, '', body.trim(), '']),
  ].join('\n');
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    note: { type: 'string', default: '' },
    beside: { type: 'string' },
  },
});
const unknown = positionals.find((name) => !(name in BENCHES));
if (unknown) throw new Error(`There is no bench "${unknown}"; there are ${Object.keys(BENCHES).join(', ')}.`);
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES);
const beside = values.beside === undefined ? [] : [{ name: 'the other commit', root: resolve(values.beside) }];
const checkouts = [{ name: 'this action', root: ROOT }, ...beside] as const;
const directory = process.env.BENCH_DIR ?? mkdtempSync(join(tmpdir(), 'bench-'));
mkdirSync(directory, { recursive: true });
try {
  const sections: Section[] = [];
  for (const name of names) {
    console.error(`${new Date().toTimeString().slice(0, 8)} ${name}`);
    sections.push(await BENCHES[name]!({ checkouts, directory, quick: values.quick }));
  }
  const text = report(sections, values.note);
  const whole = positionals.length === 0 && !values.quick;
  if (whole) writeFileSync(join(ROOT, 'bench/RESULTS.md'), text);
  console.log(text);
} finally {
  if (process.env.BENCH_DIR === undefined) rmSync(directory, { recursive: true, force: true });
}
