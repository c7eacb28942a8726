import { describe, expect, test } from '@jest/globals';
import { brokenLinks, usesOf, wrongUses } from '../../scripts/docs/check.ts';
import { regenerate } from '../../scripts/docs/generate.ts';

const metadata = {
  inputs: {
    'csv-path': { description: 'One path\nor glob | per line.\n\nMany files form one list.', required: true },
    mode: { description: 'How.\n- `merge`: adds\n- `replace`: all', default: 'merge' },
    'github-token': { description: 'For comments.', default: '${{ github.token }}' },
    'targets-path': { description: 'A file.', default: '' },
  },
  outputs: { status: { description: 'What it came to.' } },
};

describe('generated parts', () => {
  test('tables hold each declaration on one line, whatever its description has', () => {
    const text =
      'a\n<!-- inputs:begin -->\nold\n<!-- inputs:end -->\nb\n<!-- outputs:begin -->\n<!-- outputs:end -->\n';
    const fresh = regenerate(text, metadata, () => '');
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
    expect(regenerate(fresh, metadata, () => '')).toBe(fresh);
  });

  test('a code block that claims to be a file holds that file; others stay', () => {
    const text = '<!-- file: examples/x.yml -->\n```yaml\nold\n```\n\n```yaml\nmine\n```\n';
    const fresh = regenerate(text, metadata, (path) => `# ${path} costs $& and $1\n`);
    expect(fresh).toBe(
      '<!-- file: examples/x.yml -->\n```yaml\n# examples/x.yml costs $& and $1\n```\n\n```yaml\nmine\n```\n',
    );
  });
});

describe('links', () => {
  const exists = (path: string): boolean => ['README.md', 'docs', 'docs/a.md', 'LICENSE'].includes(path);
  const check = (readme: string, page = ''): string[] =>
    brokenLinks(
      new Map([
        ['README.md', readme],
        ['docs/a.md', page],
      ]),
      exists,
    );

  test('to files, folders, headings, ids, and out into the world are sound', () => {
    const page = '# The `key` list!\n## Twice\n## Twice\n<a id="here"></a>\n[up](../README.md) [self](#twice-1)';
    const readme =
      '# Hi\n[a](docs/a.md#the-key-list) [b](docs/a.md#twice-1) [c](docs/a.md#here) [d](docs) [e](LICENSE) [f](https://x.y/#z) [g](mailto:a@b.c) [h][ref]\n\n[ref]: docs/a.md\n';
    expect(check(readme, page)).toEqual([]);
  });

  test.each([
    ['a missing file', '[a](docs/b.md)'],
    ['a missing anchor', '[a](docs/a.md#nowhere)'],
    ['a missing anchor on the same page', '[a](#nowhere)'],
    ['an image', '![a](docs/x.png)'],
    ['an image in HTML', '<img alt="" src="docs/x.png">'],
    ['a way out of the repository', '[a](../x.md)'],
    ['a reference', '[a][b]\n\n[b]: docs/b.md'],
  ])('%s is seen', (_, text) => {
    expect(check(text)).toHaveLength(1);
  });

  test('code is not a link', () => expect(check('`[a](b.md)`\n\n```md\n[a](b.md)\n```\n')).toEqual([]));
});

describe('uses of the action', () => {
  const step = (lines: string): string =>
    `- id: sync\n  uses: OWNER/launchdarkly-segment-import@v1\n  with:\n    csv-path: x\n${lines}`;

  test('are found wherever they stand', () => {
    const workflow =
      'jobs: {a: {steps: [{uses: ./, with: {mode: merge}}, {uses: actions/checkout@v1, with: {path: x}}]}}';
    expect(usesOf(workflow)).toEqual([{ inputs: { mode: 'merge' } }]);
    expect(usesOf(step(''))).toEqual([{ id: 'sync', inputs: { 'csv-path': 'x' } }]);
  });

  test('are sound with inputs and outputs that exist', () => {
    expect(
      wrongUses('x.yml', step('    mode: merge\n- run: echo ${{ steps.sync.outputs.status }}\n'), metadata),
    ).toEqual([]);
  });

  test.each([
    ['an unknown input', step('    csvpath: y\n'), 'the action has no input "csvpath"'],
    ['an unknown output', step('- run: ${{ steps.sync.outputs.state }}\n'), 'the action has no output "state"'],
    ['a missing input', '- uses: ./\n', 'lacks the required input "csv-path"'],
    ['what is no YAML', 'a: [', 'x.yml: '],
  ])('%s is seen', (_, yaml, message) => {
    expect(wrongUses('x.yml', yaml, metadata)).toEqual([expect.stringContaining(message)]);
  });
});
