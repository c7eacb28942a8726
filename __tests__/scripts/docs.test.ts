import { describe, expect, test } from '@jest/globals';
import { usesOf, wrongUses, yamlBlocks } from '../../scripts/docs/check.ts';
import { regenerate } from '../../scripts/docs/generate.ts';
import { INPUT_GROUPS, ungrouped } from '../../scripts/docs/groups.ts';
import { longLines, unlinked, unwantedWords, wrongContents } from '../../scripts/docs/style.ts';

const importing = {
  inputs: {
    'csv-path': { description: 'One path\nor glob | per line.\n\nMany files form one list.', required: true },
    mode: { description: 'How.\n- `merge`: adds\n- `replace`: all', default: 'merge' },
    'github-token': { description: 'For comments.', default: '${{ github.token }}' },
    'targets-path': { description: 'A file.', default: '' },
  },
  outputs: { status: { description: 'What it came to.' } },
};

const exporting = {
  inputs: { path: { description: 'The file.', required: true } },
  outputs: { keys: { description: 'How many.' } },
};
const actions = { import: importing, export: exporting };

describe('generated parts', () => {
  test('tables hold each declaration on one line, whatever its description has', () => {
    const text =
      'a\n<!-- inputs:begin -->\nold\n<!-- inputs:end -->\nb\n<!-- outputs:begin -->\n<!-- outputs:end -->\n';
    const fresh = regenerate(text, actions, () => '');
    expect(fresh).toBe(`a
<!-- inputs:begin -->

| Input | Default | Description |
| --- | --- | --- |
| \`csv-path\` | **required** | One path or glob \\| per line.<br>Many files form one list. |
| \`mode\` | \`merge\` | How.<br>- \`merge\`: adds<br>- \`replace\`: all |
| \`github-token\` | \`\${{ github.token }}\` | For comments. |
| \`targets-path\` |  | A file. |

<!-- inputs:end -->
b
<!-- outputs:begin -->

| Output | Description |
| --- | --- |
| \`status\` | What it came to. |

<!-- outputs:end -->
`);
    expect(regenerate(fresh, actions, () => '')).toBe(fresh);
  });

  test('the export action has tables of its own', () => {
    const text =
      '<!-- export-inputs:begin -->\n<!-- export-inputs:end -->\n<!-- export-outputs:begin -->\nold\n<!-- export-outputs:end -->\n';
    const fresh = regenerate(text, actions, () => '');
    expect(fresh).toContain('| `path` | **required** | The file. |');
    expect(fresh).toContain('| `keys` | How many. |');
    expect(fresh).not.toContain('csv-path');
    expect(fresh).not.toContain('old');
    expect(regenerate(fresh, actions, () => '')).toBe(fresh);
  });

  test('a group of inputs has a table of its own, and what is required except in some cases is required', () => {
    const declared = Object.fromEntries(
      Object.values(INPUT_GROUPS)
        .flat()
        .map((name) => [name, { description: `About ${name}. Required, except with x.` }]),
    );
    const grouped = { import: { inputs: declared, outputs: {} }, export: exporting };
    const fresh = regenerate('<!-- inputs list:begin -->\n<!-- inputs list:end -->\n', grouped, () => '');
    expect(fresh.split('\n').filter((line) => line.startsWith('| `'))).toEqual(
      INPUT_GROUPS.list!.map((name) => `| \`${name}\` | **required** | About ${name}. Required, except with x. |`),
    );
    const shown = Object.keys(INPUT_GROUPS)
      .map((name) => `<!-- inputs ${name}:begin -->`)
      .join('');
    expect(ungrouped(grouped.import, shown)).toEqual([]);
    const { mode: _, ...rest } = declared;
    expect(ungrouped({ inputs: { ...rest, pace: { description: '' } }, outputs: {} }, '')).toHaveLength(
      2 + Object.keys(INPUT_GROUPS).length,
    );
  });

  test('a code block that claims to be a file holds that file; others stay', () => {
    const text = '<!-- file: examples/x.yml -->\n```yaml\nold\n```\n\n```yaml\nmine\n```\n';
    const fresh = regenerate(text, actions, (path) => `# ${path} costs $& and $1\n`);
    expect(fresh).toBe(
      '<!-- file: examples/x.yml -->\n```yaml\n# examples/x.yml costs $& and $1\n```\n\n```yaml\nmine\n```\n',
    );
  });
});

test('blocks of YAML are found, in lists too; other code is not', () => {
  const text =
    '```yaml\na: 1\n\nb: 2\n```\n\n1. Like this:\n\n   ````yml\n   c: 3\n   ````\n\n```sh\nls\n```\n\n`yaml`\n';
  expect(yamlBlocks(text)).toEqual(['a: 1\n\nb: 2\n', 'c: 3\n']);
});

describe('uses of the action', () => {
  const step = (lines: string): string =>
    `- id: sync\n  uses: OWNER/launchdarkly-segment-import@v1\n  with:\n    csv-path: x\n${lines}`;

  test('are found wherever they stand', () => {
    const workflow =
      'jobs: {a: {steps: [{uses: ./, with: {mode: merge}}, {uses: actions/checkout@v1, with: {path: x}}]}}';
    expect(usesOf(workflow)).toEqual([{ action: 'import', inputs: { mode: 'merge' } }]);
    expect(usesOf(step(''))).toEqual([{ action: 'import', id: 'sync', inputs: { 'csv-path': 'x' } }]);
    for (const uses of ['./export', 'OWNER/launchdarkly-segment-import/export@v1'])
      expect(usesOf(`- uses: ${uses}\n`)).toEqual([{ action: 'export', inputs: {} }]);
  });

  test('are sound with inputs and outputs that exist', () => {
    expect(
      wrongUses('x.yml', step('    mode: merge\n- run: echo ${{ steps.sync.outputs.status }}\n'), actions),
    ).toEqual([]);
  });

  test.each([
    ['an unknown input', step('    csvpath: y\n'), 'the import action has no input "csvpath"'],
    ['an unknown output', step('- run: ${{ steps.sync.outputs.state }}\n'), 'the import action has no output "state"'],
    [
      'an input of the other action',
      '- {uses: ./export, with: {path: x, mode: y}}',
      'the export action has no input "mode"',
    ],
    ['a missing input', '- uses: ./\n', 'lacks the required input "csv-path"'],
    ['what is no YAML', 'a: [', 'x.yml: '],
  ])('%s is seen', (_, yaml, message) => {
    expect(wrongUses('x.yml', yaml, actions)).toEqual([expect.stringContaining(message)]);
  });
});

describe('how pages are written', () => {
  test('lines are short, tables aside', () => {
    expect(longLines('x.md', `${'a'.repeat(160)}\n| ${'a'.repeat(200)} |\n`)).toEqual([]);
    expect(longLines('x.md', `ok\n${'ä'.repeat(161)}\n`)).toEqual(['x.md:2: 161 characters; at most 160.']);
  });

  test('a table of contents has all headings, in order', () => {
    const page = (contents: string): string =>
      `# x\n\n## Contents\n\n${contents}\n\n## One thing, and more\n\n\`\`\`md\n## not this\n\`\`\`\n\n## Two\n`;
    expect(wrongContents('x.md', page('- [One thing, and more](#one-thing-and-more)\n- [Two](#two)'))).toEqual([]);
    expect(wrongContents('x.md', page('- [Two](#two)\n- [One thing, and more](#one-thing-and-more)'))).toHaveLength(1);
    expect(wrongContents('x.md', page('- [Two](#two)'))).toHaveLength(1);
  });

  test('every page and example is linked', () => {
    const pages = new Map([
      ['README.md', '[a](docs/a.md#x) [b](https://x.y/docs/c.md)'],
      ['docs/a.md', '[x](../examples/x.yml)\n<!-- file: examples/y.yml -->'],
    ]);
    const files = ['docs/a.md', 'docs/c.md', 'examples/x.yml', 'examples/y.yml', 'examples/z.yml'];
    expect(unlinked(files, pages).map((problem) => problem.split(':')[0])).toEqual(['docs/c.md', 'examples/z.yml']);
  });

  test('what is not English is seen, but not in code and quotes', () => {
    expect(unwantedWords('x.md', 'a\nit is no larger list\n')).toEqual([
      'x.md:2: "is no larger" is not how this is said.',
    ]);
    expect(unwantedWords('x.md', '> is no larger list\n\n```\nis no larger\n```\nfine\n')).toEqual([]);
  });
});
