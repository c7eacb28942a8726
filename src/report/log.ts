/** The step's log: what happens, as it happens. Groups for one target; for several, lines with the target's name in front. */
import type { Listener, SyncEvent, SyncPhase } from '../result.ts';
import type { TargetSettings } from '../settings.ts';
import { LIVE_WARNINGS } from './annotations.ts';
import type { Core } from './core.ts';
import { type Fact, factsOf } from './facts.ts';
import { bytes, clock, count, duration, plural } from './format.ts';
import { harmless, oneLine, short, wrap } from './plain.ts';
import { labelOf, warningText } from './words.ts';

const WIDTH = 80;
const LABEL = 14;
/** Seconds between two lines about one progress, and between two about one unchanged wait. */
const PROGRESS_EVERY = 5;
const WAITING_EVERY = 60;

export interface Log {
  listen: Listener;
  /** Ends the open group. */
  close(): void;
  /** Texts of warnings that are annotations by now; annotations at the end leave them out. */
  annotated: ReadonlySet<string>;
}

type Target = Pick<TargetSettings, 'projectKey' | 'environmentKey' | 'segmentKey' | 'mode' | 'strategy' | 'dryRun'>;
type LogCore = Pick<Core, 'info' | 'debug' | 'warning' | 'startGroup' | 'endGroup'>;

const GROUPS: Readonly<Record<SyncPhase, string>> = {
  list: 'List',
  plan: 'Plan',
  export: 'Export',
  upload: 'Upload',
  wait: 'Wait',
  change: 'Change',
  verify: 'Verify',
};

/** Lists and plans of all targets come before the first change of any: two groups are enough for many targets. */
const groupOf = (phase: SyncPhase, many: boolean): string => {
  if (!many) return GROUPS[phase];
  return phase === 'list' || phase === 'plan' || phase === 'export' ? 'Lists and plans' : 'Changes';
};

/** Turns the events of a run into log lines. Texts are made harmless; nothing here knows a key or a token. */
export function createLog(core: LogCore, targets: readonly Target[]): Log {
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

  const tellLine = (target: number, text: string): void => say(target, many ? text : wrap(text, WIDTH - 2).join('\n'));

  function enter(name: string): void {
    if (name === group) return;
    if (group !== '') core.endGroup();
    group = name;
    if (name !== '') core.startGroup(name);
  }

  function tellProgress(event: Extract<SyncEvent, { type: 'progress' }>): void {
    const now = Date.now();
    const begun = progress.get(event.target);
    // An attempt that starts over is measured anew, and so is other work of the same phase.
    const goesOn = begun && event.done >= begun.done && (begun.what ?? event.what) === event.what;
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
    const what = last?.text === text ? `Still waiting (${duration((now - began) / 1000)})` : text.replace(/\.$/, '');
    tellLine(target, `${what}; again in ${duration(seconds)}, until ${clock(until)}`);
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

  const [only] = targets;
  if (only && !many) {
    const where = [only.projectKey, only.environmentKey, only.segmentKey].map(oneLine).join(' / ');
    const how = `${only.mode}${only.strategy === 'delta' ? ' by delta' : ''}${only.dryRun ? ', dry run' : ''}`;
    core.info(harmless(`${where}: ${how}`));
  } else if (many) core.info(`${plural(targets.length, 'LaunchDarkly segment')} to bring up to date`);

  return { listen, close: () => enter(''), annotated };
}

function progressLine(
  { what, done, total, unit }: Extract<SyncEvent, { type: 'progress' }>,
  seconds: number,
  finished: boolean,
): string {
  const amount = (value: number): string => (unit === 'bytes' ? bytes(value) : count(value));
  const rate = seconds < 0.1 ? '' : `, ${amount(Math.round(done / seconds))}${unit === 'bytes' ? '' : ` ${unit}`}/s`;
  const noun = unit === 'bytes' ? '' : ` ${done === 1 ? unit.replace(/s$/, '') : unit}`;
  if (finished) return `${what}: ${amount(done)}${noun} in ${duration(seconds)}${rate}`;
  const share = total ? ` of ${amount(total)} (${Math.floor((done / total) * 100)}%)` : '';
  return `${what}: ${amount(done)}${share}${unit === 'bytes' ? '' : ` ${unit}`}${rate}`;
}

/** Facts below each other, numbers flush right, texts wrapped to 80 columns. */
function aligned(facts: readonly Fact[]): string {
  const digits = Math.max(0, ...facts.map(({ value }) => (typeof value === 'number' ? count(value).length : 0)));
  const lines = facts.flatMap(({ label, value, note = '' }) => {
    const head = label.padEnd(LABEL) + (typeof value === 'number' ? `${count(value).padStart(digits)}  ` : '');
    const text = typeof value === 'number' ? note : value;
    return wrap(oneLine(text), WIDTH - 2 - head.length).map(
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
      if (typeof value === 'string') return value;
      const name = label.toLowerCase();
      return `${count(value)} ${value === 1 ? name.replace(/s\b/, '') : name}${note === '' ? '' : ` (${note})`}`;
    })
    .join(', ');
}
