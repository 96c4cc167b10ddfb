import type { Description } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import type { Schemas } from '../../spec/schemas.ts';
import { formatsDecide } from './formats-decide.ts';

/** What making values needs: the document to follow references in, the judge that has the last word, and the seed. */
export interface Workshop {
  readonly description: Description;
  readonly document: JsonObject;
  /** Judges what is made. */
  readonly schemas: Schemas;
  readonly seed: number;
  /** What values are made for; by default requests, which carry nothing that is `readOnly`. */
  readonly direction?: 'request' | 'response';
}

/** Whether a value is valid by the schema at a pointer, for who asserts formats and for who does not. */
export function isValid(workshop: Workshop, schema: JsonPointer, value: Json): boolean {
  return workshop.schemas.validates(schema, value) && (!formatsDecide(workshop.document, schema) || workshop.schemas.errorsWithoutFormats(schema, value).length === 0);
}

/** Whether somebody may hold a value to be valid: `format` only counts where it is asserted. */
export function mayBeValid(workshop: Workshop, schema: JsonPointer, value: Json): boolean {
  if (workshop.schemas.errors(schema, value).every(({ keyword }) => keyword === 'format')) return true;
  return formatsDecide(workshop.document, schema) && workshop.schemas.errorsWithoutFormats(schema, value).length === 0;
}
