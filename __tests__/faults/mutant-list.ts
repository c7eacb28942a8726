/** The guards of the source, each as the change that takes it out, with the rows that should notice. */
export interface Mutant {
  /** What is missing. */
  name: string;
  /** Below src/. */
  file: string;
  /** Occurs once. */
  search: string;
  replace: string;
  /** Parts of names of rows. */
  rows: readonly string[];
  /** Why nothing changes: the guard is a second lock. */
  equivalent?: string;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'ending the request when the body cannot be read',
    file: 'launchdarkly/connection.ts',
    search: "this.#body.once('error', (error) => {",
    replace: "this.#body.once('none', (error) => {",
    rows: ['cut off on disk'],
  },
  {
    name: 'the check that the whole body has left',
    file: 'launchdarkly/client.ts',
    search: 'if (expect.includes(status) && exchange.bodySent) {',
    replace: 'if (expect.includes(status)) {',
    rows: ['early 204'],
  },
  {
    name: 'not sending on after an early answer',
    file: 'launchdarkly/connection.ts',
    search: '    if (this.bytes < total) {\n',
    replace: '    if (this.bytes < 0) {\n',
    rows: ['early 401', 'early 413', 'early 204'],
  },
  {
    name: 'the refusal of redirects',
    file: 'launchdarkly/connection.ts',
    search: 'allowRedirects: false',
    replace: 'allowRedirects: true',
    rows: ['look: 307 elsewhere', 'upload: 307 elsewhere'],
    equivalent: '`requestRaw` follows none anyway',
  },
  {
    name: 'the flag that an answer was lost',
    file: 'launchdarkly/imports.ts',
    search: "state.mayHaveMutated ||= attempted.kind === 'unknown';",
    replace: '',
    rows: ['swallowed, then refused', 'a late copy of the replace', 'no reason to plan again'],
  },
  {
    name: 'doubt about a 5xx',
    file: 'launchdarkly/client.ts',
    search: "kind: status >= 300 && status < 500 ? 'answered' : 'unknown'",
    replace: "kind: 'answered'",
    rows: ['upload: 503 until the deadline', 'upload: an HTML 200'],
  },
  {
    name: 'the stall timer',
    file: 'launchdarkly/connection.ts',
    search: 'if (idle >= this.#idleLimit) this.fail',
    replace: 'if (idle >= 1e9) this.fail',
    rows: ['look: answer stalls before its head', 'upload: stalls in the middle once', 'polling: stalls once'],
  },
  {
    name: 'the bound of answers in memory',
    file: 'launchdarkly/connection.ts',
    search: 'if (length > LIMITS.answerBytes) break;',
    replace: '',
    rows: ['an answer without end'],
  },
  {
    name: 'the check that an answer is complete, and the error of a stream that breaks off',
    file: 'launchdarkly/connection.ts',
    search: `    } catch (error) {
      throw this.#reason ?? error;
    }
    if (this.#reason) throw this.#reason;
    if (!message.complete)`,
    replace: '    } catch {}\n    if (this.#reason) throw this.#reason;\n    if (false)',
    rows: ["closed within the answer's body", "closed before the answer's last byte"],
  },
  {
    name: 'the deadline in requests',
    file: 'launchdarkly/connection.ts',
    search: 'readonly #abort = (): void => this.fail(this.#order.signal.reason);',
    replace: 'readonly #abort = (): void => {};',
    rows: ['look: silence until the deadline', 'SIGTERM while looking at the segment'],
  },
  {
    name: 'the deadline in waits',
    file: 'launchdarkly/deadline.ts',
    search: "    deadline.signal.addEventListener('abort', wake);\n",
    replace: '',
    rows: ['SIGTERM while waiting for a rate limit'],
  },
  {
    name: 'the deadline of a row of repeats',
    file: 'launchdarkly/client.ts',
    search: 'if (deadline.over) throw timeIsUp(last, what, attempt - 1);',
    replace: '',
    rows: ['409: until the deadline', 'upload: 429 until the deadline'],
    equivalent: 'a request does not start after the deadline, and ends the row the same way',
  },
  {
    name: 'the cause of the row when time runs out before an attempt',
    file: 'launchdarkly/client.ts',
    search: 'throw cutShort && last ? timeIsUp(last, what, attempt - 1) : error;',
    replace: 'throw error;',
    rows: ['409 and a stall'],
  },
  {
    name: 'giving up when LaunchDarkly asks for more time than is left',
    file: 'launchdarkly/client.ts',
    search: 'if (repeat.mandated && repeat.wait >= remaining)',
    replace: 'if (false)',
    rows: ['asks for more time than there is'],
  },
  {
    name: 'giving up after an outage of five minutes',
    file: 'launchdarkly/retry.ts',
    search: 'if (now - outageSince >= LONGEST_OUTAGE) return undefined;',
    replace: '',
    rows: ['upload: 500 for five minutes'],
  },
  {
    name: 'a new five minutes after LaunchDarkly made sense',
    file: 'launchdarkly/retry.ts',
    search: 'history: { ...FRESH, conflicts: history.conflicts + 1, rateLimits: history.rateLimits },',
    replace: 'history: { ...history, conflicts: history.conflicts + 1 },',
    rows: ['the outage of five minutes starts anew'],
  },
  {
    name: 'waiting for other imports (409)',
    file: 'launchdarkly/retry.ts',
    search: 'if (outcome.status === 409) return afterConflict(history);',
    replace: '',
    rows: ['409: another import', '409 until the first import is over'],
  },
  {
    name: 'telling TLS errors from passing ones',
    file: 'launchdarkly/network.ts',
    search: 'if (TLS_CODE.test(why) ||',
    replace: 'if (false ||',
    rows: ['connect: a self-signed certificate', 'connect: an expired certificate'],
  },
  {
    name: 'the verification of an import without an ID',
    file: 'sync/upload.ts',
    search: 'if (started.importId === undefined) mustVerify = true;',
    replace: '',
    rows: ['verification fails although it is off', 'verification fails although it only warns'],
  },
  {
    name: 'the verification after a lost answer between parts',
    file: 'sync/upload.ts',
    search: "if (started.answerLost && parts.length > 1 && uploads.modes.includes('replace')) mustVerify = true;",
    replace: '',
    rows: ['a late copy of the replace'],
  },
  {
    name: 'forced verification failing on the count alone',
    file: 'sync/verify.ts',
    search: "setting === 'fail' || expected.forced;",
    replace: "setting === 'fail';",
    rows: ['verification fails although it only warns'],
  },
  {
    name: 'a flag must be seen true before it counts',
    file: 'sync/upload.ts',
    search: 'for (let seen = false; ; ) {',
    replace: 'for (let seen = true; ; ) {',
    rows: ['the flag is never seen true'],
  },
  {
    name: 'a member that is missing fails whatever the setting',
    file: 'sync/verify.ts',
    search: 'not in the segment.`,\n      grave: true,',
    replace: 'not in the segment.`,\n      grave: false,',
    rows: ['a sampled key never becomes a member'],
  },
  {
    name: 'looking again until changes show',
    file: 'sync/verify.ts',
    search: 'const PATIENCE_MS = 120_000;',
    replace: 'const PATIENCE_MS = 0;',
    rows: ['counts and members show late'],
  },
  {
    name: 'the look at the version right before the first upload',
    file: 'sync/look.ts',
    search: 'if (planned.version !== now.version || planned.lastModified !== now.lastModified) return false;',
    replace: '',
    rows: ['so the run plans again', 'would remove too much', 'again and again'],
  },
  {
    name: 'not looking at the version after a lost answer',
    file: 'sync/upload.ts',
    search: 'if (!mayHaveMutated && footprint.partsDone === 0)',
    replace: 'if (footprint.partsDone === 0)',
    rows: ['no reason to plan again'],
  },
  {
    name: 'tolerance of a 404 at first',
    file: 'launchdarkly/imports.ts',
    search: 'const UNKNOWN_IMPORT_TOLERATED = 30_000;',
    replace: 'const UNKNOWN_IMPORT_TOLERATED = 0;',
    rows: ['404 for some seconds'],
  },
  {
    name: 'the end of that tolerance',
    file: 'launchdarkly/imports.ts',
    search: 'if (performance.now() - unknownSince >= UNKNOWN_IMPORT_TOLERATED) throw error;',
    replace: '',
    rows: ['404 for more than half a minute'],
  },
  {
    name: 'ending the wait when the token is refused',
    file: 'launchdarkly/imports.ts',
    search: "        error.code === 'unauthorized' ||\n",
    replace: '',
    rows: ['polling: 401 ends it'],
  },
  {
    name: 'waiting for a part before the next',
    file: 'sync/upload.ts',
    search: 'const end = await run.timed(',
    replace: "const end = !last ? 'complete' : await run.timed(",
    rows: ['parts: the second of three is stopped', 'wait: false waits for all but the last'],
  },
  {
    name: 'what is done counts for what the error says',
    file: 'sync/upload.ts',
    search: 'run.footprint.partsDone += 1;',
    replace: '',
    rows: ['the second of three is refused in a merge'],
  },
  {
    name: 'the refusal of a partial replace',
    file: 'sync/plan.ts',
    search: "if (target.allowPartialReplace) return ['replace'",
    replace: "if (true) return ['replace'",
    rows: ['parts: a replace is refused'],
  },
  {
    name: 'merging all parts into an empty segment',
    file: 'sync/plan.ts',
    search: 'if (membersBefore === 0) return',
    replace: 'if (membersBefore === -1) return',
    rows: ['a replace of an empty segment merges'],
  },
  {
    name: 'the removal of the temporary folder',
    file: 'main.ts',
    search: '    await using _folder = removedAtEnd(run.tempDirectory, (text) => run.warnings.push(text));\n',
    replace: '',
    rows: ['look: 401'],
  },
  {
    name: 'handling SIGTERM',
    file: 'main.ts',
    search: ".on('SIGTERM', cancel);\n  await",
    replace: ';\n  await',
    rows: ['SIGTERM while polling', 'SIGTERM while reading the list'],
  },
  {
    name: 'cancelling the reading of the list',
    file: 'sync/sync.ts',
    search: '      signal: run.shared.signal,\n',
    replace: '      signal: new AbortController().signal,\n',
    rows: ['SIGTERM while reading the list'],
  },
  {
    name: 'ending what parallel look-ups leave behind',
    file: 'sync/run.ts',
    search: 'this.#open.deadline.end();',
    replace: 'this.#open.deadline.dispose();',
    rows: ['while another has to wait an hour'],
  },
  {
    name: 'destroying a request that is not whole',
    file: 'launchdarkly/connection.ts',
    search: 'if (!whole || this.#connect) this.#request?.destroy();',
    replace: '',
    rows: ['SIGTERM while polling without an answer', 'upload: stalls until the deadline', 'cut off on disk'],
  },
];
