import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../../spec/json-pointer.ts';
import type { SchemaError } from '../../spec/schemas.ts';
import type { Site } from './sites.ts';
import { withValueAt } from './sites.ts';
import type { Violation } from './violations.ts';
import type { Workshop } from './workshop.ts';

/** Keywords that only pass on what a keyword below them says. */
const wrappers = new Set(['oneOf', 'anyOf', 'allOf', 'if', 'then', 'else', 'contains', 'propertyNames', 'not']);

/** The whole value with one fault: the first of a violation's values that breaks that keyword there and nothing else. */
export function singleFault(workshop: Workshop, rootPointer: JsonPointer, root: Json, site: Site, violation: Violation): Json | undefined {
  for (const value of violation.values) {
    const broken = withValueAt(root, site.path, value);
    if (breaksOnly(workshop, rootPointer, broken, formatPointer([...site.path, ...(violation.at ?? [])]), violation.seenAs ?? violation.keyword)) return broken;
  }
  return undefined;
}

/** The law of every negative: it violates exactly its keyword, and exactly there. */
export function breaksOnly({ schemas }: Workshop, rootPointer: JsonPointer, value: Json, instance: JsonPointer, keyword: string): boolean {
  const errors = schemas.errors(rootPointer, value);
  const own = errors.filter((error) => error.keyword === keyword && error.instance === instance);
  const goesAlong = (error: SchemaError): boolean =>
    (wrappers.has(error.keyword) && instance.startsWith(error.instance))
    // A format such as int64 says once more what the type says.
    || (keyword === 'type' && error.keyword === 'format' && error.instance === instance);
  return own.length > 0 && errors.every((error) => own.includes(error) || goesAlong(error));
}
