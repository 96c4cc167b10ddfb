import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import type { FlatSchema } from './flat-schema.ts';
import { flatSchema } from './flat-schema.ts';
import { textsMatching } from './pattern/texts-matching.ts';
import type { Workshop } from './workshop.ts';

/** A property that has no name in the description. */
export interface FurtherProperty {
  readonly name: string;
  readonly schema: Json;
  /** Where its schema stands within that of the object. */
  readonly at: JsonPointer;
}

/** Properties whose names match the patterns of a flat schema, so many of each. */
export function* patternedProperties(flat: FlatSchema, many: number): Iterable<FurtherProperty> {
  const patterns = isObject(flat['patternProperties']) ? flat['patternProperties'] : {};
  for (const [pattern, schema] of Object.entries(patterns)) {
    if (schema === false) continue;
    let count = 0;
    for (const name of textsMatching(pattern, { least: 1, most: Infinity })) {
      if (count++ >= many) break;
      yield { name, schema, at: `/patternProperties${formatPointer([pattern])}` };
    }
  }
}

/** One property for each pattern, and one more where the schema says what any other has to be. */
export function* furtherProperties(workshop: Workshop, flat: FlatSchema): Iterable<FurtherProperty> {
  yield* patternedProperties(flat, 1);
  const additional = flat['additionalProperties'];
  // The form of names is a keyword of its own.
  if (isObject(additional) && Object.keys(additional).length > 0 && flat['propertyNames'] === undefined && Object.keys(flatSchema(workshop, additional)).length > 0) {
    yield { name: 'property1', schema: additional, at: '/additionalProperties' };
  }
}
