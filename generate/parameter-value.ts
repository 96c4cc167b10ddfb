import type { Parameter } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { getAt } from '../spec/json-pointer.ts';
import { isObject } from '../spec/resolve-reference.ts';
import { sampleAt } from './values/sample-at.ts';
import type { Workshop } from './values/workshop.ts';
import { isValid } from './values/workshop.ts';
import { isFaithful } from './wire/is-faithful.ts';

/** A valid value for a parameter: an example of its own, otherwise one made from its schema. */
export function parameterValue(workshop: Workshop, parameter: Parameter): Json | undefined {
  const { schema } = parameter;
  if (!schema) return parameter.examples[0]?.value;
  const example = parameter.examples.find(({ value }) => isFaithful(parameter, value) && isValid(workshop, schema.pointer, value));
  if (example) return example.value;
  // Where nothing arrives as what it is, it is worth a try.
  return sampleAt(workshop, schema.pointer, schema.schema, {}, (value) => isFaithful(parameter, value)) ?? sampleAt(workshop, schema.pointer, schema.schema);
}

/** Only the server can know a valid value, such as a cursor; the description says so with `x-server-issued`. */
export function isServerIssued({ document }: Pick<Workshop, 'document'>, { pointer }: Pick<Parameter, 'pointer'>): boolean {
  const described = getAt(document, pointer);
  return isObject(described) && described['x-server-issued'] === true;
}
