import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { branchesIn } from '../values/branches.ts';
import type { FlatSchema } from '../values/flat-schema.ts';
import { allowsNull, flatSchema, numberIn, propertiesIn, requiredIn, typesIn } from '../values/flat-schema.ts';
import { candidates } from '../values/sample-of.ts';
import type { Workshop } from '../values/workshop.ts';
import { randomNumbers } from './random-number.ts';
import { characters, randomTexts } from './random-text.ts';

const deepest = 6;
/** Below this depth only what is required is made. */
const deepestOptional = 3;
const mostItems = 5;

/** Random values that may satisfy a schema; nobody has judged them yet. They shrink to fewer, shorter and plainer ones. */
export function randomValues(workshop: Workshop, schema: Json, depth = 0): fc.Arbitrary<Json> {
  const flat = flatSchema(workshop, schema);
  const made = ofKind(workshop, flat, depth);
  const stated = statedIn(flat);
  const others: readonly fc.WeightedArbitrary<Json>[] = [
    ...(allowsNull(flat) ? [{ weight: 1, arbitrary: fc.constant(null) }] : []),
    ...(stated.length > 0 ? [{ weight: 2, arbitrary: fc.constantFrom(...stated) }] : []),
  ];
  return others.length === 0 ? made : fc.oneof({ withCrossShrink: true }, { weight: 6, arbitrary: made }, ...others);
}

function ofKind(workshop: Workshop, flat: FlatSchema, depth: number): fc.Arbitrary<Json> {
  if (flat['const'] !== undefined) return fc.constant(flat['const']);
  const members = flat['enum'];
  if (Array.isArray(members) && members.length > 0) return fc.constantFrom(...(members as readonly Json[]));
  if (depth > deepest) return fc.constant([...candidates(workshop, flat, {}, deepest)][0] ?? null);
  const branches = branchesIn(workshop, flat);
  const kinds = branches.length > 0 ? branches.map(({ schema }) => lazily(() => randomValues(workshop, schema, depth + 1))) : typesIn(flat).map((type) => ofType(workshop, type, flat, depth));
  if (kinds.length === 0) return fc.oneof(fc.string({ unit: characters, maxLength: 12 }), fc.integer({ min: -100, max: 100 }), fc.boolean());
  return kinds.length === 1 && kinds[0] ? kinds[0] : fc.oneof({ withCrossShrink: true }, ...kinds);
}

/** Values that the description gives itself are likelier to mean something. */
function statedIn(flat: FlatSchema): readonly Json[] {
  const examples = flat['examples'];
  return [flat['example'], ...(Array.isArray(examples) ? (examples as readonly Json[]) : []), flat['default']].filter((each): each is Json => each !== undefined && each !== null);
}

function ofType(workshop: Workshop, type: string, flat: FlatSchema, depth: number): fc.Arbitrary<Json> {
  switch (type) {
    case 'string':
      return randomTexts(flat) ?? fc.constant('');
    case 'integer':
    case 'number':
      return randomNumbers(flat, type === 'integer');
    case 'boolean':
      return fc.boolean();
    case 'array':
      return randomLists(workshop, flat, depth);
    case 'object':
      return randomObjects(workshop, flat, depth);
    default:
      return fc.constant(null);
  }
}

function randomLists(workshop: Workshop, flat: FlatSchema, depth: number): fc.Arbitrary<Json> {
  const least = Math.min(numberIn(flat, 'minItems') ?? 0, 200);
  const most = Math.max(least, Math.min(numberIn(flat, 'maxItems') ?? Infinity, least + mostItems));
  const prefix = Array.isArray(flat['prefixItems']) ? (flat['prefixItems'] as readonly Json[]) : [];
  const members = flat['items'] === undefined || flat['items'] === true ? {} : flat['items'];
  const rest = members === false ? fc.constant<Json[]>([]) : fc.array(lazily(() => randomValues(workshop, members, depth + 1)), { minLength: Math.max(0, least - prefix.length), maxLength: Math.max(0, most - prefix.length), size: 'medium' });
  const head = fc.tuple(...prefix.map((each) => lazily(() => randomValues(workshop, each, depth + 1))), fc.integer({ min: Math.min(least, prefix.length), max: prefix.length })).map((all) => (all.slice(0, -1) as Json[]).slice(0, all.at(-1) as number));
  return fc.tuple(head, rest).map(([first, further]): Json => {
    const items = first.length < prefix.length ? first : [...first, ...further];
    return flat['uniqueItems'] === true ? distinct(items) : items;
  });
}

function distinct(items: readonly Json[]): readonly Json[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

function randomObjects(workshop: Workshop, flat: FlatSchema, depth: number): fc.Arbitrary<Json> {
  const required = new Set(requiredIn(workshop, flat));
  const additional = isObject(flat['additionalProperties']) && flat['propertyNames'] === undefined ? flat['additionalProperties'] : undefined;
  const own = propertiesIn(workshop, flat).filter(([name, schema]) => required.has(name) || (depth < deepestOptional && flatSchema(workshop, schema)['x-server-issued'] !== true));
  const members = own.map(([name, schema]) => member(name, lazily(() => randomValues(workshop, schema, depth + 1)), required.has(name)));
  const unnamed = [...required].filter((name) => !own.some(([each]) => each === name)).map((name) => member(name, lazily(() => randomValues(workshop, additional ?? {}, depth + 1)), true));
  const further = additional === undefined || depth >= deepestOptional ? fc.constant<Entry[]>([])
    : fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }).map((number) => `property${number}`), lazily(() => randomValues(workshop, additional, depth + 1))), { maxLength: 3 });
  return fc.tuple(fc.tuple(...members, ...unnamed), further).map(([named, others]): JsonObject =>
    Object.fromEntries([...others.filter(([name]) => !own.some(([each]) => each === name)), ...named.filter((each) => each !== undefined)]));
}

type Entry = readonly [name: string, value: Json];

function member(name: string, values: fc.Arbitrary<Json>, isRequired: boolean): fc.Arbitrary<Entry | undefined> {
  const entries = values.map((value): Entry => [name, value]);
  return isRequired ? entries : fc.option(entries, { nil: undefined, freq: 2 });
}

/** Schemas that come back to themselves are followed only as far as chance does. */
function lazily(make: () => fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.constant(null).chain(make);
}
