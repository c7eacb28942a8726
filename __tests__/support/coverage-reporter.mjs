/** Jest reporter for `npm run coverage`: keeps what V8 counted of src/ in the test's own process, beside what child processes leave. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const source = resolve(import.meta.dirname, '../../src') + sep;

export default class CoverageReporter {
  onTestResult(_test, { v8Coverage = [] }) {
    const result = v8Coverage
      .filter(({ result: { url } }) => url.startsWith(source))
      .map(({ result: script }) => ({ ...script, url: pathToFileURL(script.url).href }));
    writeFileSync(join(process.env.COVERAGE_DIR, `jest-${randomUUID()}.json`), JSON.stringify({ result }));
  }
}
