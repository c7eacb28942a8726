/**
 * A targets file -> one TargetSettings per target. YAML, and so JSON too. Loaded only when a targets file is used.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { Failure } from './failure.ts';
import { Reader, readTarget, type Source, TARGET_INPUTS } from './inputs.ts';
import type { TargetSettings } from './settings.ts';

/** Names the environment variable that holds a target's token; never the token itself. */
const TOKEN_VARIABLE = 'access-token-env';
/** Only variables that are meant for it, so that a targets file cannot send some other secret to LaunchDarkly. */
const TOKEN_VARIABLE_NAME = /^(LD|LAUNCHDARKLY)_[A-Za-z0-9_]+$/;
const KNOWN: ReadonlySet<string> = new Set([...TARGET_INPUTS, TOKEN_VARIABLE]);
/** Inputs of several lines; a YAML sequence of texts does as well. */
const LISTS: ReadonlySet<string> = new Set(['csv-path', 'approval-notify-members', 'approval-notify-teams']);

export interface TargetsContext {
  /** The file, as the person wrote its path. */
  path: string;
  workspace: string;
  /** The step's inputs: the defaults below the file's own. */
  step: Source;
  env: Readonly<Record<string, string | undefined>>;
  /** Called with each token before anything can be printed. */
  mask: (secret: string) => void;
}

interface Value {
  text: string;
  line: number;
}

/**
 * Reads all targets.
 * @throws Failure `invalid_input` with every problem and its line
 */
export async function loadTargets(context: TargetsContext): Promise<TargetSettings[]> {
  const file = new TargetsFile(context.path, await readText(context));
  const { defaults, targets } = file.outline();
  const seen = new Map<string, number>();
  const settings = targets.map(({ values, line }) => {
    const value = (name: string): Value | undefined => values.get(name) ?? defaults.get(name);
    const source: Source = (name) => {
      // A dry run of the whole step must stay one, whatever the file says.
      if (name === 'dry-run' && /^true$/i.test(context.step(name).trim())) return 'true';
      return value(name)?.text ?? context.step(name);
    };
    const reader = new Reader(source);
    const target = readTarget(reader, readToken(context, reader, value(TOKEN_VARIABLE)?.text));
    for (const { name, text } of reader.problems) file.problem(value(name)?.line ?? line, text);
    const { projectKey, environmentKey, segmentKey } = target;
    const id = JSON.stringify([projectKey, environmentKey, segmentKey]);
    const earlier = seen.get(id);
    if (earlier !== undefined) file.problem(line, `is the same segment as the target in line ${earlier}.`);
    seen.set(id, earlier ?? line);
    return target;
  });
  file.throwProblems();
  return settings;
}

async function readText({ path, workspace }: TargetsContext): Promise<string> {
  try {
    return await readFile(resolve(workspace, path), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure('invalid_input', `The targets file \`${path}\` could not be read (${code}).`, {
      advice: 'Check `targets-path`: it is relative to the workspace. Does the job check out the repository first?',
      cause: error,
    });
  }
}

function readToken({ step, env, mask }: TargetsContext, reader: Reader, variable: string | undefined): string {
  if (variable === undefined) return step('access-token').trim();
  if (!TOKEN_VARIABLE_NAME.test(variable)) {
    reader.problem(TOKEN_VARIABLE, 'must name an environment variable that begins with `LD_` or `LAUNCHDARKLY_`.');
    return 'unknown';
  }
  const token = env[variable]?.trim() ?? '';
  if (token !== '') mask(token);
  else reader.problem(TOKEN_VARIABLE, `names \`${variable}\`, which is not set: add it to the \`env\` of the step.`);
  return token || 'unknown';
}

/** The file as a tree with lines, and what is wrong with it. */
class TargetsFile {
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;
  readonly #problems: { line: number; text: string }[] = [];

  constructor(path: string, text: string) {
    this.#path = path;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    for (const { message, pos } of this.#document.errors) this.problem(this.#lines.linePos(pos[0]).line, message);
    this.throwProblems();
  }

  problem(line: number, text: string): void {
    this.#problems.push({ line, text });
  }

  throwProblems(): void {
    if (this.#problems.length === 0) return;
    const lines = this.#problems
      .toSorted((one, other) => one.line - other.line)
      .map(({ line, text }) => `${this.#path}:${line}: ${text}`);
    const message =
      lines.length === 1 ? lines[0]! : `The targets file has ${lines.length} problems:\n- ${lines.join('\n- ')}`;
    throw new Failure('invalid_input', message, {
      advice: 'Correct the targets file; no list was read and nothing was sent.',
    });
  }

  /** The file's defaults and targets, each value as the text that the input of that name would have. */
  outline(): { defaults: Map<string, Value>; targets: { values: Map<string, Value>; line: number }[] } {
    const root = this.#document.contents;
    if (!isMap(root)) {
      this.problem(1, 'must be a mapping with `targets`, and `defaults` if you like.');
      this.throwProblems();
    }
    const top = new Map((root as YAMLMap).items.map((pair) => [keyOf(pair), pair] as const));
    for (const [name, pair] of top) {
      if (name !== 'defaults' && name !== 'targets')
        this.problem(this.#lineOf(pair.key), `\`${name}\` is not known here; allowed: \`defaults\`, \`targets\`.`);
    }
    const defaults = top.get('defaults')?.value;
    const targets = top.get('targets')?.value;
    if (!isSeq(targets) || targets.items.length === 0)
      this.problem(this.#lineOf(top.get('targets')?.key), '`targets` must be a list with at least one target.');
    const outline = {
      defaults: defaults === undefined ? new Map<string, Value>() : this.#values(defaults, '`defaults`'),
      targets: isSeq(targets)
        ? targets.items.map((item) => ({ values: this.#values(item, 'A target'), line: this.#lineOf(item) }))
        : [],
    };
    this.throwProblems();
    return outline;
  }

  #values(node: unknown, what: string): Map<string, Value> {
    const map = this.#resolve(node);
    const values = new Map<string, Value>();
    if (!isMap(map)) {
      this.problem(this.#lineOf(node), `${what} must be a mapping of inputs to values.`);
      return values;
    }
    for (const pair of map.items) {
      const name = keyOf(pair);
      const line = this.#lineOf(pair.key);
      if (/token/.test(name) && name !== TOKEN_VARIABLE) {
        this.problem(
          line,
          `\`${name}\` is not allowed: a token does not belong in a file. Name its environment variable in \`${TOKEN_VARIABLE}\`.`,
        );
      } else if (!KNOWN.has(name)) {
        this.problem(
          line,
          `\`${name}\` is not known; allowed: ${[...KNOWN].map((known) => `\`${known}\``).join(', ')}.`,
        );
      } else {
        const text = this.#text(pair.value, LISTS.has(name));
        if (text !== undefined) values.set(name, { text, line });
        else
          this.problem(
            line,
            `\`${name}\` must be ${LISTS.has(name) ? 'a text or a list of texts' : 'one text, number or boolean'}.`,
          );
      }
    }
    return values;
  }

  /** A value as written, so that `007` stays a key of three characters; undefined where its type is wrong. */
  #text(node: unknown, many: boolean): string | undefined {
    const value = this.#resolve(node);
    if (isScalar(value)) return value.value === null ? undefined : (value.source ?? String(value.value));
    if (!many || !isSeq(value)) return undefined;
    const texts = value.items.map((item) => this.#text(item, false));
    return texts.includes(undefined) ? undefined : texts.join('\n');
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }

  #lineOf(node: unknown): number {
    const range = (node as { range?: readonly [number, number, number] } | undefined)?.range;
    return range ? this.#lines.linePos(range[0]).line : 1;
  }
}

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '?');
