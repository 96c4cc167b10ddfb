import type { Parameter } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { sampleAt } from './values/sample-at.ts';
import type { Workshop } from './values/workshop.ts';
import { isValid } from './values/workshop.ts';
import { isFaithful } from './wire/is-faithful.ts';

/** Conditions (RFC 9110, section 13.1) that any state of a resource fulfils, so that they get the usual answer. */
const usualFields: Readonly<Record<string, string>> = {
  'if-match': '*', 'if-none-match': '"none-of-yours"', 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT', 'if-unmodified-since': 'Fri, 31 Dec 2100 23:59:59 GMT',
};

/** A valid value for a parameter: an example of its own, otherwise one made from its schema. */
export function parameterValue(workshop: Workshop, parameter: Parameter): Json | undefined {
  const { schema } = parameter;
  if (!schema) return parameter.examples[0]?.value;
  const example = parameter.examples.find(({ value }) => isFaithful(parameter, value) && isValid(workshop, schema.pointer, value));
  if (example) return example.value;
  const usual = parameter.in === 'header' ? usualFields[parameter.name.toLowerCase()] : undefined;
  if (usual !== undefined && isValid(workshop, schema.pointer, usual)) return usual;
  // Where nothing arrives as what it is, it is worth a try.
  return sampleAt(workshop, schema.pointer, schema.schema, {}, (value) => isFaithful(parameter, value)) ?? sampleAt(workshop, schema.pointer, schema.schema);
}
