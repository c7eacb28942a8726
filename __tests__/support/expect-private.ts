import { decodeHTML } from 'entities';
import type { ActionResult } from './run-action.ts';

const bytes = (text: string, encoding: 'hex' | 'base64'): string => Buffer.from(text, encoding).toString('utf8');

/** Undoes one encoding wherever a text has it; all else stays. */
const DECODERS: Record<string, (text: string) => string> = {
  percent: (text) => text.replace(/(?:%[\da-f]{2})+/gi, (run) => bytes(run.replaceAll('%', ''), 'hex')),
  HTML: (text) => decodeHTML(text),
  JSON: (text) =>
    text.replace(
      /\\(?:u([\da-f]{4})|(["\\/]))/gi,
      (_, code, plain) => plain ?? String.fromCharCode(Number.parseInt(code, 16)),
    ),
  // Where a base64 text starts is unknown if other such characters stand before it: try all four alignments.
  base64: (text) =>
    text.replace(/[\w+/-]{8,}/g, (run) => [0, 1, 2, 3].map((start) => bytes(run.slice(start), 'base64')).join('\n')),
};

/** The text itself and everything that it may stand for when up to two encodings are undone; name → lower-case text. */
function readings(text: string): Map<string, string> {
  let layer = new Map([['plain', text]]);
  const seen = new Map([[text, 'plain']]);
  for (let depth = 0; depth < 2; depth++) {
    const next = new Map<string, string>();
    for (const [from, value] of layer)
      for (const [name, decode] of Object.entries(DECODERS)) {
        const decoded = decode(value);
        if (seen.has(decoded)) continue;
        seen.set(decoded, `${from}, ${name}`);
        next.set(`${from}, ${name}`, decoded);
      }
    layer = next;
  }
  return new Map([...seen].map(([value, name]) => [name, value.toLowerCase()]));
}

/**
 * Asserts that no secret occurs in anything a run leaves behind: stdout (add-mask lines apart), stderr, outputs,
 * variables, summary, annotations, report, names of files; plain, or percent-, JSON-, HTML- or base64-encoded, in any case.
 * @param secrets keys of the list, and tokens; at least six characters each, since shorter ones occur by chance
 */
export function expectPrivate(
  result: ActionResult,
  { keys = [], token, others = [] }: { keys?: readonly string[]; token?: string; others?: readonly string[] },
): void {
  const secrets = [...keys, ...(token === undefined ? [] : [token]), ...others];
  if (secrets.length === 0) throw new Error('expectPrivate was given nothing to look for.');
  for (const secret of secrets)
    if (secret.length < 6) throw new Error(`"${secret}" is too short to tell a leak from chance.`);

  const places: Record<string, string> = {
    stdout: result.stdout.replace(/^::add-mask::.*$/gm, ''),
    log: result.log,
    stderr: result.stderr,
    annotations: JSON.stringify(result.annotations),
    outputs: JSON.stringify(result.outputs),
    'exported variables': JSON.stringify(result.exported),
    summary: result.summary,
    report: result.report,
    'names of temporary files': result.tempFiles.join('\n'),
  };
  for (const [place, text] of Object.entries(places)) {
    const leak = leakIn(text, secrets);
    if (leak !== undefined) throw new Error(`Leaked in the ${place} ${leak}`);
  }
}

/** Where in a text, and in which encoding, a secret is; undefined if in none. */
export function leakIn(text: string, secrets: readonly string[]): string | undefined {
  for (const [reading, plain] of readings(text))
    for (const secret of secrets) {
      const at = plain.indexOf(secret.toLowerCase());
      if (at >= 0) return `(${reading}): …${plain.slice(Math.max(0, at - 60), at + secret.length + 60)}…`;
    }
  return undefined;
}
