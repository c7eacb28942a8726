/** Texts from outside stay texts: in the log, in annotations, in Markdown. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { decodeHTML } from 'entities';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { annotate, annotationsOf, endingOf } from '../../src/report/annotations.ts';
import { commentOf } from '../../src/report/comment.ts';
import { createLog } from '../../src/report/log.ts';
import { code, prose, rich, table } from '../../src/report/markdown.ts';
import { harmless, oneLine, visible } from '../../src/report/plain.ts';
import { publishImport } from '../../src/report/publish.ts';
import { summaryOf } from '../../src/report/summary.ts';
import type { TargetResult } from '../../src/result.ts';
import { readLog } from '../support/runner-log.ts';
import { recorder } from './recorder.ts';
import { file, list, target } from './situations.ts';

const temp = mkdtempSync(join(tmpdir(), 'injection-'));
afterAll(() => rmSync(temp, { recursive: true }));

const NASTY = [
  '::set-output name=status::complete',
  '::error::fake',
  '  ::add-mask::e',
  '##[error]fake',
  '##[group]fake',
  '::stop-commands::x',
  '%0A::error::fake',
  '\r\n::error::fake',
  '\n##[endgroup]',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '</code></td></table>',
  '<!-- ',
  ' -->',
  '</details>',
  '|',
  '\\|',
  '\\',
  '`',
  '``',
  '**bold**',
  '_em_',
  '~~gone~~',
  '[link](https://evil.example)',
  '![image](https://evil.example/x.png)',
  'https://evil.example/path',
  'www.evil.example',
  'mail@evil.example',
  '@octocat',
  '@octo-org/team',
  '#123',
  'GH-12',
  ':100:',
  ':tada:',
  '$x$',
  '&lt;b&gt;',
  '&#60;b&#62;',
  '# heading',
  '- item',
  '+ item',
  '1. item',
  '1) item',
  '> quote',
  '```\ncode\n```',
  '    indented',
  '---',
  '===',
  '[^1]',
  '\u001b[31mred\u001b[0m',
  '\u202egnp.exe',
  '\u0000',
  '\u2028',
  '\u200b',
  '\ud800',
];

const nasty = fc
  .array(
    fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom(' ', '\n', 'a')),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((pieces) => pieces.join(''));

const RUNS = 400;
const { signal } = new AbortController();

const render = (markdown: string): string =>
  micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
const tags = (html: string): string[] => [...html.matchAll(/<\/?([a-z!-][\w-]*)/gi)].map((match) => match[1]!);
const textOf = (html: string): string => decodeHTML(html.replace(/<[^>]*>/g, '')).replaceAll('\u2060', '');
const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The runner's own rule, apart from the code under test: a known command at the start of a line, or `##[` anywhere. */
const commands = (text: string): string[] => text.split(/\r\n|[\r\n]/).filter((line) => /^\s*::|##\[/u.test(line));

describe('Markdown', () => {
  test('prose is a paragraph of text', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        fc.pre(text.trim() !== '');
        const html = render(prose(text));
        expect([...new Set(tags(html))].filter((tag) => tag !== 'p' && tag !== 'br')).toEqual([]);
        expect(squeeze(textOf(html.replaceAll('<br>', ' ')))).toBe(squeeze(visible(text)));
      }),
      { numRuns: RUNS },
    );
  });

  test('code is code', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const html = render(`x ${code(text, 1000)}`);
        expect(new Set(tags(html))).toEqual(new Set(['p', 'code']));
        expect(squeeze(textOf(html))).toBe(squeeze(`x ${oneLine(text)}`));
      }),
      { numRuns: RUNS },
    );
  });

  test('rich text has nothing but code type', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        fc.pre(text.trim() !== '');
        expect([...new Set(tags(render(rich(text))))].filter((tag) => !['p', 'br', 'code'].includes(tag))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('a cell stays one cell', () => {
    fc.assert(
      fc.property(nasty, nasty, (first, second) => {
        const html = render(table({ A: () => code(first), B: () => prose(second) }, [0], 100_000));
        expect(html.match(/<td[ >]/g)).toHaveLength(2);
        expect(html.match(/<tr>/g)).toHaveLength(2);
      }),
      { numRuns: RUNS },
    );
  });

  test('nobody is mentioned, nothing is referred to, no emoji appears', () => {
    for (const text of [
      '@octocat',
      'see #123',
      'GH-12',
      ':100:',
      ':tada:',
      ':+1:a:',
      'list.csv:100:3',
      'a@b.example',
    ]) {
      expect(textOf(prose(text))).toBe(text);
      expect(decodeHTML(prose(text))).not.toMatch(/@\w|#\d|GH-\d|:100:|:\w*[a-z]\w*:/);
    }
  });

  test('a place in a file can be copied', () => {
    expect(decodeHTML(prose('out/list.csv:23:1'))).toBe('out/list.csv:23:1');
  });

  test('addresses of the documentation may become links, no others', () => {
    expect(render(prose('See https://docs.github.com/en for more.'))).toContain('<a href="https://docs.github.com/en"');
    expect(render(prose('See https://docs.github.com.evil.example/en for more.'))).not.toContain('<a');
  });
});

describe('the log', () => {
  test('no line is a command to the runner', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(commands(harmless(text))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  test('ordinary text is not touched', () => {
    const text = 'a::b C:\\x [y] ## z: 50% "q" — ünï 日本 👩‍👩‍👧';
    expect(harmless(text)).toBe(text);
  });
});

const evil = (text: string): TargetResult =>
  target({
    projectKey: `p${text}`,
    environmentKey: `e${text}`,
    segmentKey: `s${text}`,
    status: 'failed',
    list: list([file(text, 10), file(`x${text}`, 3)], {
      invalidRows: 2,
      problemTotals: { empty_key: 2 },
      problems: [
        { file: text, line: 1, column: 1, kind: 'empty_key' },
        { file: text, line: 2, column: 1, kind: 'empty_key' },
      ],
    }),
    segment: { name: text, contextKind: text, flags: [{ key: text, name: text }] },
    failure: {
      code: 'bad_request',
      message: text,
      advice: text,
      state: text,
      api: { code: text, message: `m${text}`, id: text },
    },
    warnings: [text, `w${text}`],
    importIds: [text],
    parts: [
      { keys: 1, bytes: 1, importId: text, importStatus: text },
      { keys: 1, bytes: 1 },
    ],
    segmentUrl: `https://app.launchdarkly.com/${text}`,
    approvalUrl: `javascript:${text}`,
  });

describe('everything that is published of a run', () => {
  const plain = shape(summaryOf({ targets: [evil('plain')] }));
  const plainComment = shape(commentOf({ targets: [evil('plain')] }, '<!-- m -->', {}));

  /** The elements of a document, in order, without those that line feeds and quoted code make. */
  function shape(markdown: string): string {
    const html = render(markdown).replace(/<br>/g, '');
    return tags(html.replace(/<!-- (?:m|plan .*) -->/g, '')).join(' ');
  }

  test.each(NASTY)('%j changes nothing but text', async (text) => {
    const run = { targets: [evil(text)] };
    const own = (document: string): string => document.replace(/\bcode code /g, '');
    expect(own(shape(summaryOf(run)))).toBe(own(plain));
    expect(own(shape(commentOf(run, '<!-- m -->', {})))).toBe(own(plainComment));

    const core = recorder();
    const log = createLog(core, run.targets);
    log.listen({ type: 'phase', target: 0, phase: 'read' });
    for (const phase of ['read', 'inspect', 'plan', 'verify'] as const)
      log.listen({ type: 'found', target: 0, phase, result: run.targets[0]! });
    log.listen({ type: 'line', target: 0, text });
    log.listen({ type: 'warning', target: 0, text });
    log.listen({ type: 'debug', target: 0, text });
    log.listen({ type: 'waiting', target: 0, text, seconds: 1, until: new Date(0) });
    log.listen({ type: 'progress', target: 0, what: text, done: 1, total: 1, unit: 'bytes' });
    log.close();
    await publishImport(run, { core, env: { RUNNER_TEMP: temp }, log, signal });
    const read = readLog(core.text(), true);
    expect(read.annotations.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(read.annotations.filter(({ level }) => level === 'warning').length).toBeLessThanOrEqual(10);
    expect(read.annotations.filter(({ level }) => level === 'notice')).toHaveLength(0);
    expect(read.masks).toEqual([]);
    expect(read.groups.map(({ title }) => title)).toEqual(['List']);
    const lines = core.text().split(/\r\n|[\r\n]/);
    expect(lines.filter((line) => line.includes('##['))).toEqual([]);
    expect(
      lines.filter(
        (line) => /^\s*::/.test(line) && !/^::(?:group|endgroup|error|warning|debug|notice)(?: |::)/.test(line),
      ),
    ).toEqual([]);
    expect(core.text()).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});

test('annotations carry places as properties and nothing else', () => {
  const core = recorder();
  annotate(core, annotationsOf(endingOf({ targets: [evil('a,b:c%0Ad')] })));
  const { annotations } = readLog(core.text());
  expect(annotations[0]).toMatchObject({ level: 'warning', line: 1, col: 1, file: 'a,b:c%0Ad' });
});
