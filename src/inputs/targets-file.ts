/**
 * A targets file -> what it says, as texts with lines. YAML, and so JSON too. A file of any content is read or refused
 * within seconds: its size is bounded before it is parsed (targets-text.ts), and what it may come to before that is resolved.
 */
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { Failure } from '../failure.ts';
import { number } from '../words.ts';
import { TARGET_INPUTS } from './import.ts';
import { type Place, readText } from './targets-text.ts';

/** Names the environment variable that holds a target's token; never the token itself. */
export const TOKEN_VARIABLE = 'access-token-env';
const KNOWN: ReadonlySet<string> = new Set([...TARGET_INPUTS, TOKEN_VARIABLE]);
/** Inputs of several lines; a YAML sequence of texts does as well. */
const LISTS: ReadonlySet<string> = new Set(['csv-path', 'approval-notify-members', 'approval-notify-teams']);

/** The bounds; docs/targets.md says them. */
export const MOST_TARGETS = 1_000;
const MOST_ALIASES = 5_000;
/** Characters of all values, those of `defaults` and of aliases counted wherever they are used. */
const MOST_CHARACTERS = 5_000_000;
/** Problems that are told, and characters of one. */
const MOST_PROBLEMS = 100;
const PROBLEM_CHARACTERS = 1_000;

const ADVICE = 'Correct the targets file; no list was read and nothing was sent.';

/** A value as written, and where. */
export interface Value {
  text: string;
  line: number;
}

/** What a file says: each value as the text that the input of that name would have. */
interface Outline {
  defaults: Map<string, Value>;
  targets: { values: Map<string, Value>; line: number }[];
}

/** @throws Failure `invalid_input` for what is no file, too large, or no YAML */
export async function readTargetsFile(place: Place): Promise<TargetsFile> {
  return new TargetsFile(place.path, await readText(place));
}

/** The file as a tree with lines, and what is wrong with it. */
class TargetsFile {
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;
  readonly #problems: { line: number; text: string }[] = [];
  readonly #aliased = new Map<Alias, Node | undefined>();
  #characters = 0;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#document = parse(path, text, this.#lines);
    for (const { message, pos } of this.#document.errors) this.problem(this.#lines.linePos(pos[0]).line, message);
    this.throwProblems();
    this.#findAliased();
  }

  /** Notes what is wrong. With the hundredth problem reading ends. */
  problem(line: number, text: string): void {
    const shown = text.length > PROBLEM_CHARACTERS ? `${text.slice(0, PROBLEM_CHARACTERS)}…` : text;
    this.#problems.push({ line, text: shown });
    if (this.#problems.length === MOST_PROBLEMS) this.throwProblems();
  }

  throwProblems(): void {
    if (this.#problems.length === 0) return;
    const lines = this.#problems
      .toSorted((one, other) => one.line - other.line)
      .map(({ line, text }) => `${this.#path}:${line}: ${text}`);
    const message =
      lines.length === 1
        ? lines[0]!
        : `The targets file has ${lines.length}${lines.length === MOST_PROBLEMS ? ' or more' : ''} problems:\n- ${lines.join('\n- ')}`;
    throw new Failure('invalid_input', message, { advice: ADVICE });
  }

  /** The file's defaults and targets. */
  outline(): Outline {
    const root = this.#document.contents;
    if (!isMap(root)) {
      this.problem(1, 'must be a mapping with `targets`, and `defaults` if you like.');
      this.throwProblems();
    }
    const top = this.#pairs(root as YAMLMap);
    for (const [name, pair] of top) {
      if (name !== 'defaults' && name !== 'targets')
        this.problem(this.#lineOf(pair.key), `\`${name}\` is not known here; allowed: \`defaults\`, \`targets\`.`);
    }
    const defaults = top.get('defaults')?.value;
    const targets = top.get('targets')?.value;
    if (!isSeq(targets) || targets.items.length === 0)
      this.problem(this.#lineOf(top.get('targets')?.key), '`targets` must be a list with at least one target.');
    else if (targets.items.length > MOST_TARGETS)
      this.#refuse(
        top.get('targets')?.key,
        `\`targets\` has ${number(targets.items.length)} targets; at most ${number(MOST_TARGETS)} are allowed.`,
      );
    const items = isSeq(targets) ? targets.items : [];
    const shared = defaults === undefined ? new Map<string, Value>() : this.#values(defaults, '`defaults`');
    this.#count(this.#characters * items.length, defaults);
    const outline = {
      defaults: shared,
      targets: items.map((item) => ({ values: this.#values(item, 'A target'), line: this.#lineOf(item) })),
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
    for (const [name, pair] of this.#pairs(map)) {
      const line = this.#lineOf(pair.key);
      const text = KNOWN.has(name) ? this.#text(pair.value, LISTS.has(name)) : undefined;
      if (text !== undefined) values.set(name, { text, line });
      else this.problem(line, `\`${name}\` ${whyNot(name)}`);
    }
    return values;
  }

  /** A value as written, so that `007` stays a key of three characters; undefined where its type is wrong. */
  #text(node: unknown, many: boolean): string | undefined {
    const value = this.#resolve(node);
    if (isScalar(value)) {
      const text = value.value === null ? undefined : (value.source ?? String(value.value));
      this.#count(text?.length ?? 0, node);
      return text;
    }
    if (!many || !isSeq(value)) return undefined;
    const texts = value.items.map((item) => this.#text(item, false));
    return texts.includes(undefined) ? undefined : texts.join('\n');
  }

  /** The pairs of a mapping by their names. */
  #pairs(map: YAMLMap): Map<string, Pair> {
    const pairs = new Map<string, Pair>();
    for (const pair of map.items) {
      const name = keyOf(pair);
      if (pairs.has(name)) this.problem(this.#lineOf(pair.key), `Map keys must be unique: \`${name}\` is there twice.`);
      pairs.set(name, pair);
    }
    return pairs;
  }

  /** What each alias stands for, in one pass: the parser would search the whole file for every one. */
  #findAliased(): void {
    const anchors = new Map<string, Node>();
    visit(this.#document, {
      Node: (_, node) => {
        if (!isAlias(node)) {
          if (node.anchor !== undefined) anchors.set(node.anchor, node);
          return;
        }
        this.#aliased.set(node, anchors.get(node.source));
        if (this.#aliased.size > MOST_ALIASES)
          this.#refuse(
            node,
            `has more than ${number(MOST_ALIASES)} aliases; use \`defaults\` for what many targets share.`,
          );
      },
    });
  }

  #resolve(node: unknown): unknown {
    return isAlias(node) ? this.#aliased.get(node) : node;
  }

  #count(characters: number, node: unknown): void {
    this.#characters += characters + 1;
    if (this.#characters > MOST_CHARACTERS)
      this.#refuse(
        node,
        `the values of all targets have more than ${number(MOST_CHARACTERS)} characters, with those of \`defaults\` and aliases counted wherever they are used.`,
      );
  }

  /** @throws Failure at once, with what was wrong before */
  #refuse(node: unknown, text: string): void {
    this.problem(this.#lineOf(node), text);
    this.throwProblems();
  }

  #lineOf(node: unknown): number {
    const range = (node as { range?: readonly [number, number, number] } | undefined)?.range;
    return range ? this.#lines.linePos(range[0]).line : 1;
  }
}

/** Parses without what takes most of the time of a hostile file: traces of errors, and comparing each key with all others. */
function parse(path: string, text: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: false });
  } catch (cause) {
    // The parser calls itself for each level.
    throw new Failure('invalid_input', `The targets file \`${path}\` is nested too deeply.`, { advice: ADVICE, cause });
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '?');

/** Why a pair with this name was not taken. */
function whyNot(name: string): string {
  if (LISTS.has(name)) return 'must be a text or a list of texts.';
  if (KNOWN.has(name)) return 'must be one text, number or boolean.';
  return name.includes('token')
    ? `is not allowed: a token does not belong in a file. Name its environment variable in \`${TOKEN_VARIABLE}\`.`
    : `is not known; allowed: ${[...KNOWN].map((known) => `\`${known}\``).join(', ')}.`;
}
