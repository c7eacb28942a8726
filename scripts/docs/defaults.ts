/** src/inputs/defaults.ts, made from the metadata of both actions: what a runner passes for inputs that a workflow does not give. */
import type { Actions, Metadata } from './generate.ts';

export function defaultsModule({ import: importing, export: exporting }: Actions): string {
  const defaults = new Map(defaultsOf(importing));
  for (const [name, value] of defaultsOf(exporting)) {
    if (defaults.get(name) !== value) throw new Error(`The input "${name}" has another default in export/action.yml.`);
  }
  const lines = [...defaults].map(([name, value]) => {
    const key = /^\w+$/.test(name) ? name : `'${name}'`;
    return `  ${key}: '${value.replace(/[\\']/g, '\\$&')}',\n`;
  });
  return `/** Defaults of inputs, for runs outside GitHub Actions. \`npm run docs\` makes this file from the actions' metadata. Imports nothing. */
export const DEFAULTS: Readonly<Record<string, string>> = {
${lines.join('')}};
`;
}

function defaultsOf({ inputs }: Metadata): [string, string][] {
  return (
    Object.entries(inputs)
      .map(([name, input]): [string, string] => [name, String(input.default ?? '')])
      // Expressions are GitHub's.
      .filter(([, value]) => value !== '' && !value.includes('${{'))
  );
}
