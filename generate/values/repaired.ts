import type { Json, JsonObject, JsonPointer, Schema } from '../../model/json.ts';
import { getAt, parsePointer } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { safePattern } from '../../spec/schemas/pattern.ts';
import type { SchemaError } from '../../spec/schemas.ts';
import { flatSchema } from './flat-schema.ts';
import { candidates } from './sample-of.ts';
import { valueAt, withValueAt } from './sites.ts';
import type { Workshop } from './workshop.ts';

const mostRounds = 12;
const mostItems = 20;

/**
 * A value that the judge accepts, made from one that it refuses by doing what it asks for: what is missing is added, what is
 * too much is left out, what is wrong is replaced. Conditions such as `if`, `dependentRequired` or `contains`, which nobody can
 * foresee from the schema alone, come true that way. Undefined when it leads nowhere.
 */
export function repaired(workshop: Workshop, pointer: JsonPointer, schema: Schema | Json, value: Json): Json | undefined {
  const seen = new Set<string>();
  let current = value;
  for (let round = 0; round < mostRounds; round++) {
    const errors = workshop.schemas.errors(pointer, current);
    if (errors.length === 0) return current;
    const text = JSON.stringify(current);
    if (seen.has(text)) return undefined;
    seen.add(text);
    const next = firstOf(errors, (error) => mended(workshop, schema, current, error));
    if (next === undefined) return undefined;
    current = next;
  }
  return undefined;
}

function firstOf<T, R>(all: readonly T[], find: (each: T) => R | undefined): R | undefined {
  for (const each of all) {
    const found = find(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The whole value with one error less; undefined when nothing is known against it. */
function mended(workshop: Workshop, root: Schema | Json, whole: Json, { keyword, instance, place, params }: SchemaError): Json | undefined {
  const path = parsePointer(instance) ?? [];
  const own = valueAt(whole, path);
  if (own === undefined) return undefined;
  const told = isObject(params) ? params : {};
  const asking = getAt(workshop.document, place.slice(0, place.lastIndexOf('/')));
  const put = (at: readonly string[], schemas: readonly (Json | undefined)[]): Json | undefined => {
    const wanted = schemas.filter((each): each is Json => each !== undefined);
    const before = JSON.stringify(valueAt(whole, at));
    for (const candidate of candidates(workshop, { allOf: wanted }, {}, 1)) if (JSON.stringify(candidate) !== before) return withValueAt(whole, at, candidate);
    return undefined;
  };
  switch (keyword) {
    case 'required':
    case 'dependentRequired':
    case 'dependencies': {
      const name = told['missingProperty'];
      if (typeof name !== 'string') return undefined;
      const at = [...path, name];
      return put(at, [schemaAlong(workshop, root, at), propertyOf(asking, name)]);
    }
    case 'additionalProperties':
    case 'unevaluatedProperties':
    case 'propertyNames': {
      const name = told['additionalProperty'] ?? told['unevaluatedProperty'] ?? told['propertyName'];
      return typeof name === 'string' && isObject(own) && Object.hasOwn(own, name) ? withValueAt(whole, path, without(own, name)) : undefined;
    }
    case 'contains':
    case 'minContains': {
      if (!Array.isArray(own) || !isObject(asking)) return undefined;
      const wanted = { allOf: [schemaAlong(workshop, root, [...path, String(own.length)]) ?? {}, asking['contains'] ?? {}] };
      // Of several alternatives for items, another than the first may be the one that is asked for.
      const item = firstOf([...candidates(workshop, wanted, {}, 1)].slice(0, mostItems), (each) => (workshop.schemas.errorsOf(wanted, each).length === 0 ? each : undefined));
      return item === undefined ? undefined : withValueAt(whole, path, [...(own as readonly Json[]), item]);
    }
    case 'maxItems':
    case 'unevaluatedItems':
    case 'items':
      return Array.isArray(own) && own.length > 0 ? withValueAt(whole, path, (own as readonly Json[]).slice(0, -1)) : undefined;
    default:
      return put(path, [schemaAlong(workshop, root, path), asking]);
  }
}

/** What the schema says of a place in a value, as far as properties and items lead there. */
function schemaAlong(workshop: Workshop, root: Schema | Json, path: readonly string[]): Json | undefined {
  let schema: Json | undefined = root as Json;
  for (const token of path) {
    const flat: JsonObject = flatSchema(workshop, schema);
    const prefix = flat['prefixItems'];
    const patterns: JsonObject = isObject(flat['patternProperties']) ? flat['patternProperties'] : {};
    schema = propertyOf(flat, token)
      ?? (Array.isArray(prefix) ? (prefix as readonly Json[])[Number(token)] : undefined)
      ?? Object.entries(patterns).find(([pattern]) => matches(pattern, token))?.[1]
      ?? (isObject(flat['items']) ? flat['items'] : undefined)
      ?? (isObject(flat['additionalProperties']) ? flat['additionalProperties'] : undefined);
    if (schema === undefined) return undefined;
  }
  return schema;
}

function propertyOf(schema: Json | undefined, name: string): Json | undefined {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  return isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function matches(pattern: string, name: string): boolean {
  try {
    return safePattern(pattern).test(name);
  } catch {
    return false;
  }
}

function without(value: JsonObject, name: string): Json {
  const { [name]: _, ...rest } = value;
  return rest;
}
