import type { Json, JsonObject, Schema } from '../../model/json.ts';
import { getAt } from '../../spec/json-pointer.ts';
import { isObject, pointerOf } from '../../spec/resolve-reference.ts';
import type { Workshop } from './workshop.ts';

/** A schema with its references followed and its `allOf` merged, as far as making values needs it. */
export type FlatSchema = JsonObject;

const deepest = 12;

/** Follows references and merges `allOf`. What cannot be merged exactly is left to the judge to find out. */
export function flatSchema(workshop: Workshop, schema: Schema | Json | undefined, depth = 0): FlatSchema {
  if (!isObject(schema as Json) || depth > deepest) return {};
  const { $ref: reference, allOf, nullable, ...own } = schema as JsonObject;
  // From 3.1 on `nullable` has no meaning.
  let result: JsonObject = workshop.description.dialect === '3.0' ? modernised(own, nullable === true) : own;
  const target = typeof reference === 'string' ? pointerOf(reference) : undefined;
  if (target !== undefined) {
    const referenced = flatSchema(workshop, getAt(workshop.document, target), depth + 1);
    if (workshop.description.dialect === '3.0') return referenced;
    result = merge(referenced, result);
  }
  if (!Array.isArray(allOf)) return result;
  for (const part of allOf as readonly Json[]) result = merge(result, flatSchema(workshop, part, depth + 1));
  // One part that allows null does not speak for the others.
  const { nullable: _, ...merged } = result;
  return merged;
}

function modernised(schema: JsonObject, nullable: boolean): JsonObject {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema;
  return {
    ...rest,
    ...(nullable && definesNull(rest) && { nullable }),
    ...(minimum !== undefined && (exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum })),
    ...(maximum !== undefined && (exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { maximum })),
    ...(typeof exclusiveMinimum === 'number' && { exclusiveMinimum }),
    ...(typeof exclusiveMaximum === 'number' && { exclusiveMaximum }),
  };
}

/** Beside `type`, `nullable` means something; beside what null does not fulfil it has no effect. */
function definesNull({ type, enum: members, oneOf, anyOf, not }: JsonObject): boolean {
  return typeof type === 'string' && oneOf === undefined && anyOf === undefined && not === undefined && (!Array.isArray(members) || (members as readonly Json[]).includes(null));
}

const larger = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains']);
const smaller = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains']);

function merge(a: JsonObject, b: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...a };
  for (const [keyword, value] of Object.entries(b)) {
    const known = a[keyword];
    result[keyword] = known === undefined ? value : mergedKeyword(keyword, known, value);
  }
  return result;
}

function mergedKeyword(keyword: string, a: Json, b: Json): Json {
  if (larger.has(keyword) && typeof a === 'number' && typeof b === 'number') return Math.max(a, b);
  if (smaller.has(keyword) && typeof a === 'number' && typeof b === 'number') return Math.min(a, b);
  if (keyword === 'required' && Array.isArray(a) && Array.isArray(b)) return [...new Set([...(a as readonly Json[]), ...(b as readonly Json[])])];
  if (keyword === 'enum' && Array.isArray(a) && Array.isArray(b)) {
    const texts = new Set((b as readonly Json[]).map((each) => JSON.stringify(each)));
    return (a as readonly Json[]).filter((each) => texts.has(JSON.stringify(each)));
  }
  if (keyword === 'properties' && isObject(a) && isObject(b)) {
    const result: Record<string, Json> = { ...a };
    for (const [name, schema] of Object.entries(b)) result[name] = a[name] === undefined ? schema : { allOf: [a[name], schema] };
    return result;
  }
  if (keyword === 'type') {
    const both = typesOf(a).filter((type) => typesOf(b).includes(type) || (type === 'integer' && typesOf(b).includes('number')));
    return both.length === 1 ? (both[0] ?? b) : both.length > 1 ? both : b;
  }
  if (keyword === 'additionalProperties' && (a === false || b === false)) return false;
  return b;
}

function typesOf(type: Json): readonly string[] {
  return Array.isArray(type) ? (type as readonly Json[]).map(String) : typeof type === 'string' ? [type] : [];
}

/** The types that a flat schema names, or those that its keywords speak of; empty when it says nothing. */
export function typesIn(schema: FlatSchema): readonly string[] {
  if (schema['type'] !== undefined) return typesOf(schema['type']).filter((type) => type !== 'null');
  if (schema['properties'] !== undefined || schema['additionalProperties'] !== undefined || schema['required'] !== undefined) return ['object'];
  if (schema['items'] !== undefined || schema['minItems'] !== undefined || schema['prefixItems'] !== undefined) return ['array'];
  if (['minLength', 'maxLength', 'pattern', 'format'].some((keyword) => schema[keyword] !== undefined)) return ['string'];
  if (['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].some((keyword) => schema[keyword] !== undefined)) return ['number'];
  return [];
}

/** Whether a flat schema says in so many words that null is allowed. */
export function allowsNull(schema: FlatSchema): boolean {
  return schema['nullable'] === true || (Array.isArray(schema['type']) && (schema['type'] as readonly Json[]).includes('null'));
}

/** Whether a type is named in so many words, so that another one breaks it. */
export function statesType(schema: FlatSchema): boolean {
  return schema['type'] !== undefined;
}

/** The properties of a flat schema that a message of this direction carries. */
export function propertiesIn(workshop: Workshop, schema: FlatSchema): readonly (readonly [name: string, schema: Json])[] {
  const properties = schema['properties'];
  if (!isObject(properties)) return [];
  return Object.entries(properties).filter(([, property]) => property !== false && flatSchema(workshop, property)[hiddenIn(workshop)] !== true);
}

/** The required properties that a message of this direction must carry. */
export function requiredIn(workshop: Workshop, schema: FlatSchema): readonly string[] {
  const required = schema['required'];
  if (!Array.isArray(required)) return [];
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  return (required as readonly Json[]).filter((name): name is string =>
    typeof name === 'string' && !(Object.hasOwn(properties, name) && flatSchema(workshop, properties[name])[hiddenIn(workshop)] === true));
}

/** What keeps a property out of messages of this direction. */
function hiddenIn({ direction }: Workshop): 'readOnly' | 'writeOnly' {
  return direction === 'response' ? 'writeOnly' : 'readOnly';
}

/** A number that a keyword gives. */
export function numberIn(schema: FlatSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}
