/** src/inputs/defaults.ts, made from the metadata of both actions: what a runner passes for inputs that a workflow does not give. */
import type { Actions, Metadata } from './generate.ts';

export function defaultsModule({ import: importing, export: exporting }: Actions): string {
  return `/** Defaults of inputs, for runs outside GitHub Actions. \`npm run docs\` makes this file from the actions' metadata. Imports nothing. */
export const DEFAULTS: Readonly<Record<string, string>> = {
${linesOf(importing)}};

/** Those of the export action. */
export const EXPORT_DEFAULTS: Readonly<Record<string, string>> = {
${linesOf(exporting)}};
`;
}

function linesOf({ inputs }: Metadata): string {
  return (
    Object.entries(inputs)
      .map(([name, input]) => [name, String(input.default ?? '')] as const)
      // Expressions are GitHub's.
      .filter(([, value]) => value !== '' && !value.includes('${{'))
      .map(([name, value]) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: '${value.replace(/[\\']/g, '\\$&')}',\n`)
      .join('')
  );
}
