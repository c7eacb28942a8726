/** The step's log: what happens, as it happens. Groups for one target; for several, lines with the target's name in front. */
import type { Listener, RunResult, SyncEvent, SyncPhase, TargetResult } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { bytes, capital, clock, count, duration, number, optional } from '../words.ts';
import { LIVE_WARNINGS } from './annotations.ts';
import type { Core } from './core.ts';
import { describe, labelOf, methodOf, titleOf, warningText } from './describe.ts';
import { comparison, type Fact, factsOf, partition } from './facts.ts';
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

type Names = Pick<TargetSettings, 'projectKey' | 'environmentKey' | 'segmentKey'>;
type Target = Names & Pick<TargetSettings, 'mode' | 'strategy' | 'dryRun'>;
type LogCore = Pick<Core, 'info' | 'debug' | 'warning' | 'startGroup' | 'endGroup'>;

/** Lists and plans of all targets come before the first change of any: two groups are enough for many targets. */
const groupOf = (phase: SyncPhase, many: boolean): string => {
  if (!many) return phase === 'read' ? 'List' : phase === 'inspect' ? 'Segment' : capital(phase);
  return ['read', 'inspect', 'export', 'plan'].includes(phase) ? 'Lists and plans' : 'Changes';
};

/** The log of an import. */
export function createLog(core: LogCore, targets: readonly Target[]): Log {
  const [only] = targets;
  const head =
    only && targets.length === 1
      ? `${pathOf(only)}: ${methodOf(only)}${only.dryRun ? ', dry run' : ''}`
      : `${count(targets.length, 'LaunchDarkly segment')} to bring up to date`;
  return openLog(core, targets, head);
}

/** The log of an export. */
export const createExportLog = (core: LogCore, segment: Names): Log =>
  openLog(core, [segment], `${pathOf(segment)}: export`);

const pathOf = ({ projectKey, environmentKey, segmentKey }: Names): string =>
  [projectKey, environmentKey, segmentKey].map(oneLine).join(' / ');

/** Turns the events of a run into log lines. Texts are made harmless; nothing here knows a key or a token. */
function openLog(core: LogCore, targets: readonly Names[], head: string): Log {
  const many = targets.length > 1;
  const annotated = new Set<string>();
  /** Of the phase that each target is in. */
  const progress = new Map<number, { what?: string; began: number; told: number; done: number; ended: boolean }>();
  const waits = new Map<number, { text: string; began: number; told: number }>();
  let group = '';

  const labels = targets.map((target) => short(labelOf(targets, target), 40));
  const widest = Math.max(0, ...labels.map((label) => label.length));
  const say = (target: number, text: string): void => {
    const prefix = many ? `${(labels[target] ?? '').padEnd(widest)}  ` : '  ';
    for (const line of text.split('\n')) core.info(harmless(prefix + line));
  };

  const tellLine = (target: number, text: string): void =>
    say(target, many ? text : wrap(text, WIDTH - 4).join('\n  '));

  function enter(name: string): void {
    if (name === group) return;
    if (group !== '') core.endGroup();
    group = name;
    if (name !== '') core.startGroup(name);
  }

  function tellProgress(event: Extract<SyncEvent, { type: 'progress' }>): void {
    const now = Date.now();
    const begun = progress.get(event.target);
    // What begins at 0 is measured anew, and so is an attempt that starts over, and other work of the same phase.
    const goesOn = begun && event.done > 0 && event.done >= begun.done && (begun.what ?? event.what) === event.what;
    const seen = goesOn ? begun : { began: now, told: now, done: 0, ended: false };
    seen.what = event.what;
    progress.set(event.target, seen);
    seen.done = event.done;
    const done = event.total !== undefined && event.done >= event.total;
    // Nothing is said after the end: the last chunk and the last file may both report it.
    if (seen.ended || (!done && now - seen.told < PROGRESS_EVERY * 1000)) return;
    seen.told = now;
    seen.ended = done;
    const seconds = (now - seen.began) / 1000;
    // What took no time is no news; among many targets, only what took long is.
    if (done && seconds < (many ? PROGRESS_EVERY : 0.1)) return;
    say(event.target, progressLine(event, seconds, done));
  }

  function tellWait({ target, text, seconds, until }: Extract<SyncEvent, { type: 'waiting' }>): void {
    const now = Date.now();
    const last = waits.get(target);
    if (last?.text === text && now - last.told < WAITING_EVERY * 1000) return;
    const began = last?.text === text ? last.began : now;
    waits.set(target, { text, began, told: now });
    const so = now === began ? '' : `, for ${duration((now - began) / 1000)} so far`;
    const again = `again in ${duration(seconds)}, until ${clock(until, now)}`;
    tellLine(target, `${text.replace(/\.$/, '')}${so}; ${again}`);
  }

  function warn(target: number, text: string): void {
    const full = warningText(targets, targets[target], text);
    if (annotated.has(full)) return;
    if (annotated.size < LIVE_WARNINGS) {
      annotated.add(full);
      core.warning(harmless(full));
    } else tellLine(target, `Warning: ${text}`);
  }

  function listen(event: SyncEvent): void {
    const { target } = event;
    switch (event.type) {
      case 'phase':
        progress.set(target, { began: Date.now(), told: Date.now(), done: 0, ended: false });
        waits.delete(target);
        enter(groupOf(event.phase, many) + (event.detail && !many ? `: ${event.detail}` : ''));
        break;
      case 'found': {
        const facts = factsOf(event.phase, event.result);
        if (facts.length > 0) say(target, many ? sentence(facts) : aligned(facts));
        break;
      }
      case 'progress':
        tellProgress(event);
        break;
      case 'waiting':
        tellWait(event);
        break;
      case 'line':
        waits.delete(target);
        tellLine(target, event.text);
        break;
      case 'warning':
        warn(target, event.text);
        break;
      case 'debug':
        core.debug(harmless(many ? `${labels[target]}: ${event.text}` : event.text));
        break;
    }
  }

  core.info(harmless(head));
  return { listen, close: () => enter(''), annotated };
}

function progressLine(
  { what, done, total, unit }: Extract<SyncEvent, { type: 'progress' }>,
  seconds: number,
  finished: boolean,
): string {
  const amount = (value: number): string => (unit === 'bytes' ? bytes(value) : number(value));
  const rate = seconds < 0.1 ? '' : `, ${amount(Math.round(done / seconds))}${unit === 'bytes' ? '' : ` ${unit}`}/s`;
  if (finished) return `${what}: ${amount(done)}${unit === 'bytes' ? '' : ` ${unit}`} in ${duration(seconds)}${rate}`;
  const share = total ? ` of ${amount(total)} (${Math.floor((done / total) * 100)}%)` : '';
  return `${what}: ${amount(done)}${share}${unit === 'bytes' ? '' : ` ${unit}`}${rate}`;
}

/** Facts below each other, numbers flush right, texts wrapped to 80 columns. */
function aligned(facts: readonly Fact[]): string {
  const digits = Math.max(0, ...facts.map(({ value }) => (typeof value === 'number' ? number(value).length : 0)));
  const lines = facts.flatMap(({ label, value, note = '' }) => {
    const text = oneLine(typeof value === 'number' ? note : value).replaceAll('`', '');
    // A digest begins further to the left, so that it fits.
    const start = text.includes(' ') ? LABEL : Math.min(LABEL, WIDTH - 2 - text.length);
    const head = label.padEnd(start) + (typeof value === 'number' ? `${number(value).padStart(digits)}  ` : '');
    return wrap(text, WIDTH - 2 - head.length).map(
      (line, index) => (index === 0 ? head : ' '.repeat(head.length)) + line,
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
      return `${number(value)} ${value === 1 ? name.replace(/s\b/, '') : name}${note === '' ? '' : ` (${note})`}`;
    })
    .join(', ');
}

/** All targets below each other, at the end of a run of several: where there are many, those that went well in a group. */
export function logOverview(run: RunResult, core: Pick<Core, 'info' | 'startGroup' | 'endGroup'>): void {
  const { shown, folded } = partition(run.targets);
  const columns = comparison(run.targets);
  const labels = new Map(run.targets.map((target) => [target, labelOf(run.targets, target)]));
  const width = Math.min(40, Math.max(...[...labels.values()].map((label) => label.length)));
  const row = (label: string, cells: readonly string[], verdict = ''): string =>
    harmless(`  ${label.padEnd(width)}${cells.map((cell) => cell.padStart(12)).join('')}  ${verdict}`).trimEnd();
  const rows = (targets: readonly TargetResult[]): void => {
    const head = columns.map(({ title }) => title.toLowerCase());
    core.info(row('', head));
    for (const target of targets) {
      const cells = columns.map(({ of }) => optional(of(target)));
      core.info(row(labels.get(target) ?? '', cells, describe(target).verdict));
    }
  };
  if (folded.length > 0) {
    core.startGroup(titleOf({ targets: folded }));
    rows(folded);
    core.endGroup();
  }
  core.info(titleOf(run));
  if (shown.length > 0) rows(shown);
}
