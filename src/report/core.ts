/** What the action needs of @actions/core, and what stands in for it outside GitHub Actions. */
import type * as ActionsCore from '@actions/core';

type Printing = Pick<typeof ActionsCore, 'info' | 'debug' | 'notice' | 'warning' | 'error' | 'startGroup' | 'endGroup'>;

export interface Core extends Printing, Pick<typeof ActionsCore, 'getInput' | 'setOutput' | 'setSecret'> {
  summary: { addRaw(text: string): unknown; write(): Promise<unknown> };
}

export type Env = Readonly<Record<string, string | undefined>>;

/** What a run is published through. */
export interface Runner {
  core: Core;
  env: Env;
  /** Aborts when the run is cancelled: ends waiting for a disk that does not answer. */
  signal: AbortSignal;
}

/**
 * Plain lines instead of workflow commands, which nobody would read there: a mask would print the token. Outputs and summary
 * have no place there either; the report has everything.
 * @param defaults of inputs, which a runner would pass
 * @param print writes text as it is
 */
export function plainCore(env: Env, defaults: Readonly<Record<string, string>>, print: (text: string) => void): Core {
  const line = (text: string): void => print(`${text}\n`);
  const annotation =
    (word: string): Core['error'] =>
    (message, { title } = {}) =>
      line([word, title, message].filter((part) => part !== undefined && part !== '').join(': '));
  return {
    getInput(name, { trimWhitespace = true } = {}) {
      const variable = `INPUT_${name.toUpperCase()}`;
      // Shells and other CI systems know no `-` in the name of a variable.
      const value = env[variable] ?? env[variable.replaceAll('-', '_')] ?? defaults[name] ?? '';
      return trimWhitespace ? value.trim() : value;
    },
    info: line,
    debug: env.RUNNER_DEBUG === '1' ? line : () => {},
    error: annotation('Error'),
    warning: annotation('Warning'),
    notice: annotation('Result'),
    startGroup: line,
    endGroup: () => {},
    setSecret: () => {},
    setOutput: () => {},
    summary: { addRaw: () => {}, write: async () => {} },
  };
}
