import * as fc from 'fast-check';
import type { Json } from '../../model/json.ts';
import type { FlatSchema } from '../values/flat-schema.ts';
import { numberIn, typesIn } from '../values/flat-schema.ts';
import type { Violation } from '../values/violations.ts';
import { characters } from './random-text.ts';

/** How far beyond a bound. */
const reach = 1_000;
const longest = 2_000;

const texts = fc.string({ unit: characters, minLength: 1, maxLength: 40, size: 'medium' });
const anything: fc.Arbitrary<Json> = fc.oneof(
  { withCrossShrink: true },
  texts, fc.integer({ min: -reach, max: reach }), fc.boolean(), fc.integer({ min: 0, max: reach }).map((number) => number + 0.5), fc.constant({ unexpected: true }), texts.map((text) => [{ unexpected: text }]),
);

/** Random values that may break a keyword; undefined where the usual ways to break it are all that there is. */
export function randomFaults({ keyword, at, seenAs, doubt }: Violation, schema: FlatSchema, value: Json): fc.Arbitrary<Json> | undefined {
  if (at !== undefined || seenAs !== undefined || doubt !== undefined) return undefined;
  const bound = numberIn(schema, keyword);
  const step = numberIn(schema, 'multipleOf') ?? 1;
  switch (keyword) {
    case 'type':
      return anything;
    case 'minimum':
    case 'exclusiveMinimum':
      return bound === undefined ? undefined : fc.integer({ min: 1, max: reach }).map((count) => bound - count * step);
    case 'maximum':
    case 'exclusiveMaximum':
      return bound === undefined ? undefined : fc.integer({ min: 1, max: reach }).map((count) => bound + count * step);
    case 'multipleOf':
      return typeof value !== 'number' ? undefined : fc.integer({ min: 1, max: reach }).map((count) => (typesIn(schema).includes('integer') ? value + count : value + count / 7));
    case 'minLength':
      return bound === undefined || bound < 1 || bound > longest ? undefined : fc.string({ unit: characters, maxLength: bound - 1, size: 'medium' });
    case 'maxLength':
      return bound === undefined || bound > longest ? undefined : fc.string({ unit: characters, minLength: bound + 1, maxLength: bound + 200 });
    case 'enum':
    case 'const':
      return fc.oneof({ withCrossShrink: true }, texts, fc.integer({ min: -reach, max: reach }));
    case 'pattern':
    case 'format':
      return texts;
    default:
      return undefined;
  }
}
