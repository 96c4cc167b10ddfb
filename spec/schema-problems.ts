import type { Description, Operation } from '../model/description.ts';
import type { JsonPointer } from '../model/json.ts';
import type { Problem } from '../model/problem.ts';
import type { Schemas } from './schemas.ts';
import { compileSchemas, SchemaBroken } from './schemas.ts';

/**
 * The schemas that operations use and that cannot be compiled. Compiling them all takes a while for a large description;
 * in the schemas that are given they stay compiled.
 */
export function schemaProblems(
  description: Pick<Description, 'document' | 'dialect' | 'operations' | 'origin'>, given: { readonly request?: Schemas; readonly response?: Schemas } = {},
): readonly Problem[] {
  const problems = new Map<JsonPointer, Problem>();
  for (const direction of ['request', 'response'] as const) {
    const schemas = given[direction] ?? compileSchemas(description, { direction });
    for (const pointer of new Set(description.operations.flatMap((operation) => [...schemasOf(operation, direction)]))) {
      const problem = problemWith(schemas, pointer);
      // A component that is used often is broken once.
      if (problem) problems.set(problem.where?.pointer ?? pointer, problem);
    }
  }
  return [...problems.values()].map((problem) => {
    const where = problem.where?.pointer === undefined ? undefined : description.origin?.place(problem.where.pointer);
    return { ...problem, ...(where && { where }) };
  });
}

function problemWith(schemas: Schemas, pointer: JsonPointer): Problem | undefined {
  try {
    schemas.validates(pointer, null);
    return undefined;
  } catch (thrown) {
    if (thrown instanceof SchemaBroken) return thrown.problem;
    throw thrown;
  }
}

function* schemasOf({ parameters, requestBody, responses }: Operation, direction: 'request' | 'response'): Iterable<JsonPointer> {
  const described = direction === 'request' ? [...parameters, ...(requestBody?.content.values() ?? [])] : [...responses.values()].flatMap(({ headers, content }) => [...headers.values(), ...content.values()]);
  for (const { schema } of described) if (schema) yield schema.pointer;
}
