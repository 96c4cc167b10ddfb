import type { Description } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import type { Schemas } from '../../spec/schemas.ts';

/** What making values needs: the document to follow references in, the judge that has the last word, and the seed. */
export interface Workshop {
  readonly description: Description;
  readonly document: JsonObject;
  /** Judges requests. */
  readonly schemas: Schemas;
  readonly seed: number;
}

/** Whether the judge accepts a value by the schema at a pointer. */
export function isValid({ schemas }: Workshop, schema: JsonPointer, value: Json): boolean {
  return schemas.errors(schema, value).length === 0;
}
