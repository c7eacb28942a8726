/** How inputs are read: each by its kind, all of them before the first problem is thrown. */
import { Failure } from '../failure.ts';
import { kebab } from '../words.ts';

/** Gives the text of an input by its kebab-case name, untrimmed; empty where it was not given. */
export type Source = (name: string) => string;

/** What is wrong with an input. */
export interface InputProblem {
  name: string;
  text: string;
}

/** One input, as it was typed. */
export interface Input {
  raw: string;
  /** Without the spaces around it. */
  text: string;
  /** Base of relative paths. */
  workspace: string;
  /** Notes what is wrong, in a sentence that goes on from the input's name. */
  problem(text: string): void;
}

/** What an input is: gives its value, or any value once a problem is noted. */
export type Kind<T> = (input: Input) => T;

/** The kinds of some settings. Their inputs have the same names in kebab-case. */
export type Kinds<Settings> = { readonly [Name in keyof Settings]-?: Kind<Settings[Name]> };

/** The inputs that these settings are read from. */
export const inputsOf = (...kinds: object[]): string[] => kinds.flatMap(Object.keys).map(kebab);

/** Reads settings from a source and collects what is wrong with them instead of stopping at the first. */
export class Reader {
  readonly problems: InputProblem[] = [];
  readonly #source: Source;
  readonly #workspace: string;

  constructor(source: Source, workspace: string) {
    this.#source = source;
    this.#workspace = workspace;
  }

  read<Settings extends object>(kinds: Kinds<Settings>): Settings {
    const values = Object.entries<Kind<unknown>>(kinds).map(([setting, kind]) => {
      const name = kebab(setting);
      const raw = this.#source(name);
      const problem = (text: string): void => this.problem(name, text);
      return [setting, kind({ raw, text: raw.trim(), workspace: this.#workspace, problem })];
    });
    return Object.fromEntries(values) as Settings;
  }

  isGiven(name: string): boolean {
    return this.#source(name).trim() !== '';
  }

  problem(name: string, text: string): void {
    this.problems.push({ name, text: `\`${name}\` ${text}` });
  }

  /** @throws Failure `invalid_input` with all problems, if there are any */
  throwProblems(): void {
    const texts = this.problems.map(({ text }) => text);
    const advice = 'Correct the inputs of this step; nothing was read or sent.';
    if (texts.length > 0) throw refusal(texts, `${texts.length} inputs are wrong`, advice);
  }
}

/** One Failure for all that is wrong. */
export function refusal(texts: readonly string[], title: string, advice: string): Failure {
  const message = texts.length === 1 ? texts[0]! : `${title}:\n- ${texts.join('\n- ')}`;
  return new Failure('invalid_input', message, { advice });
}
