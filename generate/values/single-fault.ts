import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../../spec/json-pointer.ts';
import type { SchemaError } from '../../spec/schemas.ts';
import type { Proof } from '../wire/provably-invalid.ts';
import type { Site } from './sites.ts';
import { withValueAt } from './sites.ts';
import type { Violation } from './violations.ts';
import type { Workshop } from './workshop.ts';
import { isValid, mayBeValid } from './workshop.ts';

/** Keywords that only pass on what a keyword below them says. */
const wrappers = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'then', 'else', 'contains', 'propertyNames', 'not']);

/** A valid value, and the place in it that is to be broken. */
export interface Intact {
  readonly pointer: JsonPointer;
  readonly value: Json;
  readonly site: Site;
}

/** The first of a violation's values that breaks its keyword there and nothing else, and is proven to; or why there is none. */
export function singleFault(workshop: Workshop, { pointer, value, site }: Intact, violation: Violation, prove: (broken: Json) => Proof): { readonly value: Json } | { readonly because: string } {
  let because = violation.doubt ?? 'no value breaks this keyword without breaking another one';
  const instance = formatPointer([...site.path, ...(violation.at ?? [])]);
  for (const each of violation.values) {
    const broken = withValueAt(value, site.path, each);
    if (!breaksOnly(workshop, pointer, broken, instance, violation.seenAs ?? violation.keyword)) continue;
    const proof = prove(broken);
    if (proof.proven) return { value: broken };
    because = proof.because;
  }
  return { because };
}

/** Who holds a reading of a broken value to be valid: of a format nothing more is said than that it should be kept. */
export function allowing(workshop: Workshop, pointer: JsonPointer, { advisory }: Violation): (reading: Json) => boolean {
  return advisory === true ? (reading) => isValid(workshop, pointer, reading) : (reading) => mayBeValid(workshop, pointer, reading);
}

/** The law of every negative: it violates exactly its keyword, and exactly there. */
function breaksOnly({ schemas }: Workshop, rootPointer: JsonPointer, value: Json, instance: JsonPointer, keyword: string): boolean {
  const errors = schemas.errors(rootPointer, value);
  const own = errors.filter((error) => error.keyword === keyword && error.instance === instance);
  const goesAlong = (error: SchemaError): boolean =>
    (wrappers.has(error.keyword) && instance.startsWith(error.instance))
    // A format such as int64 says once more what the type says.
    || (keyword === 'type' && error.keyword === 'format' && error.instance === instance);
  return own.length > 0 && errors.every((error) => own.includes(error) || goesAlong(error));
}
