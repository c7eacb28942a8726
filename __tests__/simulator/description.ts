import { readFileSync } from 'node:fs';
import validator, { type OpenAPIResponseValidatorArgs } from 'openapi-response-validator';

type Responses = Record<string, unknown>;

interface Description {
  paths: Record<string, Record<string, { operationId: string; responses: Responses }>>;
  components: NonNullable<OpenAPIResponseValidatorArgs['components']>;
}

// A CommonJS package: its default export is a property of what the import gives.
const { default: ResponseValidator } = validator;

const description: Description = JSON.parse(
  readFileSync(new URL('../../simulator/openapi.json', import.meta.url), 'utf8'),
);

/** Statuses that are known to occur and that the description leaves out. Their bodies are those of other operations. */
const UNDOCUMENTED: Record<string, readonly number[]> = {
  getSegments: [400, 429],
  createBigSegmentImport: [403, 413],
  getBigSegmentImport: [401],
  createBigSegmentExport: [403],
  getBigSegmentExport: [401],
  updateBigSegmentContextTargets: [403, 413],
};

const ERRORS: Record<number, string> = {
  400: 'InvalidRequestErrorRep',
  401: 'UnauthorizedErrorRep',
  403: 'ForbiddenErrorRep',
  413: 'InvalidRequestErrorRep',
  429: 'RateLimitedErrorRep',
};

const undocumented = (operationId: string): Responses =>
  Object.fromEntries(
    (UNDOCUMENTED[operationId] ?? []).map((status) => {
      const schema = { $ref: `#/components/schemas/${ERRORS[status]}` };
      return [status, { description: '', content: { 'application/json': { schema } } }];
    }),
  );

const operations = Object.entries(description.paths).flatMap(([path, methods]) => {
  const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
  return Object.entries(methods).map(([method, { operationId, responses }]) => {
    // Compiled when first needed: that takes a while, and no test file needs all.
    let validator: InstanceType<typeof ResponseValidator> | undefined;
    const answers = () =>
      (validator ??= new ResponseValidator({
        responses: { ...responses, ...undocumented(operationId) } as OpenAPIResponseValidatorArgs['responses'],
        components: description.components,
      }));
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
  return operation.answers().validateResponse(status, body);
}
