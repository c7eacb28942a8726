/** The export action: its export, the file of it, and what it writes. */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Rule } from '../../../simulator/behaviours.ts';
import type { Fault } from '../../../simulator/faults.ts';
import { preload } from '../../support/run-action.ts';
import { type Scenario, until, type World } from '../test-bench.ts';
import { onSignal } from './cancel.ts';

const FILE = { method: 'GET', path: /\/file\?/ };
const BASE = { action: 'export', imports: 0, holds: 'before' } as const;
/** Where no line ends, so that what came so far would show in the members. */
const WITHIN = { body: 0.47 };
const NO_FILE = 'No file was written.';

/** The file comes through the proxy. */
const fault = ({ sim, proxy }: World, fault: Fault, nth?: number[]): void => {
  sim.behave({ on: 'POST export', file: { link: 'relative' } });
  proxy.add({ ...FILE, ...(nth && { nth }), fault });
};

/** @param downloads that it takes in all */
const broken = (name: string, nth: number[], downloads: number, what: Fault): Scenario => ({
  ...BASE,
  name: `export: the file's connection ${name}`,
  arrange: (world) => fault(world, what, nth),
  ends: 'complete',
  saw: { 'POST export': 1, 'GET file': downloads },
});

/** A connection that breaks while the file arrives: downloaded again, and that is said. */
const again = (name: string, what: Fault): Scenario => ({
  ...broken(name, [1, 2], 3, what),
  logs: [/Downloading again: .*Downloading again: /],
});

const answers = (name: string, rule: Rule, more: Partial<Scenario> = {}): Scenario => ({
  ...BASE,
  name: `export: ${name}`,
  arrange: ({ sim }) => void sim.behave(rule),
  ends: 'complete',
  ...more,
});

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const GOES_ON: Rule = { on: 'POST export', file: { steps: ['in_progress'] } };
const LIMITED = { status: 429, headers: { 'Retry-After': '20' } };
const waited = (what: string): Partial<Scenario> => ({
  logs: [new RegExp(`Waiting to ${what}: .*again in (?:20|21) s`)],
});

/** Somebody adds a member while LaunchDarkly exports. */
const changed = (name: string, nth: Pick<Rule, 'nth'>, more: Pick<Scenario, 'ends'> & Partial<Scenario>): Scenario => ({
  ...BASE,
  name: `export: the segment changes ${name}`,
  arrange: ({ sim, segment }) => {
    let writes = 0;
    sim.behave({ on: 'POST export', ...nth, before: () => segment.add(`late-${writes++}@example.org`) });
  },
  holds: ({ segment }) => segment.members,
  ...more,
});

export const EXPORT: readonly Scenario[] = [
  again('is reset within it', { kind: 'reset', side: 'response', after: WITHIN }),
  again('is closed within it', { kind: 'close', side: 'response', after: WITHIN }),
  again('is closed before its last byte', { kind: 'close', side: 'response', after: { body: -1 } }),
  again('is silent within it', { kind: 'stall', side: 'response', after: WITHIN }),
  broken('is reset before its head', [1, 2, 3, 4], 5, { kind: 'reset', side: 'response', after: 0 }),
  {
    ...BASE,
    name: "export: the file's connection is reset within it each time",
    arrange: (world) => fault(world, { kind: 'reset', side: 'response', after: { body: -1 } }),
    ends: 'network_error',
    says: [NO_FILE],
    saw: { 'POST export': 1, 'GET file': 3 },
  },
  {
    ...BASE,
    name: 'export: a download that is too slow for the deadline',
    minutes: 0.5,
    scale: 40,
    arrange: (world) => fault(world, { kind: 'slow', side: 'response', bytesPerSecond: 100 }),
    ends: 'network_error',
    says: ['when the time allowed was over', NO_FILE],
  },
  answers('500 while it is asked how it goes', { on: 'GET export', times: 3, status: 500 }),
  answers('a page with 503 while it is asked how it goes', { on: 'GET export', times: 3, status: 503, html: true }),
  answers(
    '500 for more than five minutes',
    { on: 'GET export', status: 500 },
    {
      minutes: 60,
      scale: 300,
      ends: 'server_error',
      says: ['500', NO_FILE],
      logs: [/for 4 min \d+ s so far/],
      silent: ['The time allowed is over'],
    },
  ),
  answers('never ends', GOES_ON, { minutes: 1.5, ends: 'timed_out', says: ['`timeout-minutes`', NO_FILE] }),
  {
    ...BASE,
    name: 'export: silence until the deadline',
    minutes: 1.5,
    arrange: ({ proxy }) =>
      void proxy.add({ path: /\/exports\/[\w-]+$/, fault: { kind: 'stall', side: 'response', after: 0 } }),
    ends: 'network_error',
    says: ['no byte moved', 'The time allowed is over', NO_FILE],
  },
  changed('meanwhile', { nth: 1 }, { ends: 'complete', logs: ['exporting again'] }),
  changed(
    'again and again',
    {},
    {
      ends: 'segment_changed',
      says: ['during 4 exports of it', NO_FILE],
      saw: { 'POST export': 4 },
    },
  ),
  answers('429 when it is asked for', { on: 'POST export', nth: 1, ...LIMITED }, waited('export the members')),
  answers('429 at the look-ups', { on: 'GET context', nth: [3, 4], ...LIMITED }, waited('look up a member')),
  {
    ...BASE,
    name: 'export: a full disk',
    inputs: { path: 'new/folder/members.csv.gz' },
    nodeArgs: preload('full-disk.mjs'),
    ends: 'runner_error',
    says: ['cannot be written: ENOSPC', NO_FILE],
  },
];

const CANCELLED = { ...BASE, says: NO_FILE } as const;

export const EXPORT_CANCEL: readonly Scenario[] = onSignal([
  {
    ...CANCELLED,
    doing: 'waiting for an export',
    arrange: ({ sim }) => void sim.behave(GOES_ON),
    reached: (_, { waitForOutput }) => waitForOutput('in_progress'),
  },
  {
    ...CANCELLED,
    doing: "downloading an export's file",
    arrange: (world) => fault(world, { kind: 'stall', side: 'response', after: WITHIN }),
    reached: (_, { temp }) => until(() => files(temp).some((path) => basename(path) === 'export' && sizeOf(path) > 0)),
  },
  {
    ...CANCELLED,
    doing: 'waiting for a rate limit at the look-ups of an export',
    arrange: ({ sim }) => void sim.behave({ on: 'GET context', ...LIMITED }),
    reached: (_, { waitForOutput }) => waitForOutput('Waiting to look up'),
  },
  {
    ...CANCELLED,
    doing: 'writing a file to a disk that takes its time',
    inputs: { path: 'new/members.csv' },
    nodeArgs: preload('slow-disk.mjs'),
    reached: (_, { waitForOutput }) => waitForOutput('slow now'),
  },
]);
