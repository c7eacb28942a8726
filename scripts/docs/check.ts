/** What is wrong in the docs: links that lead nowhere, and uses of the action that its metadata does not know. */
import { posix } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Metadata } from './generate.ts';
import { readMarkdown } from './markdown.ts';

/**
 * @param pages path from the repository's root → text, of all Markdown files
 * @param exists whether there is such a file or folder
 * @returns one sentence for each relative link whose file or anchor is missing
 */
export function brokenLinks(pages: ReadonlyMap<string, string>, exists: (path: string) => boolean): string[] {
  const read = new Map([...pages].map(([path, text]) => [path, readMarkdown(text)]));
  return [...read].flatMap(([path, page]) =>
    page.links
      .filter((link) => !/^[a-z][a-z+.-]*:|^\/\//i.test(link))
      .filter((link) => {
        const [file = '', anchor] = decodeURI(link).split('#');
        const target = file === '' ? path : posix.join(posix.dirname(path), file);
        const anchors = read.get(target)?.anchors;
        return (
          target.startsWith('..') ||
          !exists(target) ||
          (anchor !== undefined && anchors !== undefined && !anchors.has(anchor))
        );
      })
      .map((link) => `${path}: ${link} leads nowhere.`),
  );
}

/** One step that uses this action: its id and what is given to it. */
export interface Use {
  id?: string;
  inputs: Record<string, unknown>;
}

/** @returns every step in a YAML text that uses this action, wherever in the document it stands */
export function usesOf(yaml: string): Use[] {
  const found: Use[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const step = node as { uses?: unknown; with?: Record<string, unknown>; id?: string };
    if (typeof step.uses === 'string' && /^\.\/$|\/launchdarkly-segment-import@/.test(step.uses))
      found.push({ ...(step.id ? { id: step.id } : {}), inputs: step.with ?? {} });
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
export function wrongUses(name: string, yaml: string, metadata: Metadata): string[] {
  let uses: Use[];
  try {
    uses = usesOf(yaml);
  } catch (error) {
    return [`${name}: ${(error as Error).message}`];
  }
  const unknown = (kind: 'inputs' | 'outputs', key: string): string[] =>
    key in metadata[kind] ? [] : [`${name}: the action has no ${kind.slice(0, -1)} "${key}".`];
  return uses.flatMap(({ id, inputs }) => [
    ...Object.keys(inputs).flatMap((key) => unknown('inputs', key)),
    ...Object.entries(metadata.inputs)
      .filter(([key, { required }]) => required && !(key in inputs))
      .map(([key]) => `${name}: a step lacks the required input "${key}".`),
    ...(id === undefined ? [] : [...yaml.matchAll(new RegExp(`steps\\.${id}\\.outputs\\.([\\w-]+)`, 'g'))]).flatMap(
      (match) => unknown('outputs', match[1]!),
    ),
  ]);
}
