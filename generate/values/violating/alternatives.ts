import type { Json } from '../../../model/json.ts';
import { isObject } from '../../../spec/resolve-reference.ts';
import { branchesIn } from '../branches.ts';
import type { FlatSchema } from '../flat-schema.ts';
import { candidates } from '../sample-of.ts';
import type { Workshop } from '../workshop.ts';
import type { Breakers, Violation } from './breaker.ts';

/** What no alternative is likely to allow. */
const strangers: readonly Json[] = [{ unexpected: true }, 'not-an-alternative', 7_919.5, ['unexpected'], false, {}];
const mostPairs = 12;

/** Combinations of schemas. */
export const alternativeBreakers: Breakers = {
  *anyOf(schema, value, workshop) {
    yield* noneOf('anyOf', schema, value, workshop);
  },
  *oneOf(schema, value, workshop) {
    yield* noneOf('oneOf', schema, value, workshop);
    if (Array.isArray(schema['oneOf']) && !isObject(schema['discriminator'])) yield { keyword: 'oneOf', label: 'several', values: [...severalOf(schema, workshop)] };
  },
  *discriminator(schema, value) {
    const property = isObject(schema['discriminator']) ? schema['discriminator']['propertyName'] : undefined;
    if (typeof property !== 'string' || !isObject(value) || !Object.hasOwn(value, property)) return;
    const { [property]: _, ...rest } = value;
    yield { keyword: 'discriminator', label: 'absent', values: [rest] };
    // The judge puts what is wrong with the name where the name stands.
    yield { keyword: 'discriminator', label: 'unknown', at: [property], values: [{ ...value, [property]: 'not-an-alternative' }] };
  },
  *not(schema, _value, workshop) {
    const { not: forbidden, ...base } = schema;
    if (forbidden === undefined) return;
    yield { keyword: 'not', label: '', values: [...firsts(candidates(workshop, { allOf: [base, forbidden] }, {}, 1), 10), ...firsts(candidates(workshop, forbidden, {}, 1), 5)] };
  },
};

function* noneOf(keyword: 'oneOf' | 'anyOf', schema: FlatSchema, value: Json, workshop: Workshop): Iterable<Violation> {
  if (!Array.isArray(schema[keyword]) || isObject(schema['discriminator'])) return;
  const { [keyword]: _, ...base } = schema;
  const bare = isObject(value) ? [{}, { unexpected: true }] : [];
  yield { keyword, label: '', values: [...bare, ...strangers, ...firsts(candidates(workshop, base, {}, 1), 3)] };
}

/** Values of which two alternatives say that they are theirs. */
function* severalOf(schema: FlatSchema, workshop: Workshop): Iterable<Json> {
  const branches = branchesIn(workshop, schema);
  let pairs = 0;
  for (const [index, one] of branches.entries()) {
    for (const other of branches.slice(index + 1)) {
      if (++pairs > mostPairs) return;
      yield* firsts(candidates(workshop, { allOf: [one.schema, other.schema] }, {}, 1), 3);
    }
  }
}

function* firsts<T>(all: Iterable<T>, many: number): Iterable<T> {
  let count = 0;
  for (const each of all) {
    if (count++ >= many) return;
    yield each;
  }
}
