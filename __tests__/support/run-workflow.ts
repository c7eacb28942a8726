/**
 * Runs a workflow file step by step, as GitHub would as far as the examples need it: jobs in order, conditions and expressions
 * by GitHub's own evaluator, scripts in the shell that GitHub takes. What `uses:` names is up to the caller.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import { parse } from 'yaml';
import { runnerEnvironment } from './runner-environment.ts';
import { readFileCommands } from './runner-log.ts';

type Outcome = 'success' | 'failure' | 'skipped';
type Context = Record<string, unknown>;
type Env = Record<string, string>;

/** A step with `uses:`, its expressions evaluated. */
export interface UsedAction {
  uses: string;
  with: Record<string, string>;
  env: Env;
  workspace: string;
  temp: string;
}

export interface WorkflowOptions {
  /** The file. */
  path: string;
  eventName: string;
  /** The event's payload. */
  event?: Context;
  /** Inputs of `workflow_dispatch` and `workflow_call`. */
  inputs?: Context;
  secrets: Context;
  vars?: Context;
  /** Variables of the runner's machine, beside those of run-action.ts. */
  env: Env;
  runId?: string;
  /** Does what an action does: `false` if it fails, else its outputs. */
  use(action: UsedAction): Promise<{ ok: boolean; outputs?: Env }>;
  /** Gives the path of a reusable workflow of the same repository. */
  reusable?(uses: string): string;
}

export interface RanStep {
  /** Its name, its `uses:` without the version, or its script. */
  name: string;
  outcome: Outcome;
  outputs: Env;
  log: string;
}

export interface RanJob {
  result: Outcome;
  steps: RanStep[];
  outputs: Env;
}

interface Step {
  id?: string;
  name?: string;
  if?: string | boolean;
  uses?: string;
  with?: Context;
  run?: string;
  env?: Context;
}

interface Job {
  if?: string | boolean;
  needs?: string | string[];
  env?: Context;
  steps?: Step[];
  uses?: string;
  with?: Context;
  secrets?: Context | 'inherit';
  outputs?: Context;
}

const STATUS_FUNCTIONS = /\b(success|failure|always|cancelled)\s*\(/;

/** Evaluates one expression. `failed` is what failure() says. */
function evaluate(expression: string, contexts: Context, failed: boolean): data.ExpressionData {
  const functions = Object.entries({ success: !failed, failure: failed, always: true, cancelled: false }).map(
    ([name, value]) => ({ name, minArgs: 0, maxArgs: 0, call: () => new data.BooleanData(value) }),
  );
  const { tokens } = new Lexer(expression).lex();
  const dictionary = JSON.parse(JSON.stringify(contexts), data.reviver);
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  return new Evaluator(parsed, dictionary, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

/** A value with its expressions filled in, as the text that a runner passes on. */
const filled = (value: unknown, contexts: Context): string =>
  String(value).replace(/\$\{\{(.*?)\}\}/gs, (_, code: string) =>
    evaluate(code.trim(), contexts, false).coerceString(),
  );

const filledAll = (values: Context | undefined, contexts: Context): Env =>
  Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, filled(value, contexts)]));

function holds(condition: string | boolean | undefined, contexts: Context, failed: boolean): boolean {
  const code = String(condition ?? 'success()')
    .replace(/^\s*\$\{\{(.*)\}\}\s*$/s, '$1')
    .trim();
  const whole = STATUS_FUNCTIONS.test(code) ? code : `success() && (${code})`;
  const result = evaluate(whole, contexts, failed);
  return !['', 'false', '0'].includes(result.coerceString());
}

/** Runs all jobs, one after another. */
export async function runWorkflow(options: WorkflowOptions): Promise<Record<string, RanJob>> {
  const workflow = parse(readFileSync(options.path, 'utf8'));
  const runId = options.runId ?? '1658821493';
  const github = {
    event_name: options.eventName,
    event: { ...options.event, inputs: options.inputs ?? {} },
    repository: 'octo-org/octo-repo',
    run_id: runId,
    run_attempt: '1',
    server_url: 'https://github.com',
    token: '',
  };
  const declared: Record<string, { default?: unknown }> =
    (workflow.on?.workflow_dispatch ?? workflow.on?.workflow_call)?.inputs ?? {};
  const defaults = Object.fromEntries(Object.entries(declared).map(([name, input]) => [name, input.default ?? '']));
  const inputs = options.inputs === undefined ? {} : { ...defaults, ...options.inputs };
  const shared: Context = { github, inputs, secrets: options.secrets, vars: options.vars ?? {} };
  const ran: Record<string, RanJob> = {};
  for (const [name, job] of Object.entries<Job>(workflow.jobs)) {
    const needs = [job.needs ?? []].flat();
    const failed = needs.some((need) => ran[need]?.result !== 'success');
    const contexts = { ...shared, needs: Object.fromEntries(needs.map((need) => [need, ran[need]])) };
    if (!holds(job.if, contexts, failed)) ran[name] = { result: 'skipped', steps: [], outputs: {} };
    else if (job.uses === undefined) ran[name] = await runJob(job, { ...contexts, env: {} }, { ...options, runId });
    else ran[name] = await callWorkflow(job, contexts, { ...options, runId });
  }
  return ran;
}

async function callWorkflow(
  { uses, with: given, secrets }: Job,
  contexts: Context,
  options: WorkflowOptions,
): Promise<RanJob> {
  const jobs = await runWorkflow({
    ...options,
    path: options.reusable!(uses!),
    inputs: filledAll(given, contexts),
    secrets: secrets === 'inherit' ? options.secrets : filledAll(secrets, contexts),
  });
  const all = Object.values(jobs);
  const result = all.some((job) => job.result === 'failure') ? 'failure' : 'success';
  return {
    result,
    steps: all.flatMap(({ steps }) => steps),
    outputs: Object.assign({}, ...all.map(({ outputs }) => outputs)),
  };
}

async function runJob(job: Job, contexts: Context, options: WorkflowOptions): Promise<RanJob> {
  // Short, since gpg's agent listens in the home folder.
  const base = mkdtempSync(join(tmpdir(), 'job-'));
  const [workspace, temp, home] = ['work', 'temp', 'home'].map((name) => join(base, name)) as [string, string, string];
  for (const folder of [workspace, temp, home]) mkdirSync(folder);
  const ran: RanStep[] = [];
  const steps: Record<string, Context> = {};
  const known: Context = { ...contexts, steps, runner: { temp, os: 'Linux' }, env: filledAll(job.env, contexts) };
  let failed = false;
  try {
    for (const step of job.steps ?? []) {
      const name = step.name ?? step.uses?.replace(/@.*/, '') ?? step.run!.trim();
      const env = { ...(known.env as Env), ...filledAll(step.env, known) };
      let result: Omit<RanStep, 'name'> = { outcome: 'skipped', outputs: {}, log: '' };
      if (holds(step.if, { ...known, env }, failed)) {
        if (step.uses === undefined) result = await runScript(step.run!, env, { base, workspace, temp, home }, options);
        else {
          const used = { uses: step.uses, with: filledAll(step.with, known), env, workspace, temp };
          const { ok, outputs = {} } = await options.use(used);
          result = { outcome: ok ? 'success' : 'failure', outputs, log: '' };
        }
      }
      if (step.id !== undefined) steps[step.id] = { outcome: result.outcome, outputs: result.outputs };
      failed ||= result.outcome === 'failure';
      ran.push({ name, ...result });
    }
    return { result: failed ? 'failure' : 'success', steps: ran, outputs: filledAll(job.outputs, known) };
  } finally {
    rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** `bash -e`, as GitHub runs scripts that do not name a shell. */
async function runScript(
  script: string,
  env: Env,
  { base, workspace, temp, home }: { base: string; workspace: string; temp: string; home: string },
  options: WorkflowOptions,
): Promise<Omit<RanStep, 'name'>> {
  const file = (name: string, content = ''): string => {
    writeFileSync(join(base, name), content);
    return join(base, name);
  };
  const output = file('output');
  const child = spawn('bash', ['-e', file('script.sh', script)], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...runnerEnvironment({ eventName: options.eventName }),
      GITHUB_RUN_ID: options.runId,
      GITHUB_OUTPUT: output,
      GITHUB_WORKSPACE: workspace,
      GITHUB_STEP_SUMMARY: file('summary'),
      RUNNER_TEMP: temp,
      HOME: home,
      ...options.env,
      ...env,
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log += text));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject).once('close', settle);
  });
  return { outcome: code === 0 ? 'success' : 'failure', outputs: readFileCommands(readFileSync(output, 'utf8')), log };
}
