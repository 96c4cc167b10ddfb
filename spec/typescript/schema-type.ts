import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';

/** Gives the name of the type that a reference stands for. */
export type NameOf = (reference: string) => string;

/** A schema as a type of TypeScript: what its shape is; lengths, patterns and the like are for others to judge. */
export function schemaType(schema: Json | undefined, nameOf: NameOf): string {
  if (schema === false) return 'never';
  if (!isObject(schema)) return 'unknown';
  const parts = [
    ...(typeof schema['$ref'] === 'string' ? [nameOf(schema['$ref'])] : []),
    ownType(schema, nameOf),
    ...listOf(schema['allOf']).map((each) => schemaType(each, nameOf)),
    ...['oneOf', 'anyOf'].flatMap((keyword) => (Array.isArray(schema[keyword]) ? [union(listOf(schema[keyword]).map((each) => schemaType(each, nameOf)))] : [])),
  ];
  const known = [...new Set(parts)].filter((part) => part !== 'unknown');
  const whole = known.length > 1 ? known.map(inParentheses).join(' & ') : (known[0] ?? 'unknown');
  return schema['nullable'] === true && whole !== 'unknown' && !/(?:^| )null(?: |$)/.test(outermost(whole)) ? union([whole, 'null']) : whole;
}

function ownType(schema: JsonObject, nameOf: NameOf): string {
  if (schema['const'] !== undefined) return literal(schema['const']);
  if (Array.isArray(schema['enum'])) return union(listOf(schema['enum']).map(literal));
  const { type } = schema;
  if (type === undefined) return impliedType(schema, nameOf);
  return union((Array.isArray(type) ? (type as readonly Json[]) : [type]).map((each) => typeNamed(each, schema, nameOf)));
}

function typeNamed(type: Json, schema: JsonObject, nameOf: NameOf): string {
  switch (type) {
    case 'object': return objectType(schema, nameOf);
    case 'array': return arrayType(schema, nameOf);
    case 'integer': return 'number';
    case 'string': case 'number': case 'boolean': case 'null': return type;
    default: return 'unknown';
  }
}

/** Where no type is said, the keywords of one say what is meant. */
function impliedType(schema: JsonObject, nameOf: NameOf): string {
  if (schema['properties'] !== undefined || isObject(schema['additionalProperties'])) return objectType(schema, nameOf);
  return schema['items'] !== undefined || schema['prefixItems'] !== undefined ? arrayType(schema, nameOf) : 'unknown';
}

function objectType({ properties, required, additionalProperties }: JsonObject, nameOf: NameOf): string {
  const entries = Object.entries(isObject(properties) ? properties : {});
  if (entries.length === 0) return additionalProperties === false ? 'Record<string, never>' : `Record<string, ${schemaType(additionalProperties, nameOf)}>`;
  const needed = new Set(listOf(required));
  return `{ ${entries.map(([name, schema]) => `${propertyName(name)}${needed.has(name) ? '' : '?'}: ${schemaType(schema, nameOf)}`).join('; ')} }`;
}

function arrayType({ items, prefixItems }: JsonObject, nameOf: NameOf): string {
  if (!Array.isArray(prefixItems)) return `${inParentheses(schemaType(items, nameOf))}[]`;
  const first = listOf(prefixItems).map((each) => `${inParentheses(schemaType(each, nameOf))}?`);
  return `[${[...first, ...(items === false ? [] : [`...${inParentheses(schemaType(items, nameOf))}[]`])].join(', ')}]`;
}

/** A name as it stands before a colon. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** A text in quotation marks. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function literal(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(literal).join(', ')}]`;
  if (isObject(value)) return `{ ${Object.entries(value).map(([name, each]) => `${propertyName(name)}: ${literal(each)}`).join('; ')} }`;
  return JSON.stringify(value);
}

function union(types: readonly string[]): string {
  const known = [...new Set(types)];
  if (known.length === 0) return 'never';
  return known.includes('unknown') ? 'unknown' : known.map((each) => (known.length > 1 ? inParentheses(each) : each)).join(' | ');
}

/** What a following `[]` or `&` would tear apart. */
function inParentheses(type: string): string {
  return / [|&] /.test(outermost(type)) ? `(${type})` : type;
}

/** A type without what stands inside braces, brackets of any kind and quotation marks. */
function outermost(type: string): string {
  return type.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').replaceAll(/\{.*\}|<.*>/g, '');
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
