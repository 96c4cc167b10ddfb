import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import type { FlatSchema } from './flat-schema.ts';
import { flatSchema } from './flat-schema.ts';
import type { Workshop } from './workshop.ts';

/** A schema that applies under a condition. */
interface Condition {
  readonly at: JsonPointer;
  readonly raw: Json;
  /** It, with the condition and with what holds always. */
  readonly schema: FlatSchema;
}

/** What a flat schema asks under conditions: `then`, `else` and each of `dependentSchemas`. */
export function* conditionsIn(workshop: Workshop, flat: FlatSchema): Iterable<Condition> {
  const { if: condition, then: consequence, else: alternative, dependentSchemas, ...base } = flat;
  const together = (...parts: readonly Json[]): FlatSchema => flatSchema(workshop, { allOf: [base, ...parts] } as JsonObject);
  if (condition !== undefined && isObject(consequence)) yield { at: '/then', raw: consequence, schema: together(condition, consequence) };
  if (condition !== undefined && isObject(alternative)) yield { at: '/else', raw: alternative, schema: together({ not: condition }, alternative) };
  if (!isObject(dependentSchemas)) return;
  for (const [name, raw] of Object.entries(dependentSchemas)) {
    if (isObject(raw)) yield { at: `/dependentSchemas${formatPointer([name])}`, raw, schema: together({ required: [name] }, raw) };
  }
}
