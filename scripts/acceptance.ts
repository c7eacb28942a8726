/**
 * Asks a LaunchDarkly environment what it does where LaunchDarkly does not say, and holds that against docs/assumptions.md.
 * Works on segments that it makes and deletes. The token comes from LAUNCHDARKLY_ACCESS_TOKEN. See examples/acceptance.yml.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Api } from './acceptance/api.ts';
import { Lab, type LabOptions } from './acceptance/lab.ts';
import type { Finding, Probe } from './acceptance/probe.ts';
import { readApprovals } from './acceptance/probes/approvals.ts';
import { EXPENSIVE, PROBES, REQUIRED } from './acceptance/probes.ts';
import { type Report, type Result, resultOf, toMarkdown } from './acceptance/report.ts';

const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    environment: { type: 'string' },
    'base-uri': { type: 'string', default: 'https://app.launchdarkly.com' },
    out: { type: 'string', default: 'acceptance.json' },
    'approval-environment': { type: 'string' },
    'file-size': { type: 'boolean', default: false },
    'poll-seconds': { type: 'string', default: '1' },
    'settle-seconds': { type: 'string', default: '180' },
    'import-minutes': { type: 'string', default: '20' },
  },
});

/**
 * @param approval whether segments must need approval there; else not all of them may
 * @returns the tags that make a segment need it
 * @throws if the environment cannot be read or is another
 */
async function checkPlace(options: LabOptions, approval: boolean): Promise<readonly string[]> {
  const { environment, shown, asked } = await readApprovals(options);
  const { status, json } = environment;
  if (status !== 200) throw new Error(`Reading the environment was answered ${status}: ${json.message ?? ''}`);
  const tags = [...(shown?.requiredApprovalTags ?? []), ...(asked?.requiredApprovalTags ?? [])];
  const all = tags.length === 0 && Boolean(shown?.required || asked?.required);
  if (!approval && all) throw new Error('Segments of this environment need approval. Choose one where they do not.');
  if (approval && !all && tags.length === 0)
    throw new Error(`Segments of ${options.place.environmentKey} need no approval.`);
  return tags;
}

/** @returns a lab whose segments need approval, if an environment for it is named */
async function labWithApproval(options: LabOptions): Promise<Lab | undefined> {
  const environmentKey = values['approval-environment'];
  if (!environmentKey) return undefined;
  const there = { ...options, place: { ...options.place, environmentKey } };
  return new Lab({ ...there, tags: (await checkPlace(there, true)).slice(0, 1) });
}

/** @returns what an error says; `fetch` keeps the reason in its cause */
function reason(error: Error): string {
  const { code, message } = (error.cause ?? {}) as { code?: string; message?: string };
  return error.cause === undefined ? error.message : `${error.message} (${code ?? message})`;
}

/** Runs one probe. Whatever it throws is its finding. */
async function ask(probe: Probe, lab: Lab): Promise<Result> {
  const began = Date.now();
  const finding = await probe.run(lab).catch((error: Error): Finding => {
    return { verdict: 'not settled', found: lab.signal.aborted ? 'Broken off.' : reason(error) };
  });
  return resultOf(probe, finding, (Date.now() - began) / 1000);
}

async function main(): Promise<void> {
  const token = process.env.LAUNCHDARKLY_ACCESS_TOKEN;
  const { project, environment } = values;
  if (!token || !project || !environment)
    throw new Error('LAUNCHDARKLY_ACCESS_TOKEN, --project and --environment are required.');
  const baseUri = values['base-uri'].replace(/\/$/, '');
  const broken = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => broken.abort(new Error(name)));
  const options: LabOptions = {
    api: new Api({ baseUri, token, signal: broken.signal }),
    place: { projectKey: project, environmentKey: environment },
    patience: {
      pollMs: Number(values['poll-seconds']) * 1000,
      settleMs: Number(values['settle-seconds']) * 1000,
      importMs: Number(values['import-minutes']) * 60_000,
    },
    signal: broken.signal,
  };
  await checkPlace(options, false);
  const lab = new Lab(options);
  const approvalLab = await labWithApproval(options);
  const report: Report = { date: new Date().toISOString(), instance: baseUri, results: [], left: [] };
  try {
    for (const probe of PROBES) {
      if (EXPENSIVE.has(probe) && !values['file-size']) continue;
      const where = REQUIRED.has(probe) ? approvalLab : lab;
      if (!where) continue;
      const result = await ask(probe, where);
      report.results.push(result);
      console.log(`${result.verdict.padEnd(12)} ${result.name}: ${result.found} The action assumes: ${result.assumes}`);
    }
  } finally {
    const last = new Api({ baseUri, token, signal: new AbortController().signal });
    report.left = [...(await lab.close(last)), ...((await approvalLab?.close(last)) ?? [])];
    writeFileSync(values.out, `${JSON.stringify(report, undefined, 2)}\n`);
    if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, toMarkdown(report));
  }
  if (report.left.length > 0) throw new Error(`Not deleted: ${report.left.join(', ')}`);
  if (broken.signal.aborted) throw new Error('Broken off. The segments are deleted.');
}

await main().catch((error: Error) => {
  console.error(reason(error));
  process.exitCode = 1;
});
