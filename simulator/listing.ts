import { badRequest } from './errors.ts';

/** A field that a filter can ask about. */
export interface Field<T> {
  operators: readonly ('equals' | 'anyOf' | 'exists')[];
  test: (item: T, wanted: readonly string[]) => boolean;
}

/** A field that has one of some values. */
export function valueField<T>(values: (item: T) => readonly string[]): Field<T> {
  return {
    operators: ['equals', 'anyOf'],
    test: (item, wanted) => values(item).some((value) => wanted.includes(value)),
  };
}

function readOperand(operator: string, operand: string): unknown {
  if (operator !== 'anyOf') return [operand.replace(/^"(.*)"$/, '$1')];
  try {
    return JSON.parse(operand);
  } catch {
    return undefined;
  }
}

/**
 * Reads `field equals value,field anyOf ["a", "b"],field exists true`, where a comma means "and". LaunchDarkly's
 * alternatives and parentheses are refused.
 *
 * @throws Refusal if it cannot be read
 */
export function parseFilter<T>(filter: string, fields: Readonly<Record<string, Field<T>>>): (item: T) => boolean {
  const terms = filter.match(/[^,[]+(\[[^\]]*\])?/g) ?? [];
  const tests = terms.map((term) => {
    const [, name = '', operator = '', operand = ''] = /^\s*(\w+) (\w+) ([^|()]+?)\s*$/.exec(term) ?? [];
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const wanted = field?.operators.some((one) => one === operator) ? readOperand(operator, operand) : undefined;
    if (!field || !Array.isArray(wanted)) throw badRequest(`Invalid filter: ${term}`);
    return (item: T) => field.test(item, wanted);
  });
  return (item) => tests.every((test) => test(item));
}

/** One page of a list, as the parameters `filter`, `limit` and `offset` want it. */
export function listPage<T>(
  all: readonly T[],
  query: Readonly<Record<string, string | undefined>>,
  fields: Readonly<Record<string, Field<T>>>,
): { page: T[]; totalCount: number } {
  const { filter, limit = '20', offset = '0' } = query;
  if (![limit, offset].every((number) => /^\d+$/.test(number))) throw badRequest('limit and offset must be numbers');
  const matches = filter ? all.filter(parseFilter(filter, fields)) : all;
  return { page: matches.slice(Number(offset), Number(offset) + Number(limit)), totalCount: matches.length };
}
