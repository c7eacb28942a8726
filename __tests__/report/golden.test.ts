/**
 * Real runs: what people read of them, as files to be read by eye, which the same runs of today are held against.
 * `npm run preview` records them anew.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { kebab } from '../../src/words.ts';
import { outputNames } from '../support/runner-environment.ts';
import { normalise } from './normalise.ts';
import { FILES, kindsOf, record, SCENARIOS } from './recordings.ts';

const ROOT = join(import.meta.dirname, '../..');
const GOLDEN = join(import.meta.dirname, 'golden');
const read = (path: string): string => readFileSync(path, 'utf8');
const validator = (schema: string) =>
  new Ajv2020({ strict: true, strictTypes: false }).compile(JSON.parse(read(join(ROOT, 'docs', schema))));
const VALIDATE = { import: validator('report.schema.json'), export: validator('export-report.schema.json') };

/** Windows has no signals to cancel a run with. */
const POSSIBLE = Object.entries(SCENARIOS).filter(
  ([, { cancelledAt }]) => cancelledAt === undefined || process.platform !== 'win32',
);

test.concurrent.each(POSSIBLE)('%s', async (name, scenario) => {
  const recording = await record(scenario);
  const { action, log, report, outputs, annotations } = recording;
  const texts = normalise(recording);
  for (const kind of kindsOf(scenario)) expect(texts[kind]).toBe(read(join(GOLDEN, `${name}.${FILES[kind]}`)));

  // Tables of many targets, and annotations, are as wide as they must be.
  const wide = log.split('\n').filter((line) => line.startsWith('  ') && line.length > 80);
  if (scenario.inputs['targets-path'] === undefined) expect(wide).toEqual([]);
  expect(annotations.filter(({ level }) => level !== 'warning')).toHaveLength(1);
  expect(annotations.at(-1)?.level).toBe(outputs.status === 'failed' ? 'error' : 'notice');

  const validate = VALIDATE[action];
  validate(JSON.parse(report));
  expect(validate.errors).toBeNull();
  expect(Object.keys(outputs).sort()).toEqual(outputNames(action));
  if (action === 'export') expect(asOutputs(JSON.parse(report))).toMatchObject(withoutReportPath(outputs));
  expect(outputs.message).toMatch(/^[\w .:;,()%…/-]{10,300}$/);
  for (const value of Object.values(outputs)) expect(value).not.toMatch(/^(null|undefined|NaN)$/);
});

/** The outputs of an export are the head of its report. */
const asOutputs = (report: object) =>
  Object.fromEntries(Object.entries(report).map(([name, value]) => [kebab(name), String(value ?? '')]));
const withoutReportPath = ({ 'report-path': _, ...others }: Record<string, string>) => others;

test('there are no others', () => {
  const names = Object.entries(SCENARIOS).flatMap(([name, scenario]) =>
    kindsOf(scenario).map((kind) => `${name}.${FILES[kind]}`),
  );
  expect(readdirSync(GOLDEN).sort()).toEqual(names.sort());
});
