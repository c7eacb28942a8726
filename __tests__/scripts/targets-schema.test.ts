import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { targetsSchema } from '../../scripts/docs/targets-schema.ts';

const published = readFileSync('docs/targets.schema.json', 'utf8');
const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(published));

test('the published schema is what action.yml says', () => {
  expect(published).toBe(targetsSchema(parse(readFileSync('action.yml', 'utf8'))));
});

test.each([
  ['targets: [{project-key: p, environment-key: e, segment-key: 7, csv-path: [a.csv, b.csv], key-column: 2}]'],
  [
    'defaults: {header: auto, mode: replace, wait: false, timeout-minutes: 0.5}\ntargets: [{csv-path: a.csv, key-column: email}]',
  ],
  ['targets: [{access-token-env: LD_TOKEN, max-removal-percent: 100, strategy: delta}]'],
])('%s is valid', (text) => {
  expect(validate(parse(text)) || validate.errors).toBe(true);
});

test.each([
  ['targets: []'],
  ['defaults: {}'],
  ['targets: [{access-token: api-1}]'],
  ['targets: [{access-token-env: GITHUB_TOKEN}]'],
  ['targets: [{mode: overwrite}]'],
  ['targets: [{wait: sometimes}]'],
  ['targets: [{key-column: 0}]'],
  ['targets: [{max-removal-percent: 101}]'],
  ['targets: [{csv-path: {a: b}}]'],
  ['targets: [{colour: red}]'],
])('%s is not', (text) => {
  expect(validate(parse(text))).toBe(false);
});
