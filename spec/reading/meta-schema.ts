import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';

/** Where a document breaks the schema that the OpenAPI Initiative publishes for descriptions. */
export interface Breach {
  readonly pointer: JsonPointer;
  readonly message: string;
}

interface MetaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/**
 * Has swagger-parser hold a document against the published schemas of OpenAPI. References are left alone: each
 * component is looked at where it stands, so that the time grows with the document and not with what it refers to.
 */
export async function breaches(document: JsonObject, version: '2.0' | '3.0' | '3.1'): Promise<readonly Breach[]> {
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  // Later patches of a version have the same schema, and the parser knows only some of them.
  const known = { ...document, ...(version === '2.0' ? { swagger: '2.0' } : { openapi: version === '3.0' ? '3.0.3' : '3.1.1' }), paths: withoutReferences(document['paths'] ?? {}) };
  try {
    await new SwaggerParser().validate('/description', known as never, {
      mutateInputSchema: true, resolve: { external: false, file: false, http: false }, dereference: { excludedPathMatcher: () => true }, validate: { schema: true, spec: false },
    } as never);
    return [];
  } catch (thrown) {
    const details = (thrown as { readonly details?: readonly MetaError[] }).details;
    return details ? telling(details) : [{ pointer: '', message: (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0] ?? '' }];
  }
}

/** Paths whose items do not refer elsewhere: the schema for 3.1 has forgotten that they may. */
function withoutReferences(paths: Json): Json {
  if (!isObject(paths)) return paths;
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => {
    if (!isObject(item) || typeof item['$ref'] !== 'string') return [path, item];
    const { $ref: _, ...rest } = item;
    return [path, rest];
  }));
}

/** Of the errors of all alternatives, those that lie deepest: they say what is wrong, the others only that something is. */
function telling(errors: readonly MetaError[]): readonly Breach[] {
  const real = errors.filter(({ keyword, schemaPath, params }) => !['oneOf', 'anyOf', 'if', 'not', 'unevaluatedProperties'].includes(keyword) && !schemaPath.includes('/Reference') && params['missingProperty'] !== '$ref');
  const candidates = real.length > 0 ? real : errors;
  const deepest = candidates.filter(({ instancePath }) => !candidates.some((other) => other.instancePath.startsWith(`${instancePath}/`)));
  const seen = new Map<string, Breach>();
  for (const error of deepest) {
    const breach = { pointer: error.instancePath, message: worded(error) };
    seen.set(`${breach.pointer} ${breach.message}`, breach);
  }
  return [...seen.values()];
}

function worded({ keyword, message, params }: MetaError): string {
  switch (keyword) {
    case 'required':
      return `The field "${String(params['missingProperty'])}" is missing.`;
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return `The field "${String(params['additionalProperty'] ?? params['unevaluatedProperty'])}" is not known here.`;
    case 'enum':
      return `This must be one of ${(params['allowedValues'] as readonly unknown[]).map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'type':
      return `This must be ${String(params['type']).replaceAll(',', ' or ')}.`;
    default:
      return `This ${message ?? 'is not as OpenAPI has it'}.`;
  }
}
