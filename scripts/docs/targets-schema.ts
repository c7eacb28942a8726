/** The JSON Schema of a targets file, made from action.yml: editors complete and check the file with it. */

import { TARGET_INPUTS } from '../../src/inputs/import.ts';
import { MOST_TARGETS } from '../../src/inputs/targets-file.ts';
import type { Metadata } from './generate.ts';

type Schema = Record<string, unknown>;

const text: Schema = { type: ['string', 'number'] };
const lines: Schema = { anyOf: [{ type: 'string' }, { type: 'array', items: text, minItems: 1 }] };

/** What is not simply a text: the inputs' own checks are stricter, and final. */
const TYPES: Readonly<Record<string, Schema>> = {
  'csv-path': lines,
  'key-column': { anyOf: [{ type: 'integer', minimum: 1 }, { type: 'string' }] },
  header: { enum: [true, false, 'auto'] },
  'on-invalid-row': { enum: ['fail', 'skip'] },
  mode: { enum: ['merge', 'replace', 'remove'] },
  strategy: { enum: ['upload', 'delta'] },
  verify: { enum: ['warn', 'fail', 'off'] },
  'max-removal-percent': { type: 'number', minimum: 0, maximum: 100 },
  'max-addition-percent': { type: 'number', minimum: 0 },
  'timeout-minutes': { type: 'number', exclusiveMinimum: 0, maximum: 7200 },
  'approval-notify-members': lines,
  'approval-notify-teams': lines,
};

/** @param metadata action.yml, for descriptions and defaults */
export function targetsSchema({ inputs }: Metadata): string {
  const properties: Record<string, Schema> = {};
  for (const name of TARGET_INPUTS) {
    const { description, default: standard } = inputs[name]!;
    const isBoolean = standard === 'true' || standard === 'false';
    properties[name] = {
      description: description.replace(/ Required, except with `targets-path`\./, ''),
      ...(TYPES[name] ?? (isBoolean ? { type: 'boolean' } : text)),
    };
  }
  properties['access-token-env'] = {
    description:
      'Name of the environment variable that holds the access token of this target; without it the input `access-token` serves. A token itself never belongs in the file.',
    type: 'string',
    pattern: '^(LD|LAUNCHDARKLY)_[A-Za-z0-9_]+$',
  };
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'LaunchDarkly segment import: targets file',
    description: 'Key lists and the segments that they are imported into, for the input `targets-path`.',
    type: 'object',
    additionalProperties: false,
    required: ['targets'],
    properties: {
      defaults: { description: 'Applies to every target that does not say otherwise.', $ref: '#/$defs/inputs' },
      targets: {
        description: 'One list for one segment each.',
        type: 'array',
        minItems: 1,
        maxItems: MOST_TARGETS,
        items: { $ref: '#/$defs/inputs' },
      },
    },
    $defs: { inputs: { type: 'object', additionalProperties: false, properties } },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
