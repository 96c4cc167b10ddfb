import type { Json } from '../../model/json.ts';
import type { FlatSchema } from './flat-schema.ts';
import { alternativeBreakers } from './violating/alternatives.ts';
import { arrayBreakers } from './violating/arrays.ts';
import type { Breakers, Violation } from './violating/breaker.ts';
import { numberBreakers } from './violating/numbers.ts';
import { objectBreakers } from './violating/objects.ts';
import { scalarBreakers } from './violating/scalars.ts';
import type { Workshop } from './workshop.ts';

export type { Violation } from './violating/breaker.ts';

const breakers: Breakers = { ...scalarBreakers, ...numberBreakers, ...arrayBreakers, ...objectBreakers, ...alternativeBreakers };

/** Every keyword of a schema that a value can break, with values that may do so. */
export function* violationsOf(workshop: Workshop, schema: FlatSchema, value: Json): Iterable<Violation> {
  // Beside a list of members every other keyword breaks together with it.
  const listed = Array.isArray(schema['enum']) ? 'enum' : schema['const'] === undefined ? undefined : 'const';
  for (const [keyword, breaker] of Object.entries(breakers)) {
    if (listed === undefined || keyword === listed) yield* breaker(schema, value, workshop);
  }
}
