/**
 * The licences of what is bundled into dist/: the packages are those whose modules the bundler really used.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One bundled module, as far as it matters here. */
interface Module {
  /** Absolute path of its file. */
  resource?: string;
  /** The modules that were concatenated into this one. */
  modules?: Iterable<Module>;
}

/** @returns the folders of all packages that the modules come from, sorted by package name */
export function bundledPackages(modules: Iterable<Module>): string[] {
  const folders = new Set<string>();
  const visit = (module: Module): void => {
    const folder = module.resource && /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module.resource)?.[0];
    if (folder) folders.add(folder);
    for (const inner of module.modules ?? []) visit(inner);
  };
  for (const module of modules) visit(module);
  return [...folders].sort((a, b) => (title(a) < title(b) ? -1 : 1));
}

/**
 * @param folders of packages
 * @returns name, version and every licence and notice text of each
 * @throws if a package comes without any text: then a person has to find it
 */
export function licenceTexts(folders: readonly string[]): string {
  const sections = folders.map((folder) => {
    const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)/i.test(name));
    if (names.length === 0) throw new Error(`${title(folder)} has no licence file.`);
    const texts = names.sort().map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim());
    return [`${title(folder)} (${manifest(folder).license})`, ...texts].join('\n\n');
  });
  return `${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const title = (folder: string): string => `${manifest(folder).name}@${manifest(folder).version}`;
