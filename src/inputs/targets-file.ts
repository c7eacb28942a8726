/**
 * A targets file -> what it says, as texts. YAML, and so JSON too. A file of any content is read or refused within seconds:
 * its size is bounded before it is parsed (targets-text.ts), and what it may come to before that is used.
 */
import { isAlias, isMap, isNode, isPair, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { Failure } from '../failure.ts';
import { number } from '../words.ts';
import { TARGET_INPUTS } from './import.ts';
import { list } from './kinds.ts';
import { refusal } from './reader.ts';
import { readText } from './targets-text.ts';

/** Names the environment variable that holds a target's token; never the token itself. */
export const TOKEN_VARIABLE = 'access-token-env';
const KNOWN: readonly string[] = [...TARGET_INPUTS, TOKEN_VARIABLE];
/** Inputs of several lines; a YAML sequence of texts does as well. */
const LISTS: readonly string[] = ['csv-path', 'approval-notify-members', 'approval-notify-teams'];

/** The bounds; docs/targets.md says them. */
export const MOST_TARGETS = 1_000;
/** Aliases, and anchors: each alias is looked up among all anchors before it. */
const MOST_ALIASES = 5_000;
/** Characters of all values, those of `defaults` and of aliases counted wherever they are used. */
const MOST_CHARACTERS = 5_000_000;
const TOO_LONG =
  `the values of all targets have more than ${number(MOST_CHARACTERS)} characters, ` +
  'with those of `defaults` and aliases counted wherever they are used.';
const STACK_OVERFLOW = 'Maximum call stack size exceeded';
/** Problems that are reported, and characters of one. */
const MOST_PROBLEMS = 100;
const PROBLEM_CHARACTERS = 1_000;

/** The lines of each value, by the names of inputs. */
type Values = Record<string, string[]>;

/** Names and indexes on the way from the top of the file. */
type Path = readonly (string | number)[];

/** @throws Failure `invalid_input` for what is no file, too large, or wrong in itself */
export async function readTargetsFile(path: string, workspace: string): Promise<TargetsFile> {
  return new TargetsFile(path, await readText(path, workspace));
}

class TargetsFile {
  /** What each target says, and `defaults` for it. */
  readonly targets: readonly Values[];
  readonly #path: string;
  readonly #lines = new LineCounter();
  readonly #document: ReturnType<typeof parseDocument>;
  readonly #problems: { line: number; text: string }[] = [];

  constructor(path: string, text: string) {
    this.#path = path;
    this.#document = parse(text, this.#lines) ?? this.#refuse(1, 'is nested too deeply.');
    for (const { message, pos } of this.#document.errors) this.problem(this.#lines.linePos(pos[0]).line, message);
    this.throwProblems();
    this.#checkNodes();
    this.throwProblems();
    this.targets = this.#read();
    this.throwProblems();
  }

  /** Notes what is wrong; where the line is not known, with the first. With the hundredth problem reading ends. */
  problem(line: number | undefined, text: string): void {
    const shown = text.length > PROBLEM_CHARACTERS ? `${text.slice(0, PROBLEM_CHARACTERS)}…` : text;
    this.#problems.push({ line: line ?? 1, text: shown });
    if (this.#problems.length === MOST_PROBLEMS) throw this.#failure();
  }

  throwProblems(): void {
    if (this.#problems.length > 0) throw this.#failure();
  }

  /** Where a target begins, or what it says of an input: itself, or `defaults` for it. */
  lineOf(target: number, name = ''): number {
    return this.#line('targets', target, name) ?? this.#line('defaults', name) ?? this.#line('targets', target) ?? 1;
  }

  #failure(): Failure {
    const texts = this.#problems
      .toSorted((one, other) => one.line - other.line)
      .map(({ line, text }) => `${this.#path}:${line}: ${text}`);
    const more = texts.length === MOST_PROBLEMS ? ' or more' : '';
    const advice = 'Correct the targets file; no list was read and nothing was sent.';
    return refusal(texts, `The targets file has ${texts.length}${more} problems`, advice);
  }

  /** @throws Failure at once, with what was wrong before */
  #refuse(line: number | undefined, text: string): never {
    this.problem(line, text);
    throw this.#failure();
  }

  /** What the parser would be slow to find. */
  #checkNodes(): void {
    const anchors = new Set<string>();
    let references = 0;
    visit(this.#document, {
      Node: (_, node) => {
        if (isAlias(node) && !anchors.has(node.source))
          this.problem(this.#lineAt(node), `\`*${node.source}\` has no anchor before it.`);
        if (node.anchor !== undefined) anchors.add(node.anchor);
        if (isAlias(node) || node.anchor !== undefined) references += 1;
        const names = new Set<string>();
        for (const { key } of isMap(node) ? node.items : []) {
          const name = String(key);
          if (names.has(name)) this.problem(this.#lineAt(key), `Map keys must be unique: \`${name}\` appears twice.`);
          names.add(name);
        }
      },
    });
    if (references > MOST_ALIASES)
      this.#refuse(
        1,
        `has more than ${number(MOST_ALIASES)} aliases and anchors; use \`defaults\` for what many targets share.`,
      );
  }

  #read(): Values[] {
    const root: unknown = this.#document.toJS({ maxAliasCount: -1 });
    if (!isMapping(root)) return this.#refuse(1, 'must be a mapping with `targets`, and `defaults` if you like.');
    const { defaults, targets, ...others } = root;
    for (const name of Object.keys(others))
      this.problem(this.#line(name), `\`${name}\` is not known here; allowed: \`defaults\`, \`targets\`.`);
    const line = this.#line('targets');
    if (!Array.isArray(targets) || targets.length === 0)
      return this.#refuse(line, '`targets` must be a list with at least one target.');
    const most = `at most ${number(MOST_TARGETS)} are allowed`;
    if (targets.length > MOST_TARGETS)
      this.#refuse(line, `\`targets\` has ${number(targets.length)} targets; ${most}.`);
    const shared = defaults === undefined ? {} : this.#values(defaults, '`defaults`', 'defaults');
    let characters = 0;
    return targets.map((target, index) => {
      const values = { ...shared, ...this.#values(target, 'A target', 'targets', index) };
      for (const text of Object.values(values).flat()) characters += text.length + 1;
      if (characters > MOST_CHARACTERS) this.#refuse(1, TOO_LONG);
      return values;
    });
  }

  #values(given: unknown, what: string, ...path: Path): Values {
    const values: Values = {};
    if (!isMapping(given)) {
      this.problem(this.#line(...path), `${what} must be a mapping of inputs to values.`);
      return values;
    }
    for (const [name, value] of Object.entries(given)) {
      const texts = LISTS.includes(name) ? [value].flat() : [value];
      if (KNOWN.includes(name) && texts.every((text) => typeof text === 'string')) values[name] = texts;
      else this.problem(this.#line(...path, name) ?? this.#line(...path), `\`${name}\` ${whyNot(name)}`);
    }
    return values;
  }

  /** The line of what a path leads to, in a mapping that of its name; undefined where there is none, or behind an alias. */
  #line(...path: Path): number | undefined {
    let node: unknown = this.#document.contents;
    let place: unknown;
    for (const step of path) {
      const found = isMap(node)
        ? node.items.find(({ key }) => String(key) === step)
        : isSeq(node) && node.items[Number(step)];
      [place, node] = isPair(found) ? [found.key, found.value] : [found, found];
    }
    return isNode(place) ? this.#lineAt(place) : undefined;
  }

  #lineAt(node: unknown): number {
    return this.#lines.linePos((node as Node).range?.[0] ?? 0).line;
  }
}

/**
 * Scalars stay as they are written, so that `007` is a key of three characters; only null is no text.
 * @returns undefined if the file is nested too deeply: the parser calls itself for each level
 */
function parse(text: string, lineCounter: LineCounter): ReturnType<typeof parseDocument> | undefined {
  try {
    const document = parseDocument(text, {
      lineCounter,
      schema: 'failsafe',
      customTags: ['null'],
      stringKeys: true,
      // Compares each key with all others.
      uniqueKeys: false,
      prettyErrors: false,
    });
    // The parser takes some of them for errors in the file.
    return document.errors.some(({ message }) => message === STACK_OVERFLOW) ? undefined : document;
  } catch {
    return undefined;
  }
}

const isMapping = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Why a value of this name was not taken. */
function whyNot(name: string): string {
  if (LISTS.includes(name)) return 'must be a text or a list of texts.';
  if (KNOWN.includes(name)) return 'must be one text, number or boolean.';
  return name.includes('token')
    ? `is not allowed: a token does not belong in a file. Name its environment variable in \`${TOKEN_VARIABLE}\`.`
    : `is not known; allowed: ${list(KNOWN)}.`;
}
