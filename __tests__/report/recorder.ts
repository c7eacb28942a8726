/** Stands in for @actions/core: keeps what a run says, as the real one would print it. */
import { Writable } from 'node:stream';
import * as actual from '@actions/core';
import type { Core } from '../../src/report/core.ts';

export interface Recorder extends Core {
  /** Everything printed, workflow commands included. */
  text(): string;
  outputs: Record<string, string>;
  summaries: string[];
}

/** Uses the real @actions/core for everything that it prints, so that its escaping is the real one. */
export function recorder(): Recorder {
  const printed: string[] = [];
  const outputs: Record<string, string> = {};
  const summaries: string[] = [];
  const capture =
    <A extends unknown[]>(print: (...values: A) => void) =>
    (...values: A): void => {
      const { stdout } = process;
      const sink = new Writable({
        write(chunk, _encoding, done) {
          printed.push(String(chunk));
          done();
        },
      });
      Object.defineProperty(process, 'stdout', { value: sink, configurable: true });
      try {
        print(...values);
      } finally {
        Object.defineProperty(process, 'stdout', { value: stdout, configurable: true });
      }
    };
  return {
    info: capture(actual.info),
    debug: capture(actual.debug),
    notice: capture(actual.notice),
    warning: capture(actual.warning),
    error: capture(actual.error),
    startGroup: capture(actual.startGroup),
    endGroup: capture(actual.endGroup),
    getInput: () => '',
    setSecret: () => {},
    setOutput: (name: string, value: unknown) => {
      outputs[name] = String(value ?? '');
    },
    summary: {
      addRaw: (text: string) => summaries.push(text),
      write: async () => {},
    },
    outputs,
    summaries,
    text: () => printed.join(''),
  };
}
