/**
 * A targets file -> one TargetSettings per target. Loaded only when a targets file is used.
 */

import type { TargetSettings } from '../settings.ts';
import { readTarget } from './import.ts';
import { Reader, type Source } from './reader.ts';
import { snapshotProblems } from './snapshots.ts';
import { readTargetsFile, TOKEN_VARIABLE } from './targets-file.ts';

/** Only variables that are meant for it, so that a targets file cannot send some other secret to LaunchDarkly. */
const TOKEN_VARIABLE_NAME = /^(LD|LAUNCHDARKLY)_[A-Za-z0-9_]+$/;
/**
 * What the dynamic linkers of Linux, the BSDs and Solaris obey begins with `LD_` too, and is no token.
 * https://man7.org/linux/man-pages/man8/ld.so.8.html https://man.freebsd.org/cgi/man.cgi?ld-elf.so.1
 */
const LINKER_VARIABLES: ReadonlySet<string> = new Set(
  (
    'ASSUME_KERNEL AUDIT BIND_NOT BIND_NOW CONFIG DEBUG DEBUG_OUTPUT DEMANGLE DUMP_REL_POST DUMP_REL_PRE DYNAMIC_WEAK ' +
    'ELF_HINTS_PATH FLAGS GETPATH HWCAP_MASK KEEPDIR LIBMAP LIBMAP_DISABLE LIBRARY_PATH LIBRARY_PATH_FDS ' +
    'LIBRARY_PATH_RPATH LOADAVAIL LOADFLTR NO_DL_ITERATE_PHDR_AFTER_FORK NOAUDIT NOAUXFLTR NOCONFIG NODIRCONFIG ' +
    'NODIRECT NOLAZYLOAD NOOBJALTER NOPAREXT NOVERSION OPTIONS ORIGIN_PATH POINTER_GUARD PREFER_MAP_32BIT_EXEC ' +
    'PRELOAD PRELOAD_FDS PROFILE PROFILE_OUTPUT RUN_PATH SHOW_AUXV SIGNAL STATIC_TLS_EXTRA TRACE_LOADED_OBJECTS ' +
    'TRACE_LOADED_OBJECTS_ALL TRACE_LOADED_OBJECTS_FMT1 TRACE_LOADED_OBJECTS_FMT2 TRACE_LOADED_OBJECTS_PROGNAME ' +
    'TRACE_PRELINKING USE_LOAD_BIAS UTRACE VERBOSE WARN'
  ).split(' '),
);

export interface TargetsContext {
  workspace: string;
  /** RUNNER_TEMP, or what stands for it. */
  temp: string;
  /** The step's inputs: the defaults below the file's own. */
  input: Source;
  env: Readonly<Record<string, string | undefined>>;
  /** Called with each token before anything can be printed. */
  mask: (secret: string) => void;
}

/**
 * Reads all targets.
 * @param path of the file, as the person wrote it
 * @throws Failure `invalid_input` with every problem and its line
 */
export async function loadTargets(path: string, context: TargetsContext): Promise<TargetSettings[]> {
  const { workspace, temp, input } = context;
  const file = await readTargetsFile(path, workspace);
  const seen = new Map<string, number>();
  const targets = file.targets.map((values, index) => {
    const reader: Reader = new Reader((name) => {
      // A dry run of the whole step must stay one, whatever the file says.
      if (name === 'dry-run' && /^true$/i.test(input(name).trim())) return 'true';
      if (name === 'access-token') return readToken(context, reader, values[TOKEN_VARIABLE]?.[0]);
      return values[name]?.join('\n') ?? input(name);
    }, workspace);
    const target = readTarget(reader);
    for (const { name, text } of reader.problems) file.problem(file.lineOf(index, name), text);
    const { projectKey, environmentKey, segmentKey } = target;
    const id = JSON.stringify([projectKey, environmentKey, segmentKey]);
    const earlier = seen.get(id);
    if (earlier === undefined) seen.set(id, index);
    else file.problem(file.lineOf(index), `is the same segment as the target in line ${file.lineOf(earlier)}.`);
    return target;
  });
  for (const { target, name, text } of snapshotProblems(targets, workspace, [workspace, temp]))
    file.problem(file.lineOf(target, name), text);
  file.throwProblems();
  return targets;
}

function readToken({ input, env, mask }: TargetsContext, reader: Reader, variable: string | undefined): string {
  if (variable === undefined) return input('access-token');
  if (!TOKEN_VARIABLE_NAME.test(variable)) {
    reader.problem(TOKEN_VARIABLE, 'must name an environment variable that begins with `LD_` or `LAUNCHDARKLY_`.');
    return 'unknown';
  }
  if (LINKER_VARIABLES.has(variable.toUpperCase().replace(/^LD_((32|64)_)?|_(32|64)$/g, ''))) {
    reader.problem(TOKEN_VARIABLE, `names \`${variable}\`, which belongs to the dynamic linker and holds no token.`);
    return 'unknown';
  }
  const token = env[variable]?.trim() ?? '';
  if (token !== '') mask(token);
  else reader.problem(TOKEN_VARIABLE, `names \`${variable}\`, which is not set: add it to the \`env\` of the step.`);
  return token || 'unknown';
}
