/**
 * Shows the action at work: starts a simulated LaunchDarkly, writes a list of 100,000 keys, and runs the built action as a
 * workflow step would. `npm run demo -- dry-run=true strategy=delta` sets inputs; `--source` runs src/ instead of dist/.
 */
import { join, resolve } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { runAction } from '../__tests__/support/run-action.ts';
import { readLog } from '../__tests__/support/runner-log.ts';
import { startSimulator } from '../simulator/server.ts';

const { values, positionals } = parseArgs({ options: { source: { type: 'boolean' } }, allowPositionals: true });
const given = Object.fromEntries(positionals.map((argument) => argument.split(/=(.*)/s).slice(0, 2)));

/** `count` keys from the number `first` on. */
const keys = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `user-${String(first + index).padStart(6, '0')}@example.com`);

const simulator = await startSimulator({
  importSteps: [{ status: 'preparing', ms: 500 }, { status: 'in_progress', ms: 1500 }, 'complete'],
});
const segment = simulator.state.createSegment('web/production/beta', {
  name: 'Beta testers',
  flags: [{ key: 'new-checkout', name: 'New checkout' }],
  members: keys(1, 95_000),
});
const list = keys(5_001, 100_000);
const before = segment.members.size;
const inputs: Record<string, string> = {
  'access-token': simulator.token,
  'base-uri': simulator.url,
  'project-key': 'web',
  'environment-key': 'production',
  'segment-key': 'beta',
  'csv-path': 'testers.csv',
  mode: 'replace',
  ...given,
};

heading('The step');
console.log('- uses: OWNER/launchdarkly-segment-import@v1\n  with:');
for (const [name, value] of Object.entries(inputs))
  console.log(`    ${name}: ${name === 'access-token' ? '***' : value}`);

heading('Its log, as GitHub shows it');
let output = '';
let shown = 0;
let indent = '';
/** Prints the complete lines of the log that were not printed yet. */
function show(text: string): void {
  output += text;
  const lines = readLog(output.slice(0, output.lastIndexOf('\n') + 1))
    .log.split('\n')
    .slice(0, -1);
  for (const line of lines.slice(shown)) showLine(line);
  shown = lines.length;
}

function showLine(line: string): void {
  const [, command, text = line] = /^##\[(\w+)\](.*)$/s.exec(line) ?? [];
  if (command === 'group') console.log(styleText('bold', `▼ ${text}`));
  if (command === 'group' || command === 'endgroup') {
    indent = command === 'group' ? '  ' : '';
    return;
  }
  const colour = ({ error: 'red', warning: 'yellow', notice: 'cyan' } as const)[command as 'error'];
  const label = command === undefined ? '' : `${command[0]!.toUpperCase()}${command.slice(1)}: `;
  console.log(indent + (colour ? styleText(colour, label + text) : label + text));
}

const result = await runAction({
  inputs,
  files: { 'testers.csv': `email\n${list.join('\n')}\n` },
  ...(values.source ? { entry: join(resolve(import.meta.dirname, '..'), 'src/index.ts') } : {}),
  limitSeconds: 24 * 60 * 60,
  onOutput: show,
}).finally(() => simulator.close());
if (result.stderr !== '') console.error(result.stderr);

heading('Its outputs');
for (const [name, value] of Object.entries(result.outputs))
  if (value !== '') console.log(`${name.padEnd(16)} ${value.length > 90 ? `${value.slice(0, 90)}…` : value}`);

heading('The segment in the simulator');
const after = segment.members;
const held = list.reduce((count, key) => count + Number(after.has(key)), 0);
const number = (value: number): string => value.toLocaleString('en').padStart(10);
console.log(
  `members before   ${number(before)}\nmembers after    ${number(after.size)}\nof the list held ${number(held)} of ${number(list.length).trim()}`,
);
console.log(
  `\nexit code ${result.exitCode}, ${(result.milliseconds / 1000).toFixed(1)} s, peak memory ${Math.round(result.maxRss / 1e6)} MB`,
);
process.exitCode = result.exitCode ?? 1;

function heading(text: string): void {
  console.log(`\n${styleText(['bold', 'underline'], text)}\n`);
}
