/** Stand-ins for the programs that examples call: warehouses, clouds, GitHub's command line, and webhooks. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROGRAMS: Readonly<Record<string, string>> = {
  // `\copy (…) to 'out/beta.csv'`, or the query's result on stdout.
  psql: `
    if [[ "$*" =~ to\\ \\'([^\\']+)\\' ]]; then printf '%s' "$EXPORTED_LIST" > "\${BASH_REMATCH[1]}"; else printf '%s' "$EXPORTED_LIST"; fi`,
  aws: `
    if [ "$2" = cp ]; then mkdir -p "\${@: -1}"; printf '%s' "$EXPORTED_LIST" | gzip > "\${@: -1}/0000_part_00.gz"; touch "\${@: -1}/_SUCCESS"; fi`,
  gcloud: `printf '%s' "$EXPORTED_LIST" | gzip > "\${@: -1}/000000000000.csv.gz"`,
  az: `
    [ "$1" != login ] || [[ "$*" == *"--federated-token oidc-token"* ]]
    while [ $# -gt 0 ]; do if [ "$1" = --destination ]; then mkdir -p "$2/beta"; touch "$2/beta/part.parquet"; fi; shift; done`,
  pipx: `
    ls parquet/beta/*.parquet > /dev/null
    [[ "$*" =~ TO\\ \\'([^\\']+)\\' ]]
    printf '%s' "$EXPORTED_LIST" | gzip > "\${BASH_REMATCH[1]}"`,
  gh: `if [ "$1" = api ]; then echo "$VISIBILITY"; else echo "$SUCCESSES"; fi`,
  curl: `
    case "$*" in
      *api://AzureADTokenExchange*) echo '{"value":"oidc-token"}' ;;
      *) { echo "\${@: -1}"; cat; } >> "$CALLS" ;;
    esac`,
  // The clone of the action: where it is built.
  git: `ln -s "$ACTION" "\${@: -1}"`,
};

export interface Programs {
  /** Environment variables by which scripts find them. */
  env: Record<string, string>;
  /** What webhooks were sent: addresses and bodies. */
  calls(): string;
}

/**
 * @param folder where they are put
 * @param list what exports give
 * @param more variables that they read: `VISIBILITY`, `SUCCESSES`, `ACTION`
 */
export function standIns(folder: string, list: string, more: Record<string, string> = {}): Programs {
  mkdirSync(folder, { recursive: true });
  for (const [name, script] of Object.entries(PROGRAMS)) {
    writeFileSync(join(folder, name), `#!/usr/bin/env bash\nset -euo pipefail\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const file = join(folder, 'calls');
  return {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      EXPORTED_LIST: list,
      CALLS: file,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?v=1',
      ...more,
    },
    calls: () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
  };
}

/** Whether this machine has what GitHub's runners have and the examples use. */
export const canRunExamples = process.platform === 'linux' && ['bash', 'jq', 'gpg', 'gzip'].every(exists);

export function exists(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
