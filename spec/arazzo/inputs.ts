import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { getAt } from '../json-pointer.ts';
import { isObject, resolve } from '../resolve-reference.ts';
import { safePattern } from '../schemas/pattern.ts';

/** Judges inputs by the JSON Schemas of one Arazzo document. */
export interface InputSchemas {
  /** What is wrong with the inputs, in words; nothing where they are right. */
  faults(schema: JsonPointer, inputs: JsonObject): readonly string[];
  /** Why there is no JSON Schema at a place, if there is none. */
  broken(schema: JsonPointer): string | undefined;
}

/** The input schemas of a document, compiled when they are asked for. They are JSON Schema 2020-12. */
export function inputSchemas(document: JsonObject): InputSchemas {
  let ajv: Ajv2020 | undefined;
  const compiler = (): Ajv2020 => {
    if (ajv) return ajv;
    ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false, ownProperties: true, code: { regExp: Object.assign(safePattern, { code: 'safePattern' }) as never } });
    (ajvFormats as unknown as (to: Ajv2020) => void)(ajv);
    return ajv.addSchema(document, 'arazzo');
  };
  const compiled = (schema: JsonPointer) => compiler().compile({ $ref: `arazzo#${schema.split('/').map(encodeURIComponent).join('/')}` });
  return {
    faults(schema, inputs) {
      const validate = compiled(schema);
      return validate(inputs) ? [] : [...new Set((validate.errors ?? []).map(wordsFor))];
    },
    broken(schema) {
      const value = getAt(document, schema);
      const meta = compiler();
      if (value !== undefined && meta.validateSchema(value as object) !== true) return wordsFor(meta.errors?.[0]);
      try {
        compiled(schema);
        return undefined;
      } catch (thrown) {
        return (thrown instanceof Error ? thrown.message : String(thrown)).replaceAll('arazzo#', '#').replace(/\.$/, '');
      }
    },
  };
}

function wordsFor(error: ErrorObject | null | undefined): string {
  return error ? `${error.instancePath === '' ? 'they' : error.instancePath.slice(1)} ${error.message ?? 'break their schema'}` : 'it breaks JSON Schema 2020-12';
}

/** One input that a schema declares. */
export interface DeclaredInput {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

/** The inputs that a schema names, and whether it names all that there can be: composed schemas may name more. */
export function declaredInputs(document: JsonObject, schema: JsonPointer | undefined): { readonly inputs: readonly DeclaredInput[]; readonly complete: boolean } {
  if (schema === undefined) return { inputs: [], complete: true };
  const found = resolve(document, schema)?.node;
  if (!isObject(found)) return { inputs: [], complete: false };
  const { properties, required } = found;
  const needed: readonly Json[] = Array.isArray(required) ? (required as readonly Json[]) : [];
  const composed = ['allOf', 'anyOf', 'oneOf', 'if', '$dynamicRef', 'patternProperties', 'dependentSchemas', 'additionalProperties', 'unevaluatedProperties'].some((keyword) => found[keyword] !== undefined && found[keyword] !== false);
  return {
    complete: !composed && isObject(properties),
    inputs: isObject(properties) ? Object.entries(properties).map(([name, value]) => ({ name, required: needed.includes(name), schema: isObject(value) ? resolved(document, value) : {} })) : [],
  };
}

function resolved(document: JsonObject, schema: JsonObject): JsonObject {
  const reference = schema['$ref'];
  const found = typeof reference === 'string' && reference.startsWith('#') ? resolve(document, reference.slice(1))?.node : undefined;
  return isObject(found) ? { ...found, ...schema } : schema;
}
