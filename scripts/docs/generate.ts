/** The generated parts of Markdown files: tables from `action.yml`, and code blocks that show files of this repository. */
import { groupOf } from './groups.ts';

/** What is declared of an input or output in `action.yml`. */
interface Declared {
  description: string;
  required?: boolean;
  default?: unknown;
}

export interface Metadata {
  inputs: Record<string, Declared>;
  outputs: Record<string, Declared>;
}

/** The metadata of both actions. */
export interface Actions {
  import: Metadata;
  export: Metadata;
}

/**
 * @param text of a Markdown file
 * @param readFile gives the text of a file by its path from the repository's root
 * @returns the same with its generated parts brought up to date:
 *   what stands between `<!-- inputs:begin -->` and `<!-- inputs:end -->` (the same with `outputs`, for the export action with
 *   `export-inputs` and `export-outputs`, and with the name of a group of inputs: `<!-- inputs list:begin -->`),
 *   and the code block that follows `<!-- file: examples/x.yml -->`
 */
export function regenerate(text: string, actions: Actions, readFile: (path: string) => string): string {
  const tables = {
    inputs: ({ inputs }: Metadata, group?: string) =>
      table(['Input', 'Default', 'Description'], group === undefined ? inputs : groupOf(inputs, group), (input) => [
        defaultOf(input),
      ]),
    outputs: ({ outputs }: Metadata) => table(['Output', 'Description'], outputs, () => []),
  };
  return text
    .replace(
      /(<!-- (export-)?(inputs|outputs)(?: (\w+))?:begin -->\n)[\s\S]*?(<!-- [\w -]+:end -->)/g,
      (_, begin, exporting, name: 'inputs' | 'outputs', group: string | undefined, end) =>
        `${begin}\n${tables[name](exporting ? actions.export : actions.import, group)}\n${end}`,
    )
    .replace(
      /(<!-- file: (\S+) -->\n+(`{3,})\w*\n)[\s\S]*?(^\3$)/gm,
      (_, begin, path, _fence, end) => `${begin}${readFile(path).trimEnd()}\n${end}`,
    );
}

function table(head: string[], rows: Record<string, Declared>, middle: (row: Declared) => string[]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  const body = Object.entries(rows).map(([name, row]) => line([`\`${name}\``, ...middle(row), cell(row.description)]));
  return `${[line(head), line(head.map(() => '---')), ...body].join('\n')}\n`;
}

const defaultOf = ({ required, description, default: value }: Declared): string => {
  // What a targets file or another input may stand for cannot be required in the metadata: its description says so.
  if (required || /\bRequired, /.test(description)) return '**required**';
  return value === undefined || value === '' ? '' : `\`${value}\``;
};

/** A description on one line: paragraphs and list items are kept apart by `<br>`. */
const cell = (description: string): string =>
  description
    .trim()
    .split(/\n{2,}|\n(?=- )/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '))
    .join('<br>')
    .replace(/\\?\|/g, '\\|');
