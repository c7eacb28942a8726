/**
 * Runs the built action through scenarios, and keeps what it left for people to read.
 * - `npm run preview [-- name]` records the golden files;
 * - `npm run preview pictures [-- name]` renders all as GitHub would show them, to look at, in build/preview;
 * - `npm run preview docs` makes docs/images, in real time. Pictures need Chromium.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { normalise } from '../__tests__/report/normalise.ts';
import { FILES, type Kind, kindsOf, type Recording, record, SCENARIOS } from '../__tests__/report/recordings.ts';

const ROOT = resolve(import.meta.dirname, '..');
const GOLDEN = join(ROOT, '__tests__/report/golden');
const CSS = readFileSync(createRequire(import.meta.url).resolve('github-markdown-css/github-markdown.css'), 'utf8');

const PICTURES: readonly { of: string; kind: Kind; to: string; width: number }[] = [
  { of: 'replace', kind: 'summary', to: 'summary.png', width: 900 },
  { of: 'dry-run', kind: 'comment', to: 'comment.png', width: 900 },
  { of: 'replace', kind: 'log', to: 'log.png', width: 760 },
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

/** Takes a picture of a text, as high as its content. */
function shoot(kind: Kind, text: string, to: string, width: number, dark = false): void {
  const html = kind === 'log' ? logHtml(text.trimEnd()) : `<article class="markdown-body">${toHtml(text)}</article>`;
  const source = join(tmpdir(), `${basename(to, '.png')}-${process.pid}.html`);
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

async function makePictures(): Promise<void> {
  const recordings = new Map<string, Recording>();
  for (const { of, kind, to, width } of PICTURES) {
    const recording = recordings.get(of) ?? (await record({ ...SCENARIOS[of]!, timeScale: 1 }));
    recordings.set(of, recording);
    shoot(kind, recording[kind], join(ROOT, 'docs/images', to), width);
  }
}

function keep(name: string, recording: Recording): void {
  const normal = normalise(recording);
  for (const kind of kindsOf(recording)) writeFileSync(join(GOLDEN, `${name}.${FILES[kind]}`), normal[kind]);
}

function show(name: string, recording: Recording): void {
  const path = (end: string): string => join(ROOT, 'build/preview', `${name}.${end}.png`);
  shoot('log', recording.log, path('log'), 780);
  for (const kind of kindsOf(recording).filter((one) => FILES[one].endsWith('.md'))) {
    shoot(kind, recording[kind], path(`${kind}.wide`), 980);
    shoot(kind, recording[kind], path(`${kind}.narrow-dark`), 500, true);
  }
}

const [first = '', second = ''] = process.argv.slice(2);
if (first === 'docs') await makePictures();
else {
  const [use, only] = first === 'pictures' ? [show, second] : [keep, first];
  mkdirSync(join(ROOT, 'build/preview'), { recursive: true });
  for (const [name, scenario] of Object.entries(SCENARIOS))
    if (only === '' || name === only) use(name, await record(scenario));
}
