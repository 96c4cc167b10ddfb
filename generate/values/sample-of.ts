import type { Json, Schema } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { branchesIn } from './branches.ts';
import type { FlatSchema } from './flat-schema.ts';
import { flatSchema, numberIn, propertiesIn, requiredIn, typesIn } from './flat-schema.ts';
import { numberFor } from './number-for.ts';
import { patternedProperties } from './further-properties.ts';
import { textsFor } from './text.ts';
import { varied } from './varied.ts';
import type { Workshop } from './workshop.ts';

/** How much of a value is made. */
export interface SampleOptions {
  /** Optional properties too. */
  readonly whole?: boolean;
}

const deepest = 8;
const mostProperties = 50;

/** Values that may satisfy a schema, likeliest first; nobody has judged them yet. */
export function* candidates(workshop: Workshop, schema: Schema | Json | undefined, options: SampleOptions, depth: number): Iterable<Json> {
  const flat = flatSchema(workshop, schema);
  const listed = Array.isArray(flat['enum']) || flat['const'] !== undefined;
  if (listed || !(options.whole === true && typesIn(flat).includes('object'))) yield* stated(flat);
  // Beside a list of members nothing else can be valid.
  if (listed || depth > deepest) return;
  const branches = branchesIn(workshop, flat);
  if (branches.length > 0) {
    for (const { schema: branch } of branches.slice(0, 6)) {
      for (const value of candidates(workshop, branch, options, depth + 1)) {
        yield value;
        break;
      }
    }
    return;
  }
  for (const type of typesIn(flat)) yield* ofType(workshop, type, flat, options, depth);
  if (typesIn(flat).length === 0) yield flat['type'] === undefined ? 'example' : null;
}

/** What the description itself gives as a value. */
function* stated(flat: FlatSchema): Iterable<Json> {
  if (flat['const'] !== undefined) {
    yield flat['const'];
    return;
  }
  const examples = flat['examples'];
  for (const value of [flat['example'], ...(Array.isArray(examples) ? (examples as readonly Json[]) : []), flat['default']]) {
    if (value !== undefined && value !== null) yield value;
  }
  const members = flat['enum'];
  if (Array.isArray(members)) yield* (members as readonly Json[]).filter((each) => each !== null);
}

function* ofType(workshop: Workshop, type: string, flat: FlatSchema, options: SampleOptions, depth: number): Iterable<Json> {
  switch (type) {
    case 'string':
      yield* textsFor(flat);
      return;
    case 'integer':
    case 'number':
      yield numberFor(flat, type === 'integer');
      // What is forbidden may be just that one.
      if (flat['not'] !== undefined) for (const next of [1, 2, 3]) yield numberFor(flat, type === 'integer') + next * (numberIn(flat, 'multipleOf') ?? 1);
      return;
    case 'boolean':
      yield true;
      yield false;
      return;
    case 'array':
      yield* arraysFor(workshop, flat, options, depth);
      return;
    case 'object':
      yield objectFor(workshop, flat, options, depth);
      return;
    default:
  }
}

function* arraysFor(workshop: Workshop, flat: FlatSchema, options: SampleOptions, depth: number): Iterable<Json> {
  const least = Math.min(numberIn(flat, 'minItems') ?? 0, 200);
  const length = Math.max(least, options.whole === true || depth === 0 ? 1 : 0);
  const items = distinctItems(workshop, flat, options, Math.min(length, numberIn(flat, 'maxItems') ?? Infinity), depth);
  if (items) yield items;
  if (least === 0) yield [];
}

/** So many items, distinct where they must be; undefined when the schema has not so many. */
export function distinctItems(workshop: Workshop, flat: FlatSchema, options: SampleOptions, length: number, depth: number): readonly Json[] | undefined {
  const prefix = Array.isArray(flat['prefixItems']) ? (flat['prefixItems'] as readonly Json[]) : [];
  const schema = flat['items'] === undefined || flat['items'] === true ? {} : flat['items'];
  const items: Json[] = prefix.slice(0, length).flatMap((each) => {
    const [first] = candidates(workshop, each, options, depth + 1);
    return first === undefined ? [] : [first];
  });
  const distinct = new Map<string, Json>();
  for (const value of candidates(workshop, schema, options, depth + 1)) {
    const text = JSON.stringify(value);
    if (!distinct.has(text)) distinct.set(text, value);
    if (distinct.size >= length) break;
  }
  const pool = [...distinct.values()];
  const members = flatSchema(workshop, schema)['enum'];
  // Nothing is a member too, but nobody's first choice.
  if (flat['uniqueItems'] === true && pool.length < length && Array.isArray(members) && (members as readonly Json[]).includes(null)) pool.push(null);
  for (let i = 0; items.length < length; i++) {
    const value = pool[i] ?? (flat['uniqueItems'] === true ? varied(workshop, schema, pool[0], i) : pool[0]);
    if (value === undefined) return undefined;
    items.push(value);
  }
  return items;
}

function objectFor(workshop: Workshop, flat: FlatSchema, options: SampleOptions, depth: number): Json {
  const required = requiredIn(workshop, flat);
  const properties = propertiesIn(workshop, flat);
  const result: Record<string, Json> = {};
  const add = (name: string, schema: Json): void => {
    for (const value of candidates(workshop, schema, options.whole === true && depth > 3 ? {} : options, depth + 1)) {
      Object.defineProperty(result, name, { value, enumerable: true, configurable: true, writable: true });
      return;
    }
  };
  const additional = isObject(flat['additionalProperties']) ? flat['additionalProperties'] : {};
  const wanted = (name: string, schema: Json): boolean =>
    required.includes(name) || (options.whole === true && depth <= 4 && (workshop.direction === 'response' || flatSchema(workshop, schema)['x-server-issued'] !== true));
  for (const [name, schema] of properties) if (wanted(name, schema)) add(name, schema);
  for (const name of required) if (!Object.hasOwn(result, name) && !properties.some(([each]) => each === name)) add(name, additional);
  const least = numberIn(flat, 'minProperties') ?? 0;
  for (const [name, schema] of properties) if (Object.keys(result).length < least && !Object.hasOwn(result, name)) add(name, schema);
  if (Object.keys(result).length < least) {
    for (const { name, schema } of furtherNames(workshop, flat)) {
      if (!Object.hasOwn(result, name)) add(name, schema);
      if (Object.keys(result).length >= Math.min(least, mostProperties)) break;
    }
  }
  return result;
}

/** Properties that have no name in the description, likeliest first. */
function* furtherNames(workshop: Workshop, flat: FlatSchema): Iterable<{ readonly name: string; readonly schema: Json }> {
  yield* patternedProperties(flat, mostProperties);
  if (flat['additionalProperties'] === false) return;
  const additional = isObject(flat['additionalProperties']) ? flat['additionalProperties'] : {};
  const named = flatSchema(workshop, flat['propertyNames']);
  if (Object.keys(named).length > 0) {
    let count = 0;
    for (const name of candidates(workshop, { type: 'string', ...named }, {}, deepest)) {
      if (count++ >= mostProperties) break;
      yield { name: String(name), schema: additional };
    }
  }
  for (let i = 1; i <= mostProperties; i++) yield { name: `property${i}`, schema: additional };
}
