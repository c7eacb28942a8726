/** The step's log: what happens, as it happens. Groups for one target; for several, lines with the target's name in front. */
import type { Listener, RunResult, SyncEvent, SyncPhase, TargetResult } from '../result.ts';
import type { SegmentRef, TargetSettings } from '../settings.ts';
import { bytes, capital, clock, count, duration, number } from '../words.ts';
import { LIVE_WARNINGS } from './annotations.ts';
import type { Core } from './core.ts';
import { labelOf, onlyOf, targetMessage, titleOf, warningText } from './describe.ts';
import { type Fact, factsOf, partition } from './facts.ts';
import { methodOf } from './outcome.ts';
import { harmless, oneLine, short, wrap } from './plain.ts';

const WIDTH = 80;
const LABEL = 16;
/** Seconds between two lines about one progress, and the least between two about one wait: with the longest pause, a minute. */
const PROGRESS_EVERY = 5;
const WAITING_EVERY = 45;

export interface Log {
  listen: Listener;
  /** Ends the open group. */
  close(): void;
  /** Texts of warnings that are annotations by now; annotations at the end leave them out. */
  annotated: ReadonlySet<string>;
}

type Target = SegmentRef & Pick<TargetSettings, 'mode' | 'strategy' | 'dryRun'>;
type EventOf<Type> = Extract<SyncEvent, { type: Type }>;
type Handlers = { [Type in SyncEvent['type']]: (event: EventOf<Type>) => void };

/** Lists and plans of all targets come before the first change of any: two groups are enough for many targets. */
const groupOf = (phase: SyncPhase, many: boolean): string => {
  if (!many) return phase === 'read' ? 'List' : phase === 'inspect' ? 'Segment' : capital(phase);
  return ['read', 'inspect', 'export', 'plan'].includes(phase) ? 'Lists and plans' : 'Changes';
};

/** The log of an import. */
export function createLog(core: Core, targets: readonly Target[]): Log {
  const only = onlyOf(targets);
  const head = only
    ? `${pathOf(only)}: ${methodOf(only)}${only.dryRun ? ', dry run' : ''}`
    : `${count(targets.length, 'LaunchDarkly segment')} to sync`;
  return openLog(core, targets, head);
}

/** The log of an export. */
export const createExportLog = (core: Core, segment: SegmentRef): Log =>
  openLog(core, [segment], `${pathOf(segment)}: export`);

const pathOf = ({ projectKey, environmentKey, segmentKey }: SegmentRef): string =>
  [projectKey, environmentKey, segmentKey].map(oneLine).join(' / ');

/** Turns the events of a run into log lines. Texts are made harmless; nothing here knows a key or a token. */
function openLog(core: Core, targets: readonly SegmentRef[], head: string): Log {
  const many = targets.length > 1;
  const annotated = new Set<string>();
  /** Of the phase that each target is in. */
  const progress = new Map<number, { what?: string; began: number; said: number; done: number }>();
  const waits = new Map<number, { text: string; began: number; said: number }>();
  let group = '';

  const labels = targets.map((target) => short(labelOf(targets, target), 40));
  const widest = Math.max(0, ...labels.map((label) => label.length));
  const print = (target: number, text: string): void => {
    const prefix = many ? `${(labels[target] ?? '').padEnd(widest)}  ` : '  ';
    for (const line of text.split('\n')) core.info(harmless(prefix + line));
  };
  const say = (target: number, text: string): void => print(target, many ? text : wrap(text, WIDTH - 4).join('\n  '));

  function enter(name: string): void {
    if (name === group) return;
    if (group !== '') core.endGroup();
    group = name;
    if (name !== '') core.startGroup(name);
  }

  const on: Handlers = {
    phase({ target, phase, detail = '' }) {
      const now = Date.now();
      progress.set(target, { began: now, said: now, done: 0 });
      waits.delete(target);
      enter(groupOf(phase, many) + (detail === '' || many ? '' : `: ${detail}`));
    },
    found({ target, phase, result }) {
      const facts = factsOf(result, true).filter((fact) => fact.phase === phase);
      if (facts.length > 0) print(target, many ? sentence(facts) : aligned(facts));
    },
    progress(event) {
      const { target, what, done, total = Number.POSITIVE_INFINITY } = event;
      const now = Date.now();
      const before = progress.get(target);
      // What begins at 0 is measured anew, and so is an attempt that starts over, and other work of the same phase.
      const goesOn = before && done > 0 && done >= before.done && (before.what ?? what) === what;
      const { began, said } = goesOn ? before : { began: now, said: now };
      const seconds = (now - began) / 1000;
      const finished = done >= total;
      // The last chunk and the last file may both report the end. What took no time is no news; of many targets, only what took
      // long is.
      const first = !goesOn || before.done < total;
      const due = finished ? first && seconds >= (many ? PROGRESS_EVERY : 0.1) : now - said >= PROGRESS_EVERY * 1000;
      progress.set(target, { what, done, began, said: due ? now : said });
      if (due) print(target, progressLine(event, seconds, finished));
    },
    waiting({ target, text, seconds, until }) {
      const now = Date.now();
      const last = waits.get(target);
      const same = last?.text === text;
      if (same && now - last.said < WAITING_EVERY * 1000) return;
      const began = same ? last.began : now;
      waits.set(target, { text, began, said: now });
      const so = now === began ? '' : `, for ${duration((now - began) / 1000)} so far`;
      say(target, `${text.replace(/\.$/, '')}${so}; again in ${duration(seconds)}, giving up at ${clock(until, now)}`);
    },
    line({ target, text }) {
      waits.delete(target);
      say(target, text);
    },
    warning({ target, text }) {
      const full = warningText(targets, targets[target], text);
      if (annotated.has(full)) return;
      if (annotated.size === LIVE_WARNINGS) return say(target, `Warning: ${text}`);
      annotated.add(full);
      core.warning(harmless(full));
    },
    debug: ({ target, text }) => core.debug(harmless(many ? `${labels[target]}: ${text}` : text)),
  };

  core.info(harmless(head));
  return { listen: (event) => on[event.type](event as never), close: () => enter(''), annotated };
}

function progressLine({ what, done, total, unit }: EventOf<'progress'>, seconds: number, finished: boolean): string {
  const figure = unit === 'bytes' ? bytes : number;
  const amount = (value: number): string => (unit === 'bytes' ? bytes(value) : count(value, unit.slice(0, -1)));
  const rate = seconds < 0.1 ? '' : `, ${amount(Math.round(done / seconds))}/s`;
  if (finished) return `${what}: ${amount(done)} in ${duration(seconds)}${rate}`;
  if (!total) return `${what}: ${amount(done)}${rate}`;
  return `${what}: ${figure(done)} of ${amount(total)} (${Math.floor((done / total) * 100)}%)${rate}`;
}

/** Facts below each other, numbers flush right, texts wrapped to 80 columns. */
function aligned(facts: readonly Fact[]): string {
  const digits = Math.max(0, ...facts.map(({ value }) => (typeof value === 'number' ? number(value).length : 0)));
  const lines = facts.flatMap(({ label, value, note = '' }) => {
    const [figure, long] = typeof value === 'number' ? [`${number(value).padStart(digits)}  `, note] : ['', value];
    const text = oneLine(long).replaceAll('`', '');
    // A digest begins further to the left, so that it fits.
    const start = text.includes(' ') ? LABEL : Math.min(LABEL, WIDTH - 2 - text.length);
    const head = label.padEnd(start) + figure;
    return wrap(text, WIDTH - 2 - head.length).map(
      (line, index) => (index === 0 ? head : head.replace(/./g, ' ')) + line,
    );
  });
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** The facts that matter most, in a line. */
function sentence(facts: readonly Fact[]): string {
  return facts
    .filter(({ minor }) => !minor)
    .map(({ label, value, note = '' }) => {
      const name = label.toLowerCase();
      if (typeof value === 'string') return `${name} ${value.replaceAll('`', '')}`;
      return count(value, name.replace(/s\b/, ''), name) + (note === '' ? '' : ` (${note})`);
    })
    .join(', ');
}

/** What each target came to, at the end of a run of several: where there are many, those that went well in a group. */
export function logOverview(run: RunResult, core: Core): void {
  const { shown, folded } = partition(run.targets);
  const list = (targets: readonly TargetResult[]): void => {
    for (const target of targets) core.info(harmless(`  ${targetMessage(target, labelOf(run.targets, target))}`));
  };
  if (folded.length > 0) {
    core.startGroup(titleOf({ targets: folded }));
    list(folded);
    core.endGroup();
  }
  core.info(titleOf(run));
  list(shown);
}
