/** What is wrong in the docs: uses of the action that its metadata does not know. */
import { parseAllDocuments } from 'yaml';
import type { Actions } from './generate.ts';

/** @returns the fenced blocks of YAML in a Markdown text. Links are checked by `npm run links`. */
export const yamlBlocks = (markdown: string): string[] =>
  [...markdown.matchAll(/^( *)(`{3,})ya?ml\b.*\n([\s\S]*?)^\1\2$/gm)].map(([, indent, , code]) =>
    code!.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );

/** One step that uses an action of this repository: which one, its id, and what is given to it. */
export interface Use {
  action: keyof Actions;
  id?: string;
  inputs: Record<string, unknown>;
}

/** `./`, `./export`, `OWNER/launchdarkly-segment-import@v1`, `OWNER/launchdarkly-segment-import/export@v1` */
const USE = /^(?:\.\/(export)?$|.*\/launchdarkly-segment-import(?:\/(export))?@)/;

/** @returns every step in a YAML text that uses one of the actions, wherever in the document it stands */
export function usesOf(yaml: string): Use[] {
  const found: Use[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const step = node as { uses?: unknown; with?: Record<string, unknown>; id?: string };
    const use = typeof step.uses === 'string' ? USE.exec(step.uses) : null;
    if (use) {
      const action = use[1] || use[2] ? 'export' : 'import';
      found.push({ action, ...(step.id ? { id: step.id } : {}), inputs: step.with ?? {} });
    }
    for (const value of Object.values(node)) visit(value);
  };
  for (const document of parseAllDocuments(yaml)) {
    if (document.errors[0]) throw document.errors[0];
    visit(document.toJS());
  }
  return found;
}

/**
 * @param name of the file, for the sentences
 * @returns one sentence for each input or output that a workflow (or a part of one) uses and the action does not have,
 *   and for each required input that it lacks
 */
export function wrongUses(name: string, yaml: string, actions: Actions): string[] {
  let uses: Use[];
  try {
    uses = usesOf(yaml);
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
  const unknown = (action: keyof Actions, kind: 'inputs' | 'outputs', key: string): string[] =>
    key in actions[action][kind] ? [] : [`${name}: the ${action} action has no ${kind.slice(0, -1)} "${key}".`];
  return uses.flatMap(({ action, id, inputs }) => [
    ...Object.keys(inputs).flatMap((key) => unknown(action, 'inputs', key)),
    ...Object.entries(actions[action].inputs)
      .filter(([key, { required }]) => required && !(key in inputs))
      .map(([key]) => `${name}: a step lacks the required input "${key}".`),
    ...(id === undefined ? [] : [...yaml.matchAll(new RegExp(`steps\\.${id}\\.outputs\\.([\\w-]+)`, 'g'))]).flatMap(
      (match) => unknown(action, 'outputs', match[1]!),
    ),
  ]);
}
