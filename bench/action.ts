/** The built action as a contender, in the environment that GitHub's runner gives it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inputEnvironment, runnerEnvironment } from '../__tests__/support/runner-environment.ts';
import type { Checkout, Contender } from './harness.ts';

/** The inputs that every bench gives, and its own. */
export function inputsFor(url: string, csvPath: string): Record<string, string> {
  return {
    'access-token': 'api-bench',
    'base-uri': url,
    'project-key': 'web',
    'environment-key': 'production',
    'segment-key': 'beta',
    'csv-path': csvPath,
  };
}

/**
 * The built action of a checkout, importing a list.
 * @param directory for its temporary files and file commands
 * @param caFile of a certificate authority to trust as well
 */
export function action(
  { name, root }: Checkout,
  directory: string,
  url: string,
  csvPath: string,
  caFile?: string,
): Contender {
  const commands = join(directory, 'commands');
  const temp = join(directory, 'temp');
  for (const folder of [commands, temp]) mkdirSync(folder, { recursive: true });
  const command = (file: string): string => {
    writeFileSync(join(commands, file), '');
    return join(commands, file);
  };
  const options = { inputs: inputsFor(url, csvPath) };
  return {
    name,
    command: [process.execPath, join(root, 'dist/index.js')],
    env: {
      ...runnerEnvironment(options),
      ...inputEnvironment(options),
      GITHUB_OUTPUT: command('output'),
      GITHUB_STEP_SUMMARY: command('summary'),
      GITHUB_STATE: command('state'),
      GITHUB_WORKSPACE: dirname(csvPath),
      RUNNER_TEMP: temp,
      ...(caFile !== undefined && { NODE_EXTRA_CA_CERTS: caFile }),
    },
  };
}
