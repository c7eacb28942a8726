/** Shows the action at work against a simulated LaunchDarkly, with lists of up to 100,000 keys: see the usage below. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { type ActionResult, runAction } from '../__tests__/support/run-action.ts';
import { readLog } from '../__tests__/support/runner-log.ts';
import { startSimulator } from '../simulator/server.ts';

const USAGE = `npm run demo [-- replace | remove | undo] [<input>=<value> …] [--source]

Runs the built action as a workflow step would, against a simulated LaunchDarkly with a segment of 95,000 members.

  replace          a list of 100,000 keys becomes the membership (this is what runs without a word)
  remove           a list of 10,000 keys is taken out
  undo             a bad list replaces the membership, and the snapshot of that run brings it back
  <input>=<value>  an input of the action, such as dry-run=true or strategy=delta; with undo, of the first step
  --source         runs src/ instead of dist/
`;

type Inputs = Record<string, string>;

/** `count` keys from the number `first` on. */
const keys = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `user-${String(first + index).padStart(6, '0')}@example.com`);

/** What the first step does, and what its list holds. */
const SCENES: Record<string, { inputs: Inputs; list: string[] }> = {
  replace: { inputs: { mode: 'replace' }, list: keys(5_001, 100_000) },
  remove: { inputs: { mode: 'remove' }, list: keys(90_001, 10_000) },
  // The list of another segment, on a day when somebody had switched the guard off.
  undo: {
    inputs: { mode: 'replace', 'max-removal-percent': '100', 'snapshot-path': 'before.csv' },
    list: keys(94_001, 3_000),
  },
};
/** As the run that wrote the snapshot says it. */
const RESTORE: Inputs = {
  header: 'false',
  mode: 'replace',
  strategy: 'delta',
  'max-removal-percent': '100',
};

const { values, positionals } = parseArgs({
  options: { source: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});
const [name = 'replace', ...more] = positionals.filter((argument) => !argument.includes('='));
const scene = more.length === 0 && Object.hasOwn(SCENES, name) ? SCENES[name] : undefined;
if (values.help) console.log(USAGE);
else if (scene) await show(scene, name === 'undo');
else {
  console.error(USAGE);
  process.exitCode = 1;
}

async function show({ inputs, list }: { inputs: Inputs; list: string[] }, undo: boolean): Promise<void> {
  const given = positionals
    .filter((argument) => argument.includes('='))
    .map((argument) => argument.split(/=(.*)/s).slice(0, 2));
  const simulator = await startSimulator({
    importSteps: [{ status: 'preparing', ms: 500 }, { status: 'in_progress', ms: 1500 }, 'complete'],
  });
  const segment = simulator.state.createSegment('web/production/beta', {
    name: 'Beta testers',
    flags: [{ key: 'new-checkout', name: 'New checkout' }],
    members: keys(1, 95_000),
  });
  const before = new Set(segment.members);
  const workspace = mkdtempSync(join(tmpdir(), 'demo-'));
  const place = {
    'access-token': simulator.token,
    'base-uri': simulator.url,
    'project-key': 'web',
    'environment-key': 'production',
    'segment-key': 'beta',
  };
  try {
    const first = { ...place, 'csv-path': 'testers.csv', ...inputs, ...Object.fromEntries(given) };
    const result = await step('The step', first, workspace, { 'testers.csv': `email\n${list.join('\n')}\n` });
    const between = new Set(segment.members);
    const snapshot = undo && result.outputs['snapshot-path'];
    const restore = { ...place, 'csv-path': snapshot || '', ...RESTORE };
    const last = snapshot ? await step('The way back', restore, workspace) : result;

    heading('The segment in the simulator');
    tell('members before', before.size);
    tell(`members after${undo ? ' the step' : ''}`, between.size);
    tell('of the list held', common(between, list), ` of ${list.length.toLocaleString('en')}`);
    tell('of those before', common(between, before), ` of ${before.size.toLocaleString('en')}`);
    if (undo) {
      const { members } = segment;
      const same = members.size === before.size && common(members, before) === before.size;
      tell('and in the end', members.size, same ? ', exactly those before' : ', which are not those before');
      if (!same) process.exitCode = 1;
    }
    process.exitCode ||= last.exitCode ?? 1;
  } finally {
    rmSync(workspace, { recursive: true });
    await simulator.close();
  }
}

/** Runs the action once, and prints the step, its log and its outputs. */
async function step(
  title: string,
  inputs: Inputs,
  workspace: string,
  files: Record<string, string> = {},
): Promise<ActionResult> {
  heading(title);
  console.log('- uses: OWNER/launchdarkly-segment-import@v1\n  with:');
  for (const [input, value] of Object.entries(inputs))
    console.log(`    ${input}: ${input === 'access-token' ? '***' : value}`);

  heading('Its log, as GitHub shows it');
  const result = await runAction({
    inputs,
    files,
    workspace,
    ...(values.source ? { entry: join(resolve(import.meta.dirname, '..'), 'src/index.ts') } : {}),
    limitSeconds: 24 * 60 * 60,
    onOutput: logPrinter(),
  });
  if (result.stderr !== '') console.error(result.stderr);

  heading('Its outputs');
  for (const [output, value] of Object.entries(result.outputs))
    if (value !== '') console.log(`${output.padEnd(16)} ${value.length > 90 ? `${value.slice(0, 90)}…` : value}`);
  const seconds = (result.milliseconds / 1000).toFixed(1);
  console.log(`\nexit code ${result.exitCode}, ${seconds} s, peak memory ${Math.round(result.maxRss / 1e6)} MB`);
  return result;
}

/** @returns a function that takes a log in pieces, and prints each line when it is complete */
function logPrinter(): (text: string) => void {
  let output = '';
  let shown = 0;
  let indent = '';
  const printLine = (line: string): void => {
    const [, command, text = line] = /^##\[(\w+)\](.*)$/s.exec(line) ?? [];
    if (command === 'group') console.log(styleText('bold', `▼ ${text}`));
    if (command === 'group' || command === 'endgroup') {
      indent = command === 'group' ? '  ' : '';
      return;
    }
    const colour = ({ error: 'red', warning: 'yellow', notice: 'cyan' } as const)[command as 'error'];
    const label = command === undefined ? '' : `${command[0]!.toUpperCase()}${command.slice(1)}: `;
    console.log(indent + (colour ? styleText(colour, label + text) : label + text));
  };
  return (text) => {
    output += text;
    const complete = readLog(output.slice(0, output.lastIndexOf('\n') + 1)).log;
    const lines = complete.split('\n').slice(0, -1);
    for (const line of lines.slice(shown)) printLine(line);
    shown = lines.length;
  };
}

function heading(text: string): void {
  console.log(`\n${styleText(['bold', 'underline'], text)}\n`);
}

function tell(what: string, count: number, rest = ''): void {
  console.log(`${what.padEnd(23)}${count.toLocaleString('en').padStart(8)}${rest}`);
}

function common(members: ReadonlySet<string>, wanted: Iterable<string>): number {
  let found = 0;
  for (const key of wanted) if (members.has(key)) found++;
  return found;
}
