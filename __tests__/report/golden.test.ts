/**
 * Real runs: their log, summary and comment as files to be read by eye, which the same runs of today are held against.
 * `npm run preview` records them anew.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { normalise } from './normalise.ts';
import { FILES, record, SCENARIOS } from './recordings.ts';

const ROOT = join(import.meta.dirname, '../..');
const GOLDEN = join(import.meta.dirname, 'golden');
const read = (path: string): string => readFileSync(path, 'utf8');
const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(
  JSON.parse(read(join(ROOT, 'docs/report.schema.json'))),
);
const OUTPUTS = Object.keys(parse(read(join(ROOT, 'action.yml'))).outputs);

test.concurrent.each(Object.entries(SCENARIOS))('%s', async (name, scenario) => {
  const recording = await record(scenario);
  const { log, report, outputs, annotations } = recording;
  const texts = normalise(recording);
  for (const kind of Object.keys(FILES) as (keyof typeof FILES)[])
    expect(texts[kind]).toBe(read(join(GOLDEN, `${name}.${FILES[kind]}`)));

  // Tables of many targets, and annotations, are as wide as they must be.
  const wide = log.split('\n').filter((line) => line.startsWith('  ') && line.length > 80);
  if (scenario.inputs['targets-path'] === undefined) expect(wide).toEqual([]);
  expect(annotations.filter(({ level }) => level !== 'warning')).toHaveLength(1);
  expect(annotations.at(-1)?.level).toBe(outputs.status === 'failed' ? 'error' : 'notice');

  validate(JSON.parse(report));
  expect(validate.errors).toBeNull();
  expect(Object.keys(outputs).sort()).toEqual(OUTPUTS.sort());
  expect(outputs.message).toMatch(/^[\w .:;,()%…/-]{10,300}$/);
  for (const value of Object.values(outputs)) expect(value).not.toMatch(/^(null|undefined|NaN)$/);
});

test('there are no others', () => {
  const names = Object.keys(SCENARIOS).flatMap((name) => Object.values(FILES).map((file) => `${name}.${file}`));
  expect(readdirSync(GOLDEN).sort()).toEqual(names.sort());
});
