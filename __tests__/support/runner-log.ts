/**
 * Reads an action's output the way GitHub's runner does: workflow commands, masks, annotations, groups, file commands.
 * Source: https://github.com/actions/runner, ActionCommandManager, OutputManager and FileCommandManager.
 */

export interface Annotation {
  level: 'error' | 'warning' | 'notice';
  message: string;
  title?: string;
  file?: string;
  line?: number;
  endLine?: number;
  col?: number;
  endColumn?: number;
}

/** A workflow command as the runner understood it, unescaped. */
interface Command {
  name: string;
  properties: Record<string, string>;
  message: string;
}

export interface RunnerLog {
  /** As the raw log of a job shows it: masked, `::error::x` as `##[error]x`; without add-mask and, unless asked, debug lines. */
  log: string;
  annotations: Annotation[];
  /** Every value that was masked, in order. */
  masks: string[];
  /** Top-level groups with their lines, masked. */
  groups: { title: string; lines: string[] }[];
}

// A command that the runner does not know is plain text to it.
const KNOWN =
  /^(add-mask|add-matcher|remove-matcher|debug|echo|error|warning|notice|group|endgroup|stop-commands|save-state|set-output)$/;

/**
 * @param output what the action wrote to stdout
 * @param debug whether debug lines are shown, as with RUNNER_DEBUG
 */
export function readLog(output: string, debug = false): RunnerLog {
  const result: RunnerLog = { log: '', annotations: [], masks: [], groups: [] };
  const lines: string[] = [];
  let group: { title: string; lines: string[] } | undefined;
  let stopped: string | undefined;

  const mask = (text: string): string =>
    result.masks.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
  const show = (text: string): void => {
    for (const line of mask(text).split(/\r?\n/)) {
      lines.push(line);
      group?.lines.push(line);
    }
  };

  for (const line of output.split(/\r?\n/)) {
    if (stopped !== undefined) {
      if (line.trim() === `::${stopped}::`) stopped = undefined;
      else show(line);
      continue;
    }
    const command = parseCommand(line);
    switch (command?.name) {
      case undefined:
        show(line);
        break;
      case 'add-mask':
        // The runner masks each line of a secret with several lines too.
        for (const secret of [command!.message, ...command!.message.split(/\r?\n/)])
          if (secret.trim() !== '' && !result.masks.includes(secret)) result.masks.push(secret);
        break;
      case 'stop-commands':
        stopped = command!.message;
        break;
      case 'group':
        group = { title: mask(command!.message), lines: [] };
        result.groups.push(group);
        lines.push(`##[group]${group.title}`);
        break;
      case 'endgroup':
        group = undefined;
        lines.push('##[endgroup]');
        break;
      case 'error':
      case 'warning':
      case 'notice':
        result.annotations.push(toAnnotation(command!, mask));
        show(`##[${command!.name}]${command!.message}`);
        break;
      case 'debug':
        if (debug) show(`##[debug]${command!.message}`);
        break;
      default:
        break;
    }
  }
  result.log = lines.join('\n');
  return result;
}

/**
 * Reads a file that file commands were written to (`GITHUB_OUTPUT`, `GITHUB_STATE`, `GITHUB_ENV`).
 * @throws where the runner would refuse the file
 */
export function readFileCommands(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line === '') continue;
    const heredoc = /^([^=]+?)<<(.+)$/.exec(line);
    if (!heredoc) {
      const equals = line.indexOf('=');
      if (equals < 1) throw new Error(`Invalid format in a file command: ${line}`);
      values[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    const end = lines.indexOf(heredoc[2]!, at + 1);
    if (end < 0) throw new Error(`Matching delimiter not found in a file command: ${line}`);
    values[heredoc[1]!] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}

function parseCommand(line: string): Command | undefined {
  const match = /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/s.exec(line);
  if (!match || !KNOWN.test(match[1]!)) return undefined;
  const properties: Record<string, string> = {};
  for (const pair of (match[2] ?? '').split(',')) {
    const [name, value] = pair.split(/=(.*)/s);
    if (name?.trim() && value) properties[name.trim()] = unescapeProperty(value);
  }
  return { name: match[1]!, properties, message: unescapeData(match[3]!) };
}

const unescapeData = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
const unescapeProperty = (text: string): string => unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

function toAnnotation({ name, properties, message }: Command, mask: (text: string) => string): Annotation {
  const annotation: Annotation = { level: name as Annotation['level'], message: mask(message) };
  if (properties.title !== undefined) annotation.title = mask(properties.title);
  if (properties.file !== undefined) annotation.file = mask(properties.file);
  for (const key of ['line', 'endLine', 'col', 'endColumn'] as const)
    if (properties[key] !== undefined) annotation[key] = Number(properties[key]);
  return annotation;
}
