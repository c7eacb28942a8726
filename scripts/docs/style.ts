/** What can be checked of how the pages are written. */
const LONGEST_LINE = 160;

/** Lines of a page that are too long to review, tables aside: one sentence for each. */
export function longLines(path: string, text: string): string[] {
  return text
    .split('\n')
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => [...line].length > LONGEST_LINE && !line.startsWith('|'))
    .map(({ line, number }) => `${path}:${number}: ${[...line].length} characters; at most ${LONGEST_LINE}.`);
}

/** The headings of a level, code aside. */
const headings = (text: string): string[] =>
  [...text.replace(/^(`{3,})[\s\S]*?^\1$/gm, '').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!);

/** The anchor that GitHub gives a heading of letters, digits, spaces and punctuation. */
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

/** What is wrong with the table of contents of a page: it must link all headings of the second level, in order. */
export function wrongContents(path: string, text: string): string[] {
  const wanted = headings(text)
    .filter((heading) => heading !== 'Contents')
    .map((heading) => `- [${heading}](#${slug(heading)})`);
  const shown = /^## Contents\n\n([\s\S]*?)\n\n/m.exec(text)?.[1]?.split('\n') ?? [];
  return shown.join('\n') === wanted.join('\n')
    ? []
    : [`${path}: the table of contents should be:\n${wanted.join('\n')}`];
}

/** Files that no page of the front links: a reader would not find them. */
export function unlinked(files: readonly string[], pages: ReadonlyMap<string, string>): string[] {
  const links = new Set(
    [...pages].flatMap(([path, text]) =>
      [...text.matchAll(/\]\((?!\w+:)([^)#\s]+)|<!-- file: (\S+) -->/g)].map(
        ([, link, file]) => file ?? new URL(link!, `file:///${path}`).pathname.slice(1),
      ),
    ),
  );
  return files
    .filter((file) => !links.has(file))
    .map((file) => `${file}: neither README.md nor a page of docs/ links it.`);
}

/** Turns of phrase that are not English, or that only this project would understand. */
const UNWANTED: readonly RegExp[] = [
  /\bis no (?:larger|list-based|valid|regular|key|big segment)\b/i,
  /\b(?:are|is) no members?\b/i,
  /\bno UTF-8\b/,
  /\bblindly\b/i,
  /\b(?:this|the) house\b/i,
  /\b(?:all|three) wings\b/i,
  /\btelling keys\b/i,
  /\bstrangers\b/i,
  /\brivals?\b/i,
  /\bcould not be asked to\b/i,
  /\bfootprint\b/i,
];

/** One sentence for each of them in a page; what is quoted from the code, and code, is left alone. */
export function unwantedWords(path: string, text: string): string[] {
  const prose = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, (block) => block.replace(/[^\n]/g, ''));
  return prose.split('\n').flatMap((line, index) =>
    line.startsWith('> ')
      ? []
      : UNWANTED.map((word) => word.exec(line)?.[0])
          .filter((word) => word !== undefined)
          .map((word) => `${path}:${index + 1}: "${word}" is not how this is said.`),
  );
}
