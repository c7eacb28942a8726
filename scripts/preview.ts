/**
 * Renders the golden files as GitHub would show them, to look at: `npm run preview [folder]`. Needs Chromium.
 * Two summaries and a log become docs/images/ with `npm run preview docs`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

const ROOT = resolve(import.meta.dirname, '..');
const GOLDEN = join(ROOT, '__tests__/report/golden');
const CSS = readFileSync(createRequire(import.meta.url).resolve('github-markdown-css/github-markdown.css'), 'utf8');

const PICTURES = [
  { from: 'replace.summary.md', to: 'summary.png', width: 900 },
  { from: 'dry-run.comment.md', to: 'comment.png', width: 900 },
  { from: 'replace.log', to: 'log.png', width: 760 },
];

/** GitHub's alerts, which Markdown parsers know as block quotes. */
const alerts = (html: string): string =>
  html.replace(
    /<blockquote>\s*<p>\[!(\w+)\]\n([\s\S]*?)<\/blockquote>/g,
    (_, kind: string, body: string) =>
      `<div class="markdown-alert markdown-alert-${kind.toLowerCase()}"><p class="markdown-alert-title">${kind[0]}${kind.slice(1).toLowerCase()}</p><p>${body}</div>`,
  );

const plain = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A log as GitHub shows it, with all groups open. */
function logHtml(log: string): string {
  let number = 0;
  let inside = false;
  let level = '';
  const lines = log.split('\n').flatMap((line) => {
    const [, command, rest = ''] = /^##\[(\w+)\](.*)$/.exec(line) ?? [];
    if (command === 'endgroup') {
      inside = false;
      return [];
    }
    number += 1;
    if (command) level = command;
    const indent = inside && !command ? 'in' : '';
    if (command === 'group') inside = true;
    const name = command && command !== 'group' ? `<b>${command[0]!.toUpperCase()}${command.slice(1)}:</b> ` : '';
    const text = command === 'group' ? `▾ ${plain(rest)}` : name + plain(command ? rest : line);
    const kind = command ?? (inside ? '' : level === 'group' ? '' : level);
    return [`<div class="${kind} ${indent}"><i>${number}</i><span>${text}</span></div>`];
  });
  return `<main class="log">${lines.join('')}</main>`;
}

const toHtml = (markdown: string): string =>
  alerts(micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true }));

const page = (body: string, width: number, dark: boolean): string => `<!doctype html><meta charset="utf-8">
<style>${CSS.replaceAll('(prefers-color-scheme: dark)', dark ? 'all' : 'not all').replaceAll('(prefers-color-scheme: light)', dark ? 'not all' : 'all')}
body { margin: 0; width: ${width}px; background: ${dark ? '#0d1117' : '#fff'} }
article { padding: 24px; font-size: 14px !important }
.log { background: #0d1117; color: #e6edf3; font: 12px/20px ui-monospace, 'DejaVu Sans Mono', monospace; padding: 12px 0 }
.log div { display: flex; padding: 0 16px 0 0 } .log span { white-space: pre-wrap }
.log i { color: #6e7681; width: 44px; text-align: right; padding-right: 16px; font-style: normal; flex: none }
.log .in span { padding-left: 12px } .log .group span { font-weight: 600 }
.log .error span { color: #ff7b72 } .log .warning span { color: #e3b341 } .log .notice span b { color: #58a6ff }
</style>${body}<script>document.documentElement.dataset.height = document.documentElement.scrollHeight</script>`;

const CHROMIUM = process.env.CHROMIUM ?? 'chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'];

/** Takes a picture of a golden file, as high as its content. */
function shoot(from: string, to: string, width: number, dark = false): void {
  const text = readFileSync(join(GOLDEN, from), 'utf8');
  const html = from.endsWith('.log')
    ? logHtml(text.trimEnd())
    : `<article class="markdown-body">${toHtml(text)}</article>`;
  const source = join(tmpdir(), `${basename(to, '.png')}.html`);
  writeFileSync(source, page(html, width, dark));
  const chromium = (...args: string[]): string =>
    execFileSync(CHROMIUM, [...FLAGS, ...args, `file://${source}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const height = /data-height="(\d+)"/.exec(chromium(`--window-size=${width},100`, '--dump-dom'))?.[1];
  chromium(`--window-size=${width},${height}`, `--screenshot=${to}`);
  rmSync(source);
}

if (process.argv[2] === 'docs') {
  const images = join(ROOT, 'docs/images');
  mkdirSync(images, { recursive: true });
  for (const { from, to, width } of PICTURES) shoot(from, join(images, to), width);
} else {
  const folder = resolve(process.argv[2] ?? 'build/preview');
  mkdirSync(folder, { recursive: true });
  const only = process.argv[3] ?? '';
  for (const from of readdirSync(GOLDEN).filter((name) => name.includes(only))) {
    if (from.endsWith('.log')) shoot(from, join(folder, `${from}.png`), 780);
    else {
      shoot(from, join(folder, `${from}.wide.png`), 980);
      shoot(from, join(folder, `${from}.narrow-dark.png`), 500, true);
    }
  }
  process.stdout.write(`Pictures are in ${folder}\n`);
}
