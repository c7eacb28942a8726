/** The generated parts of Markdown files: tables from `action.yml`, and code blocks that show files of this repository. */

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

/**
 * @param text of a Markdown file
 * @param readFile gives the text of a file by its path from the repository's root
 * @returns the same with its generated parts brought up to date:
 *   what stands between `<!-- inputs:begin -->` and `<!-- inputs:end -->` (and the same with `outputs`),
 *   and the code block that follows `<!-- file: examples/x.yml -->`
 */
export function regenerate(text: string, metadata: Metadata, readFile: (path: string) => string): string {
  const tables: Record<string, () => string> = {
    inputs: () => table(['Input', 'Default', 'Description'], metadata.inputs, (input) => [defaultOf(input)]),
    outputs: () => table(['Output', 'Description'], metadata.outputs, () => []),
  };
  return text
    .replace(
      /(<!-- (inputs|outputs):begin -->\n)[\s\S]*?(<!-- \2:end -->)/g,
      (_, begin, name, end) => `${begin}\n${tables[name]!()}\n${end}`,
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

const defaultOf = ({ required, default: value }: Declared): string => {
  if (required) return '**required**';
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
