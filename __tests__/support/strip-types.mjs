/**
 * Jest's transform for TypeScript: Node's own, as it runs the scripts and, in time, the tests' subjects. Types become
 * blanks, so every position stays what it is in the source, in stack traces and in coverage.
 */
import { stripTypeScriptTypes } from 'node:module';

export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
