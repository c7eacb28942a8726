import { readFileSync } from 'node:fs';
import validator, { type OpenAPIResponseValidatorArgs } from 'openapi-response-validator';

type Responses = OpenAPIResponseValidatorArgs['responses'];

interface Description {
  paths: Record<string, Record<string, { operationId: string; responses: Responses }>>;
  components: NonNullable<OpenAPIResponseValidatorArgs['components']>;
}

// A CommonJS package: its default export is a property of what the import gives.
const { default: ResponseValidator } = validator;

const description: Description = JSON.parse(
  readFileSync(new URL('../../simulator/openapi.json', import.meta.url), 'utf8'),
);

/** Statuses that everybody knows to occur and the description leaves out. */
const UNDOCUMENTED: Record<string, readonly number[]> = {
  createBigSegmentImport: [413],
  getBigSegmentImport: [401],
  getBigSegmentExport: [401],
  updateBigSegmentContextTargets: [413],
};

const operations = Object.entries(description.paths).flatMap(([path, methods]) => {
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
  return Object.entries(methods).map(([method, { operationId, responses }]) => {
    const answers = new ResponseValidator({ responses, components: description.components });
    return { method: method.toUpperCase(), pattern, operationId, answers };
  });
});

/**
 * Compares an answer with LaunchDarkly's published description.
 *
 * @returns what is wrong with it, or `undefined`
 */
export function compare(method: string, path: string, status: number, body: unknown): unknown {
  const [pathname] = path.split('?');
  const operation = operations.find((one) => one.method === method && one.pattern.test(pathname!));
  if (!operation) return `${method} ${path} is not in the description`;
  if (UNDOCUMENTED[operation.operationId]?.includes(status)) return undefined;
  return operation.answers.validateResponse(status, body);
}
